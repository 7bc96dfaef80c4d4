"""Letters on screen: formulas and prose, as vector mobjects that move and change like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import RIGHT, UP, Mobject, VGroup, VMobject

from eigenreel import theme
from eigenreel.errors import EigenreelError, suggest
from eigenreel.theme.markup import glyphs_of, occurrences, prose_code, set_formula
from eigenreel.theme.typesetting import TYPE_SIZE, Outline, check_letters, typeset

MOST_LINES = 2
NAME_A_PART = "name one in the source: {{ … : name }}"


class Glyph(VMobject):
    """One glyph or rule. ``glyph`` names its shape: equal letters of one face and size have equal names."""

    def __init__(self, outline: Outline, scale: float, color: str) -> None:
        super().__init__(fill_color=color, fill_opacity=1.0, stroke_color=color, stroke_width=0)
        self.glyph = outline.glyph
        self.set_points(outline.points * scale)


class Lettering(VGroup):
    """Type on screen, of which the submobjects are the ink.

    Attributes:
        source: what it was set from.
        size: its em in pixels of a frame 1080 pixels high, as it was set.
    """

    def __init__(self, source: str, size: float) -> None:
        super().__init__()
        self.source, self.size = source, size
        self._em = size * theme.FRAME_HEIGHT / 1080

    @property
    def growth(self) -> float:
        """How many times its set size it is now."""
        raise NotImplementedError

    @property
    def baseline(self) -> float:
        """The y of the line that its letters stand on, or its first line of several."""
        raise NotImplementedError

    @property
    def capital_height(self) -> float:
        """The height of its capitals in scene units, as it stands now."""
        return theme.CAPITAL * self._em * self.growth

    def align_baseline(self, other: Lettering) -> Lettering:
        """Stand on the same line as another."""
        return self.shift((other.baseline - self.baseline) * UP)


class SetType(Lettering):
    """Letters that stay what they are: the submobjects are the glyphs, in the order in which Typst draws them."""

    math = False

    def __init__(self, source: str, outlines: Sequence[Outline], baseline: float, size: float, color: str) -> None:
        super().__init__(source, size)
        scale = self._em / TYPE_SIZE
        self.add(*(Glyph(outline, scale, color) for outline in outlines))
        # The group's own colour is what ``get_color`` and ``match_color`` see.
        self.set_fill(color, opacity=1.0, family=False).set_stroke(color, width=0, family=False)
        # The first glyph tells what has become of the whole: it has the same size and place in every copy.
        self._first_extent = _extent(self.submobjects[0])
        self._above_baseline = float(outlines[0].points[:, 1].min() - baseline) * scale
        self._parts: dict[str, tuple[int, ...]] = {}
        self.center()

    @property
    def growth(self) -> float:
        return _extent(self.submobjects[0]) / self._first_extent

    @property
    def baseline(self) -> float:
        return float(self.submobjects[0].get_bottom()[1]) - self._above_baseline * self.growth

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def part(self, name: str, occurrence: int | None = None) -> VGroup:
        """The glyphs of a labelled part, or of a piece that is written the same way.

        Args:
            name: a label, or what the piece looks like in the notation of the whole: ``x``, ``P(A)``, a word.
            occurrence: which one of several, from 0; without it, all of them.

        Raises:
            EigenreelError: there is no such part.
        """
        return VGroup(*(self.submobjects[index] for index in self.indices(name, occurrence)))

    def indices(self, name: str, occurrence: int | None = None) -> tuple[int, ...]:
        """Which submobjects a part is made of."""
        if name in self._parts and occurrence is None:
            return self._parts[name]
        found = self._written(name)
        if not found or not -len(found) <= (occurrence or 0) < len(found):
            there = f"it is there {len(found)} times" if found else suggest(name, self._parts, NAME_A_PART)
            raise EigenreelError(f"'{self.source}': no part '{name}'; {there}")
        chosen = found if occurrence is None else [found[occurrence]]
        return tuple(index for place in chosen for index in place)

    def rest(self, *names: str) -> VGroup:
        """All glyphs but those of these parts."""
        taken = {id(glyph) for name in names for glyph in self.part(name)}
        return VGroup(*(glyph for glyph in self.submobjects if id(glyph) not in taken))

    def __getitem__(self, key):
        return self.part(key) if isinstance(key, str) else super().__getitem__(key)

    def _written(self, name: str) -> list[range]:
        glyphs = [glyph.glyph for glyph in self.submobjects]
        try:
            runs = glyphs_of(name, self.math)
        except EigenreelError:
            # What Typst does not understand was meant as a label.
            return []
        found = {place for run in runs for place in occurrences(run, glyphs)}
        return sorted(found, key=lambda place: place.start)

    def _colour(self, colors: Mapping[str, str] | None) -> None:
        for name, color in (colors or {}).items():
            self.part(name).set_color(color)


class Formula(SetType):
    """Mathematics, in Typst's notation.

    ``{{ body : label }}`` makes a part, found by ``formula["label"]``; parts may lie in parts. What has no label is
    found by how it is written: ``formula["x"]``, or ``formula.part("x", 1)`` for the second one.

    Args:
        size: the em in pixels of a frame 1080 pixels high.
        colors: colours of parts, by label or by how they are written.
        display: set large, as on a line of its own; else as in running text.

    Raises:
        EigenreelError: Typst does not understand it, or it lacks a part that is to be coloured.

    >>> formula = Formula("{{ a : left }} = b", colors={"left": theme.MAIN, "b": theme.SECOND})
    >>> len(formula["left"]), len(formula["= b"])
    (1, 2)
    """

    math = True

    def __init__(
        self,
        source: str,
        *,
        size: float = theme.FORMULA,
        color: str = theme.TEXT,
        colors: Mapping[str, str] | None = None,
        display: bool = True,
    ) -> None:
        formula = set_formula(source, display)
        super().__init__(source, formula.setting.outlines, formula.baseline, size, color)
        self._parts = formula.parts
        self._colour(colors)


class Prose(SetType):
    """Words, on one line or two. ``*emphasis*`` is italic; no other sign has a meaning.

    Args:
        align: how two lines stand to each other: "left", "center" or "right".
        colors: colours of words or pieces, by how they are written.

    Raises:
        EigenreelError: it is empty, has more than two lines, or a letter that New Computer Modern has not.

    >>> len(Prose("loss: #1", colors={"#1": theme.LOSS}))
    7
    """

    def __init__(
        self,
        text: str,
        *,
        size: float = theme.BODY,
        color: str = theme.TEXT,
        align: str = "center",
        colors: Mapping[str, str] | None = None,
    ) -> None:
        what = f"prose '{text}'".replace("\n", " / ")
        empty = EigenreelError(f"{what}: there is nothing in it; write what it says")
        if not text.strip(" \n*"):
            raise empty
        if text.count("\n") >= MOST_LINES:
            raise EigenreelError(
                f"{what}: {text.count(chr(10)) + 1} lines; show at most {MOST_LINES}, the voice says the rest"
            )
        check_letters(text, what)
        self.text = text
        outlines = typeset(prose_code(text, align), what).outlines
        if not outlines:
            raise empty
        super().__init__(text, outlines, outlines[0].baseline, size, color)
        self._colour(colors)


def row(*letterings: Mobject, gap: float = theme.GAP) -> VGroup:
    """Side by side from left to right; what is type stands on one baseline, that of the first."""
    group = VGroup(*letterings).arrange(RIGHT, buff=gap)
    types = [each for each in letterings if isinstance(each, Lettering)]
    for each in types[1:]:
        each.align_baseline(types[0])
    return group.center()


def _extent(glyph: Mobject) -> float:
    """A length that grows with a mobject, whatever its shape."""
    return float(np.hypot(glyph.length_over_dim(0), glyph.length_over_dim(1)))
