"""Numbers that change: they keep their place and size, count between values, and cost next to nothing."""

from __future__ import annotations

import timeit
from itertools import cycle
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import LEFT, ORIGIN, RIGHT, UP, DecimalNumber, Scene, Text, ValueTracker, linear, tempconfig

from eigenreel import theme
from eigenreel.errors import EigenreelError
from eigenreel.theme import LiveNumber, Number, Prose

values = st.floats(-1e6, 1e6)


@given(values, st.sampled_from([LEFT, ORIGIN, RIGHT]), st.floats(0.2, 4))
def test_a_number_comes_back_to_where_it_was(value, edge, scale):
    """Whatever it shows in between, the same value has the same outlines."""
    number = Number(12.34, edge=edge).scale(scale).shift(RIGHT + UP)
    before = number.points.copy()
    number.set_value(value).set_value(12.34)
    assert np.allclose(number.points, before, atol=1e-9 * scale)


def test_counting_there_and_back_adds_up_no_errors():
    """To the last bit, from the first change on: a loop ends as it began."""
    number = Number(1.2, ".2f", prefix="= ").scale(1.7).shift(4.85 * RIGHT + 1.4 * UP)
    number.set_value(0.0).set_value(1.2)
    before = number.points.copy()
    for value in (*np.linspace(1.2, -30, 500), *np.linspace(-30, 1.2, 500)):
        number.set_value(value)
    assert np.array_equal(number.points, before)


def test_the_edge_stays():
    for edge, side in ((LEFT, Number.get_left), (RIGHT, Number.get_right)):
        number = Number(0.0, ".2f", edge=edge)
        place = side(number)[0]
        # Both 0 and 8 are as wide as their room but for a hair.
        assert side(number.set_value(800.08))[0] == pytest.approx(place, abs=0.02)


def test_digits_do_not_dance():
    """Digits are equally wide: the last one stays where it is while the first one changes."""
    number = Number(0.18, ".2f")
    right = number.get_right()[0]
    assert number.set_value(0.78).get_right()[0] == pytest.approx(right)


def test_a_number_is_set_like_prose():
    number, prose = Number(4821, ".0f", size=theme.BODY), Prose("4821", size=theme.BODY)
    assert number.width == pytest.approx(prose.width, rel=1e-3) and number.height == pytest.approx(
        prose.height, rel=1e-3
    )
    assert number.capital_height == pytest.approx(prose.capital_height)


def test_a_negative_number_has_a_real_minus_sign():
    assert Number(-0.5, ".1f").source == "−0.5"


def test_words_around_a_number_are_letters():
    assert Number(3, ".0f", prefix="#", suffix=" $").source == "#3 $"
    with pytest.raises(EigenreelError, match="number '3日': New Computer Modern has no '日'"):
        Number(3, ".0f", suffix="日")


def test_numbers_follow_a_tracker():
    tracker = ValueTracker(0.1)
    live, doubled = LiveNumber(tracker, ".0%"), Number(format=".0%").follow(tracker, lambda value: 2 * value)
    assert (live.source, doubled.source) == ("10%", "20%")
    tracker.set_value(0.42)
    assert (live.update().source, doubled.update().source) == ("42%", "84%")


def test_animate_counts():
    """Half-way from 0 to 10 a number shows 5, and it ends at the new value where its frame ends."""
    seen = []

    class Counting(Scene):
        def construct(self):
            number = Number(0, ".0f").add_updater(lambda number: seen.append(number.source))
            self.add(number)
            self.play(
                number.animate(rate_func=linear, suspend_mobject_updating=False).set_value(10).shift(RIGHT), run_time=1
            )
            seen.append((number.value, number.source, number.get_left()[0]))

    with tempconfig({"dry_run": True, "quality": "low_quality", "verbosity": "ERROR"}):
        Counting().render()
    assert seen[-1] == (10.0, "10", pytest.approx(1 + Number(0, ".0f").get_left()[0], abs=0.03))
    assert {"3", "5", "8"} <= {each for each in seen if isinstance(each, str)}


def test_a_change_costs_a_tenth_of_what_it_costs_manim():
    """The fastest of many, so that a busy machine does not count."""
    number, stock, shares = Number(0.5, ".1%"), DecimalNumber(0.5, mob_class=Text), cycle([0.123, 0.456, 0.789])
    number.set_value(0.987)
    ours = timeit.repeat(lambda: number.set_value(next(shares)), timer=process_time, number=20, repeat=40)
    theirs = timeit.repeat(lambda: stock.set_value(next(shares)), timer=process_time, number=5, repeat=10)
    assert min(ours) / 20 < min(theirs) / 5 / 10
