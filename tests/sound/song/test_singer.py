"""A line that is really sung: on pitch, on time, the same again, and kept."""

from dataclasses import replace

import numpy as np
import pytest
from song_pitch import yin
from song_scores import score_of

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.melody import hertz
from eigenreel.sound.song.singer import sing
from eigenreel.store import Store

LYRICS = ["Ev-ery real vec-tor", "burns with fire"]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def score():
    return score_of(LYRICS, 4, tempo=120, is_harmony=True)


@pytest.fixture(scope="module")
def sung(score, store):
    return sing(score, score.sections[0], store)


def test_parts_are_of_one_length(score, sung):
    assert list(sung.parts) == ["lead", "tenor", "baritone", "bass"]
    assert {part.dtype for part in sung.parts.values()} == {np.dtype("float32")}
    lengths = {len(part) for part in sung.parts.values()}
    assert len(lengths) == 1 and lengths.pop() / sung.rate > score.duration + sung.lead_in
    assert all(0.02 < np.abs(part).max() < 2 for part in sung.parts.values())


def test_notes_are_at_their_pitch(score, sung):
    pitch = yin(sung.parts["lead"][::2], sung.rate // 2)
    for note in score.sections[0].lines[0].notes:
        begin, end = (score.seconds(time) + sung.lead_in for time in (note.start, note.end))
        steady = pitch[round((begin + 0.08) / 0.005) : round((end - 0.06) / 0.005)]
        cents = 1200 * np.log2(np.median(steady[steady > 0]) / hertz(float(note.pitch)))
        assert abs(cents) < 25, note


def test_vowels_begin_on_the_beat_and_words_hold_their_syllables(score, sung):
    for line, sung_line in zip(score.sections[0].lines, sung.lines, strict=True):
        for index, timing in enumerate(sung_line.syllables):
            assert timing.vowel == pytest.approx(score.seconds(line.notes_of(index)[0].start), abs=1e-6)
            assert timing.start <= timing.vowel < timing.end
        assert len(sung_line.words) == len(line.words)
        for before, after in zip(sung_line.syllables, sung_line.syllables[1:], strict=False):
            assert before.end <= after.start + 1e-9


def test_rests_are_silent(score, sung):
    last = round((score.seconds(score.end) + sung.lead_in + 0.3) * sung.rate)
    assert np.abs(sung.parts["lead"][last:]).max() < 1e-3


def test_it_is_the_same_again_from_the_store_and_without(score, sung, store):
    for where in (store, None):
        again = sing(score, score.sections[0], where)
        assert again.lines == sung.lines
        assert all((again.parts[name] == part).all() for name, part in sung.parts.items())


def test_without_harmony_there_is_one_voice(score, store):
    assert list(sing(replace(score, harmony=()), score.sections[0], store).parts) == ["lead"]


def test_a_word_with_too_many_syllables_is_refused_at_its_line():
    score = score_of(["cat s-o-o-n"])
    with pytest.raises(EigenreelError, match=r"test.abc:1: 'soon' is sung in 4 syllables but said /sun/ in 1"):
        sing(score, score.sections[0], None)
