"""Families: Manim's walk through them, without a generator and a set for each member, and how two are made alike."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Mobject

from eigenreel.stage.families import collected
from eigenreel.stage.quick.table import instead_of, relies_on

NUM_POINTS = relies_on(Mobject, "get_num_points")
relies_on(Mobject, "_iter_family")


@instead_of(Mobject, "get_family")
def get_family(self: Mobject, recurse: bool = True) -> list[Mobject]:
    found = collected((self,))
    if found is None:
        return get_family.stock(self, recurse)
    # What is there several times stands where it stands last.
    return found if len(set(found)) == len(found) else list(reversed(dict.fromkeys(reversed(found))))


@instead_of(Mobject, "family_members_with_points")
def family_members_with_points(self: Mobject) -> list[Mobject]:
    return [
        member
        for member in self.get_family()
        if (len(member.points) if type(member).get_num_points is NUM_POINTS else member.get_num_points()) > 0
    ]


@instead_of(Mobject, "add_n_more_submobjects")
def add_n_more_submobjects(self: Mobject, n: int) -> Any:
    count = len(self.submobjects)
    if n == 0 or count == 0:
        return add_n_more_submobjects.stock(self, n)
    target = count + n
    copies = np.bincount((np.arange(target) * count) // target, minlength=count).tolist()
    submobs = []
    for submob, times in zip(self.submobjects, copies, strict=True):
        submobs.append(submob)
        submobs.extend(submob.copy().fade(1) for _ in range(1, times))
    self.submobjects = submobs
    return self
