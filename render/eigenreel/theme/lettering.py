"""Letters on screen: formulas, prose and numbers, as vector mobjects that move and change like any other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

import numpy as np
from manim import (
    LEFT,
    UP,
    AnimationGroup,
    FadeIn,
    FadeOut,
    ManimColor,
    ReplacementTransform,
    ValueTracker,
    VGroup,
    VMobject,
)

from eigenreel import theme
from eigenreel.errors import EigenreelError, suggest
from eigenreel.theme.typesetting import (
    BASELINE_COLOUR,
    BASELINE_MARK,
    TYPE_SIZE,
    Outline,
    Setting,
    typeset,
)

LABELLED = re.compile(r":\s*([A-Za-z][\w-]*)\s*$")


class Glyph(VMobject):
    """One glyph or rule. ``glyph`` names its shape: equal letters of one font have equal names."""

    def __init__(self, outline: Outline, scale: float) -> None:
        super().__init__(stroke_width=0, fill_opacity=1.0)
        self.glyph = outline.glyph
        self.set_points(outline.points * scale)


class Lettering(VGroup):
    """A line, or two, of type. Its submobjects are its glyphs, in the order in which Typst draws them.

    Attributes:
        source: what it was set from.
        size: its em in pixels of a frame 1080 pixels high, as it was set.
    """

    def __init__(self, source: str, setting: Setting, size: float, color: str) -> None:
        super().__init__()
        self.source, self.size = source, size
        self._em = size * theme.FRAME_HEIGHT / 1080
        self.add(*(Glyph(outline, self._em / TYPE_SIZE) for outline in setting.outlines))
        self._measure = self._extent()
        self.set_color(color)
        self.center()

    @property
    def capital_height(self) -> float:
        """The height of its capitals in scene units, as it stands now."""
        return theme.CAPITAL * self._em * self._growth()

    def _growth(self) -> float:
        return self._extent() / self._measure if self._measure else 1.0

    def _extent(self) -> float:
        return float(np.hypot(self.width, self.height)) if self.submobjects else 0.0


class Formula(Lettering):
    """Mathematics, in Typst's notation.

    ``{{ body : label }}`` makes a part, found by ``formula["label"]``; parts may be nested.

    Args:
        colors: colours of parts by label.

    >>> formula = Formula("{{ a : left }} = b", colors={"left": theme.MAIN})
    >>> len(formula["left"])
    1
    """

    def __init__(
        self,
        source: str,
        *,
        size: float = theme.FORMULA,
        color: str = theme.TEXT,
        colors: Mapping[str, str] | None = None,
        display: bool = True,
    ) -> None:
        code, self.labels = _labelled(source)
        open_, close = ("$ ", " $") if display else ("$", "$")
        super().__init__(source, typeset(f"{open_}{code}{close}"), size, color)
        probe = _probe(code, self.labels, open_, close)
        marks = [outline for outline in probe.outlines if outline.fill == BASELINE_COLOUR]
        letters = [outline for outline in probe.outlines if outline.fill != BASELINE_COLOUR]
        if len(letters) != len(self.submobjects):
            raise EigenreelError(f"formula '{source}': its parts cannot be told apart; label whole terms")
        self._parts = _parts_by_label(letters, self.labels)
        # The mark stands on the baseline; its distance from the first glyph stays the same share of the em.
        first = letters[0].points[:, 1].min() if letters else 0.0
        self._baseline = float(marks[0].points[:, 1].min() - first) / TYPE_SIZE * self._em if marks else 0.0
        for label, part_color in (colors or {}).items():
            self[label].set_color(part_color)

    def part(self, label: str) -> VGroup:
        """The glyphs of a labelled part.

        Raises:
            EigenreelError: the formula has no such part.
        """
        if label not in self._parts:
            raise EigenreelError(f"formula '{self.source}': no part '{label}'; {suggest(label, self._parts)}")
        return VGroup(*(self.submobjects[index] for index in self._parts[label]))

    def __getitem__(self, key):
        return self.part(key) if isinstance(key, str) else super().__getitem__(key)

    @property
    def baseline(self) -> float:
        """The y of its baseline."""
        return float(self.submobjects[0].get_bottom()[1] + self._baseline * self._growth())

    def align_baseline(self, other: Formula) -> Formula:
        """Stand on the same line as another."""
        return self.shift((other.baseline - self.baseline) * UP)


class Prose(Lettering):
    """Words. ``*emphasis*`` is italic; a line break in the text is one on screen; no other sign has a meaning."""

    def __init__(self, text: str, *, size: float = theme.BODY, color: str = theme.TEXT, align: str = "center") -> None:
        self.text = text
        super().__init__(text, typeset(_prose(text, align)), size, color)


class Number(VGroup):
    """A number whose digits can change in every frame.

    Args:
        format: Python's format specification, such as ``.1%`` or ``+.2f``.
        prefix, suffix: words around it.
        edge: the side that stays where it is when the number changes.
    """

    def __init__(
        self,
        value: float = 0.0,
        format: str = ".2f",
        *,
        prefix: str = "",
        suffix: str = "",
        size: float = theme.LABEL,
        color: str = theme.TEXT,
        edge: np.ndarray = LEFT,
    ) -> None:
        super().__init__()
        self.format, self.prefix, self.suffix, self.edge = format, prefix, suffix, edge
        self.size, self.ink = size, ManimColor(color)
        self._em = size * theme.FRAME_HEIGHT / 1080
        self.value = float("nan")
        self.written = ""
        self.set_value(value)

    def set_value(self, value: float) -> Number:
        """Show another value; the number keeps its place and its size."""
        self.value = value
        written = self.prefix + format(value, self.format).replace("-", "−") + self.suffix
        if written == self.written:
            return self
        scale = self._scale()
        anchor = self._anchor() if self.submobjects else None
        opacity = self.submobjects[0].get_fill_opacity() if self.submobjects else 1.0
        ink = self.submobjects[0].get_fill_color() if self.submobjects else self.ink
        self.written = written
        self.submobjects = _line_of_characters(written, scale)
        self.set_fill(ink, opacity)
        if anchor is not None:
            self._move_anchor_to(anchor)
        self._reference = self.submobjects[0].copy() if self.submobjects else None
        return self

    def follow(self, tracker: ValueTracker) -> Number:
        """Show a tracker's value in every frame."""
        self.set_value(tracker.get_value())
        self.add_updater(lambda number: number.set_value(tracker.get_value()))
        return self

    @property
    def source(self) -> str:
        return self.written

    @property
    def capital_height(self) -> float:
        """The height of its digits' capitals in scene units, as it stands now."""
        return theme.CAPITAL * self._scale() * TYPE_SIZE

    def _scale(self) -> float:
        """Scene units to a point of type, as the number stands now."""
        set_scale = self._em / TYPE_SIZE
        if not self.submobjects:
            return set_scale
        first = self.submobjects[0]
        plain = _character(self.written.strip()[0])[0]
        extent = np.ptp(plain[:, :2], axis=0).max() if len(plain) else 0.0
        return float(max(first.width, first.height) / extent) if extent else set_scale

    def _anchor(self) -> np.ndarray:
        """The point that stays: the number's edge, on its baseline."""
        return np.array([self.get_edge_center(self.edge)[0], self._baseline_y(), 0.0])

    def _move_anchor_to(self, anchor: np.ndarray) -> None:
        self.shift((anchor[0] - self.get_edge_center(self.edge)[0]) * np.array([1.0, 0, 0]))
        self.shift((anchor[1] - self._baseline_y()) * UP)

    def _baseline_y(self) -> float:
        first = self.submobjects[0]
        plain = _character(self.written.strip()[0])[0]
        return float(first.get_bottom()[1] - plain[:, 1].min() * self._scale())


