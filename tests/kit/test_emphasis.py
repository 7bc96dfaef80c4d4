"""The rest steps back and comes forward again; type on lines has ground behind it."""

from __future__ import annotations

import numpy as np
import pytest
from manim import RIGHT, Circle, Scene, Square, VGroup, tempconfig

from eigenreel import theme
from eigenreel.kit.emphasis import PADDING, Backdrop, Dim, Undim
from eigenreel.theme import Prose


def played(construct) -> None:
    with tempconfig({"dry_run": True, "quality": "low_quality", "frame_rate": 5, "verbosity": "ERROR"}):
        type("Played", (Scene,), {"construct": construct})().render()


def test_dim_and_undim_give_back_every_opacity():
    """Each in its own proportion, and what is kept never changes."""
    kept, faint = Square(fill_opacity=1), Circle(fill_opacity=0.4, stroke_opacity=0.8)
    picture = VGroup(kept, faint)
    seen = []

    def construct(scene):
        scene.add(picture)
        scene.play(Dim(picture, keep=[kept]))
        seen.append((kept.get_fill_opacity(), faint.get_fill_opacity(), faint.get_stroke_opacity()))
        scene.play(Undim(picture, keep=[kept]), kept.animate.shift(RIGHT))
        seen.append((kept.get_fill_opacity(), faint.get_fill_opacity(), faint.get_stroke_opacity()))

    played(construct)
    assert seen == [pytest.approx((1, 0.4 * theme.DIM, 0.8 * theme.DIM)), pytest.approx((1, 0.4, 0.8))]
    assert kept.get_center()[0] == pytest.approx(1)


def test_a_backdrop_follows_and_fades():
    label = Prose("on a line")
    ground = Backdrop(label)
    label.scale(2).shift(RIGHT).set_opacity(0.5)
    ground.update()
    assert np.allclose(ground.get_center(), label.get_center())
    assert ground.width == pytest.approx(label.width + 2 * PADDING)
    assert ground.get_fill_opacity() == pytest.approx(0.85 / 2)
