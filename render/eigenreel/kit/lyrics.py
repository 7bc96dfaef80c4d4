"""A line of a song: type whose syllables are known, on one row, or on two when it is wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from eigenreel import theme
from eigenreel.errors import EigenreelError
from eigenreel.theme.lettering import SetType
from eigenreel.theme.markup import typographic
from eigenreel.theme.typesetting import SETTINGS_KEPT, TYPE_SIZE, Outline, check_letters, quoted, typeset

LARGEST, SMALLEST = 60, 46
"""Sizes of type (em in pixels of a frame 1080 pixels high): a line gets smaller before it takes a second row, and
after it has one."""

FIRST_FILL = 0x010000
"""Syllables are set in colours that count upwards from it, which tells whose a glyph is."""


@dataclass(frozen=True)
class Setting:
    """Syllables that have been set, in points of type.

    Attributes:
        outlines: in reading order.
        owners: (glyphs,) the syllable that each belongs to.
        rows: (glyphs,) the row that each stands on.
    """

    outlines: tuple[Outline, ...]
    owners: np.ndarray
    rows: np.ndarray

    @property
    def width(self) -> float:
        across = np.concatenate([each.points[:, 0] for each in self.outlines])
        return float(across.max() - across.min())


class LyricLine(SetType):
    """A line of a song, centred; its submobjects are the glyphs in reading order.

    Args:
        words: the syllables of each word, as written: (("vec", "tors,"), ("and",)).
        width: scene units that it may take.
        largest: the size of type that it has if it fits.
        smallest: the size below which it takes a second row.
        most_rows: 1 keeps it on one row, however small.

    Attributes:
        owners: for each glyph the syllable that it belongs to, counted over the line.
        rows: for each glyph the row that it stands on, from 0.

    Raises:
        EigenreelError: it is empty, too long for two rows, or has a letter that New Computer Modern has not.

    >>> line = LyricLine([("vec", "tors,"), ("and",)], width=8)
    >>> line.source, line.owners.tolist()
    ('vectors, and', [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2])
    """

    def __init__(
        self,
        words: Sequence[Sequence[str]],
        *,
        width: float = theme.STAGE.width,
        largest: float = LARGEST,
        smallest: float = SMALLEST,
        most_rows: int = 2,
        color: str = theme.TEXT,
    ) -> None:
        words = tuple(tuple(word) for word in words)
        text = " ".join("".join(word) for word in words)
        check_letters(text, f"line '{text}'")
        setting, size = _fitted(words, width, largest, smallest, most_rows)
        super().__init__(text, setting.outlines, setting.outlines[0].baseline, size, color)
        self.owners, self.rows = setting.owners, setting.rows

    def glyphs_of(self, syllable: int) -> list[int]:
        """Places of a syllable's glyphs among the submobjects."""
        return np.flatnonzero(self.owners == syllable).tolist()


def _fitted(
    words: tuple[tuple[str, ...], ...], width: float, largest: float, smallest: float, most_rows: int
) -> tuple[Setting, float]:
    """The line as it is set in this width (scene units), and its size."""
    text = " ".join("".join(word) for word in words)
    row = _set(words, None)
    if not row.outlines:
        raise EigenreelError(f"line '{text}': there is nothing in it; write what is sung")
    fitting = _size(row, width)
    if fitting >= min(smallest, largest) or most_rows == 1:
        return row, min(fitting, largest)
    settings = [_set(words, place) for place in range(1, len(words))]
    best = min(settings, key=lambda setting: setting.width, default=row)
    fitting = _size(best, width)
    if fitting < min(SMALLEST, largest):
        remedy = "sing it in two lines: begin a new line of notes and words"
        raise EigenreelError(f"line '{text}': its {len(text)} letters do not fit on two rows of the film; {remedy}")
    return best, min(fitting, largest)


def _size(setting: Setting, width: float) -> float:
    """The size at which it is as wide as this, in scene units."""
    return width / setting.width * TYPE_SIZE * 1080 / theme.FRAME_HEIGHT


@lru_cache(maxsize=SETTINGS_KEPT)
def _set(words: tuple[tuple[str, ...], ...], break_before: int | None) -> Setting:
    """Set a line, on two rows if a word is named that begins the second."""
    syllables = _typographic(words)
    code, number = ["#align(center)["], 0
    for place, word in enumerate(syllables):
        code.append("" if not place else "#linebreak()" if place == break_before else '#text(" ")')
        for syllable in word:
            # Strings of other colours share no ligature: the f of one syllable is never joined to that of the next.
            code.append(f'#text(fill: rgb("#{FIRST_FILL + number:06x}"), {quoted(syllable)})')
            number += 1
    text = " ".join("".join(word) for word in words)
    outlines = typeset("".join([*code, "]"]), f"line '{text}'").outlines
    owners = np.array([int(each.fill[1:], 16) - FIRST_FILL for each in outlines], int)
    baselines = np.array([each.baseline for each in outlines])
    second = np.zeros(len(outlines), int) if break_before is None else (baselines < baselines[0] - 1e-6).astype(int)
    return Setting(outlines, owners, second)


def _typographic(words: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same syllables with curly quotation marks, which depend on what stands around them."""
    text = typographic(" ".join("".join(word) for word in words))
    result, start = [], 0
    for word in words:
        edges = np.cumsum([start, *map(len, word)]).tolist()
        result.append([text[first:last] for first, last in pairwise(edges)])
        start = edges[-1] + 1
    return result
