"""The song of unit 1.2: as long as it should be, with the sections of the curriculum, and singable."""

from __future__ import annotations

from pathlib import Path

import pytest

from eigenreel.curriculum import read_curriculum
from eigenreel.sound.song.notation import compose, parse, read_song

NARRATION = Path(__file__).parents[3] / "narration"


@pytest.fixture(scope="module")
def score():
    return read_song(NARRATION / "songs" / "mathematics_for_ai.abc")


def test_it_lasts_four_minutes_and_36_seconds(score):
    assert score.duration == pytest.approx(276, abs=3)


def test_its_sections_are_those_of_the_curriculum(score):
    """In order; a verse may change its style on the way, and a tag may close the outro."""
    wanted = ["Verse 1", "Chorus", "Verse 2", "Chorus", "Bridge", "Verse 3", "Chorus", "Outro"]
    names = iter(section.name for section in score.sections)
    assert all(any(name.startswith(want) for name in names) for want in wanted)
    styles = {style for section in score.sections for style in section.style.split("+")}
    assert styles == {
        "barbershop",
        "balkan_brass",
        "ambient_house",
        "p_funk",
        "flamenco",
        "alt_country",
        "disco",
    }
    assert {bar.metre for section in score.sections for bar in section.bars} == {(4, 4), (12, 8), (7, 8), (3, 4)}


def test_every_line_belongs_to_a_lesson_of_the_course(score):
    order = read_curriculum(NARRATION / "course.toml", "").order
    assert {line.lesson for line in score.lines} <= set(order)
    named = {line.lesson.split("/")[1] for line in score.lines}
    assert named >= {
        "vectors", "matrices", "tensors", "eigenvectors", "svd", "derivative", "gradient", "chain_rule",
        "backpropagation", "bayes_theorem", "conditional_probability", "distributions", "entropy",
        "cross_entropy_and_kl", "gradient_descent", "stochastic_gradient_descent", "math_map", "training_loop",
    }  # fmt: skip


def test_every_syllable_can_be_sung(score):
    """Each has at least 0.16 s, each line a breath of at least 0.1 s before it, and none lasts longer than a breath."""
    end = 0.0
    for line in score.lines:
        start, stop = score.seconds(line.start), score.seconds(line.end)
        assert start - end >= 0.1, line.text
        assert stop - start <= 8, line.text
        for number in range(len(line.syllables)):
            notes = line.notes_of(number)
            assert score.seconds(notes[-1].end) - score.seconds(notes[0].start) >= 0.16, line.text
        end = stop


def test_the_choruses_are_one(score):
    """The same words and the same tune each time."""
    first, *others = [section for section in score.sections if section.name.startswith("Chorus")]
    tune = [(line.text, [note.pitch for note in line.notes]) for line in first.lines]
    assert len(others) == 2
    for other in others:
        assert [(line.text, [note.pitch for note in line.notes]) for line in other.lines] == tune


def test_every_section_has_chords_throughout(score):
    for section in score.sections:
        assert section.chords[0].start == section.start and section.chords[-1].end == section.end


def test_melody_and_chords_agree(score):
    """Two thirds of all that is sung on a beat for an eighth or more is in the chord."""
    notes = [(note, section) for section in score.sections for line in section.lines for note in line.notes]
    inside = []
    for note, section in notes:
        chord = next(chord for chord in section.chords if chord.start <= note.start < chord.end)
        if (note.start - section.start).denominator == 1:
            inside.append(note.pitch % 12 in chord.pitch_classes)
    assert sum(inside) / len(inside) > 2 / 3


def test_its_file_survives_composing(score):
    assert parse(compose(score), "mathematics_for_ai.abc") == score
