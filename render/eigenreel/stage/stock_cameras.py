"""Manim's own cameras: which of their methods draw, and whether a camera draws in a way of its own."""

from __future__ import annotations

from functools import cache
from inspect import isfunction
from typing import Any

from manim import Camera, MovingCamera, ThreeDCamera
from manim.camera.multi_camera import MultiCamera
from manim.mobject.types.image_mobject import AbstractImageMobject, ImageMobjectFromCamera

KNOWN_CAMERAS = (Camera, MovingCamera, MultiCamera, ThreeDCamera)
"""What the recording cameras know how to write down."""

_STOCK = {
    cls: {name: value for name, value in vars(cls).items() if isfunction(value) and name != "__init__"}
    for cls in KNOWN_CAMERAS
}
METHODS = frozenset(name for methods in _STOCK.values() for name in methods)


def draws_its_own_way(camera_class: type[Camera]) -> bool:
    """Whether a class overrides a method of Manim's plain cameras, or somebody has changed those."""
    changed = any(vars(cls)[name] is not method for cls in KNOWN_CAMERAS for name, method in _STOCK[cls].items())
    others = [cls for cls in camera_class.__mro__ if cls not in (*KNOWN_CAMERAS, object)]
    return changed or any(METHODS & vars(cls).keys() for cls in others)


def has_methods_of_its_own(camera: Camera) -> bool:
    """Whether a method was replaced on this one camera."""
    return bool(METHODS & vars(camera).keys())


@cache
def mixed(mixin: type, camera_class: type[Camera]) -> type[Any]:
    """A camera class with a mixin before it; ``stock`` is the class without."""
    return type(f"{mixin.__name__}{camera_class.__name__}", (mixin, camera_class), {"stock": camera_class})


def is_plain_view(image: AbstractImageMobject) -> bool:
    """Whether it shows what its camera sees, and nothing else."""
    return (
        isinstance(image, ImageMobjectFromCamera)
        and type(image).get_pixel_array is ImageMobjectFromCamera.get_pixel_array
        and "get_pixel_array" not in vars(image)
    )
