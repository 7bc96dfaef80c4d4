"""What tests have workers do."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from eigenreel.errors import ScriptError


def double(number):
    return 2 * number


def fail(text):
    raise ValueError(text)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(mark):
    """Be killed, unless that has happened before."""
    path = Path(mark)
    if not path.exists():
        path.touch()
        die()
    return "alive"


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def chatter():
    print("a library prints this")
    os.system("echo and a program this")
    return "result"


def modules():
    return sorted(sys.modules)


def process():
    time.sleep(0.05)
    return os.getpid()


def raise_script_error():
    raise ScriptError("vectors.md", 14, "no beat", "add one")


class Poison:
    """Something of some size that cannot be pickled, or only cannot be put together again."""

    def __init__(self, at_once: bool) -> None:
        self.at_once, self.ballast = at_once, bytes(10**6)

    def __reduce__(self):
        if self.at_once:
            raise KeyError("poison")
        return _spill, (self.ballast,)


def _spill(ballast):
    raise KeyError("poison")


def poison():
    return Poison(at_once=False)
