"""The vignettes of a song's film: staged once each, played as loops that keep time with the bars, cross-faded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from eigenreel import theme
from eigenreel.stage.display import Paint, Recording, Shape
from eigenreel.stage.moved import moved
from eigenreel.stage.song_brush import Brush
from eigenreel.stage.song_layout import Layout
from eigenreel.stage.song_looks import RGB
from eigenreel.stage.song_plan import Plan, Shot

FADE = 0.7
"""Seconds from one vignette to the next."""

OVERLAP = 0.25
"""The share of a cross-fade in which both are seen."""

SOFT = 0.9
"""The share of a vignette's margin over which it runs out into the shade around it: what is to be read stays clear."""

BLACK = (0, 0, 0, 255)

LOW = 0.3
"""Scene units of the same at its lower edge, in what vignettes leave free for captions."""


@dataclass(frozen=True)
class Loop:
    """A lesson's vignette. ``title`` is the lesson's."""

    title: str
    recording: Recording


class Vignettes:
    """The lowest layer: pictures, and the shade that frames them."""

    def __init__(self, brush: Brush, plan: Plan, layout: Layout, loops: Mapping[str, Loop]) -> None:
        self.brush, self.plan = brush, plan
        screen = layout.screen(*brush.size)
        self._reels = {key: Reel(brush, loop.recording, (screen.x, screen.y)) for key, loop in loops.items()}
        across, _, _, _, x0, y0 = brush.matrix
        self._sides = (screen.x - x0) / across, (screen.x + screen.width - x0) / across
        self._head, self._foot = (y0 - screen.y) / across, layout.foot
        self._soft = SOFT * theme.MARGIN * layout.growth
        self._starts = [shot.start for shot in plan.shots]
        self._mats: dict[RGB, tuple[int, ...]] = {}

    def items(self, time: float, shade: RGB) -> tuple[int, ...]:
        """What is seen of the vignettes at a time, on a background of this shade."""
        ground = self.brush.number(self.brush.box(0, 0, *self.brush.size, Paint(((*shade, 1.0),))))
        number = bisect_right(self._starts, time) - 1
        if number < 0:
            return (ground,)
        shots = self.plan.shots
        pictures = self._picture(shots[number], time, number > 0 or self.plan.title is not None)
        if number > 0 and time - shots[number].start < FADE:
            pictures = (*self._leaving(shots[number - 1], shots[number].start, time), *pictures)
        return (ground, *pictures, *self._mat(shade)) if pictures else (ground,)

    def _picture(self, shot: Shot, time: float, fades_in: bool) -> tuple[int, ...]:
        share = (time - shot.start) / FADE if fades_in else 1.0
        if shot is self.plan.shots[-1] and self.plan.ending is not None:
            share = min(share, 1 - (time - shot.end) / FADE)
        coming = (share - (1 - OVERLAP) / 2) / ((1 + OVERLAP) / 2) if share < 1 else 1.0
        return self.brush.faded(self._frame(shot, time), smooth(coming))

    def _leaving(self, shot: Shot, cut: float, time: float) -> tuple[int, ...]:
        share = 1 - (time - cut) / FADE / ((1 + OVERLAP) / 2)
        return self.brush.faded(self._frame(shot, time), smooth(share))

    def _frame(self, shot: Shot, time: float) -> tuple[int, ...]:
        """The vignette's frame: its loop takes a whole number of bars, and begins with the shot."""
        reel, metre = self._reels[shot.lesson], self.plan.metre
        bar = metre.bar_at(shot.start)
        bars = max(1, round(reel.seconds / (metre.beat_seconds(shot.start) * len(bar.groups))))
        return reel.frame((metre.bars_passed(time) - metre.bars_passed(shot.start)) / bars)

    def _mat(self, shade: RGB) -> tuple[int, ...]:
        """Hides what vignettes draw beyond their frame, and lets their edges run out."""
        if shade not in self._mats:
            self._mats[shade] = tuple(map(self.brush.number, self._rectangles(shade)))
        return self._mats[shade]

    def _rectangles(self, shade: RGB) -> Iterator[Shape]:
        (right, top), (x0, x1), head, foot = self.brush.edges, self._sides, self._head, self._foot
        solid, clear = (*shade, 1.0), (*shade, 0.0)
        # What lies outside.
        for sides in ((-right, -top, x0, top), (x1, -top, right, top), (x0, -top, x1, foot), (x0, head, x1, top)):
            yield self.brush.rectangle(*sides, Paint((solid,)))
        # What runs out.
        for edge, inner in ((x0, x0 + self._soft), (x1, x1 - self._soft)):
            paint = Paint((solid, clear), (edge, 0.0, inner, 0.0))
            yield self.brush.rectangle(min(edge, inner), foot, max(edge, inner), head, paint)
        below = Paint((solid, clear), (0.0, foot, 0.0, foot + LOW))
        yield self.brush.rectangle(x0, foot, x1, foot + LOW, below)
        if head < top:
            above = Paint((clear, solid), (0.0, head - self._soft, 0.0, head))
            yield self.brush.rectangle(x0, head - self._soft, x1, head, above)


class Reel:
    """A loop whose frames are moved to their place in the film when they are first shown."""

    def __init__(self, brush: Brush, recording: Recording, corner: tuple[int, int]) -> None:
        self.brush, self.recording, self.corner = brush, recording, corner
        self._ends = list(accumulate(run.repeat for run in recording.runs))
        self._numbers: dict[int, int] = {}
        self._ground = self._own_ground()

    @property
    def seconds(self) -> float:
        return self.recording.duration

    def frame(self, phase: float) -> tuple[int, ...]:
        """The items at a phase of the loop, of which whole numbers are its start."""
        frame = int(phase % 1 * self._ends[-1])
        run = self.recording.runs[bisect_right(self._ends, frame)]
        return (*self._ground, *(self._number(item) for item in run.items))

    def _own_ground(self) -> tuple[int, ...]:
        """The colour behind a vignette that is not black: what is black lets the shade of the film through."""
        if self.recording.background == BLACK:
            return ()
        colour = tuple(level / 255 for level in self.recording.background)
        (x, y), width, height = self.corner, self.recording.width, self.recording.height
        return (self.brush.number(self.brush.box(x, y, x + width, y + height, Paint((colour,)))),)

    def _number(self, item: int) -> int:
        if item not in self._numbers:
            recording = self.recording
            small = recording.width, recording.height
            there = moved(recording.items[item], *self.corner, small, self.brush.size)
            self._numbers[item] = self.brush.number(there)
        return self._numbers[item]


def smooth(share: float) -> float:
    """0 to 1, slowly at both ends.

    >>> smooth(-1), smooth(0.5), smooth(2)
    (0.0, 0.5, 1.0)
    """
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)
