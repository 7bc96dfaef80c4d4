"""The words of a song's film: a line waits, goes to its place, and its syllables are lit while they are sung."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from eigenreel import theme
from eigenreel.errors import EigenreelError
from eigenreel.sound.song.score import Line
from eigenreel.stage.display import Paint, Shape
from eigenreel.stage.moved import STEPS_PER_PIXEL, grown
from eigenreel.stage.song_brush import Brush
from eigenreel.stage.song_layout import DESCENT, ROW, UNDERLINE_ROOM, Layout, em, frame_height
from eigenreel.stage.song_looks import RGB, look_of, mixed, rgb
from eigenreel.stage.song_plan import Plan, ShownLine
from eigenreel.stage.song_screen import smooth

WAITING, READY, SUNG = rgb(theme.CONTEXT), rgb(theme.AXIS), rgb(theme.TEXT)
"""Colours of a line that waits, and of what is not yet and what is no longer sung."""

APPEAR, LEAVE = 0.35, 0.15
"""Seconds in which a line comes and goes."""

COOL = 0.3
"""Seconds in which a syllable takes the colour of what has been sung."""

COOLING = 8
"""Steps in which it does."""

SOFT = 0.05
"""Scene units on both sides of the edge between what is sung and what is not yet."""

UNDERLINE = 0.035
"""Scene units."""


def sung_share(time: float, start: float, end: float) -> float:
    """How much of a syllable has been sung: 0 before it, 1 after it.

    >>> sung_share(0.5, 1, 2), sung_share(1.25, 1, 2), sung_share(2, 1, 2)
    (0.0, 0.25, 1.0)
    """
    return min(max((time - start) / max(end - start, 1e-6), 0.0), 1.0)


def words_of(line: Line) -> tuple[tuple[str, ...], ...]:
    """The syllables of each word."""
    words: dict[int, list[str]] = {}
    for syllable in line.syllables:
        words.setdefault(syllable.word, []).append(syllable.text)
    return tuple(map(tuple, words.values()))


class Lyrics:
    """The layer of the words."""

    def __init__(self, brush: Brush, plan: Plan, layout: Layout) -> None:
        accents = [rgb(look_of(section.style).accent) for section in plan.score.sections]
        self._sheets = [Sheet(brush, sung, layout, accents[sung.section]) for sung in plan.lines]
        self._waits = [sung.waits for sung in plan.lines]

    def items(self, time: float) -> tuple[int, ...]:
        return tuple(number for sheet in self._shown(time) for number in sheet.items(time))

    def texts(self, time: float) -> list[tuple[str, float, tuple[int, ...]]]:
        """(words, height of capitals in scene units, their items) of each line that is seen and at rest."""
        return [sheet.text(time) for sheet in self._shown(time) if sheet.rests(time)]

    def _shown(self, time: float) -> list[Sheet]:
        """The lines that are seen: the last ones that have begun to wait."""
        begun = bisect_right(self._waits, time)
        return [sheet for sheet in self._sheets[max(begun - 3, 0) : begun] if sheet.is_seen(time)]


@dataclass(frozen=True)
class Place:
    """Where glyphs are: each has grown about a point of its own, which went elsewhere. In pixels.

    Attributes:
        moved: 0 where the line waits, 1 where it is sung.
        growth: 1 where it is sung.
        to: (glyphs, 2).
    """

    moved: float
    growth: float
    to: np.ndarray


class Sheet:
    """One line: its glyphs where it waits and where it is sung."""

    def __init__(self, brush: Brush, sung: ShownLine, layout: Layout, accent: RGB) -> None:
        self.brush, self.sung, self.accent = brush, sung, accent
        words = words_of(sung.line)
        below, above = layout.waiting_line(words), layout.line(words)
        above.shift((0, layout.sung(above.rows.max() + 1) - above.baseline, 0))
        below.shift((0, layout.waiting - below.baseline, 0))
        self.source, self._heights = above.source, (below.capital_height, above.capital_height)
        self._shapes = brush.shapes(above.submobjects)
        self._boxes = np.array([_box(shape) for shape in self._shapes])
        self._middles = _middles(self._boxes)
        self._below = _middles(np.array([_box(shape) for shape in brush.shapes(below.submobjects)]))
        self._ratio = below.size / above.size
        self._glyphs = [above.glyphs_of(number) for number in range(len(sung.syllables))]
        self._lines = np.array([brush.pixel(0, above.baseline - ROW * em(above.size) * row)[1] for row in above.rows])
        self._thin = em(above.size) * (DESCENT + UNDERLINE_ROOM)
        self._known: dict[tuple, tuple[int, ...]] = {}

    # When

    def is_seen(self, time: float) -> bool:
        return self.sung.waits <= time < self.sung.goes + LEAVE

    def rests(self, time: float) -> bool:
        sung = self.sung
        return sung.waits + APPEAR <= time <= sung.rises or sung.settles <= time <= sung.goes

    # What

    def items(self, time: float) -> tuple[int, ...]:
        sung = self.sung
        numbers = self._at(time, self._place_at(time))
        opacity = min((time - sung.waits) / APPEAR, 1 - (time - sung.goes) / LEAVE)
        return self.brush.faded(numbers, smooth(opacity))

    def text(self, time: float) -> tuple[str, float, tuple[int, ...]]:
        place = self._place_at(time)
        return self.source, self._heights[place.moved == 1], self._letters(time, place)

    def _place_at(self, time: float) -> Place:
        sung = self.sung
        return self._place(smooth((time - sung.rises) / (sung.settles - sung.rises)))

    def _at(self, time: float, place: Place) -> tuple[int, ...]:
        return (*self._letters(time, place), *self._underline(time, place))

    def _letters(self, time: float, place: Place) -> tuple[int, ...]:
        numbers: list[int] = []
        for syllable, span in enumerate(self.sung.syllables):
            share = sung_share(time, *span)
            if 0 < share < 1:
                numbers += self._lit(syllable, share, place)
            else:
                numbers += self._plain(syllable, self._colour(time, span, place), place)
        return tuple(numbers)

    def _colour(self, time: float, span: tuple[float, float], place: Place) -> RGB:
        start, end = span
        if time <= start:
            return mixed(WAITING, READY, place.moved)
        cooled = min((time - end) / COOL, 1.0)
        return mixed(self.accent, SUNG, round(COOLING * cooled) / COOLING)

    def _plain(self, syllable: int, colour: RGB, place: Place) -> tuple[int, ...]:
        """A syllable in one colour; where the line rests it is made once."""
        key = syllable, colour, place.moved
        if key not in self._known:
            paint = Paint(((*colour, 1.0),))
            numbers = tuple(self._glyph(glyph, paint, place) for glyph in self._glyphs[syllable])
            if place.moved not in (0, 1):
                return numbers
            self._known[key] = numbers
        return self._known[key]

    def _lit(self, syllable: int, share: float, place: Place) -> list[int]:
        """A syllable of which a share has been sung, from left to right."""
        across, _, _, _, x0, _ = self.brush.matrix
        soft, edge = SOFT * across, self._edge(syllable, share, place)
        lit, ready = (*self.accent, 1.0), (*mixed(WAITING, READY, place.moved), 1.0)
        ends = ((edge - soft - x0) / across, 0.0, (edge + soft - x0) / across, 0.0)
        numbers = []
        for glyph in self._glyphs[syllable]:
            left, right = (self._x(glyph, self._boxes[glyph, side], place) for side in (0, 2))
            if right <= edge - soft or left >= edge + soft:
                paint = Paint((lit if right <= edge - soft else ready,))
            else:
                paint = Paint((lit, ready), ends)
            numbers.append(self._glyph(glyph, paint, place))
        return numbers

    def _edge(self, syllable: int, share: float, place: Place) -> float:
        """How far it has been sung, in pixels; all of it is ready at the start and lit at the end."""
        glyphs = self._glyphs[syllable]
        left = self._x(glyphs[0], self._boxes[glyphs[0], 0], place)
        right = self._x(glyphs[-1], self._boxes[glyphs[-1], 2], place)
        soft = SOFT * self.brush.matrix[0]
        return left - soft + share * (right - left + 2 * soft)

    def _underline(self, time: float, place: Place) -> tuple[int, ...]:
        """The line under what is being sung of a syllable, which fades when it is over."""
        numbers: list[int] = []
        for syllable, (start, end) in enumerate(self.sung.syllables):
            if not start < time < end + COOL or not self._glyphs[syllable]:
                continue
            glyphs = self._glyphs[syllable]
            left = self._x(glyphs[0], self._boxes[glyphs[0], 0], place)
            right = self._x(glyphs[-1], self._boxes[glyphs[-1], 2], place)
            reached = left + sung_share(time, start, end) * (right - left)
            y = self._y(glyphs[0], self._lines[glyphs[0]], place) + self._below_line(place)
            paint = Paint(((*self.accent, 1.0),))
            line = self.brush.number(self.brush.line(left, max(reached, left + 1), y, paint, UNDERLINE))
            numbers += self.brush.faded((line,), 1 - max(time - end, 0) / COOL)
        return tuple(numbers)

    # Where

    def _place(self, moved: float) -> Place:
        to = self._below + (self._middles - self._below) * moved
        return Place(moved, self._ratio + (1 - self._ratio) * moved, to)

    def _glyph(self, glyph: int, paint: Paint, place: Place) -> int:
        shape = replace(self._shapes[glyph], fill=paint)
        if place.moved < 1:
            about, to = (tuple(each[glyph]) for each in (self._middles, place.to))
            shape = grown(shape, place.growth, about, to)
        return self.brush.number(shape)

    def _x(self, glyph: int, x: float, place: Place) -> float:
        return float(place.to[glyph, 0] + place.growth * (x - self._middles[glyph, 0]))

    def _y(self, glyph: int, y: float, place: Place) -> float:
        return float(place.to[glyph, 1] + place.growth * (y - self._middles[glyph, 1]))

    def _below_line(self, place: Place) -> float:
        """Pixels from the line that letters stand on down to the one that runs along."""
        return place.growth * self._thin * -self.brush.matrix[3]


def _box(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of an outline in pixels."""
    pixels = np.frombuffer(shape.points, np.int32).reshape(-1, 2) / STEPS_PER_PIXEL
    return (*pixels.min(axis=0).tolist(), *pixels.max(axis=0).tolist())


def _middles(boxes: np.ndarray) -> np.ndarray:
    return (boxes[:, :2] + boxes[:, 2:]) / 2


def layout_of(lines: Sequence[Line], width: int, height: int, path: Path) -> Layout:
    """Where everything stands in a film of so many pixels with these lines.

    Args:
        path: the song's file, for error lines.

    Raises:
        EigenreelError: the frame has no room for words, or a line cannot be shown in it.
    """
    layout = Layout(1, frame_height(width, height))
    rows = 1
    for line in lines:
        try:
            rows = max(rows, int(layout.line(words_of(line)).rows.max()) + 1)
        except EigenreelError as error:
            raise EigenreelError(f"{place_of(path, line)}{error}") from error
    return replace(layout, rows=rows)


def place_of(path: Path, line: Line) -> str:
    """Where a line of a song is written, as error lines begin."""
    return f"{path}:{line.row}: " if line.row else f"{path}: "
