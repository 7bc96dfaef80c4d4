"""Ctrl-C that cannot get lost.

Python raises KeyboardInterrupt wherever it happens to be, and libraries that are just being imported, or a scene with a
bare ``except``, swallow it. So it is also noted, and raised again where ``heed`` is called. Until the command line is
imported there is nothing to tidy up, and the process simply ends. So it does when it is asked again and again: a scene
may swallow everything in a loop without end.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130
"""The exit code of what was stopped by Ctrl-C."""

ENOUGH = 3
"""Interrupts, the last of which ends the process without tidying up."""

_heard: list[int] = []


def listen() -> None:
    """End at an interrupt from now on, unless they are ignored, as shells have it for what runs in the background.

    For the main thread of a program that is starting.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _end)


def take_over() -> None:
    """Note interrupts from now on and raise them, if ``listen`` does."""
    if signal.getsignal(signal.SIGINT) is _end:
        sys.unraisablehook = _pass_over
        signal.signal(signal.SIGINT, _hear)


def heed() -> None:
    """Stop here if an interrupt has been heard since ``take_over``.

    Raises:
        KeyboardInterrupt: there has been one.
    """
    if _heard:
        raise KeyboardInterrupt


def _end(number: int, _: FrameType | None) -> None:
    os.write(sys.__stderr__.fileno(), b"eigenreel: stopped\n")
    os._exit(INTERRUPTED)


def _hear(number: int, _: FrameType | None) -> None:
    _heard.append(number)
    if len(_heard) >= ENOUGH:
        _end(number, None)
    raise KeyboardInterrupt


def _pass_over(unraisable: sys.UnraisableHookArgs) -> None:
    """An interrupt that came while Python could not raise it is noted, and needs no report."""
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)
