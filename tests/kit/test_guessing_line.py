"""What is drawn of the guessing machine is what it is: gaps end on the line and at the houses, wherever it stands."""

import numpy as np
import pytest
from manim import RIGHT, ValueTracker

from eigenreel.kit.guessing_line import GuessingLine
from eigenreel.kit.runner import Runner
from eigenreel.maths.descent import VALLEYS


@pytest.fixture
def machine():
    return GuessingLine(VALLEYS["trough"], 7.0, (3.7, 2.5))


def drawn_loss(machine):
    """Half the mean square of the gaps as they are drawn, in the axes' units."""
    ends = machine.gaps.points.reshape(-1, 4, 3)
    heights = [machine.axes.p2c(top)[1] - machine.axes.p2c(foot)[1] for foot, top in ends[:, [0, 3]]]
    return np.mean(np.square(heights)) / 2


def test_drawn_gaps_are_the_loss(machine):
    """Measured on the picture, also after it was moved and scaled with its ground."""
    assert drawn_loss(machine) == pytest.approx(VALLEYS["trough"].loss(7.0))
    machine.ground.scale(1.9).shift(2 * RIGHT)
    assert drawn_loss(machine.show(1.5)) == pytest.approx(VALLEYS["trough"].loss(1.5))


def test_gaps_run_from_the_line_to_the_houses(machine):
    """One end of each on the line, the other where a house is."""
    start, along = machine.line.get_start(), machine.line.get_unit_vector()
    for foot, top in machine.gaps.points.reshape(-1, 4, 3)[:, [0, 3]]:
        assert np.linalg.norm(np.cross(foot - start, along)) < 1e-9
        assert min(np.linalg.norm(house.get_center() - top) for house in machine.houses) < 0.05


def test_it_guesses_with_the_weight_of_a_runner(machine):
    """In every frame, as far as the runner has come."""
    taken = ValueTracker(0)
    runner = Runner([7.0, 5.0], lambda weights: np.zeros((len(weights), 3)), prints=False).follow(taken)
    machine.watch(runner)
    taken.set_value(1)
    machine.update()
    assert drawn_loss(machine) == pytest.approx(VALLEYS["trough"].loss(5.0))
    assert machine.line.get_start() == pytest.approx(machine.axes.c2p(0, 0))
