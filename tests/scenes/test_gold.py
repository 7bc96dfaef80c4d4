"""Every beat of every lesson ends on the frame that someone has looked at and accepted."""

from __future__ import annotations

import numpy as np
import pytest

import lesson_gold
from golden import GOLD
from lesson_frames import HEIGHT, WIDTH, beat_frames, built_in_course
from lesson_gold import accept, differences, report

LESSONS = built_in_course().lessons


@pytest.mark.parametrize("ref", LESSONS, ids=lambda ref: ref.key)
def test_beats_end_as_accepted(ref):
    """The worst tile of 16 × 16 pixels counts, not the mean: a lost letter does not vanish in a frame that is right."""
    frames = beat_frames(ref)
    found = differences(ref.key, frames)
    if found:
        pytest.fail(report(ref.key, frames, found), pytrace=False)


def test_no_frames_of_lessons_that_are_gone():
    """Folders of golden frames are lessons."""
    folders = {str(path.parent.relative_to(GOLD)) for path in GOLD.glob("*/*/*.png")}
    assert folders <= {ref.key for ref in LESSONS}


def still(**letters):
    """A grey field with a small mark in it."""
    frame = np.full((HEIGHT, WIDTH, 3), 40, np.uint8)
    for at in letters.values():
        frame[100:108, at : at + 2] = 255
    return frame


@pytest.fixture
def gold(tmp_path, monkeypatch):
    monkeypatch.setattr(lesson_gold, "DIFFERENCES", lesson_gold.ROOT / "build" / "gold-differences" / "tests")
    accept("a/lesson", {"one": still(i=50), "two": still(i=50, j=80)}, tmp_path)
    return tmp_path


def test_accepted_frames_pass(gold):
    assert differences("a/lesson", {"one": still(i=50), "two": still(i=50, j=80)}, gold) == []


def test_a_stroke_of_two_pixels_that_is_lost_fails(gold):
    """Sixteen pixels of a hundred thousand: a mean over the frame would not see them."""
    frames = {"one": still(i=50), "two": still(i=50)}
    found = differences("a/lesson", frames, gold)
    assert [each.beat for each in found] == ["two"]
    text = report("a/lesson", frames, found, gold)
    assert "worst tile" in text and text.endswith("python tests/accept_gold.py a/lesson")
    names = {path.name for path in (lesson_gold.DIFFERENCES / "a" / "lesson").iterdir()}
    assert names == {"two.got.png", "two.wanted.png"}


def test_a_mark_that_moved_fails(gold):
    assert differences("a/lesson", {"one": still(i=54), "two": still(i=50, j=80)}, gold)


def test_rounding_passes(gold):
    """Another processor may round a colour to its neighbour."""
    frames = {"one": still(i=50) + np.uint8(1) * (still(i=50) < 255), "two": still(i=50, j=80)}
    assert differences("a/lesson", frames, gold) == []


def test_a_beat_without_a_frame_and_a_frame_without_a_beat_fail(gold):
    found = differences("a/lesson", {"one": still(i=50), "three": still()}, gold)
    assert [each.beat for each in found] == ["three", "two"]


def test_what_is_accepted_passes_from_then_on(gold):
    """Accepting writes the new frames and removes those of beats that are gone."""
    frames = {"one": still(i=50), "three": still(k=9)}
    assert accept("a/lesson", frames, gold) == ["three", "two"]
    assert differences("a/lesson", frames, gold) == [] and accept("a/lesson", frames, gold) == []
