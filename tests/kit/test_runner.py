"""Runners and comets: where they are, what they leave behind."""

import numpy as np
import pytest
from manim import ValueTracker

from eigenreel.kit.runner import Comet, Runner

PATH = np.array([3.0, 1.5, 0.75, 0.375])


def ground(weights):
    """On the parabola y = w²."""
    return np.stack([weights, weights**2, 0 * weights], axis=1)


@pytest.mark.parametrize("done", range(4))
def test_after_whole_steps_it_is_on_its_path(done):
    """Its ball is at the computed place, and as many footprints as places visited are behind it."""
    runner = Runner(PATH, ground).set_progress(done)
    assert runner.weight == PATH[done]
    assert runner.ball.get_center() == pytest.approx(ground(PATH[done : done + 1])[0])
    assert len(runner.prints.points) == (done + 1) * len(runner.print_shape)


def test_between_steps_it_is_between_places():
    """Half-way through a step it is half-way, on the ground."""
    runner = Runner(PATH, ground).set_progress(1.5)
    assert runner.weight == pytest.approx((PATH[1] + PATH[2]) / 2)
    assert runner.ball.get_y() == pytest.approx(runner.weight**2)


def test_trail_lies_on_the_ground():
    """Every point at which the trail turns is on the ground, from the start to the ball."""
    runner = Runner(PATH, ground, trail=True).set_progress(2.3)
    places = runner.line.get_start_anchors()
    assert places[:, 1] == pytest.approx(places[:, 0] ** 2)
    assert runner.line.get_end() == pytest.approx(runner.place)


def test_weight_is_that_of_the_frame_even_before_its_updater_ran():
    """What follows the runner reads the tracker, not the last frame."""
    tracker = ValueTracker(0)
    runner = Runner(PATH, ground).follow(tracker)
    tracker.set_value(3)
    assert (runner.weight, runner.progress) == (PATH[3], 0)


def test_copies_leave_the_owner_of_the_ground_alone():
    """A ground may belong to something that cannot be copied, such as a scene."""

    class Scene:
        def __deepcopy__(self, memo):
            raise TypeError("a scene cannot be copied")

        def ground(self, weights):
            return ground(weights)

    assert Runner(PATH, Scene().ground).copy().set_progress(1).weight == PATH[1]


def test_comet_is_a_loop():
    """At the end and at the beginning of its time nothing of it is seen; between, it is."""
    comet = Comet(ground(PATH))
    seen = [comet.set_moment(moment).ball.get_fill_opacity() for moment in (0.0, 0.5, 1.0)]
    assert seen == [0.0, 1.0, 0.0]
    assert comet.ball.get_center() == pytest.approx(ground(PATH)[-1])
