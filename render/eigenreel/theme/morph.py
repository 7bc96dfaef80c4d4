"""One formula becomes another."""

from __future__ import annotations

from manim import Animation, AnimationGroup, FadeIn, FadeOut, ReplacementTransform, Scene, VGroup

from eigenreel.theme.lettering import SetType


class MorphFormula(AnimationGroup):
    """Parts with the same label go to each other, then equal glyphs do; the rest fades.

    The new formula takes the old one's place on the scene.

    Args:
        moves: labels of the old formula's parts and of the parts of the new one that they become.
    """

    def __init__(self, old: SetType, new: SetType, *, moves: dict[str, str] | None = None, **kwargs) -> None:
        self.old, self.new = old, new
        glyphs, groups, gone, come = matched(old, new, moves or {})
        animations: list[Animation] = [
            ReplacementTransform(old.submobjects[one], new.submobjects[other]) for one, other in glyphs
        ]
        animations += [ReplacementTransform(_group(old, ones), _group(new, others)) for ones, others in groups]
        if gone:
            animations.append(FadeOut(_group(old, gone), scale=0.8))
        if come:
            animations.append(FadeIn(_group(new, come), scale=0.8))
        super().__init__(*animations, **kwargs)

    def clean_up_from_scene(self, scene: Scene) -> None:
        super().clean_up_from_scene(scene)
        scene.remove(self.old, *self.old.submobjects, *self.new.submobjects)
        scene.add(self.new)


def matched(old: SetType, new: SetType, moves: dict[str, str]):
    """Indices of what becomes what: pairs of equal glyphs, pairs of unequal parts; old ones that go, new that come."""
    free_old, free_new = set(range(len(old.submobjects))), set(range(len(new.submobjects)))
    glyphs: list[tuple[int, int]] = []
    groups: list[tuple[list[int], list[int]]] = []
    shared = {label: label for label in old.labels if label in new.labels}
    for one, other in (shared | moves).items():
        part_old, part_new = free_old & set(old.indices(one)), free_new & set(new.indices(other))
        pairs = _equal(old, new, part_old, part_new)
        glyphs += pairs
        part_old -= {first for first, _ in pairs}
        part_new -= {second for _, second in pairs}
        if part_old and part_new:
            groups.append((sorted(part_old), sorted(part_new)))
        free_old -= {first for first, _ in pairs} | (part_old if part_new else set())
        free_new -= {second for _, second in pairs} | (part_new if part_old else set())
    pairs = _equal(old, new, free_old, free_new)
    gone, come = free_old - {first for first, _ in pairs}, free_new - {second for _, second in pairs}
    return glyphs + pairs, groups, sorted(gone), sorted(come)


def _equal(old: SetType, new: SetType, places_old: set[int], places_new: set[int]) -> list[tuple[int, int]]:
    """Pairs of places with equal glyphs, the leftmost with the leftmost."""
    waiting: dict[str, list[int]] = {}
    for place in sorted(places_new, reverse=True):
        waiting.setdefault(new.submobjects[place].glyph, []).append(place)
    candidates = ((place, waiting.get(old.submobjects[place].glyph)) for place in sorted(places_old))
    return [(place, others.pop()) for place, others in candidates if others]


def _group(letters: SetType, places: list[int]) -> VGroup:
    return VGroup(*(letters.submobjects[place] for place in places))
