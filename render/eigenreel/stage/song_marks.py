"""What tells where in a song one is: the names of section and lesson, and signs that keep time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from math import exp

from manim import LEFT, RIGHT

from eigenreel import theme
from eigenreel.kit.motifs import BeatFrieze, BeatRow
from eigenreel.stage.display import Paint, Shape
from eigenreel.stage.song_brush import Brush
from eigenreel.stage.song_cards import fitted
from eigenreel.stage.song_layout import Layout
from eigenreel.stage.song_looks import look_of, mixed
from eigenreel.stage.song_metre import FilmBar
from eigenreel.stage.song_plan import Plan
from eigenreel.stage.song_screen import smooth

RESTING = 0.24
"""The brightness of a sign that rests, as a share of its colour."""

WEAK = 0.7
"""How brightly the units between felt beats shine."""

DECAY = 1.9
"""How quickly a sign that was struck grows dark: e-folds a felt beat."""

LEVELS = 14
"""Steps in which it does."""

CHANGES = 15
"""How often in a second it does: friezes are as far apart as they can be, and all between them is drawn with them."""

FADE = 0.4
"""Seconds in which a name takes another's place."""

LONGEST = (theme.STAGE.width - 2 * theme.GAP) / 2
"""Scene units that a name may take."""

Text = tuple[str, float, tuple[int, ...]]


class Names:
    """The layer of the names: the section's at the left, the lesson's at the right."""

    def __init__(self, brush: Brush, plan: Plan, layout: Layout, titles: dict[str, str]) -> None:
        self.brush, self._height, self._size = brush, layout.status, layout.status_size
        looks = [look_of(section.style) for section in plan.score.sections]
        cuts = [(span[0], section.name, look.accent)
                for span, section, look in zip(plan.sections, plan.score.sections, looks, strict=True)]  # fmt: skip
        lessons = [(shot.start, titles[shot.lesson], theme.CONTEXT) for shot in plan.shots]
        self._from = plan.title[1] if plan.title else 0.0
        self._to = plan.ending[0] if plan.ending else plan.duration
        self._left, self._right = self._signs(cuts, LEFT), self._signs(lessons, RIGHT)
        self._fades = plan.title is not None

    def items(self, time: float) -> tuple[int, ...]:
        shown = self._current(time)
        return tuple(number for text, opacity in shown for number in self.brush.faded(text[2], opacity))

    def texts(self, time: float) -> list[Text]:
        """The names that have come and do not go yet."""
        return [text for text, opacity in self._current(time) if opacity == 1]

    def _current(self, time: float) -> list[tuple[Text, float]]:
        """Each name with its opacity."""
        if not self._from <= time < self._to + FADE:
            return []
        shown = min((time - self._from) / FADE if self._fades else 1.0, 1 - (time - self._to) / FADE)
        pairs = (self._sign_at(signs, time) for signs in (self._left, self._right))
        return [(text, smooth(min(shown, opacity))) for text, opacity in pairs]

    def _sign_at(self, signs: list[tuple[float, Text]], time: float) -> tuple[Text, float]:
        """The name that stands there, or fades for the next, or has just taken another's place."""
        number = max((number for number, (start, _) in enumerate(signs) if start <= time), default=0)
        start, text = signs[number]
        if number == 0 or start <= self._from or signs[number - 1][1] is text or time - start >= FADE:
            return text, 1.0
        share = 2 * (time - start) / FADE - 1
        return (text if share >= 0 else signs[number - 1][1]), abs(share)

    def _signs(self, cuts: list[tuple[float, str, str]], side) -> list[tuple[float, Text]]:
        """(from when, text) of names at a side of the stage."""
        made: dict[tuple[str, str], Text] = {}
        for _, name, colour in cuts:
            if (name, colour) not in made:
                prose = fitted(name, self._size, colour, LONGEST)
                edge = theme.STAGE.left if side is LEFT else theme.STAGE.right
                prose.shift((edge - prose.get_edge_center(side)[0], self._height - prose.baseline, 0))
                made[name, colour] = name, prose.capital_height, self.brush.drawn(prose)
        return [(start, made[name, colour]) for start, name, colour in cuts]


class Beats:
    """The layer of the signs that keep time: the unit of the bar that it is shines, and those before it still glow."""

    def __init__(self, brush: Brush, plan: Plan, layout: Layout) -> None:
        self.brush, self.plan = brush, plan
        self._layout = layout
        self._looks = [look_of(section.style) for section in plan.score.sections]
        self._rows: dict[tuple, list] = {}
        self._known: dict[tuple, int] = {}

    def items(self, time: float, opacity: float = 1.0) -> tuple[int, ...]:
        metre = self.plan.metre
        number = metre.number_at(time)
        bar = metre.bars[number]
        before = metre.bars[number - 1] if number else None
        last = before if before is not None and self._key(before) == self._key(bar) else None
        plays = metre.plays_at(time)
        glows = [self._glow(time, unit, bar, last) if plays else 0.0 for unit in range(bar.units)]
        numbers = [each for unit, glow in enumerate(glows) for each in self._signs(bar, unit, round(LEVELS * glow))]
        return self.brush.faded(numbers, opacity)

    def _glow(self, time: float, unit: int, bar: FilmBar, last: FilmBar | None) -> float:
        """How brightly a unit's sign shines, 0 to 1."""
        struck = bar.second_of(unit)
        if struck > time or unit < bar.first:
            if last is None:
                return 0.0
            struck = last.second_of(unit)
        age = int((time - struck) * CHANGES) / CHANGES / ((bar.end - bar.start) / len(bar.groups))
        return (1.0 if unit in bar.firsts else WEAK) * exp(-DECAY * age)

    def _signs(self, bar: FilmBar, unit: int, level: int) -> tuple[int, ...]:
        key = (*self._key(bar), unit, level)
        if key not in self._known:
            beat = bisect_right(bar.firsts, unit) - 1
            full = self._looks[bar.section].colour(beat, unit - bar.firsts[beat])
            colour = mixed([RESTING * part for part in full], full, level / LEVELS)
            paint = Paint(((*colour, 1.0),))
            self._known[key] = tuple(self.brush.number(replace(shape, fill=paint)) for shape in self._shapes(bar)[unit])
        return self._known[key]

    def _shapes(self, bar: FilmBar) -> list[tuple[Shape, ...]]:
        """The signs of each unit: one in a row, or one at each side of the picture."""
        key = self._key(bar)
        if key not in self._rows:
            signs = [sign.name for sign in self._looks[bar.section].signs]
            if self._layout.has_frieze:
                drawn = [self.brush.shapes(side.submobjects) for side in self._friezes(bar.groups, signs)]
            else:
                row = BeatRow(bar.groups, signs).scale(self._layout.scale).move_to((0, self._layout.signs, 0))
                drawn = [self.brush.shapes(row.submobjects)]
            self._rows[key] = list(zip(*drawn, strict=True))
        return self._rows[key]

    def _friezes(self, groups: Sequence[int], signs: Sequence[str]) -> tuple[BeatFrieze, BeatFrieze]:
        """The right one, and the left one as in a mirror."""
        layout = self._layout
        width, height = layout.side - theme.GAP, layout.growth * theme.STAGE.height
        place = theme.STAGE.right - width / 2, layout.picture, 0
        right = BeatFrieze(groups, signs, width=width, height=height).move_to(place)
        return right, right.copy().stretch(-1, 0, about_point=(0, 0, 0))

    def _key(self, bar: FilmBar) -> tuple:
        return bar.groups, self._looks[bar.section]
