"""What all tests start from."""

from __future__ import annotations

import signal

# Tests interrupt what they start. Where the tests run in the background, a shell has interrupts ignored, and children
# inherit that; what is handled here is as usual for them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
