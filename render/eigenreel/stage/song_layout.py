"""Where things stand in a song's film, in scene units, and where the vignettes lie in its frame, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from eigenreel import theme
from eigenreel.kit.lyrics import LARGEST

WAITING_SIZE = 43
"""Of the line that waits, as of type sizes in the theme."""

STATUS_SIZE = 36
"""Of the names of the section and of the lesson."""

TOP = 3.62
"""The upper edge of what a vignette shows within its own margins."""

ASCENT, DESCENT = 0.75, 0.28
"""Of letters over and under their line, in ems."""

ROW = 1.36
"""From the line of one row to the next, in ems."""

LYRIC_GAP, STATUS_GAP, NAMES_GAP, PICTURE_GAP = 0.3, 0.3, 0.08, 0.22


def em(size: float) -> float:
    """Scene units of a type size."""
    return size * theme.FRAME_HEIGHT / 1080


@dataclass(frozen=True)
class Layout:
    """Heights of the lines that letters stand on, in scene units, for lines of at most this many rows.

    The waiting line is at the bottom, above the captions; over it what is sung, the names, and the vignette.
    """

    rows: int

    @property
    def waiting(self) -> float:
        return theme.STAGE.bottom + DESCENT * em(WAITING_SIZE)

    def sung(self, rows: int) -> float:
        """The first row of a line that has so many; fewer than there is room for stand in the middle."""
        below = self.waiting + ASCENT * em(WAITING_SIZE) + LYRIC_GAP + (DESCENT + UNDERLINE_ROOM) * em(LARGEST)
        return below + ROW * em(LARGEST) * ((self.rows - rows) / 2 + rows - 1)

    @property
    def status(self) -> float:
        return self.sung(self.rows) + ASCENT * em(LARGEST) + STATUS_GAP + DESCENT * em(STATUS_SIZE)

    @property
    def foot(self) -> float:
        """Below it nothing of a vignette is seen."""
        return self.status + ASCENT * em(STATUS_SIZE) + NAMES_GAP

    @property
    def growth(self) -> float:
        """The size of a vignette, of which 1 fills the frame."""
        return (TOP - self.foot - PICTURE_GAP) / theme.STAGE.height

    @property
    def middle(self) -> float:
        """The height of the vignette's own middle."""
        return TOP - self.growth * theme.STAGE.top

    def screen(self, width: int, height: int) -> Screen:
        """The vignette's frame in a film's frame of this size."""
        w, h = round(width * self.growth), round(height * self.growth)
        y = round(height / 2 - self.middle * height / theme.FRAME_HEIGHT - h / 2)
        return Screen((width - w) // 2, max(y, 0), w, h)


UNDERLINE_ROOM = 0.1
"""For the line that runs along under what is sung, in ems."""


@dataclass(frozen=True)
class Screen:
    """A smaller frame within the film's, in pixels from its upper left."""

    x: int
    y: int
    width: int
    height: int
