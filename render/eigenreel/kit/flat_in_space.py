"""Flat things at places in space: names that stay beside them, arrows that keep their heads, while the camera looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Arrow, Mobject, ThreeDCamera, VGroup

from eigenreel import theme


def on_screen(camera: ThreeDCamera, place: np.ndarray) -> np.ndarray:
    """Where a place in space (3,) is seen, in the units of a flat frame."""
    return camera.project_point(place) * [1, 1, 0]


class FlatNames(VGroup):
    """Letterings that stay beside places in space, wherever the camera and the places go.

    Args:
        names: what is written, where it belongs (asked in every frame), and on which side of it.
    """

    def __init__(
        self,
        camera: ThreeDCamera,
        names: Sequence[tuple[Mobject, Callable[[], np.ndarray], np.ndarray]],
        buff: float = 0.2,
    ) -> None:
        super().__init__(*(name for name, _, _ in names))
        for name, place, side in names:
            name.add_updater(
                lambda word, place=place, side=side: word.next_to(on_screen(camera, place()), side, buff=buff),
                call_updater=True,
            )
        camera.add_fixed_in_frame_mobjects(self)


def flat_arrow(camera: ThreeDCamera, tail: np.ndarray, tip: np.ndarray, color: str = theme.GRADIENT) -> Arrow:
    """An arrow between two places in space, for as long as the camera stands still."""
    ends = on_screen(camera, tail), on_screen(camera, tip)
    # Short arrows keep their weight: foreshortened, they are as important as the long ones.
    shape = {"max_tip_length_to_length_ratio": 0.35, "max_stroke_width_to_length_ratio": 10}
    arrow = Arrow(*ends, buff=0, color=color, stroke_width=6, **shape)
    camera.add_fixed_in_frame_mobjects(arrow)
    return arrow
