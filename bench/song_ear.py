"""Forced alignment by a speaker's own sounds: when each phone of a spoken line begins.

A general model of many voices (pocketsphinx) is now and then hundreds of milliseconds off on one voice that speaks
slowly. So its alignment of many sentences is only where this one starts: from it the sounds of this very voice are
learned, the sentences are aligned by them, the sounds are learned again, and so on, as in training a recognizer. A
phone is three states in a row, a state one Gaussian; between words there may be silence. Nothing here knows when the
voice itself says that its phones are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.fft import dct

RATE = 16000
# Seconds of silence before what the general model hears: without it the first phone begins at 0, whatever there is.
BEFORE, FRAMES_PER_SECOND = 0.3, 100
# Samples between frames and of a frame, bands, cepstra, and frames to either side for changes.
HOP, WINDOW, FFT_SIZE, BANDS, CEPSTRA, SPAN = 80, 320, 512, 26, 13, 3
LOWEST, HIGHEST, FLOOR = 60.0, 7600.0, 1e-7
STATES, ROUNDS = 3, 6
# Frames with which a state's own spread counts as much as that of all.
DOUBT = 150.0
SILENCE = "SIL"

Words = Sequence[Sequence[str]]
"""The phones of each word, as the general model names them (ARPABET)."""


@dataclass(frozen=True, eq=False)
class Gaussian:
    """Mean, the Cholesky factor of the inverse covariance, and the logarithm of the density's factor."""

    mean: np.ndarray
    factor: np.ndarray
    height: float


@dataclass(frozen=True, eq=False)
class Chain:
    """The states of a line in their order: (phone, part) each; ``skips`` may come straight after a word's last."""

    states: tuple[tuple[str, int], ...]
    skips: np.ndarray
    firsts: tuple[int, ...]

    @classmethod
    def of(cls, words: Words) -> Chain:
        states, skips, firsts = _parts(SILENCE), [], []
        for number, word in enumerate(words):
            if number:
                states += _parts(SILENCE)
                skips.append(len(states))
            for phone in word:
                firsts.append(len(states))
                states += _parts(phone)
        states += _parts(SILENCE)
        may_skip = np.zeros(len(states), bool)
        may_skip[skips] = True
        return cls(tuple(states), may_skip, tuple(firsts))


@dataclass(frozen=True, eq=False)
class Ear:
    """What was learned: every state's Gaussian."""

    sounds: dict[tuple[str, int], Gaussian]

    def listen(self, samples: np.ndarray, words: Words) -> tuple[list[float], np.ndarray]:
        """Seconds from the first sample where each phone of the words begins, and frames that are between words.

        Args:
            samples: at 16 kHz.

        Returns:
            The second is a mask over all frames; silence before the first word and behind the last is not in it.
        """
        chain = Chain.of(words)
        way = self.way(frames(samples), chain)
        starts = (np.searchsorted(way, chain.firsts) * HOP / RATE).tolist()
        is_silent = np.array([phone == SILENCE for phone, _ in chain.states])
        is_silent[:STATES] = is_silent[-STATES:] = False
        return starts, is_silent[way]

    def way(self, values: np.ndarray, chain: Chain) -> np.ndarray:
        """The state of every frame, from the chain's first to its last: the likeliest way (Viterbi)."""
        known = {state: _likelihood(values, self.sounds[state]) for state in set(chain.states)}
        likelihoods = np.stack([known[state] for state in chain.states], axis=1)
        best = np.full(len(chain.states), -np.inf)
        best[0] = likelihoods[0, 0]
        steps = np.zeros(likelihoods.shape, np.int8)
        jump = STATES + 1
        for frame in range(1, len(values)):
            following = np.append(-np.inf, best[:-1])
            jumping = np.where(chain.skips, np.append(np.full(jump, -np.inf), best[:-jump]), -np.inf)
            ways = np.stack([best, following, jumping])
            chosen = ways.argmax(axis=0)
            steps[frame] = np.array([0, 1, jump])[chosen]
            best = ways.max(axis=0) + likelihoods[frame]
        states = np.empty(len(values), int)
        state = len(chain.states) - 1
        for frame in range(len(values) - 1, -1, -1):
            states[frame] = state
            state -= int(steps[frame, state])
        return states


def learn(lines: Sequence[tuple[np.ndarray, Words]]) -> Ear:
    """An ear for one voice, from lines that it spoke (samples at 16 kHz) and their phones.

    Raises:
        RuntimeError: a phone is only in lines in which the general model finds no way.
    """
    values = [frames(samples) for samples, _ in lines]
    chains = [Chain.of(words) for _, words in lines]
    ways = [_first_way(*line, chain, len(each)) for line, chain, each in zip(lines, chains, values, strict=True)]
    ear = _heard([(v, c, w) for v, c, w in zip(values, chains, ways, strict=True) if w is not None])
    missing = {phone for chain in chains for phone, _ in chain.states} - {phone for phone, _ in ear.sounds}
    if missing:
        raise RuntimeError(f"nothing to learn {' '.join(sorted(missing))} from; give more sentences")
    for _ in range(ROUNDS):
        ear = _heard([(v, c, ear.way(v, c)) for v, c in zip(values, chains, strict=True)])
    return ear


