"""Every rule finds the fault in a lesson that has it, and nothing in one that has not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from course_folder import write_lesson

from eigenreel.check import check_lesson
from eigenreel.check.caption_speed import caption_speed
from eigenreel.check.gather import gather
from eigenreel.check.rules import RULES
from eigenreel.check.speech_rate import speech_rate
from eigenreel.course import find_course

SAY = {"one": "This is a sentence of a reasonable length for a test, and it says very little."}
CLEAN = """
word = Prose("A calm word")
with self.beat("one"):
    self.play(FadeIn(word))
"""


def findings(tmp_path, beats=SAY, construct=CLEAN, **more):
    write_lesson(tmp_path, "test/lesson", beats, construct, **more)
    return check_lesson(find_course(tmp_path).lesson("test/lesson"), voice="silent")


def rules_of(found):
    return {finding.rule for finding in found}


FAULTY = {
    "margins": dict(construct=CLEAN.replace('Prose("A calm word")', 'Prose("A calm word").to_edge(LEFT, buff=0.1)')),
    "overlap": dict(construct=CLEAN + '    self.play(FadeIn(Prose("Another one").shift(0.1 * UP)))\n'),
    "legibility": dict(construct=CLEAN.replace('Prose("A calm word")', 'Prose("A calm word").scale(0.3)')),
    "contrast": dict(construct=CLEAN.replace('Prose("A calm word")', 'Prose("A calm word").set_color("#3a3a3a")')),
    "stillness": dict(
        beats={"one": SAY["one"] + " [pause 2.5] " + SAY["one"] + " " + SAY["one"]},
    ),
    "silence": dict(construct=CLEAN + "    self.play(word.animate.shift(UP), run_time=9)\n"),
    "flashing": dict(
        construct="""
        light = Rectangle(width=16, height=9, stroke_width=0).set_fill(WHITE, 1)
        with self.beat("one"):
            for _ in range(5):
                self.add(light)
                self.wait(0.1)
                self.remove(light)
                self.wait(0.1)
        """
    ),
    "lateness": dict(
        beats={"one": "A [@soon] " + SAY["one"]},
        construct="""
        word = Prose("A calm word")
        with self.beat("one") as words:
            self.play(FadeIn(word), run_time=3)
            self.wait_until("soon")
        """,
    ),
    "beats": dict(
        construct="""
        word = Prose("A calm word")
        with self.beat("one"):
            self.play(FadeIn(word))
        if False:
            with self.beat("two"):
                self.wait()
        """
    ),
    "numbers": dict(
        beats={"one": "The share of them all is then 16.1 percent, as they say in such a sentence."},
        facts="return {'share': 0.1610}",
    ),
}


@pytest.mark.parametrize("rule", FAULTY)
def test_a_lesson_with_the_fault_is_found_out(tmp_path, rule):
    found = findings(tmp_path, **FAULTY[rule])
    assert rule in rules_of(found)
    fault = next(each for each in found if each.rule == rule)
    assert fault.lesson == "test/lesson" and fault.message and fault.remedy


def test_a_lesson_without_faults_passes_every_rule(tmp_path):
    assert findings(tmp_path) == []


@pytest.mark.parametrize("rule", [speech_rate, caption_speed])
def test_speech_that_rushes_is_found_out(tmp_path, rule):
    """The silent voice never rushes, so these rules are proved on its words at twice and three times the speed."""
    write_lesson(tmp_path, "test/lesson", {"one": " ".join([SAY["one"]] * 3)}, CLEAN)
    evidence = gather(find_course(tmp_path).lesson("test/lesson"), voice="silent", settings={})
    assert not list(rule(evidence))
    assert {finding.rule for finding in rule(hurried(evidence, 3))} == {rule.__name__}


def hurried(evidence, factor):
    """The same evidence, with every word said in a fraction of its time and the film that much shorter."""
    timeline = evidence.timeline
    beats = tuple(
        replace(
            beat,
            end=beat.end // factor,
            words=tuple(replace(word, start=word.start / factor, end=word.end / factor) for word in beat.words),
        )
        for beat in timeline.beats
    )
    return replace(evidence, timeline=replace(timeline, frames=timeline.frames // factor, beats=beats))


def test_every_rule_is_proved_here():
    """No rule without a scene that breaks it."""
    assert {rule.__name__ for rule in RULES} == {*FAULTY, "speech_rate", "caption_speed"}


def test_percent_after_a_share_is_a_fault(tmp_path):
    """0.16 followed by 'percent' is a sixth of a percent to a listener."""
    found = findings(
        tmp_path,
        beats={"one": "The share of them all is then {share} percent, as they say in such a sentence."},
        facts="return {'share': 0.1610}",
    )
    assert [finding.object for finding in found if finding.rule == "numbers"] == ["share"]


def test_text_in_the_caption_zone_is_found_out(tmp_path):
    found = findings(tmp_path, construct=CLEAN.replace('Prose("A calm word")', 'Prose("A calm word").to_edge(DOWN, buff=0.2)'))
    assert any(each.rule == "margins" and "caption zone" in each.message for each in found)
