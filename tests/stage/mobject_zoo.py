"""Mobjects of all kinds, odd ones among them, and what tells two of them apart to the last bit."""

from __future__ import annotations

from types import FunctionType
from typing import Any

import numpy as np
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    OUT,
    PI,
    RED,
    RIGHT,
    UP,
    Annulus,
    Arc,
    Arrow,
    Axes,
    Circle,
    Cube,
    CurvedArrow,
    DashedLine,
    Dot,
    DoubleArrow,
    Group,
    Line,
    LogBase,
    ManimColor,
    Mobject,
    NumberLine,
    NumberPlane,
    Polygon,
    Square,
    Surface,
    ThreeDAxes,
    ValueTracker,
    Vector,
    VGroup,
    VMobject,
)  # fmt: skip


class Shy(VGroup):
    """Has its own idea of its family."""

    def get_family(self, recurse=True):
        return [self]


class Framed(Square):
    """Says itself where its anchors are, and which points are the same."""

    def get_anchors(self):
        return [2 * point for point in super().get_anchors()]

    def consider_points_equals(self, p0, p1):
        return False


class Titled(Square):
    """Takes over setting one of its attributes, and has a class attribute that looks like a tip."""

    tip = "none"

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.__dict__["title"] = "square"

    @property
    def title(self):
        return self.__dict__["title"]

    @title.setter
    def title(self, title):
        self.__dict__["title"] = f"a copy of {title}"


def broken(*points):
    return VMobject().set_points(np.array(points, float).reshape(-1, 3))


def self_containing():
    outer, inner = VMobject(), Circle()
    outer.submobjects, inner.submobjects = [inner, Dot()], [outer]
    return outer


def shared():
    dot = Dot(RIGHT)
    return VGroup(VGroup(dot, Line(LEFT, UP)), dot, VGroup())


def updated():
    square = Square().add_updater(lambda mobject: mobject.shift(0.1 * RIGHT))
    square.add(Dot().add_updater(lambda mobject, dt: mobject.shift(dt * UP)))
    return square


def aliased():
    """Arrays, colours and lists that several of its attributes hold."""
    square = Square(color=BLUE)
    square.note = {"points": square.points, "colours": [square.background_stroke_color, ManimColor(RED)]}
    square.others = (square.note, square, {1, 2}, slice(1, 2))
    return square


def bounded(kind=Axes, **kwargs):
    return kind(x_range=[-4, 4, 1], y_range=[-2, 2, 1], **kwargs)


ZOO = {
    "circle": lambda: Circle(color=RED),
    "arc": lambda: Arc(1.3, 0.4, 2.1),
    "grid": lambda: Square(grid_xstep=0.5, grid_ystep=0.5),
    "polygon": lambda: Polygon(LEFT, UP, 2 * RIGHT, DOWN),
    "annulus": lambda: Annulus(0.5, 1),
    "dashed line": lambda: DashedLine(LEFT, 2 * UP + RIGHT),
    "arrow": lambda: Arrow(LEFT, UP),
    "vector": lambda: Vector([1, 2, 0]),
    "two tips": lambda: DoubleArrow(LEFT, RIGHT),
    "curved arrow": lambda: CurvedArrow(LEFT, UP),
    "tip that was removed": lambda: removed_tip(),
    "gradient": lambda: Circle(fill_opacity=0.5).set_color([BLUE, GREEN, RED]).set_sheen(0.4, UP),
    "sheen": lambda: Square(fill_opacity=1, sheen_factor=0.3, color=RED),
    "group": lambda: VGroup(Circle(), VGroup(Square().shift(UP), Dot()), VGroup()),
    "mixed group": lambda: Group(Circle(), Mobject(), ValueTracker(3)),
    "shared members": shared,
    "updated": updated,
    "aliased": aliased,
    "shy": lambda: VGroup(Shy(Dot(), Dot()), Dot(UP)),
    "framed": lambda: VGroup(Framed(), Dot()),
    "titled": Titled,
    "self-containing": self_containing,
    "empty": VMobject,
    "one point": lambda: broken(0, 1, 2),
    "three points": lambda: broken(0, 1, 2, 3, 4, 5, 6, 7, 8),
    "nothing but zeros": lambda: broken(*[0.0, -0.0, 0.0] * 4, *[-0.0, 0.0, -0.0] * 4),
    "no number": lambda: broken(*range(21), np.nan, np.inf, -np.inf),
    "whole numbers": lambda: whole(),
    "backwards": lambda: Arc().reverse_direction(),
    "number line": lambda: NumberLine([-3, 5, 1], include_numbers=False).rotate(0.3).shift(UP),
    "number line with a tip": lambda: NumberLine([-3, 5, 1], include_tip=True).rotate(2),
    "logarithmic line": lambda: NumberLine([0, 4, 1], scaling=LogBase()),
    "axes": bounded,
    "axes without tips": lambda: bounded(tips=False).rotate(PI / 5).shift(UP),
    "axes away from zero": lambda: Axes(x_range=[2, 9, 1], y_range=[-9, -2, 1]).scale(0.6).stretch(0.7, 0),
    "logarithmic axes": lambda: bounded(y_axis_config={"scaling": LogBase(custom_labels=False)}),
    "plane": lambda: NumberPlane(x_range=[-2, 2], y_range=[-1, 1]),
    "axes in space": lambda: ThreeDAxes(x_range=[-2, 2], y_range=[-2, 2], z_range=[-1, 1]).rotate(0.7, OUT + UP),
    "cube": Cube,
    "surface": lambda: Surface(lambda u, v: np.array([u, v, u * v]), resolution=3),
}  # fmt: skip
ANY_AXES = [name for name in ZOO if "axes" in name or name == "plane"]


def removed_tip():
    arrow = Arrow(LEFT, UP)
    arrow.submobjects = []
    return arrow


def whole():
    square = Square()
    square.points = np.arange(24).reshape(8, 3)
    return square


def anatomy(thing: Any) -> list:
    """All that there is to know of a mobject or a value: kinds, bits, and what is the same object as what."""
    seen: dict[int, int] = {}
    kept: list[Any] = []
    found: list = []

    def walk(part: Any) -> None:
        if isinstance(part, (int, float, complex, str, bytes, type, type(None), FunctionType)):
            found.append((type(part).__name__, getattr(part, "__qualname__", repr(part))))
            return
        if id(part) in seen:
            found.append(("again", seen[id(part)]))
            return
        seen[id(part)] = len(seen)
        kept.append(part)
        found.append(type(part).__name__)
        if isinstance(part, np.ndarray):
            found.append((str(part.dtype), part.shape, part.tobytes()))
        elif isinstance(part, dict):
            for key, value in part.items():
                walk(key)
                walk(value)
        elif isinstance(part, (list, tuple, set)):
            found.append(len(part))
            for value in part:
                walk(value)
        elif hasattr(part, "__dict__"):
            for name, value in sorted(vars(part).items()):
                if name != "original_id":
                    found.append(name)
                    walk(value)

    walk(thing)
    return found