def frames(samples: np.ndarray) -> np.ndarray:
    """Cepstra, their changes and the changes of those, every 5 ms: shape (frames, 3 * CEPSTRA)."""
    sound = np.pad(samples.astype(np.float64), WINDOW // 2)
    sound = np.append(sound[0], sound[1:] - 0.95 * sound[:-1])
    pieces = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP] * np.hamming(WINDOW)
    power = np.abs(np.fft.rfft(pieces, FFT_SIZE)) ** 2
    logs = np.log(power @ _filters() + FLOOR * np.percentile(power.sum(axis=1), 95))
    cepstra = dct(logs, norm="ortho")[:, :CEPSTRA]
    cepstra -= cepstra.mean(axis=0)
    changes = _changes(cepstra)
    return np.hstack([cepstra, changes, _changes(changes)])


def _changes(values: np.ndarray) -> np.ndarray:
    padded = np.pad(values, ((SPAN, SPAN), (0, 0)), "edge")
    return padded[2 * SPAN :] - padded[: -2 * SPAN]


def _filters() -> np.ndarray:
    """Triangles evenly spaced in mel, shape (FFT_SIZE / 2 + 1, BANDS)."""
    mels = np.linspace(2595 * np.log10(1 + LOWEST / 700), 2595 * np.log10(1 + HIGHEST / 700), BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    hertz = np.fft.rfftfreq(FFT_SIZE, 1 / RATE)[:, None]
    left, middle, right = edges[:-2], edges[1:-1], edges[2:]
    return np.maximum(0, np.minimum((hertz - left) / (middle - left), (right - hertz) / (right - middle)))


def _parts(phone: str) -> list[tuple[str, int]]:
    return [(phone, part) for part in range(STATES)]


def _likelihood(values: np.ndarray, sound: Gaussian) -> np.ndarray:
    return sound.height - 0.5 * np.square((values - sound.mean) @ sound.factor).sum(axis=1)


def _heard(ways: Sequence[tuple[np.ndarray, Chain, np.ndarray]]) -> Ear:
    """The Gaussian of every state from the frames that are in it."""
    found: dict[tuple[str, int], list[np.ndarray]] = {}
    for values, chain, way in ways:
        for state in np.unique(way):
            found.setdefault(chain.states[state], []).append(values[way == state])
    groups = {state: np.vstack(each) for state, each in found.items()}
    spread = np.cov(np.vstack([group - group.mean(axis=0) for group in groups.values()]).T)
    return Ear({state: _gaussian(group, spread) for state, group in groups.items()})


def _gaussian(group: np.ndarray, spread: np.ndarray) -> Gaussian:
    away = group - group.mean(axis=0)
    covariance = (away.T @ away + DOUBT * spread) / (len(group) + DOUBT)
    factor = np.linalg.cholesky(np.linalg.inv(covariance))
    return Gaussian(group.mean(axis=0), factor, float(-0.5 * np.linalg.slogdet(covariance)[1]))


def _first_way(samples: np.ndarray, words: Words, chain: Chain, count: int) -> np.ndarray | None:
    """Every phone of the general model's alignment in three even parts; None where it finds no way."""
    found = first_alignment(samples, words)
    if found is None:
        return None
    way = np.zeros(count, int)
    now = 0.0
    for first, (start, end) in zip(chain.firsts, found, strict=True):
        if chain.states[first - 1][0] == SILENCE:
            _spread(way, first - STATES, now, start)
        _spread(way, first, start, end)
        now = end
    _spread(way, len(chain.states) - STATES, now, count * HOP / RATE)
    return way


def _spread(way: np.ndarray, first: int, start: float, end: float) -> None:
    edges = np.clip(np.round(np.linspace(start, end, STATES + 1) * RATE / HOP).astype(int), 0, len(way))
    for part in range(STATES):
        way[edges[part] : edges[part + 1]] = first + part


def first_alignment(samples: np.ndarray, words: Words) -> list[tuple[float, float]] | None:
    """Seconds from where to where each phone is spoken, by pocketsphinx."""
    decoder = _decoder()
    names = ["zz" + "".join(word).lower() for word in words]
    for name, word in zip(names, words, strict=True):
        # Names of the aligner's dictionary are small letters; every pronunciation has a word of its own.
        if decoder.lookup_word(name) is None:
            decoder.add_word(name, " ".join(word), True)
    sound = np.pad(samples, round(BEFORE * RATE))
    pcm = (sound / np.abs(sound).max() * 0.9 * 32767).astype("<i2").tobytes()
    decoder.set_align_text(" ".join(names))
    try:
        _run(decoder, pcm)
        decoder.set_alignment()
        _run(decoder, pcm)
        found = [phone for word in decoder.get_alignment() if word.name.startswith("zz") for phone in word]
    except RuntimeError:
        # It says so when it finds no way.
        return None
    times = [(phone.start / FRAMES_PER_SECOND - BEFORE, phone.duration / FRAMES_PER_SECOND) for phone in found]
    return [(max(start, 0.0), max(start + length, 0.0)) for start, length in times]


@cache
def _decoder():
    from pocketsphinx import Decoder

    # With beams the way through slow speech is lost, and the best path makes phones too short.
    return Decoder(samprate=RATE, loglevel="FATAL", beam=0, wbeam=0, pbeam=0, bestpath=False)


def _run(decoder, pcm: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()
