"""The walk through families gives Manim's own list, whatever the families are like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import Dot, Group, Mobject, VGroup, VMobject
from manim.utils.family import extract_mobject_family_members

from eigenreel.stage.families import shown_members


class Shy(VGroup):
    """Has its own idea of its family."""

    def get_family(self, recurse=True):
        return [self]


def manims(mobjects, use_z_index):
    return extract_mobject_family_members(mobjects, use_z_index=use_z_index, only_those_with_points=True)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14), st.lists(st.integers(-2, 2), min_size=8))
def test_it_is_the_list_that_manim_makes(links, heights):
    """Members in several families, several times, empty ones, and by z-index or not."""
    mobjects = [Dot() if number % 3 else Group() for number in range(8)]
    for mobject, height in zip(mobjects, heights, strict=False):
        mobject.z_index = height
    for one, other in links:
        # Only upwards, so that no family contains itself.
        if one < other:
            mobjects[one].submobjects.append(mobjects[other])
    for use_z_index in (False, True):
        assert shown_members(mobjects, use_z_index) == manims(mobjects, use_z_index)


@pytest.mark.parametrize("kind", [Shy, VGroup])
def test_a_class_with_its_own_family_is_asked(kind):
    for mobject in (kind(Dot(), Dot()), Group(kind(Dot(), Dot()), Dot())):
        assert shown_members([mobject], True) == manims([mobject], True)
    assert len(shown_members([kind(Dot())], False)) == (0 if kind is Shy else 1)


def test_a_family_that_contains_itself_is_manims_affair():
    outer, inner = VMobject(), Mobject()
    outer.submobjects, inner.submobjects = [inner, Dot()], [outer]
    assert shown_members([outer], False) == manims([outer], False)
