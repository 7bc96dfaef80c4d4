"""Names and running numbers below each other, as on an instrument."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP, VGroup

from eigenreel import theme
from eigenreel.theme import Number, Prose


class Readouts(VGroup):
    """Rows of a name and a number; ``readouts["loss"]`` is the number, ``readouts.row("loss")`` both.

    Args:
        rows: name → (value, colour).
        format: Python's format specification of the numbers.
        pitch: scene units from row to row.
    """

    def __init__(
        self,
        rows: dict[str, tuple[float, str]],
        *,
        format: str = ".2f",
        size: float = theme.LABEL,
        pitch: float = 0.65,
        gap: float = 0.4,
    ) -> None:
        names = [Prose(name, size=size, color=color) for name, (_, color) in rows.items()]
        width = max(name.width for name in names)
        self.numbers = {}
        for place, (name, label) in enumerate(zip(rows, names, strict=True)):
            value, color = rows[name]
            label.align_to([0, 0, 0], LEFT).shift((-place * pitch - label.baseline) * UP)
            number = Number(value, format, size=size, color=color).next_to([width + gap, 0, 0], RIGHT, buff=0)
            self.numbers[name] = number.align_baseline(label)
        super().__init__(*(VGroup(label, self.numbers[name]) for name, label in zip(rows, names, strict=True)))

    def __getitem__(self, key):
        return self.numbers[key] if isinstance(key, str) else super().__getitem__(key)

    def row(self, name: str) -> VGroup:
        return self.submobjects[list(self.numbers).index(name)]


def column(*lines: str, size: float = theme.BODY, pitch: float = 0.65) -> VGroup:
    """Lines of words below each other, their baselines evenly spaced."""
    words = VGroup(*(Prose(line, size=size) for line in lines))
    for place, line in enumerate(words):
        line.align_to([0, 0, 0], LEFT).shift((-place * pitch - line.baseline) * UP)
    return words
