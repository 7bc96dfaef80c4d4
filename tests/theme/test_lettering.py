"""Type: set by Typst from its own fonts, with parts that can be found and numbers that can run."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from manim import ORIGIN, RIGHT

from eigenreel import theme
from eigenreel.errors import EigenreelError
from eigenreel.theme import Formula, Number, Prose, row, typesetting

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
    with pytest.raises(EigenreelError, match=r"formula 'frac\(1': unclosed delimiter; mend the Typst markup") as caught:
        Formula("frac(1")
    assert "\n" not in str(caught.value)


@settings(max_examples=40)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="*"), min_size=1, max_size=20))
def test_no_sign_in_prose_is_markup(text):
    """Whatever stands in a text, Typst takes it for letters: none of them is lost but to a ligature."""
    assert len(Prose(text)) >= len(text) - sum(
        text.count(pair) for pair in ("ff", "fi", "fl", "--", "``", "''", ",,", "<<", ">>", "!`", "?`")
    )


def refusal(text):
    """What Prose says against a text; nothing if it sets it."""
    try:
        Prose(text)
    except EigenreelError as error:
        return str(error)
    return ""


@settings(max_examples=40)
@given(st.text(max_size=20))
@example("\x85")
def test_every_text_is_set_or_refused_in_one_line(text):
    assert "\n" not in refusal(text)


@pytest.mark.parametrize(("text", "what"), [
    ("日本", "prose '日本': New Computer Modern has no '日'; write it in other letters"),
    ("a *日* b", "prose 'a *日* b': New Computer Modern has no '日'; write it in other letters"),
    ("  ", "prose '  ': there is nothing in it; write what it says"),
    ("a\nb\nc", "prose 'a / b / c': 3 lines; show at most 2, the voice says the rest"),
])  # fmt: skip
def test_prose_that_cannot_be_shown_is_refused(text, what):
    with pytest.raises(EigenreelError) as caught:
        Prose(text)
    assert str(caught.value) == what


@pytest.mark.parametrize(("source", "what"), [
    ("{{ x }}", "formula '{{ x }}': a part has no label; write {{ body : label }}"),
    ("{{ x : a", "formula '{{ x : a': a part is not closed; write {{ body : label }}"),
    ("foob", "formula 'foob': unknown variable: foob; if you meant to display multiple letters as is"),
    ("x_日", "formula 'x_日': New Computer Modern has no '日'"),
    ("", "formula '': there is nothing in it"),
    ('#import "@preview/cetz:0.1.0"', "type cannot import anything"),
])  # fmt: skip
def test_formulas_that_cannot_be_shown_are_refused(source, what):
    with pytest.raises(EigenreelError) as caught:
        Formula(source)
    assert what in str(caught.value) and "\n" not in str(caught.value)


def test_a_part_may_be_called_and_listed():
    """What follows a part does not become part of Typst's call."""
    for labelled, plain in (
        ("{{ A : a }}(x)", "A(x)"), ("{{ f : f }}'(x)", "f'(x)"), ("vec({{ x : x }}, {{ y : y }})", "vec(x, y)"),
        ("mat({{ 1 : one }}, 2; 3, 4)", "mat(1, 2; 3, 4)"), ("{{ x : x }}_1^2", "x_1^2"),
    ):  # fmt: skip
        for one, other in zip(Formula(labelled), Formula(plain), strict=True):
            assert np.allclose(one.points, other.points, atol=1e-9)


def test_parts_are_found_by_how_they_are_written():
    """Everywhere in a formula, in every size; and words in prose, upright or italic."""
    formula = Formula("x^x / (a + x)", colors={"x": theme.INPUT})
    assert len(formula["x"]) == 3 and len(formula.part("x", 0)) == 1 and len(formula["a + x"]) == 3
    assert {glyph.get_fill_color().to_hex() for glyph in formula["x"]} == {theme.INPUT}
    assert len(formula.rest("x")) == len(formula) - 3
    prose = Prose("the loss, the *loss*")
    assert len(prose["loss"]) == 8 and prose.part("loss", 1)[0] is prose[-4]
    with pytest.raises(EigenreelError, match="it is there 2 times"):
        prose.part("loss", 2)


def test_a_row_stands_on_one_baseline():
    things = Prose("gap"), Formula("x / y"), Number(0.5, ".1%")
    row(*things)
    assert [each.baseline for each in things] == pytest.approx([things[0].baseline] * 3)


def test_copies_know_their_parts():
    copy = Formula(BAYES).copy().scale(0.5)
    assert len(copy["prior"]) == 4 and copy["prior"][0] in copy.submobjects
    assert copy.capital_height == pytest.approx(Formula(BAYES).capital_height / 2)


def test_type_needs_neither_latex_nor_pango_nor_files(tmp_path, monkeypatch):
    """Nothing is written; Manim's makers of text are not called."""
    monkeypatch.chdir(tmp_path)
    for name in ("manim.utils.tex_file_writing.tex_to_svg_file", "manimpango.text2svg"):
        monkeypatch.setattr(name, lambda *args, **kwargs: pytest.fail("called"))
    Formula("sqrt(2) / pi"), Prose("never set before"), Number(1.5)
    assert list(tmp_path.iterdir()) == []


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


def test_type_is_the_same_in_another_process():
    runs = [
        subprocess.run([sys.executable, "-c", OUTLINES], capture_output=True, text=True, check=True).stdout
        for _ in "ab"
    ]
    assert runs[0] == runs[1] != ""


def test_lettering_stands_at_the_origin():
    assert np.allclose(Formula("a / b").get_center(), ORIGIN, atol=1e-9)
