"""The ear of the song's meters learns a voice's sounds from times that are wrong, and then hears where they begin."""

import itertools

import numpy as np
import pytest
import song_ear

RATE = song_ear.RATE
HERTZ = {"AA": (300, 900), "IY": (600, 2400), "S": (4000, 6500), "M": (200, 1500)}
WORDS = [["S", "AA"], ["M", "IY"], ["AA", "S"], ["IY"]]


def line(rng: np.random.Generator, pause: float) -> tuple[np.ndarray, list[list[str]], list[float], float]:
    """A sound of two tones a phone, its words, where phones begin, and where the pause behind the first word does."""
    words = [WORDS[index] for index in rng.permutation(len(WORDS))]
    pieces, starts, now, rest = [np.zeros(RATE // 5)], [], 0.2, 0.0
    for number, word in enumerate(words):
        for phone in word:
            length = int(rng.uniform(0.08, 0.2) * RATE)
            starts.append(now)
            times = np.arange(length) / RATE
            pieces.append(sum(np.sin(2 * np.pi * hertz * times) for hertz in HERTZ[phone]))
            now += length / RATE
        if number == 0:
            rest = now
            pieces.append(np.zeros(int(pause * RATE)))
            now += pause
    sound = np.concatenate([*pieces, np.zeros(RATE // 5)])
    return (sound + rng.normal(0, 0.01, len(sound))).astype(np.float32), words, starts, rest


@pytest.fixture(scope="module")
def spoken():
    rng = np.random.default_rng(1)
    return [line(rng, 0.3 * (index % 2)) for index in range(16)]


@pytest.fixture(scope="module")
def ear(spoken):
    rng = np.random.default_rng(2)
    told = {}
    for sound, _, starts, _ in spoken:
        wrong = np.sort(np.array([*starts, len(sound) / RATE - 0.2]) + rng.uniform(-0.05, 0.05, len(starts) + 1))
        told[len(sound)] = list(itertools.pairwise(wrong))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(song_ear, "first_alignment", lambda samples, _: told[len(samples)])
        return song_ear.learn([(sound, words) for sound, words, _, _ in spoken])


def test_phones_are_found_where_they_begin_though_all_it_was_told_was_wrong(spoken, ear):
    for sound, words, starts, _ in spoken:
        assert ear.listen(sound, words)[0] == pytest.approx(starts, abs=0.025)


def test_a_pause_between_words_is_no_part_of_a_phone(spoken, ear):
    for index, (sound, words, _, rest) in enumerate(spoken):
        quiet = np.flatnonzero(ear.listen(sound, words)[1]) * song_ear.HOP / RATE
        inside = quiet[(quiet > rest) & (quiet < rest + 0.3)]
        # The frames at both edges hear what is beside them.
        assert len(inside) * song_ear.HOP / RATE == pytest.approx(0.3 * (index % 2), abs=0.08)


def test_a_phone_that_was_never_aligned_is_told(spoken):
    sound, words, _, _ = spoken[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(song_ear, "first_alignment", lambda samples, _: [(0.2, 0.3)] if len(samples) < 9000 else None)
        with pytest.raises(RuntimeError, match="nothing to learn"):
            song_ear.learn([(sound, words), (sound[:8000], [["M"]])])
