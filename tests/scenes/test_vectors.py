"""The film on vectors says and draws true numbers, for every value of its parameters."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eigenreel.course import find_course
from eigenreel.scene_module import load_scene_module
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.words.facts import study
from eigenreel.words.script import read_script
from told import drawn, said

LESSON = find_course(Path(__file__).parents[2] / "scenes").lesson("linear_algebra/vectors")
SCRIPT = read_script(LESSON.script)
VECTORS = load_scene_module(LESSON.scene).Vectors
PAIRS = st.lists(st.integers(10, 40).map(lambda tenths: tenths / 10), min_size=2, max_size=2)
CORNERS = [
    {"first": [1.0, 4.0], "second": [4.0, 4.0], "third": 4.0},
    {"first": [4.0, 1.0], "second": [4.0, 4.0], "third": 1.0},
    {"first": [1.0, 1.0], "second": [1.0, 1.0], "third": 4.0},
    {"first": [2.5, 1.0], "second": [1.1, 2.2], "third": 1.5},
]


def test_must_show():
    """A list of numbers is an arrow; a place, a colour, a word; a sum; 2, 3 and 1536 numbers."""
    facts = VECTORS.facts_for({})
    speech = " ".join(said(LESSON, facts).values())
    for phrase in ("3 steps east", "2 steps north", "3 parts red", "2 parts green", "a vector", "word queen",
                   "3 and 1 make 4", "2 and 2 make 4", "third number", "1536"):  # fmt: skip
        assert phrase in speech
    texts, staged = drawn(LESSON)
    for text in ("east", "north", "red", "green", "blue", "royal", "female", "king", "woman", '"queen"', "vector"):
        assert text in texts
    assert "1536 numbers" in texts
    assert 120 < staged.timeline.duration < 210
    assert not any(beat.late for beat in staged.timeline.beats)


def test_the_length_is_that_of_the_list_that_is_drawn():
    """The list begins with the film's arrow, and its length is NumPy's."""
    numbers = VECTORS.__new__(VECTORS).long_list()
    assert numbers[:3].tolist() == [3, 2, 2] and numbers.shape == (1536,)
    assert VECTORS.facts_for({})["length"] == pytest.approx(float(np.linalg.norm(numbers)))
    texts, _ = drawn(LESSON)
    assert any(f"{np.linalg.norm(numbers):.1f}" in text for text in texts)


@given(PAIRS, PAIRS)
@settings(max_examples=60)
def test_words_hold_for_all_parameters(first, second):
    """One step and two steps, sums by NumPy, no stray decimals; right answers are right, and all answers differ."""
    facts = VECTORS.facts_for({"first": first, "second": second})
    speech = said(LESSON, facts)
    assert ("1 step east" in speech["place"]) == (first[0] == 1)
    assert ("1 part red" in speech["colour"]) == (first[0] == 1)
    assert [facts["sum_x"], facts["sum_y"]] == pytest.approx(np.add(first, second).tolist())
    assert not re.search(r"\d\.\d{3}", " ".join(speech.values()))
    material = study(SCRIPT, facts)
    assert material.quiz[1].answers[material.quiz[1].correct] == f"({facts['sum_x']}, {facts['sum_y']})"
    assert all(len(set(question.answers)) == len(question.answers) for question in material.quiz)


@pytest.mark.parametrize("parameters", CORNERS, ids=str)
def test_extremes_stage(parameters):
    """The film can be staged at the corners of its parameters, and draws their numbers."""
    texts, staged = drawn(LESSON, **parameters)
    numbers = (*parameters["first"], *np.add(parameters["first"], parameters["second"]))
    columns = " ".join(text for text in texts if text.startswith("vec("))
    for number in numbers:
        assert f"{{{{ {round(number, 6):g} : entry" in columns
    assert staged.timeline.duration < 225


def test_vignette_is_a_loop():
    """It lasts 4 to 8 seconds and ends as it began."""
    recording = stage_lesson(LESSON, StageOptions(256, 144, 10, voice="silent", part="vignette")).recording
    assert 4 <= recording.frames / 10 <= 8
    first, last = ([recording.items[key] for key in run.items] for run in (recording.runs[0], recording.runs[-1]))
    assert first == last
