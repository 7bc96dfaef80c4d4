"""A line of given lyrics."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

UNSUNG = re.compile("[�♩♪♫♬🎵🎶\ufe0f]")


@dataclass(frozen=True)
class GivenLine:
    """A line that is sung.

    Attributes:
        section: the heading that it stands under; empty before the first.
        start, end: seconds of the track; None where the file does not say.
        words: seconds at which each of its words begins, where the file says so.
        row: of the file.
    """

    text: str
    section: str = ""
    start: float | None = None
    end: float | None = None
    words: tuple[float, ...] = ()
    row: int = 0


Parsed = tuple[list[GivenLine], dict[str, list[int]]]
"""The lines of a file, and what is to be remarked, with the rows that it is about."""


class NoLyricsError(Exception):
    """The text cannot be lyrics: what, and the way out; and in which row."""

    def __init__(self, what: str, row: int = 0) -> None:
        super().__init__(what)
        self.row = row


def tidy(text: str) -> str:
    """Without control signs, signs of music and double spaces."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zs") else sign for sign in text)
    return " ".join(UNSUNG.sub(" ", kept).split())


def has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
