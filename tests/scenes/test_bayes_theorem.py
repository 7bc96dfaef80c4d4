"""The film on Bayes' theorem says and draws true numbers, for every value of its parameters."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eigenreel.course import find_course
from eigenreel.maths.bayes_facts import facts_of_test
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.words.facts import study
from eigenreel.words.script import read_script
from told import drawn, said

LESSON = find_course(Path(__file__).parents[2] / "scenes").lesson("probability/bayes_theorem")
SCRIPT = read_script(LESSON.script)

EXTREMES = [dict(zip(("prevalence", "sensitivity", "specificity"), values, strict=True)) for values in product(
    (0.001, 0.6), (0.6, 0.999), (0.6, 0.999)
)]  # fmt: skip


def test_must_show():
    """Disease 1 %, test 95 % accurate, positive: 95 of 590 people, 16.1 %; a second test: 78.5 %; prior, likelihood."""
    speech = " ".join(said(LESSON, facts_of_test(0.01, 0.95, 0.95)).values())
    numbers = (
        "found in 1% of them",
        "right 95% of the time",
        "leaves 590 people",
        "95 are ill",
        "about 1 in 6",
        "comes 0.161",
    )
    words = ("16.1%, not 95%", "78.5%", "the prior", "the likelihood", "probably not")
    for phrase in (*numbers, *words):
        assert phrase in speech
    texts, staged = drawn(LESSON)
    for text in ("95 ill", "495 healthy", "590 positive", "16.1%, not 95%", "posterior 16.1%", "posterior 78.5%"):
        assert text in texts
    assert 120 < staged.timeline.duration < 210
    assert not any(beat.late for beat in staged.timeline.beats)


def test_another_prevalence_changes_every_number():
    """With a prevalence of 5 %, no number of the 1 % film is left in voice, captions, quiz, flashcards or picture."""
    facts = facts_of_test(0.05, 0.95, 0.95)
    material = study(SCRIPT, facts).model_dump_json()
    texts, _ = drawn(LESSON, prevalence=0.05)
    everything = " ".join([*said(LESSON, facts).values(), material, *texts])
    for old in ("16.1", "0.161", "78.5", "590", "495", "9,405", "9,900"):
        assert old not in everything
    assert not re.search(r"(?<![\d.])1%", everything)
    assert facts["posterior"] == pytest.approx(0.5)
    assert {"475 ill", "950 positive", "50%, not 95%", "posterior 95%"} <= texts


@given(
    *(
        st.integers(low, high).map(lambda thousandths: thousandths / 1000)
        for low, high in ((1, 600), (600, 999), (600, 999))
    )
)
@settings(max_examples=150)
def test_words_hold_for_all_parameters(prevalence, sensitivity, specificity):
    """Script and study material can be filled: the right answer is right, and no two answers are the same."""
    facts = facts_of_test(prevalence, sensitivity, specificity)
    said(LESSON, facts)
    material = study(SCRIPT, facts)
    how_many, how_likely = material.quiz[:2]
    assert how_many.answers[how_many.correct] == f"{round(facts['found_count'] + facts['alarms_count']):,}"
    assert how_likely.answers[how_likely.correct] == facts["posterior_percent"]
    assert facts["posterior"] == pytest.approx(facts["found_count"] / facts["positive_count"])
    assert facts["verdict"].endswith("not") == (facts["posterior"] <= 0.6)
    assert f": {facts['verdict']}." in said(LESSON, facts)["answer"]


@pytest.mark.parametrize("parameters", EXTREMES, ids=lambda values: "-".join(map(str, values.values())))
def test_extremes_stage(parameters):
    """The film can be staged at every corner of its parameters, and keeps to its length."""
    texts, staged = drawn(LESSON, **parameters)
    facts = facts_of_test(**parameters)
    assert f"posterior {facts['posterior_percent']}" in texts
    assert staged.timeline.duration < 225


def test_vignette_is_a_loop():
    """It lasts 4 to 8 seconds and ends as it began."""
    recording = stage_lesson(LESSON, StageOptions(256, 144, 10, voice="silent", part="vignette")).recording
    assert 4 <= recording.frames / 10 <= 8
    first, last = ([recording.items[key] for key in run.items] for run in (recording.runs[0], recording.runs[-1]))
    assert first == last
