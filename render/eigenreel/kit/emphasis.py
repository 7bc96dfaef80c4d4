"""One thing at a time: the rest steps back, and type that lies on lines gets ground under its feet."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import Animation, Mobject, RoundedRectangle, VMobject

from eigenreel import theme

PADDING = 0.12
COLOUR_ARRAYS = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")


class Backdrop(RoundedRectangle):
    """A patch of background that goes between type and the lines behind it: ``add(Backdrop(label), label)``.

    It stays behind its mobject, wherever that goes, and fades with it.

    Args:
        padding: scene units by which it is larger, on every side.
    """

    def __init__(self, mobject: Mobject, *, padding: float = PADDING, opacity: float = 0.85) -> None:
        super().__init__(
            corner_radius=padding,
            width=mobject.width + 2 * padding,
            height=mobject.height + 2 * padding,
            fill_color=theme.BACKGROUND,
            stroke_width=0,
        )
        self.behind, self.padding, self.strength = mobject, padding, opacity
        self.add_updater(Backdrop.follow, call_updater=True)

    def follow(self) -> Backdrop:
        """Be where its mobject is, as large as it needs, and as visible as the mobject is."""
        self.stretch_to_fit_width(self.behind.width + 2 * self.padding)
        self.stretch_to_fit_height(self.behind.height + 2 * self.padding)
        return self.move_to(self.behind).set_fill(opacity=self.strength * _visibility(self.behind))


class Dim(Animation):
    """All but what is to be looked at steps back; ``Undim`` of the same things brings it back.

    It touches nothing but opacities, each in its own proportion, so that what is half transparent stays so.

    Args:
        mobject: one that is on the scene; Manim puts a group that is not there yet in front of everything.
        keep: parts of the mobject that stay as they are.
        factor: what opacities are multiplied by.
    """

    def __init__(self, mobject: Mobject, *, keep: Iterable[Mobject] = (), factor: float = theme.DIM, **kwargs) -> None:
        self.factor = factor
        kept = {id(part) for each in keep for part in each.get_family()}
        family = [part for part in mobject.get_family() if isinstance(part, VMobject) and id(part) not in kept]
        self._members = family
        super().__init__(mobject, **kwargs)

    def begin(self) -> None:
        self._before = [{name: getattr(each, name).copy() for name in COLOUR_ARRAYS} for each in self._members]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = np.array([1.0, 1.0, 1.0, 1 + (self.factor - 1) * self.rate_func(alpha)])
        for member, before in zip(self._members, self._before, strict=True):
            for name, rgbas in before.items():
                setattr(member, name, np.clip(rgbas * share, 0.0, 1.0))


class Undim(Dim):
    """What ``Dim`` sent back comes forward again."""

    def __init__(self, mobject: Mobject, *, keep: Iterable[Mobject] = (), factor: float = theme.DIM, **kwargs) -> None:
        super().__init__(mobject, keep=keep, factor=1 / factor, **kwargs)


def _visibility(mobject: Mobject) -> float:
    members = mobject.family_members_with_points()
    return max((max(float(each.get_fill_opacity()), float(each.get_stroke_opacity() * (each.get_stroke_width() > 0)))
                for each in members if isinstance(each, VMobject)), default=0.0)  # fmt: skip
