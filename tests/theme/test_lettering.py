"""Type: set by Typst from its own fonts, with parts that can be found and numbers that can run."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import ORIGIN, RIGHT, ValueTracker

from eigenreel import theme
from eigenreel.errors import EigenreelError
from eigenreel.theme import Formula, Number, Prose, typesetting

OUTLINES = """
import hashlib
from eigenreel.theme import Prose
print(hashlib.sha256(b"".join(glyph.points.tobytes() for glyph in Prose("Same, here"))).hexdigest())
"""
BAYES = "{{ P(A | B) : posterior }} = ({{ P(B | A) : likelihood }} {{ P(A) : prior }}) / P(B)"


def test_parts_are_found_by_their_labels():
    formula = Formula(BAYES)
    assert [len(formula[label]) for label in ("posterior", "likelihood", "prior")] == [6, 6, 4]
    assert not {id(glyph) for glyph in formula["prior"]} & {id(glyph) for glyph in formula["likelihood"]}


def test_labels_do_not_move_a_formula():
    """A formula with parts has the outlines of the same formula without."""
    plain = Formula("P(A | B) = (P(B | A) P(A)) / P(B)")
    for one, other in zip(plain, Formula(BAYES), strict=True):
        assert np.allclose(one.points, other.points, atol=1e-6)


def test_parts_may_be_nested():
    formula = Formula("{{ a + {{ b : inner }} : outer }} = c")
    assert len(formula["inner"]) == 1
    assert {id(glyph) for glyph in formula["inner"]} <= {id(glyph) for glyph in formula["outer"]}
    assert len(formula["outer"]) == 3


def test_a_formula_costs_two_compilations_however_many_parts(monkeypatch):
    calls = []
    compiler = typesetting._compiler()

    class Counting:
        def compile(self, *args, **kwargs):
            calls.append(args)
            return compiler.compile(*args, **kwargs)

    monkeypatch.setattr(typesetting, "_compiler", lambda: Counting())
    Formula("{{ x : a }} + {{ y : b }} + {{ z : c }} + {{ w : d }} = 12345")
    assert len(calls) <= 2


def test_an_unknown_part_is_named_with_those_there_are():
    with pytest.raises(EigenreelError, match=r"no part 'pior'; perhaps you meant prior\?"):
        Formula(BAYES)["pior"]


def test_bad_typst_is_one_line_with_the_text():
    with pytest.raises(EigenreelError, match=r"type '\$ frac\(1 \$'.*mend the Typst markup") as caught:
        Formula("frac(1")
    assert "\n" not in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20))
def test_no_sign_in_prose_is_markup(text):
    """Whatever stands in a text, Typst takes it for letters."""
    Prose(text)


def test_signs_that_mean_something_to_typst_are_only_letters():
    assert len(Prose("#$@_[]{}\\")) == len("#$@_[]{}\\")


def test_the_baseline_is_where_letters_stand():
    line, tall = Formula("x = a", display=False), Formula("x = a / b")
    assert line.baseline == pytest.approx(float(line.submobjects[0].get_bottom()[1]), abs=0.02)
    tall.shift(2 * RIGHT)
    line.align_baseline(tall)
    assert line.baseline == pytest.approx(tall.baseline)


def test_capitals_have_the_height_that_the_theme_says():
    capital = Prose("H", size=theme.BODY)
    assert capital.height == pytest.approx(theme.CAPITAL * theme.BODY * 8 / 1080, rel=0.02)
    assert capital.capital_height == pytest.approx(capital.height, rel=0.02)
    assert capital.copy().scale(2).capital_height == pytest.approx(2 * capital.height, rel=0.02)


def test_a_number_keeps_its_place_and_size():
    number = Number(3.5, ".1f").shift(RIGHT)
    left, height = number.get_left()[0], number.height
    number.set_value(12345.6)
    assert number.written == "12345.6"
    assert number.get_left()[0] == pytest.approx(left)
    number.scale(2)
    number.set_value(3.5)
    assert number.height == pytest.approx(2 * height)


def test_a_negative_number_has_a_real_minus_sign():
    assert Number(-0.5, ".1f").written == "−0.5"


def test_a_number_follows_a_tracker():
    tracker = ValueTracker(0.1)
    number = Number(0, ".0%").follow(tracker)
    tracker.set_value(0.42)
    number.update()
    assert number.written == "42%"


def test_type_is_the_same_in_another_process():
    runs = [subprocess.run([sys.executable, "-c", OUTLINES], capture_output=True, text=True, check=True).stdout for _ in "ab"]
    assert runs[0] == runs[1] != ""


def test_lettering_stands_at_the_origin():
    assert np.allclose(Formula("a / b").get_center(), ORIGIN, atol=1e-9)
