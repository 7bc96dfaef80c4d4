"""Colours of vector mobjects: one plain colour set or mixed, which is what nearly always happens."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import ManimColor, VMobject

from eigenreel.stage.quick.anchors import DOUBLE
from eigenreel.stage.quick.boxes import NUMBERS
from eigenreel.stage.quick.table import instead_of, relies_on

ONE_ROW = (1, 4)
ARRAYS = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "sheen_direction")
WIDTHS = ("stroke_width", "background_stroke_width", "sheen_factor")
OPACITIES = NUMBERS | {type(None)}
SHEEN = relies_on(VMobject, "get_sheen_factor")
relies_on(ManimColor, "to_rgba_with_alpha")


@instead_of(VMobject, "generate_rgbas_array")
def generate_rgbas_array(self: VMobject, color: Any, opacity: Any) -> np.ndarray:
    if type(opacity) not in OPACITIES:
        return generate_rgbas_array.stock(self, color, opacity)
    rgbas = np.zeros((1, 4))
    if type(color) is ManimColor:
        rgbas[0, :3] = color._internal_value[:3]
    elif color is not None:
        return generate_rgbas_array.stock(self, color, opacity)
    if opacity is not None:
        rgbas[0, 3] = opacity
    if self.get_sheen_factor() != 0:
        return generate_rgbas_array.stock(self, color, opacity)
    return rgbas


@instead_of(VMobject, "update_rgbas_array")
def update_rgbas_array(self: VMobject, array_name: str, color: Any = None, opacity: Any = None) -> VMobject:
    rgbas = self.__dict__.get(array_name)
    if (
        type(rgbas) is not np.ndarray
        or rgbas.shape != ONE_ROW
        or type(opacity) not in OPACITIES
        or (color is not None and type(color) is not ManimColor)
        or type(self).generate_rgbas_array is not generate_rgbas_array
        or self.get_sheen_factor() != 0
    ):
        return update_rgbas_array.stock(self, array_name, color, opacity)
    if color is not None:
        rgbas[0, :3] = color._internal_value[:3]
    if opacity is not None:
        rgbas[0, 3] = opacity
    return self


@instead_of(VMobject, "interpolate_color")
def interpolate_color(self: VMobject, mobject1: VMobject, mobject2: VMobject, alpha: float) -> VMobject:
    if type(alpha) not in NUMBERS or (alpha == 1 and (self is mobject2 or not _are_alike(mobject1, mobject2))):
        return interpolate_color.stock(self, mobject1, mobject2, alpha)
    if alpha == 1:
        self.fill_rgbas = mobject2.fill_rgbas.copy()
        self.stroke_rgbas = mobject2.stroke_rgbas.copy()
        self.background_stroke_rgbas = mobject2.background_stroke_rgbas.copy()
        self.stroke_width = mobject2.stroke_width
        self.background_stroke_width = mobject2.background_stroke_width
        self.sheen_direction = mobject2.sheen_direction.copy()
        self.sheen_factor = mobject2.sheen_factor
        return self
    rest = 1 - alpha
    self.fill_rgbas = rest * mobject1.fill_rgbas + alpha * mobject2.fill_rgbas
    self.stroke_rgbas = rest * mobject1.stroke_rgbas + alpha * mobject2.stroke_rgbas
    self.background_stroke_rgbas = rest * mobject1.background_stroke_rgbas + alpha * mobject2.background_stroke_rgbas
    self.stroke_width = rest * mobject1.stroke_width + alpha * mobject2.stroke_width
    self.background_stroke_width = rest * mobject1.background_stroke_width + alpha * mobject2.background_stroke_width
    self.sheen_direction = rest * mobject1.sheen_direction + alpha * mobject2.sheen_direction
    self.sheen_factor = rest * mobject1.sheen_factor + alpha * mobject2.sheen_factor
    return self


def _are_alike(one: VMobject, other: VMobject) -> bool:
    """Whether mixing their colours would surely not fail, so that it can be left out where nothing of it stays."""
    ones, others = one.__dict__, other.__dict__
    for name in ARRAYS:
        own, wanted = ones.get(name), others.get(name)
        if type(own) is not np.ndarray or type(wanted) is not np.ndarray or own.shape != wanted.shape:
            return False
        if own.dtype is not DOUBLE or wanted.dtype is not DOUBLE:
            return False
    return all(type(each.get(name)) in NUMBERS for each in (ones, others) for name in WIDTHS)
