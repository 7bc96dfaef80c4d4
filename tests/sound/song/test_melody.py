"""Laws of the pitch curve: notes are where they are written, slides are short, only long notes tremble."""

import numpy as np
import pytest

from eigenreel.sound.song.melody import SLIDE, Sounding, hertz, loudness_curve, pitch_curve

GRID = np.arange(0, 4, 0.005)
NOTES = (Sounding(0.5, 0.9, 60, True), Sounding(0.9, 1.3, 67, False), Sounding(1.3, 3.5, 62, False))


def curve(vibrato: float = 0.4) -> np.ndarray:
    return pitch_curve(NOTES, GRID, np.random.default_rng(1), vibrato)


@pytest.mark.parametrize("note", NOTES)
def test_the_median_of_a_note_is_its_pitch(note):
    inside = (note.start + 0.07 < GRID) & (note.end + SLIDE[0] > GRID)
    assert np.median(curve()[inside]) == pytest.approx(note.pitch, abs=0.1)


def test_a_slide_is_over_soon_after_the_beat():
    after = curve()[(GRID > 0.9 + 0.02) & (GRID < 1.2)]
    before = curve()[(GRID > 0.6) & (GRID < 0.83)]
    assert np.abs(after - 67).max() < 0.15 and np.abs(before - 60).max() < 0.15


def test_a_first_note_is_scooped_from_below():
    assert curve()[np.searchsorted(GRID, 0.47)] < 59.8


def test_long_notes_tremble_after_a_while_and_short_ones_do_not():
    long = curve()[(GRID > 2.3) & (GRID < 3.3)]
    early = curve()[(GRID > 1.35) & (GRID < 1.55)]
    assert 0.3 < np.abs(long - 62).max() < 0.55
    assert np.abs(early - 62).max() < 0.15
    straight = curve(0.0)[(GRID > 2.3) & (GRID < 3.3)]
    assert np.abs(straight - 62).max() < 0.15


def test_the_same_seed_sings_the_same():
    assert (curve() == curve()).all()


def test_a_phrase_grows_and_falls():
    loudness = loudness_curve(0, 4, (), GRID)
    assert loudness.argmax() == pytest.approx(0.65 * 800, abs=2) and loudness[-1] < loudness[0]


def test_hertz_of_an_octave():
    assert hertz(81.0) == 880.0
