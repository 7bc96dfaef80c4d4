"""A crowd is counted truthfully, and areas keep their size while they flow."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eigenreel.kit.counted_dots import CountedDots, split
from eigenreel.kit.tested_crowd import DOTS, TestedCrowd
from eigenreel.kit.wall_rectangle import WallRectangle, levelled

people = st.integers(1, 9000)


def area(dots: CountedDots) -> float:
    """The area that the outlines enclose, by the shoelace formula on finely sampled Bézier curves."""
    p = dots.points.reshape(-1, 4, 3)
    t = np.linspace(0, 1, 20)[:, None, None]
    curve = (1 - t) ** 3 * p[:, 0] + 3 * (1 - t) ** 2 * t * p[:, 1] + 3 * (1 - t) * t**2 * p[:, 2] + t**3 * p[:, 3]
    steps = np.diff(curve, axis=0)
    x, y = curve[:-1, :, 0], curve[:-1, :, 1]
    return abs(float(np.sum(x * steps[..., 1] - y * steps[..., 0])) / 2)


@given(people, people, people, people)
@settings(max_examples=30)
def test_dots_are_people(missed, found, cleared, alarms):
    """The area of each group, in dots, is its number of people: nobody is rounded away."""
    crowd = TestedCrowd(missed=missed, found=found, cleared=cleared, alarms=alarms, color="#FFFFFF")
    crowd.stand(crowd.scattered(50, 1.0, np.zeros(3)))
    scale = sum((missed, found, cleared, alarms)) / DOTS
    for name, count in (("missed", missed), ("found", found), ("cleared", cleared), ("alarms", alarms)):
        dots = getattr(crowd, name)
        assert area(dots) / (np.pi * dots.radii[0] ** 2) * scale == pytest.approx(count, rel=2e-3)


@given(people, people, people, people)
@settings(max_examples=50)
def test_groups_share_all_dots(missed, found, cleared, alarms):
    """Groups follow each other without gap or overlap, and fill a thousand dots."""
    total = missed + found + cleared + alarms
    groups = split(tuple(DOTS * count / total for count in (missed, found, cleared, alarms)))
    ends = [(dots[0] + spans[0, 0], dots[-1] + spans[-1, 1]) for dots, spans in groups]
    assert ends[0][0] == 0 and ends[-1][1] == pytest.approx(DOTS)
    assert all(end == pytest.approx(start) for (_, end), (start, _) in pairwise(ends))


@given(st.floats(0.001, 0.6), st.floats(0.6, 0.999), st.floats(0.001, 0.4), st.floats(0, 1))
def test_flow_keeps_areas(wall, left, right, moment):
    """While the parts level out, neither gains or loses area; at the end they are level and the wall shows P(A | B)."""
    moved, high, low = levelled(wall, left, right, moment)
    assert moved * high == pytest.approx(wall * left)
    assert (1 - moved) * low == pytest.approx((1 - wall) * right)
    moved, high, low = levelled(wall, left, right, 1.0)
    assert high == pytest.approx(low)
    assert moved == pytest.approx(wall * left / (wall * left + (1 - wall) * right))


def test_wall_rectangle_draws_its_shares():
    """Widths and heights of the bright parts are the shares of the frame."""
    box = WallRectangle(0.25, 0.8, 0.1, width=8, height=4, left_color="#F00", right_color="#00F", line_color="#FFF")
    assert box.left_part.width == pytest.approx(2) and box.left_part.height == pytest.approx(3.2)
    assert box.right_part.width == pytest.approx(6) and box.right_part.height == pytest.approx(0.4)
    assert box.level_wall == pytest.approx(0.2 / 0.275)
