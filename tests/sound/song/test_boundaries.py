"""Boundaries of sounds are found in the spectrum, never far from where they were counted, and stay in order."""

import itertools

import numpy as np
import pytest

from eigenreel.sound.song.boundaries import CLOSURE, REACH, SHORTEST_PAUSE, refined, without_pauses
from eigenreel.sound.song.machinery import machinery
from eigenreel.sound.song.phones import SHORTEST, Phone
from eigenreel.sound.song.vocoder import FRAME, Analysis

BINS = 513
CHANGE = 0.4


def analysis(
    seed: int, changes: tuple[float, ...] = (CHANGE,), seconds: float = 0.8, loudness: float = 0.0
) -> Analysis:
    """Steady sounds of random colour, a little unsteady, with changes at the given times."""
    rng = np.random.default_rng(seed)
    times = np.arange(round(seconds / FRAME)) * FRAME
    colours = np.repeat(rng.normal(0, 2, (len(changes) + 1, 27)), 19, axis=1)
    envelope = colours[np.searchsorted(changes, times, "right")] - 6 + loudness * times[:, None]
    envelope = envelope + rng.normal(0, 0.3, envelope.shape)
    return Analysis(envelope, np.full((len(times), BINS), 0.1), np.ones(len(times), bool))


def phones(signs: str, *edges: float) -> list[Phone]:
    return [Phone(sign, a, b, 0) for sign, a, b in zip(signs, edges, edges[1:], strict=False)]


@pytest.mark.parametrize("counted", [0.36, 0.385, 0.4, 0.43, 0.445])
@pytest.mark.parametrize("signs", ["na", "sa", "as", "la"])
def test_a_boundary_goes_to_where_the_spectrum_changes(signs, counted):
    found = [refined(phones(signs, 0.1, counted, 0.8), analysis(seed))[1].start for seed in range(6)]
    assert found == pytest.approx([CHANGE] * 6, abs=FRAME)


def test_loudness_alone_moves_nothing_further_than_chance():
    steady = refined(phones("na", 0.1, 0.4, 0.8), analysis(3, (), loudness=8.0))
    assert abs(steady[1].start - 0.4) <= REACH / 2


def test_a_change_out_of_reach_is_not_gone_to():
    assert abs(refined(phones("na", 0.1, 0.25, 0.8), analysis(1))[1].start - 0.25) <= REACH


def test_two_vowels_stay_where_they_were_counted():
    before = phones("ia", 0.1, 0.37, 0.8)
    assert refined(before, analysis(2)) == tuple(before)


def test_sounds_stay_in_order_and_keep_their_ends_and_signs():
    before = phones("stɹat", 0.1, 0.34, 0.37, 0.40, 0.44, 0.8)
    found = refined(before, analysis(5, (0.35, 0.36, 0.41)))
    assert [each.sign for each in found] == list("stɹat")
    assert found[0].start == 0.1
    assert all(a.end == b.start and a.length >= SHORTEST - 1e-9 for a, b in itertools.pairwise(found))
    assert found[-1].end == 0.8


def test_silence_and_nothing_are_left_alone():
    nothing = Analysis(np.full((160, BINS), -30.0), np.ones((160, BINS)), np.zeros(160, bool))
    before = phones("na", 0.1, 0.4, 0.8)
    assert refined(before, nothing) == tuple(before)
    assert refined([], nothing) == ()


def rested(*rests: tuple[float, float]) -> Analysis:
    """A steady sound, silent in between."""
    sound = analysis(4, ())
    times = np.arange(len(sound.envelope)) * FRAME
    for start, end in rests:
        sound.envelope[(times >= start - FRAME / 2) & (times < end - FRAME / 2)] -= 15
    return sound


def two_words(signs: str, *edges: float) -> list[Phone]:
    first, *others = phones(signs, *edges)
    return [first, *(Phone(each.sign, each.start, each.end, 1) for each in others)]


@pytest.mark.parametrize("sign", "izn")
@pytest.mark.parametrize("end", [0.4, 0.39])
def test_a_sound_ends_where_a_pause_before_the_next_word_begins(sign, end):
    found = without_pauses(two_words(sign + "a", 0.1, 0.4, 0.8), rested((0.2, end)))
    assert (found[0].start, found[0].end) == (0.1, pytest.approx(0.2, abs=FRAME))
    assert (found[1].start, found[1].end) == (0.4, 0.8)


def test_a_stop_keeps_its_closure_in_a_pause():
    found = without_pauses(two_words("ta", 0.1, 0.4, 0.8), rested((0.1, 0.4)))
    assert found[0].end == pytest.approx(0.1 + CLOSURE)


@pytest.mark.parametrize(
    ("words", "rests"),
    [
        (two_words("za", 0.1, 0.4, 0.8), [(0.4 - SHORTEST_PAUSE + 0.02, 0.4)]),
        (two_words("za", 0.1, 0.4, 0.8), [(0.15, 0.3)]),
        (phones("za", 0.1, 0.4, 0.8), [(0.2, 0.4)]),
        (two_words("za", 0.1, 0.4, 0.8), []),
    ],
)
def test_what_is_no_pause_between_words_stays(words, rests):
    assert without_pauses(words, rested(*rests)) == tuple(words)


def test_a_key_changes_with_the_code_it_stands_for():
    assert machinery("warp") == machinery("warp") != machinery("warp", "melody")
    with pytest.raises(FileNotFoundError):
        machinery("no_such_module")
