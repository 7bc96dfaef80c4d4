"""Which recording camera stands before a scene's own."""

from __future__ import annotations

from manim import Camera, MovingCamera, ThreeDCamera

from eigenreel.stage.ledger import Ledger
from eigenreel.stage.recording_camera import DisplayCamera, PixelCamera
from eigenreel.stage.solid_camera import SolidCamera

KNOWN_CAMERAS = (Camera, MovingCamera, ThreeDCamera)


def recording_camera(camera_class: type[Camera], ledger: Ledger) -> Camera:
    """A camera of the scene's class that writes to the ledger instead of drawing.

    A class that draws in a way of its own draws for real, and its frames are recorded as pixels.
    """
    if draws_its_own_way(camera_class):
        mixin: type = PixelCamera
    elif issubclass(camera_class, ThreeDCamera):
        mixin = SolidCamera
    else:
        mixin = DisplayCamera
    return type(f"Recording{camera_class.__name__}", (mixin, camera_class), {"ledger": ledger})()


def draws_its_own_way(camera_class: type[Camera]) -> bool:
    """Whether a class other than Manim's plain cameras overrides a method of theirs."""
    known = {name for cls in KNOWN_CAMERAS for name, value in vars(cls).items() if callable(value)} - {"__init__"}
    return any(known & vars(cls).keys() for cls in camera_class.__mro__ if cls not in (*KNOWN_CAMERAS, object))
