"""A film that is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FilmResult:
    """A film and what belongs to it.

    Attributes:
        files: all that was written, the film first.
        duration: seconds.
        size: the film's bytes.
        reused: how many of its chunks were not encoded for it.
        seconds: what making it took.
    """

    path: Path
    files: tuple[Path, ...]
    duration: float
    size: int
    chunks: int
    reused: int
    seconds: float
