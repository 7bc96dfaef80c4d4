"""Which recording camera takes a scene's own in hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from manim import Camera, Mobject, ThreeDCamera
from manim.camera.multi_camera import MultiCamera

from eigenreel.errors import EigenreelError
from eigenreel.stage.drawing_camera import DrawingCamera
from eigenreel.stage.ledger import Ledger
from eigenreel.stage.recording_camera import DisplayCamera
from eigenreel.stage.solid_camera import SolidCamera
from eigenreel.stage.stock_cameras import draws_its_own_way, has_methods_of_its_own, is_plain_view, mixed


class ViewsCamera(DisplayCamera):
    """The mixin before MultiCamera: what its views show is written down, too."""

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        for view in self.image_mobjects_from_cameras:
            if is_plain_view(view):
                recorded(view.camera, self.ledger)
        super().capture_mobjects(mobjects, **kwargs)


def recorded(camera: Any, ledger: Ledger, plain: tuple[int, ...] | None = None) -> Camera:
    """The camera, from now on writing to the ledger instead of drawing; one that draws in its own way does both.

    Args:
        plain: RGBA of the recording's empty frame, if it is known.

    Raises:
        EigenreelError: it is none of Manim's Cairo cameras.
    """
    if not isinstance(camera, Camera):
        raise EigenreelError(
            f"the scene's camera, a {type(camera).__name__}, is none of Manim's Cairo cameras; "
            "derive it from manim.Camera"
        )
    if not isinstance(camera, DisplayCamera | DrawingCamera):
        camera.__class__ = mixed(_mixin(camera), type(camera))
        camera.begin(ledger, plain)
    return camera


def _mixin(camera: Camera) -> type:
    if draws_its_own_way(type(camera)) or has_methods_of_its_own(camera):
        return DrawingCamera
    if isinstance(camera, MultiCamera):
        return ViewsCamera
    return SolidCamera if isinstance(camera, ThreeDCamera) else DisplayCamera
