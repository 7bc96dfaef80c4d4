"""The plane and what is drawn on it: everything is where its numbers say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import DEGREES, ThreeDCamera

from eigenreel import theme
from eigenreel.kit.flat_arrow import HEAD_WIDTH, FlatArrow, GrowFlatArrow, MoveArrow
from eigenreel.kit.light_space import LightSpace
from eigenreel.kit.long_sum import LongSum
from eigenreel.kit.plane import Column, Plane, SumOfColumns
from eigenreel.kit.plane_worlds import Lamp, LightField, Pin, Town, WordMap
from eigenreel.maths.vectors import add, length, list_of_chance, screen_light

PLACES = st.tuples(*(st.floats(-5, 5),) * 3)


def plane():
    return Plane((-1, 5), (-1, 5), unit=0.9).shift([-3.0, 0.5, 0.0])


def test_arrows_begin_and_end_where_their_numbers_say():
    grid = plane()
    arrow = grid.arrow((3, 2), theme.VECTOR, start=(1, 1))
    assert arrow.tail == pytest.approx(grid.c2p(1, 1)) and arrow.tip == pytest.approx(grid.c2p(4, 3))
    assert length(arrow.tip - arrow.tail) == pytest.approx(0.9 * np.hypot(3, 2))


@given(PLACES, PLACES)
def test_an_arrow_goes_where_it_is_put_and_moved(tail, tip):
    """Also when it has no length."""
    arrow = FlatArrow(tail, tip)
    assert arrow.tail == pytest.approx(tail) and arrow.tip == pytest.approx(tip)
    arrow.shift([1, 2, 3])
    assert arrow.tip == pytest.approx(np.add(tip, [1, 2, 3]))


def test_an_arrow_keeps_its_head_while_it_moves():
    arrow = FlatArrow([0, 0, 0], [2, 0, 0])
    move = MoveArrow(arrow, [1, 0, 0], [1, 3, 0], rate_func=lambda share: share)
    for share, tip in ((0, (2, 0, 0)), (0.5, (1.5, 1.5, 0)), (1, (1, 3, 0))):
        move.interpolate_mobject(share)
        assert arrow.tip == pytest.approx(tip)
    assert arrow.width == pytest.approx(HEAD_WIDTH)


def test_an_arrow_grows_from_its_tail():
    arrow = FlatArrow([1, 1, 0], [3, 2, 0])
    growth = GrowFlatArrow(arrow)
    growth.interpolate_mobject(0)
    assert arrow.tip == pytest.approx([1, 1, 0])
    growth.interpolate_mobject(1)
    assert arrow.tip == pytest.approx([3, 2, 0])


def test_an_arrow_in_space_shows_its_flat_side():
    """Its head is as wide across the line of sight as it is in the plane."""
    camera = ThreeDCamera(phi=62 * DEGREES, theta=-65 * DEGREES)
    arrow = FlatArrow([0, 0, 0], [2, 1, 2]).face(camera)
    arrow.update()
    sight = camera.generate_rotation_matrix()[2]
    assert np.ptp(arrow.points @ sight) == pytest.approx(abs((arrow.tip - arrow.tail) @ sight))


def test_columns_have_entries_and_brackets():
    column = Column(["3", "2.5"])
    assert [len(entry) for entry in column.entries] == [1, 3]
    left, right = column.sides
    assert left.get_right()[0] < column.entries[0].get_left()[0] < right.get_left()[0]


def test_meanings_stand_above_their_columns():
    row = SumOfColumns(["1", "2"], ["3", "4"], ["4", "6"])
    lamps = row.put_above([Lamp((1, 2), 4) for _ in range(3)])
    for lamp, part in zip(lamps, (0, 2, 4), strict=True):
        assert lamp.get_x() == pytest.approx(row[part].get_x()) and lamp.get_bottom()[1] > row.get_top()[1]


def test_a_town_lies_between_the_lines_of_its_plane():
    grid = plane()
    town = Town(grid)
    assert town.width < grid.width and town.height < grid.height
    assert town.get_center() == pytest.approx(grid.get_center(), abs=0.01)


def test_the_field_of_lights_shows_every_mixture_at_its_place():
    """The pixel at two amounts of light has the colour of their mixture."""
    field = LightField(plane(), full=4)
    size = len(field.pixel_array)
    for red, green in ((1, 3), (3, 2), (0.5, 0.5)):
        pixel = field.pixel_array[size - 1 - int(green / 4 * size), int(red / 4 * size), :3]
        assert pixel == pytest.approx(255 * screen_light((red, green), full=4), abs=5)
    assert field.get_corner([-1, -1, 0]) == pytest.approx(plane().c2p(0, 0))


def test_words_lie_where_their_numbers_say():
    grid = plane()
    words = WordMap(grid, (3, 2))
    assert words.king[0].get_center() == pytest.approx(grid.c2p(3, 0))
    assert words.woman[0].get_center() == pytest.approx(grid.c2p(0, 2))
    assert Pin(grid.c2p(3, 2)).get_bottom() == pytest.approx(grid.c2p(3, 2))


def test_the_way_through_space_ends_at_its_top():
    grid = plane()
    space = LightSpace(grid, (3, 2, 1.5), ThreeDCamera())
    assert space.way[-1].get_end() == pytest.approx(space.top)
    assert space.top == pytest.approx(grid.c2p(3, 2) + np.array([0, 0, 1.5 * 0.9]))


def test_long_arrows_are_true_to_scale():
    """Their lengths have the ratios of the lists' lengths, and the third is the sum of the others."""
    lists = [list_of_chance(1536, seed) for seed in (1, 2)]
    drawn = [arrow.tip - arrow.tail for arrow in LongSum(*lists, codes_at=np.zeros(3), arrows_at=np.ones(3)).arrows]
    sizes = np.array([length(each) for each in (*lists, add(*lists))])
    assert np.array([length(each) for each in drawn]) / sizes == pytest.approx(length(drawn[0]) / sizes[0])
    assert drawn[0] + drawn[1] == pytest.approx(drawn[2])
