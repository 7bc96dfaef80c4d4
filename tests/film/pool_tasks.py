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
