"""Three descents side by side: their numbers are those of the loop, and who leaves the picture stays away."""

import numpy as np
import pytest

from eigenreel.kit.race import LEAVING, TOP_LOSS, LossRecord, RaceBoard
from eigenreel.maths.descent import VALLEYS, descend

BOWL = VALLEYS["bowl"]
PATHS = {rate: descend(BOWL.slope, 7.0, rate) for rate in (0.01, 0.3, 2.1)}


@pytest.fixture
def board():
    colors = dict(zip(PATHS, ("#58C4DD", "#83C167", "#FC6255"), strict=True))
    runs = {str(rate): (path, f"rate {rate}", colors[rate]) for rate, path in PATHS.items()}
    return RaceBoard(BOWL, runs, "for step in range(20):\n    w = w - rate * slope(w)\n    print(loss(w))")


@pytest.mark.parametrize("done", [0, 1, 7, 20])
def test_numbers_are_those_of_the_loop(board, done):
    """Step, weight and loss after whole steps, also a little later, while the ball is under way."""
    for panel, path in zip(board.panels, PATHS.values(), strict=True):
        shown = [number.source.replace("−", "-") for number in panel.read(done + 0.3).readings]
        assert float(shown[0]) == min(done, 20)
        assert float(shown[1]) == pytest.approx(path[done], abs=0.0051)
        assert float(shown[2]) == pytest.approx(BOWL.loss(path[done]), abs=0.0051)


def test_numbers_stand_on_the_lines_of_the_code(board):
    """Each row of numbers shares the baseline of its line."""
    for line, code in enumerate(board.code):
        assert [number.baseline for number in board.row(line)] == pytest.approx([code.baseline] * 3)


def test_who_flies_off_stays_away(board):
    """From the first loss above the picture on, the ball is gone; the others are there to the end."""
    small, good, large = (panel.set_progress(20) for panel in board.panels)
    assert BOWL.loss(large.runner.path[large.last]) > LEAVING >= BOWL.loss(large.runner.path[large.last - 1])
    assert [panel.runner.ball.get_fill_opacity() for panel in (small, good, large)] == [1, 1, 0]


def test_record_stops_at_its_upper_edge():
    """A line never leaves its axes, whatever the loss; one that stays inside goes to the last step."""
    losses = [BOWL.loss(path) for path in PATHS.values()]
    record = LossRecord(losses, ["#FFFFFF"] * 3, (4, 2)).set_progress(20)
    top = record.axes.c2p(0, TOP_LOSS)[1]
    assert all(line.get_top()[1] <= top + 1e-9 for line in record.lines)
    ends = [record.axes.p2c(line.get_end()) for line in record.lines]
    assert ends[1] == pytest.approx([20, losses[1][-1]], abs=1e-6)
    assert ends[2][1] == pytest.approx(TOP_LOSS) and ends[2][0] < np.argmax(losses[2] > TOP_LOSS)
