"""Laws of the model: no faster than its serial part, one core encodes everything, and nothing overtakes the network."""

from __future__ import annotations

import pytest
from cluster_model import RATE, Serial, Task, Way, predict, predict_at_once
from hypothesis import given
from hypothesis import strategies as st

AT_ONCE = Way(0.0, 0.0)
SERIAL = Serial(1.0, 2.0, 10.0, 12.0)
SIZES = st.integers(0, 10**7)
TASKS = st.lists(st.builds(Task, st.floats(2, 10), st.floats(0.01, 5), SIZES, SIZES), min_size=1, max_size=20).map(
    lambda tasks: sorted(tasks, key=lambda task: task.known)
)


def test_without_a_network_it_is_list_scheduling():
    """Three cores do 3, 2, 2 and 2 seconds in 4, one core in 9; ten cores are as slow as the longest."""
    tasks = [Task(0.0, seconds, 0, 0) for seconds in (3.0, 2.0, 2.0, 2.0)]
    assert [predict_at_once(tasks, AT_ONCE, cores) for cores in (1, 3, 10)] == [9.0, 4.0, 3.0]


def test_bytes_take_their_time_on_every_leg():
    """Out to the scheduler, out to the worker, and back once; the scheduler's own work counts where it takes longer."""
    tasks = [Task(0.0, 1.0, round(RATE), round(RATE / 2))]
    assert predict_at_once(tasks, AT_ONCE, 1) == pytest.approx(1 + 1 + 1 + 0.5)
    assert predict_at_once(tasks, Way(0.2, 3.0), 1) == pytest.approx(1 + 3 + 1 + 0.5 + 0.2)


@given(TASKS, st.integers(1, 9))
def test_no_render_is_shorter_than_what_is_serial(tasks, cores):
    one, some = (predict(tasks, SERIAL, AT_ONCE, count) for count in (1, cores))
    encode = sum(task.encode for task in tasks)
    assert some.seconds >= SERIAL.written and some.seconds <= one.seconds + 1e-9
    assert one.seconds >= tasks[0].known + encode + SERIAL.written - SERIAL.staged - 1e-9
    assert 0 < some.used <= 1


@given(TASKS, st.integers(1, 9), st.integers(2, 5))
def test_several_renders_take_longer_than_one_and_less_than_one_after_the_other(tasks, cores, renders):
    one, many = predict(tasks, SERIAL, AT_ONCE, cores), predict(tasks, SERIAL, AT_ONCE, cores, renders)
    assert one.seconds <= many.seconds + 1e-9 and many.seconds <= renders * one.seconds + 1e-9
