"""The plane: a grid, two axes with names, and arrows on it. The stage on which most of linear algebra is played."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    ORIGIN,
    RIGHT,
    UP,
    AnimationGroup,
    DashedLine,
    FadeIn,
    FadeOut,
    Line,
    NumberPlane,
    ReplacementTransform,
    VGroup,
)

from eigenreel import theme
from eigenreel.kit.flat_arrow import SHAFT, FlatArrow
from eigenreel.theme import Formula, Prose

STEP_WIDTH = 7
NAME_BUFF = 0.18
ROLL = 0.25


class Plane(NumberPlane):
    """A coordinate plane that shows x from ``x_span`` and y from ``y_span``, with ``unit`` scene units to a step."""

    def __init__(
        self,
        x_span: tuple[float, float],
        y_span: tuple[float, float],
        *,
        unit: float = 1.0,
        **kwargs,
    ) -> None:
        super().__init__(
            x_range=[*x_span, 1],
            y_range=[*y_span, 1],
            x_length=(x_span[1] - x_span[0]) * unit,
            y_length=(y_span[1] - y_span[0]) * unit,
            axis_config={"stroke_color": theme.AXIS, "stroke_width": 3, "include_ticks": False},
            background_line_style={"stroke_color": theme.FAINT_GRID, "stroke_width": 2, "stroke_opacity": 1},
            **kwargs,
        )
        self.unit, self.x_span, self.y_span = unit, x_span, y_span

    def arrow(
        self, vector: Sequence[float], color: str, start: Sequence[float] = (0.0, 0.0), shaft: float = SHAFT
    ) -> FlatArrow:
        """The arrow of a vector, from the origin or from another point of the plane."""
        return FlatArrow(*self.ends(vector, start), color=color, shaft=shaft)

    def ends(self, vector: Sequence[float], start: Sequence[float] = (0.0, 0.0)) -> tuple:
        """Where the arrow of a vector begins and ends on the scene."""
        return self.c2p(*start), self.c2p(start[0] + vector[0], start[1] + vector[1])

    def steps(self, vector: Sequence[float], color: str) -> VGroup:
        """The way to a vector's tip, along the first axis and then along the second."""
        corner = self.c2p(vector[0], 0)
        return VGroup(
            Line(self.c2p(0, 0), corner, color=color, stroke_width=STEP_WIDTH),
            Line(corner, self.c2p(*vector), color=color, stroke_width=STEP_WIDTH),
        )

    def shadows(self, vector: Sequence[float], color: str = theme.CONTEXT) -> VGroup:
        """Dashed lines from a vector's tip to both axes."""
        tip = self.c2p(*vector)
        feet = self.c2p(vector[0], 0), self.c2p(0, vector[1])
        return VGroup(*(DashedLine(tip, foot, color=color, stroke_width=2.5, dash_length=0.09) for foot in feet))

    def axis_names(self, x: str, y: str, *colors: str, size: float = theme.LABEL) -> VGroup:
        """Names at the ends of the axes, outside the plane: to the right and on top. Grey, if no colours are given."""
        x_color, y_color = colors or (theme.AXIS, theme.AXIS)
        across, up = Prose(x, size=size, color=x_color), Prose(y, size=size, color=y_color)
        # Names with and without tall letters stand on one line, so that one can take the place of the other.
        across.shift((self.x_axis.get_end()[1] - 0.5 * theme.CAPITAL * across.capital_height) * UP - line_of(across))
        across.next_to(self.x_axis.get_end(), RIGHT, buff=NAME_BUFF, coor_mask=[1, 0, 0])
        up.next_to(self.y_axis.get_end(), UP, buff=NAME_BUFF)
        return VGroup(across, up)


def line_of(name: Prose):
    """The foot of the first letter of a name, as a vector upwards."""
    return name[0].get_bottom()[1] * UP


class Column(VGroup):
    """A vector as a column of numbers between brackets. Its entries are ``entries``, from the top."""

    def __init__(
        self,
        numbers: Sequence[str],
        *,
        color: str = theme.TEXT,
        size: float = theme.FORMULA,
    ) -> None:
        parts = ", ".join(f"{{{{ {text} : entry{index} }}}}" for index, text in enumerate(numbers))
        self.formula = Formula(f'vec(delim: "[", {parts})', size=size, color=color)
        super().__init__(self.formula)
        self.entries = [self.formula[f"entry{index}"] for index in range(len(numbers))]
        owned = {id(glyph) for entry in self.entries for glyph in entry}
        self.brackets = VGroup(*(glyph for glyph in self.formula if id(glyph) not in owned))
        self.move_to(ORIGIN)

    @property
    def sides(self) -> tuple[VGroup, VGroup]:
        """The left and the right bracket."""
        middle = self.brackets.get_x()
        left = [piece for piece in self.brackets if piece.get_x() < middle]
        return VGroup(*left), VGroup(*(piece for piece in self.brackets if piece.get_x() > middle))


class SumOfColumns(VGroup):
    """Two vectors, a plus, an equals sign and their sum: ``self[0] + self[2] = self[4]``."""

    COLORS = (theme.VECTOR, theme.SECOND, theme.MAIN)

    def __init__(self, *vectors: Sequence[str], size: float = 68) -> None:
        first, second, total = (
            Column(vector, color=color, size=size) for vector, color in zip(vectors, self.COLORS, strict=True)
        )
        super().__init__(first, Formula("+", size=size), second, Formula("=", size=size), total)
        self.arrange(RIGHT, buff=0.32)

    def put_above(self, meanings: VGroup, buff: float = 0.5) -> VGroup:
        """Place what the three vectors mean above them."""
        for meaning, part in zip(meanings, (0, 2, 4), strict=True):
            meaning.next_to(self[part], UP, buff=buff)
        for meaning in meanings[1:]:
            meaning.align_to(meanings[0], UP)
        return meanings


def longer(column: Column, taller: Column) -> AnimationGroup:
    """A column makes room for one number more, which comes last."""
    *same, fresh = taller.entries
    moves = [ReplacementTransform(old, new) for old, new in zip(column.entries, same, strict=True)]
    grown = AnimationGroup(FadeOut(column.brackets), *moves, FadeIn(taller.brackets))
    return AnimationGroup(grown, FadeIn(fresh), lag_ratio=0.5)


def swap(old: VGroup, new: VGroup) -> AnimationGroup:
    """Names roll away upwards, and others come from below."""
    return AnimationGroup(FadeOut(old, shift=ROLL * UP), FadeIn(new, shift=ROLL * UP), lag_ratio=0.6)
