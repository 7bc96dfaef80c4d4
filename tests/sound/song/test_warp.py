"""Laws of the time map: vowels on the beat, consonants before it, nothing overlaps, nothing runs backward."""

import itertools

import numpy as np
import pytest
from test_phones import phones

from eigenreel.sound.song.syllables import syllabify
from eigenreel.sound.song.warp import LONGEST, place, source_times


@pytest.fixture
def syllables():
    return syllabify(phones("stɹˈɛŋθnɪŋ"), 2, "strengthening", "here")


@pytest.mark.parametrize("spans", [[(1.0, 1.5), (1.5, 3.0)], [(1.0, 1.5), (2.5, 3.0)], [(1.0, 1.1), (1.1, 1.2)]])
def test_vowels_begin_with_their_notes_and_nothing_overlaps(syllables, spans):
    placed = place(syllables, spans)
    assert [each.start for each in placed if each.is_held] == pytest.approx([begin for begin, _ in spans])
    assert all(each.end > each.start for each in placed)
    assert all(b.start >= a.end - 1e-9 for a, b in itertools.pairwise(placed))
    assert placed[-1].end == pytest.approx(spans[-1][1])


def test_a_coda_ends_with_its_note_before_a_rest(syllables):
    placed = place(syllables, [(1.0, 1.5), (2.5, 3.0)])
    assert [each.end for each in placed if each.syllable == 0][-1] == pytest.approx(1.5)


def test_consonants_keep_about_their_spoken_length_and_vowels_take_the_rest(syllables):
    placed = place(syllables, [(1.0, 3.0), (3.0, 5.0)])
    for each in placed:
        if not each.is_held:
            assert each.end - each.start == pytest.approx(min(each.phone.length, LONGEST[each.phone.kind]))
    assert sum(each.end - each.start for each in placed if each.is_held) > 3


def test_spoken_time_never_runs_backward(syllables):
    grid = np.arange(0, 4, 0.005)
    times = source_times(place(syllables, [(1.0, 1.7), (1.7, 3.0)]), grid)
    sung = times[~np.isnan(times)]
    assert (np.diff(sung) >= -1e-9).all()
    assert np.isnan(times[grid < 0.4]).all() and np.isnan(times[grid >= 3.0]).all()
