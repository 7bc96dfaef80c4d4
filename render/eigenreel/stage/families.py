"""Which mobjects a frame shows: Manim's walk through families, without a generator and a list for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from manim import Mobject
from manim.utils.family import extract_mobject_family_members

METHODS = ("get_family", "_iter_family", "family_members_with_points", "get_num_points", "__hash__", "__eq__")
_PLAIN: dict[type, bool] = {}


def shown_members(mobjects: Iterable[Mobject], use_z_index: bool) -> list[Mobject]:
    """All members of the mobjects' families that have points, in the order in which Manim draws them.

    The same as ``extract_mobject_family_members(mobjects, use_z_index, only_those_with_points=True)``, which is asked
    where a class has its own idea of its family, or where a family contains itself.
    """
    mobjects = list(mobjects)
    found = collected(mobjects)
    if found is None:
        return extract_mobject_family_members(mobjects, use_z_index=use_z_index, only_those_with_points=True)
    # What is there several times stands where it stands last.
    last = dict.fromkeys(reversed(found))
    shown = [mobject for mobject in reversed(last) if len(mobject.points)]
    return sorted(shown, key=attrgetter("z_index")) if use_z_index else shown


def collected(mobjects: Iterable[Mobject]) -> list[Mobject] | None:
    """Mobjects, each followed by its family, as often as they occur; None where only Manim knows their families."""
    found: list[Mobject] = []
    try:
        for mobject in mobjects:
            _collect(mobject, found)
    except RecursionError:
        return None
    return found if all(map(_is_plain, set(map(type, found)))) else None


def _collect(mobject: Mobject, found: list[Mobject]) -> None:
    """Add a mobject and then its submobjects."""
    found.append(mobject)
    for member in mobject.submobjects:
        if member.submobjects:
            _collect(member, found)
        else:
            found.append(member)


def _is_plain(cls: type) -> bool:
    if cls not in _PLAIN:
        _PLAIN[cls] = all(getattr(cls, name) is getattr(Mobject, name) for name in METHODS)
    return _PLAIN[cls]
