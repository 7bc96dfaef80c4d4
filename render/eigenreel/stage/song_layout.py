"""Where things stand in a song's film, in scene units, and where the vignettes lie in its frame, in pixels.

A frame is as wide as any, 14.2 scene units, and as high as its shape wants. Type grows with the root of that height, so
that it can be read where the picture is tall and small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from eigenreel import theme
from eigenreel.errors import EigenreelError
from eigenreel.kit.lyrics import LARGEST, SMALLEST, LyricLine

WAITING_SIZE = 43
"""Of the line that waits, as of type sizes in the theme, in a frame 8 units high."""

STATUS_SIZE = 36
"""Of the names of the section and of the lesson."""

TOP = 0.38
"""From the top of the frame to what a vignette shows within its own margins."""

ASCENT, DESCENT = 0.75, 0.28
"""Of letters over and under their line, in ems."""

ROW = 1.36
"""From the line of one row to the next, in ems."""

LYRIC_GAP, STATUS_GAP, NAMES_GAP, PICTURE_GAP = 0.3, 0.3, 0.08, 0.22

UNDERLINE_ROOM = 0.1
"""For the line that runs along under what is sung, in ems."""

FRIEZE = 1.3
"""Room that a frieze of signs needs at each side of the picture; where there is less, the signs stand in a row."""

SIGNS_ROW = 0.44
"""The height of that row, with the room over and under it."""

WIDEST, TALLEST = 2.5, 0.45
"""Width over height of a frame that has room for words and pictures."""


def em(size: float) -> float:
    """Scene units of a type size."""
    return size * theme.FRAME_HEIGHT / 1080


def frame_height(width: int, height: int) -> float:
    """Scene units of a frame of so many pixels.

    Raises:
        EigenreelError: it is too wide or too tall.

    >>> frame_height(1920, 1080), round(frame_height(1080, 1920), 2)
    (8.0, 25.28)
    """
    if not TALLEST <= width / height <= WIDEST:
        limits = f"from {TALLEST} to {WIDEST} times as wide as high"
        raise EigenreelError(f"a song's film of {width}x{height} has no room for its words; choose a size {limits}")
    return theme.FRAME_WIDTH * height / width


@dataclass(frozen=True)
class Layout:
    """Heights of the lines that letters stand on, in scene units.

    The waiting line is at the bottom, above the captions; over it what is sung, the names, and the vignette. Room that
    is left in a tall frame is shared out between top and bottom.

    Attributes:
        rows: the most that a line takes.
        height: of the frame.
    """

    rows: int
    height: float = theme.FRAME_HEIGHT

    # Sizes

    @property
    def scale(self) -> float:
        """Of type, to its size in a frame 8 units high."""
        return sqrt(self.height / theme.FRAME_HEIGHT)

    @property
    def lyric_size(self) -> float:
        return LARGEST * self.scale

    @property
    def waiting_size(self) -> float:
        return WAITING_SIZE * self.scale

    @property
    def status_size(self) -> float:
        return STATUS_SIZE * self.scale

    @property
    def growth(self) -> float:
        """The size of a vignette, of which 1 is as wide as the frame."""
        return self._growth(self.has_frieze)

    @property
    def side(self) -> float:
        """How wide the room beside the vignette is, within the frame's margin."""
        return self._side(self.growth)

    @property
    def has_frieze(self) -> bool:
        """Whether the signs that keep time stand beside the picture rather than in a row above the names."""
        return self._side(self._growth(True)) >= FRIEZE

    def line(self, words: Sequence[Sequence[str]]) -> LyricLine:
        """Words as they are sung."""
        return LyricLine(words, largest=self.lyric_size, smallest=SMALLEST * self.scale)

    def waiting_line(self, words: Sequence[Sequence[str]]) -> LyricLine:
        return LyricLine(words, largest=self.waiting_size, most_rows=1)

    # Heights, from the bottom

    @property
    def waiting(self) -> float:
        return self._lowest + (self._room(self.has_frieze) - self.growth * theme.STAGE.height) / 2

    def sung(self, rows: int) -> float:
        """The first row of a line that has so many; fewer than there is room for stand in the middle."""
        return self.waiting + self._lyric_rise + ROW * em(self.lyric_size) * ((self.rows - rows) / 2 + rows - 1)

    @property
    def status(self) -> float:
        return self.waiting + self._status_rise

    @property
    def signs(self) -> float:
        """The middle of the row of signs, where there is one."""
        return self.waiting + self._foot_rise(True) + SIGNS_ROW * self.scale / 2

    @property
    def foot(self) -> float:
        """Below it nothing of a vignette is seen."""
        return self.waiting + self._foot_rise(self.has_frieze)

    @property
    def picture(self) -> float:
        """The middle of the vignette's stage, the room within its margins and above its captions."""
        return self.foot + PICTURE_GAP + self.growth * theme.STAGE.height / 2

    @property
    def middle(self) -> float:
        """The height of the vignette's own middle."""
        return self.picture - self.growth * theme.STAGE.center[1]

    def screen(self, width: int, height: int) -> Screen:
        """The vignette's frame in a film's frame of this size."""
        w = round(width * self.growth)
        h = round(w * theme.FRAME_HEIGHT / theme.FRAME_WIDTH)
        y = round(height / 2 - self.middle * width / theme.FRAME_WIDTH - h / 2)
        return Screen((width - w) // 2, max(y, 0), w, h)

    # How it is shared out

    @property
    def _lowest(self) -> float:
        """The line that the waiting words stand on where nothing is left over."""
        captions = theme.CAPTION_ZONE * self.height / theme.FRAME_HEIGHT
        return -self.height / 2 + captions + DESCENT * em(self.waiting_size)

    @property
    def _lyric_rise(self) -> float:
        under = (DESCENT + UNDERLINE_ROOM) * em(self.lyric_size)
        return ASCENT * em(self.waiting_size) + LYRIC_GAP * self.scale + under

    @property
    def _status_rise(self) -> float:
        lyrics = (ROW * (self.rows - 1) + ASCENT) * em(self.lyric_size)
        return self._lyric_rise + lyrics + STATUS_GAP * self.scale + DESCENT * em(self.status_size)

    def _foot_rise(self, frieze: bool) -> float:
        row = 0.0 if frieze else SIGNS_ROW * self.scale
        return self._status_rise + ASCENT * em(self.status_size) + NAMES_GAP + row

    def _room(self, frieze: bool) -> float:
        """The height that is left for the stage of a vignette."""
        return self.height / 2 - TOP - PICTURE_GAP - self._lowest - self._foot_rise(frieze)

    def _growth(self, frieze: bool) -> float:
        return min(self._room(frieze) / theme.STAGE.height, 1.0)

    def _side(self, growth: float) -> float:
        return theme.FRAME_WIDTH / 2 * (1 - growth) - theme.MARGIN


@dataclass(frozen=True)
class Screen:
    """A smaller frame within the film's, in pixels from its upper left."""

    x: int
    y: int
    width: int
    height: int
