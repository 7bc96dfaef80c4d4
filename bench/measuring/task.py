"""A measurement that is still to be made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from measuring.results import Record


@dataclass(frozen=True)
class Task:
    """A measurement.

    Attributes:
        key: where its record goes.
        measure: makes it; raises CommandError if a command fails.
        after: is done behind it, also if it has been measured before: throwing away what nobody needs any more.
    """

    key: str
    measure: Callable[[], Record]
    after: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Setting:
    """What all measurements share.

    Attributes:
        quality: Manim's letter for size and rate.
        work: a folder for what is made and thrown away.
    """

    quality: str
    work: Path
