"""Ctrl-C that cannot get lost.

Python raises KeyboardInterrupt wherever it happens to be, and libraries that are just being imported, or a scene with a
bare ``except``, swallow it. So it is also noted, and raised again where ``heed`` is called.
"""

from __future__ import annotations

import signal
from types import FrameType

_heard: list[int] = []


def listen() -> None:
    """Note interrupts from now on, unless they are ignored, as shells have it for what runs in the background.

    For the main thread of a program.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _hear)


def heed() -> None:
    """Stop here if an interrupt has been heard since ``listen``.

    Raises:
        KeyboardInterrupt: there has been one.
    """
    if _heard:
        raise KeyboardInterrupt


def _hear(number: int, _: FrameType | None) -> None:
    _heard.append(number)
    raise KeyboardInterrupt
