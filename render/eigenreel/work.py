"""Work that others do: what is submitted to a pool of processes, and waited for so that Ctrl-C is heard."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from eigenreel.interruption import heed

PATIENCE = 0.1
"""Seconds between looks at what the workers do."""

Submit = Callable[..., Future]
"""Has a worker call a function: ``film.pool.Pool.submit``, or any executor's."""

Found = TypeVar("Found")


def outcome(future: Future[Found]) -> Found:
    """What a worker found.

    Raises:
        KeyboardInterrupt: an interrupt was heard meanwhile.
    """
    while not future.done():
        heed()
        wait([future], timeout=PATIENCE)
    return future.result()