class MorphFormula(AnimationGroup):
    """One formula becomes another: parts with the same label, then equal glyphs, move; the rest fades.

    The new formula takes the place of the old one on the scene.
    """

    def __init__(self, old: Formula, new: Formula, **kwargs) -> None:
        pairs = _pairs(old, new)
        gone = [glyph for index, glyph in enumerate(old.submobjects) if index not in {one for one, _ in pairs}]
        come = [glyph for index, glyph in enumerate(new.submobjects) if index not in {other for _, other in pairs}]
        moves = [ReplacementTransform(old.submobjects[one], new.submobjects[other]) for one, other in pairs]
        self._old, self._new = old, new
        leaving = [FadeOut(VGroup(*gone), scale=0.8)] if gone else []
        coming = [FadeIn(VGroup(*come), scale=0.8)] if come else []
        super().__init__(*leaving, *moves, *coming, **kwargs)

    def clean_up_from_scene(self, scene) -> None:
        super().clean_up_from_scene(scene)
        scene.remove(self._old, *self._old.submobjects, *self._new.submobjects)
        scene.add(self._new)


def _pairs(old: Formula, new: Formula) -> list[tuple[int, int]]:
    """Indices of glyphs that become each other: within parts of the same label first, then anywhere."""
    free_old, free_new = set(range(len(old.submobjects))), set(range(len(new.submobjects)))
    pairs: list[tuple[int, int]] = []
    groups = [(old._parts[label], new._parts[label]) for label in old._parts if label in new._parts]
    for from_part, to_part in [*groups, (sorted(free_old), sorted(free_new))]:
        for one in from_part:
            wanted = old.submobjects[one].glyph
            match = next((two for two in to_part if two in free_new and new.submobjects[two].glyph == wanted), None)
            if one in free_old and match is not None:
                free_old.discard(one)
                free_new.discard(match)
                pairs.append((one, match))
    return pairs


