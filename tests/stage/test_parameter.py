"""Parameters: what --set gives becomes a value of the default's type and shape, or one line that says what fits."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.errors import EigenreelError
from eigenreel.stage.parameter import Parameter, parse_parameters

SHARE = Parameter(0.5, "a share", range=(0, 1))
ANY = Parameter(0.5, "any number")
COUNT = Parameter(3, "how many", range=(1, 10**6))
MATRIX = Parameter([[3.0, 1.0], [0.0, 2.0]], "a matrix", range=(-9, 9))
YES = Parameter(True, "whether")
NAME = Parameter("mean", "which", choices=("mean", "median"))

numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(numbers)
def test_a_number_comes_as_it_was_written(number):
    assert ANY.parse(json.dumps(number)) == number


@given(st.lists(st.lists(st.floats(-9, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_a_list_keeps_its_shape(rows):
    assert MATRIX.parse(json.dumps(rows)) == rows


@given(st.sampled_from([SHARE, ANY, COUNT, MATRIX, YES, NAME]), st.text())
def test_any_text_is_a_value_or_one_line(parameter, text):
    outcome = parsed(parameter, text)
    if isinstance(outcome, EigenreelError):
        assert str(outcome).startswith(f"parameter={text} does not fit (")
    else:
        assert type(outcome) is type(parameter.default)


def parsed(parameter: Parameter, text: str) -> object:
    """The value, or the error."""
    try:
        return parameter.parse(text)
    except EigenreelError as error:
        return error


@pytest.mark.parametrize("text", ["nan", "Infinity", "-Infinity", "1" * 400, "1" * 5000, "1e400", "[" * 100_000, "0,5"])
@pytest.mark.parametrize("parameter", [SHARE, ANY, MATRIX, YES, NAME], ids=["share", "any", "matrix", "yes", "name"])
def test_what_is_no_number_is_refused(parameter, text):
    with pytest.raises(EigenreelError, match=r"does not fit \(.*\); (give|choose) "):
        parameter.parse(text)


def test_whole_numbers_do_for_any_and_truth_for_none():
    assert SHARE.parse("1") == 1.0 and isinstance(SHARE.parse("1"), float)
    for text in ("true", "1.0", '"3"'):
        with pytest.raises(EigenreelError, match="give a whole number from 1 to 1000000$"):
            COUNT.parse(text)


def test_a_name_that_the_lesson_has_not():
    lesson = type("Lesson", (), {"share": Parameter(0.5, "a share")})
    with pytest.raises(EigenreelError, match=r"no parameter 'shear' in a/b; perhaps you meant share\? It has: share$"):
        parse_parameters(lesson, {"shear": "1"}, "a/b")


def test_a_lesson_that_changes_a_list_changes_no_default():
    lesson = type("Lesson", (), {"matrix": Parameter([1.0, 2.0], "a vector")})
    lesson().matrix.append(3.0)
    assert lesson().matrix == [1.0, 2.0]
