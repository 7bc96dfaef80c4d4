"""One formula becomes another: what is equal stays itself, and the scene is left with the new one alone."""

from __future__ import annotations

import numpy as np
import pytest
from manim import FadeIn, FadeOut, Scene, TransformFromCopy, TransformMatchingShapes, Write, tempconfig

from eigenreel import theme
from eigenreel.theme import Formula, MorphFormula, Prose
from eigenreel.theme.morph import matched


def played(construct) -> Scene:
    with tempconfig({"dry_run": True, "quality": "low_quality", "frame_rate": 5, "verbosity": "ERROR"}):
        scene = type("Played", (Scene,), {"construct": construct})()
        scene.render()
        return scene


def test_every_glyph_has_one_fate():
    old, new = Formula("{{ a + b : left }} = c"), Formula("{{ a - b : left }} = c + d")
    glyphs, groups, gone, come = matched(old, new, {})
    before = [one for one, _ in glyphs] + [one for ones, _ in groups for one in ones] + gone
    after = [two for _, two in glyphs] + [two for _, others in groups for two in others] + come
    assert sorted(before) == list(range(len(old))) and sorted(after) == list(range(len(new)))
    assert groups == [([1], [1])], "the signs in the part of the same name become each other"


def test_labels_come_before_letters():
    """The x of the part goes to the part, though another x stands further to the left."""
    old, new = Formula("{{ x : moved }} + 1"), Formula("x = {{ x : moved }}")
    assert (0, 2) in matched(old, new, {})[0]


def test_parts_can_be_sent():
    old, new = Formula("{{ 2 : two }} x"), Formula("{{ 4 : four }} x")
    assert matched(old, new, {"two": "four"})[1] == [([0], [0])]


@pytest.mark.parametrize(("one", "two"), [("a + b", "b + a = c"), ("x", "y"), ("{{ 1/2 : p }}", "{{ 0.5 : p }} + x")])
def test_the_new_formula_stands_alone_afterwards(one, two):
    old, new = Formula(one), Formula(two)
    outlines = [glyph.points.copy() for glyph in new]

    def construct(scene):
        scene.add(old)
        scene.play(MorphFormula(old, new))

    assert played(construct).mobjects == [new]
    assert all(np.allclose(glyph.points, points) for glyph, points in zip(new, outlines, strict=True))


def test_type_is_played_like_any_mobject():
    formula, other, prose = Formula("a + b"), Formula("b + a"), Prose("words")

    def construct(scene):
        scene.play(Write(formula), FadeIn(prose))
        scene.play(TransformMatchingShapes(formula, other), prose.animate.set_color(theme.LOSS).scale(2))
        scene.play(TransformFromCopy(other, formula.shift([0, 1, 0])), FadeOut(prose))

    assert set(played(construct).mobjects) == {other, formula}
    assert prose.capital_height == pytest.approx(2 * Prose("words").capital_height, rel=1e-6)