def _prose(text: str, align: str) -> str:
    """Typst code for words that are only words: they go in as strings, so no sign in them is markup."""
    lines = []
    for line in _typographic(text).split("\n"):
        spans = [
            f"#emph({_string(span)})" if number % 2 else f"#{_string(span)}"
            for number, span in enumerate(line.split("*"))
        ]
        lines.append("".join(span for span in spans if not span.endswith('("")') and span != '#""'))
    return f"#align({align})[" + " #linebreak() ".join(lines) + "]"


def _typographic(text: str) -> str:
    """Curly quotation marks and apostrophes for straight ones."""
    text = re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(])'", r"\1‘", text).replace("'", "’")


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _labelled(source: str) -> tuple[str, tuple[str, ...]]:
    """Typst code in which ``{{ body : label }}`` is a call of ``part``, and the labels from the inside out."""
    labels: list[str] = []
    while (end := source.find("}}")) >= 0:
        start = source.rfind("{{", 0, end)
        inside = source[start + 2 : end] if start >= 0 else ""
        label = LABELLED.search(inside)
        if label is None:
            raise EigenreelError(f"formula '{source}': a part has no label; write {{{{ body : label }}}}")
        labels.append(label[1])
        source = f'{source[:start]}#part("{label[1]}")[${inside[: label.start()].strip()}$]{source[end + 2 :]}'
    return source, tuple(dict.fromkeys(labels))


def _probe(code: str, labels: tuple[str, ...], open_: str, close: str) -> Setting:
    """The same formula with a colour for each part and a mark on its baseline."""
    colours = ", ".join(f'"{label}": rgb("{_part_colour(number)}")' for number, label in enumerate(labels))
    preamble = f"#let colours = ({colours or ':'})\n#let part(label, body) = text(fill: colours.at(label), body)\n"
    return typeset(f"{open_}{code} {BASELINE_MARK}{close}", preamble)


def _part_colour(number: int) -> str:
    return f"#01{number:04x}"


def _parts_by_label(letters: list[Outline], labels: tuple[str, ...]) -> dict[str, list[int]]:
    colours = {_part_colour(number): label for number, label in enumerate(labels)}
    parts: dict[str, list[int]] = {label: [] for label in labels}
    for index, outline in enumerate(letters):
        if outline.fill in colours:
            parts[colours[outline.fill]].append(index)
    return parts


@cache
def _character(character: str) -> tuple[np.ndarray, float]:
    """Outline (n, 3) of a character from its origin on the baseline, and its advance, in points of type."""
    setting = typeset(f"#{_string(character)}{BASELINE_MARK}")
    mark = next(outline for outline in setting.outlines if outline.fill == BASELINE_COLOUR)
    letters = [outline.points for outline in setting.outlines if outline.fill != BASELINE_COLOUR]
    points = np.concatenate(letters) if letters else np.zeros((0, 3))
    return points - np.array([0.0, mark.points[:, 1].min(), 0.0]), setting.width


def _line_of_characters(text: str, scale: float) -> list[VMobject]:
    glyphs, x = [], 0.0
    for character in text:
        points, advance = _character(character)
        if len(points):
            glyph = VMobject(stroke_width=0, fill_opacity=1.0)
            glyph.set_points((points + np.array([x, 0.0, 0.0])) * scale)
            glyphs.append(glyph)
        x += advance
    return glyphs
