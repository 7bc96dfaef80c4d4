"""The film on gradient descent says true numbers and keeps its words true, for every value of its parameters."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import cumulative_trapezoid
from scipy.optimize import minimize_scalar

from eigenreel.course import find_course
from eigenreel.errors import EigenreelError
from eigenreel.maths.descent import STEPS, VALLEYS, descend, three_rates
from eigenreel.scene_module import load_scene_module
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.words.facts import study
from eigenreel.words.narration import narrate
from eigenreel.words.script import read_script
from eigenreel.words.spoken import Lexicon

LESSON = find_course(Path(__file__).parents[2] / "scenes").lesson("optimization/gradient_descent")
SCRIPT = read_script(LESSON.script)
LEXICON = Lexicon.read(LESSON.course.lexicon_path)
SCENE = load_scene_module(LESSON.scene).GradientDescent
PARAMETERS = st.fixed_dictionaries(
    {
        "start": st.one_of(st.floats(1.0, 3.0), st.floats(5.0, 7.5)),
        "rate": st.floats(0.3, 0.9),
        "function": st.sampled_from(sorted(VALLEYS)),
    }
)
CORNERS = [
    {"start": 1.0, "rate": 0.9, "function": "trough"},
    {"start": 7.5, "rate": 0.3, "function": "funnel"},
    {"start": 3.0, "rate": 0.9, "function": "bowl"},
    {"start": 7.5, "rate": 0.37, "function": "bowl"},
]


def said(**parameters):
    """What is spoken, as captions show it, beat by beat."""
    narration = narrate(SCRIPT, SCENE.facts_for(parameters), LEXICON)
    return {part.beat: " ".join(word.written for word in part.words) for part in narration.utterances}


def number(text):
    return float(str(text).replace("−", "-"))


def test_default_numbers_are_those_of_numpy():
    """The first step by hand on L = 0.5 + (w − 4)²/2, the twenty steps by the closed form of a parabola."""
    words = said()
    loss = np.polynomial.Polynomial([8.5, -4.0, 0.5])
    following = 7 - 0.3 * loss.deriv()(7.0)
    assert f"At weight 7, the slope is {loss.deriv()(7.0):g}." in words["blind"]
    assert "positive: uphill is to the right" in words["blind"]
    assert "way down is to the left" in words["blind"]
    assert "0.3 times 3 comes to 0.9." in words["step"]
    assert f"from 7 to {following:g}." in words["step"]
    assert loss(following) == pytest.approx(2.705)
    assert "the loss falls from 5 to 2.71." in words["step"]
    ends = [loss(4 + 3 * (1 - rate) ** STEPS) for rate in (0.01, 0.3, 2.1)]
    assert f"the loss is still {ends[0]:.2f}" in words["run"]
    assert f"down to {ends[1]:.1f}" in words["run"]
    assert f"the loss went from 5 to {ends[2]:.0f}" in study(SCRIPT, SCENE.facts_for({})).quiz[3].question


def test_must_show():
    """CURRICULUM: step, check, repeat; rates too small, good, too large; the loop run for real; convergence."""
    words, source = said(), LESSON.scene.read_text()
    assert "Step, check, repeat" in words["repeat"] and "converged" in words["repeat"]
    assert "Too small, good, and too large" in words["run"] and "run it for real" in words["run"]
    assert '("step", "check", "repeat")' in source and '("too small", "good", "too large")' in source


def test_code_on_screen_is_the_loop_that_is_run(capsys):
    """The three lines, executed by Python as they stand, print the losses of the path that the film draws."""
    code = load_scene_module(LESSON.scene).CODE
    valley = VALLEYS["bowl"]
    for rate in vars(three_rates(valley, 0.3)).values():
        exec(code, {"w": 7.0, "rate": rate, "slope": valley.slope, "loss": valley.loss})
        printed = [float(line) for line in capsys.readouterr().out.split()]
        assert printed == pytest.approx(valley.loss(descend(valley.slope, 7.0, rate))[1:].tolist())


@pytest.mark.parametrize("function", sorted(VALLEYS))
def test_slope_is_felt_and_bottom_is_found(function):
    """The integral of the slope is the loss again, and the landing is where SciPy finds the minimum."""
    valley, w = VALLEYS[function], np.linspace(0, 8, 4001)
    regained = valley.loss(0.0) + cumulative_trapezoid(valley.slope(w), w, initial=0)
    assert regained == pytest.approx(valley.loss(w), abs=1e-5)
    best = minimize_scalar(valley.loss, bounds=(0, 8), method="bounded").x
    assert descend(valley.slope, 7.0, 0.9)[-1] == pytest.approx(best, abs=1e-3)


@given(PARAMETERS)
def test_words_stay_true(parameters):
    """Whatever the start, the rate and the function: signs, sides, falling and growing are as the words say."""
    facts, valley = SCENE.facts_for(parameters), VALLEYS[parameters["function"]]
    slope = valley.slope(parameters["start"])
    assert facts["sign"] == ("positive" if slope > 0 else "negative")
    assert facts["uphill"] == ("right" if parameters["start"] > valley.bottom else "left")
    assert {facts["uphill"], facts["downhill"]} == {"left", "right"}
    assert number(facts["slope"]) == pytest.approx(slope, abs=0.005001)
    assert number(facts["step"]) == pytest.approx(parameters["rate"] * abs(slope), abs=0.005001)
    assert number(facts["loss_next"]) < number(facts["loss_start"])
    assert number(facts["loss_end"]) <= number(facts["small_loss"])
    assert "has all but stopped falling" in said()["repeat"]
    losses = valley.loss(descend(valley.slope, parameters["start"], parameters["rate"]))
    assert losses[-2] - losses[-1] < 0.02


@given(PARAMETERS)
def test_answers_of_the_quiz_differ(parameters):
    """Every question has one right answer among different ones, and no number is left unfilled."""
    material = study(SCRIPT, SCENE.facts_for(parameters))
    for question in material.quiz:
        assert len(set(question.answers)) == len(question.answers)
        assert not any(re.search(r"[{}]|\b(nan|inf)\b", text) for text in (question.question, *question.answers))


def test_start_at_the_bottom_is_refused():
    """A ball that has nowhere to go cannot tell the story; the error says so."""
    with pytest.raises(EigenreelError, match=r"a start of 4\.2 is closer than 1\.0 to the bottom at 4\.0"):
        SCENE.facts_for({"start": 4.2})


@pytest.mark.parametrize("corner", CORNERS, ids=lambda corner: "-".join(map(str, corner.values())))
def test_extremes_are_staged(corner):
    """At the ends of the ranges all beats are told, no cue comes late, and the film keeps its length."""
    values = {name: value if isinstance(value, str) else json.dumps(value) for name, value in corner.items()}
    staged = stage_lesson(LESSON, StageOptions(427, 240, 4, voice="silent", parameters=values))
    assert [span.name for span in staged.timeline.beats] == list(SCRIPT.beat_names)
    assert all(span.late == () for span in staged.timeline.beats)
    assert 120 <= staged.timeline.duration <= 210
