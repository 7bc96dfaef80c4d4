"""The cup of a loss: true heights, a relief that is only pressed, rings that are level."""

import numpy as np
import pytest
from manim import PI

from eigenreel.kit.loss_cup import FLAT, LossCup, ToRelief
from eigenreel.kit.runner import Runner
from eigenreel.maths.descent import VALLEYS, Landscape

LAND = Landscape(VALLEYS["bowl"])


@pytest.fixture
def cup():
    ends = np.array([0.5, 7.5])
    return LossCup(LAND, 7.0, unit=0.8, loss_unit=0.6, foot=-2.0, levels=np.array([1.0, 3.0]), slice_ends=ends, top=7.0)


def test_ground_is_the_loss(cup):
    """Weights are to the right and behind, the loss is the height."""
    place = cup.ground(np.array([[7.0, 6.0]]))[0]
    assert place == pytest.approx([0.8 * 3, 0.8 * 2, -2.0 + 0.6 * LAND.loss([7.0, 6.0])])


def test_rim_and_rings_are_level(cup):
    """All faces lie between the bottom and the rim; each ring has one height."""
    heights = np.concatenate([face.points[:, 2] for face in cup.surface])
    assert (heights.min(), heights.max()) == pytest.approx((-2 + 0.6 * 0.5, -2 + 0.6 * 7), abs=0.01)
    for ring, level in zip(cup.rings, (1.0, 3.0), strict=True):
        assert np.ptp(ring.points[:, 2]) < 1e-9
        assert ring.points[0, 2] == pytest.approx(-2 + 0.6 * level)


def test_no_ring_is_above_the_rim():
    """Levels that the cup does not reach are left out, and one at the rim is not."""
    ends, levels = np.array([0.5, 7.5]), np.arange(1.0, 8.0)
    cup = LossCup(LAND, 5.0, unit=0.8, loss_unit=0.6, foot=-2.0, levels=levels, slice_ends=ends, top=7.0)
    assert [ring.points[0, 2] for ring in cup.rings] == pytest.approx([-2 + 0.6 * level for level in (1, 2, 3, 4, 5)])


def test_pressing_it_and_opening_it_again_changes_nothing(cup):
    """The relief is taken from the true shape each time, so nothing is lost in a flat moment."""
    before = [face.points.copy() for face in cup.surface]
    cup.set_relief(0, 0).set_relief(1, 1)
    assert all(np.array_equal(face.points, old) for face, old in zip(cup.surface, before, strict=True))


def test_who_stands_on_it_is_carried(cup):
    """At the end of the pressing, the ball is on the ground, which is flat."""
    runner = Runner([[7.0, 6.0], [4.0, 4.0]], cup.ground)
    pressing = ToRelief(cup, 1, 0, 0.3, (runner,))
    pressing.begin()
    pressing.finish()
    assert (cup.deep, cup.tall, cup.opacity) == pytest.approx((1, FLAT, 0.3))
    assert runner.ball.get_center() == pytest.approx([2.4, 1.6, 0], abs=0.01)


def test_gradient_crosses_the_ring_at_a_right_angle_on_the_map(cup):
    """The two directions that are drawn are orthogonal, and the tangent touches the ring."""
    tangent, arrow, _ = cup.set_relief(1, 0).crossing(np.array([7.0, 5.1]), 0.5)
    assert abs(tangent.get_unit_vector() @ (arrow.get_end() - arrow.get_start())) < 1e-9
    ring = LAND.ring(LAND.loss([7.0, 5.1]), np.linspace(0, 2 * PI, 20001))
    places = cup.on_map(ring)[:, :2] - tangent.get_center()[:2]
    across = np.array([-tangent.get_unit_vector()[1], tangent.get_unit_vector()[0]])
    near = np.hypot(*places.T) < 0.05
    assert np.abs(places[near] @ across).max() < 1e-3
