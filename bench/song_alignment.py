"""When each vowel of a sung line begins, by a way that shares nothing with the singer's own map.

Forced alignment (bench/song_ear.py, told the phones but not when they are) finds the vowels of the spoken line. On sung
lines it loses its way in held vowels, so what it found is carried over by dynamic time warping of the two sounds'
cepstra, spoken against sung; pauses between spoken words are left out, for they are not sung. All this counts in frames
of 5 ms and is 10 to 20 ms off by itself, so the onset is then looked for in the sung sound: where, near what was
aligned, two steady sounds divide it best. bench/song_known.py measures how far that is from onsets that are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.fft import dct

from eigenreel.sound.song.phones import VOWELS

if TYPE_CHECKING:
    from song_ear import Ear

RATE = 16000
_NAMES = (
    "A EY  I AY  O OW  Y OY  W AW  Q OW  æ AE  ɑ AA  ɒ AA  ɔ AO  ɐ AH  ə AH  ᵊ AH  ʌ AH  ɛ EH  ɜ ER  ɚ ER  i IY  ɪ IH  "
    "ᵻ IH  u UW  ʊ UH  ʧ CH  ʤ JH  ʃ SH  ʒ ZH  θ TH  ð DH  ŋ NG  ɡ G  ɹ R  j Y  h HH  T D  ɾ D"
)
_PAIRS = [pair.split() for pair in _NAMES.split("  ")]
ARPABET = dict(_PAIRS) | {sign: sign.upper() for sign in "bdfklmnpstvwz"}
NUCLEI = frozenset(ARPABET[sign] for sign in VOWELS if sign in ARPABET)
# Frames of the warping: samples between them, bands up to so many hertz, and cepstra kept.
HOP, BANDS, CEPSTRA, HIGHEST = 80, 26, 13, 6000.0
DELTA = 4
# Weight of loudness, which the singer evens out.
LOUDNESS = 0.5
CHANGE = 0.5
# Seconds around an aligned onset in which the sound is divided in two, and frames that either side has at least.
REACH, FEWEST = 0.05, 2
# Spoken frames that one sung frame may advance by, and what skipping costs, and standing still outside of vowels.
STEPS = (0, 1, 2, 3, 4)
STEP_COSTS = (0.0, 0.0, 0.3, 0.6, 0.9)
STILL = 1.0
# Frames of a last consonant after which there is silence.
TAIL = 20
# Distances count to this power, so that no single unlike frame sends the whole way astray.
POWER = 0.6


def vowel_onsets(sung: np.ndarray, spoken: np.ndarray, words: Sequence[str], ear: Ear) -> list[tuple[float, float]]:
    """Seconds from the first sung sample where each vowel of the words begins: as aligned, and as divided.

    Args:
        sung, spoken: at 16 kHz.
        words: signs of hibari's phones, one string a word.
        ear: has learned the voice that spoke.
    """
    names = [arpabet(word) for word in words if word]
    starts, is_pause = ear.listen(spoken, names)
    said, heard = cepstra(spoken), cepstra(sung)
    is_kept = ~is_pause[: len(said)]
    said = said[is_kept]
    places = [int(np.count_nonzero(is_kept[: round(start * RATE / HOP)])) for start in starts]
    is_vowel = [phone in NUCLEI for name in names for phone in name]
    # Held vowels would pull the averages of the sung line, so those of the spoken one do for both.
    way = follow(features(said, said), features(heard, said), _still(places, is_vowel, len(said)))
    # Where the sung sound first gets to the spoken frame of the onset; it is at the first one from the start.
    sung_at = np.searchsorted(way, np.maximum(places, 1)) * HOP / RATE
    aligned = [float(time) for time, is_one in zip(sung_at, is_vowel, strict=True) if is_one]
    return [(onset, divided(heard, onset)) for onset in aligned]


def _still(places: Sequence[int], is_vowel: Sequence[bool], count: int) -> np.ndarray:
    """What it costs to stand still in each spoken frame: nothing in vowels, which are held, nor around the words."""
    costs = np.full(count, STILL)
    for start, end, is_free in zip(places, [*places[1:], count], is_vowel, strict=True):
        if is_free:
            costs[start:end] = 0
    costs[: places[0]] = costs[places[-1] + TAIL :] = 0
    return costs


def divided(values: np.ndarray, around: float) -> float:
    """Seconds at which the sound near a place becomes another one.

    Of all ways to cut the frames around the place in two, the one with the least scatter about the two means. Loudness
    is left out.

    Args:
        values: as from ``cepstra``.
    """
    first = max(round((around - REACH) * RATE / HOP), 0)
    near = values[first : round((around + REACH) * RATE / HOP), 1:]
    if len(near) < 2 * FEWEST:
        return around
    before, counts = np.cumsum(near, axis=0), np.arange(1, len(near) + 1)[:, None]
    after = before[-1] - before
    # The sum of squares is the same for all, so the least scatter is the largest sum of squared means.
    means = (before[:-1] ** 2 / counts[:-1] + after[:-1] ** 2 / counts[:-1][::-1]).sum(axis=1)
    cut = FEWEST + int(np.argmax(means[FEWEST - 1 : len(means) - FEWEST + 1]))
    # Frames stand for their middles.
    return (first + cut - 0.5) * HOP / RATE


def arpabet(word: str) -> list[str]:
    """
    >>> arpabet("vɜɹb")
    ['V', 'ER', 'B']
    """
    phones = []
    for sign, before in zip(word, " " + word, strict=False):
        if not (sign == "ɹ" and before == "ɜ"):
            phones.append(ARPABET[sign])
    return phones


def cepstra(samples: np.ndarray) -> np.ndarray:
    """Of WORLD's envelope, which does not see at what pitch a vowel is sung, every 5 ms: shape (frames, CEPSTRA)."""
    import pyworld

    sound = samples.astype(np.float64)
    pitch, times = pyworld.harvest(sound, RATE, frame_period=1000 * HOP / RATE)
    power = pyworld.cheaptrick(sound, pitch, times, RATE, fft_size=1024)
    loudness = np.percentile(power.sum(axis=1), 95)
    return dct(np.log(power / loudness @ _filters() + 1e-6), norm="ortho")[:, :CEPSTRA]


def features(values: np.ndarray, like: np.ndarray) -> np.ndarray:
    """Cepstra and their changes, in units of the spread of others: shape (frames, 2 * CEPSTRA)."""
    static = (values - like.mean(axis=0)) / like.std(axis=0)
    static[:, 0] *= LOUDNESS
    before = np.pad(static, ((DELTA, 0), (0, 0)), "edge")[:-DELTA]
    after = np.pad(static, ((0, DELTA), (0, 0)), "edge")[DELTA:]
    return np.hstack([static, CHANGE * (after - before)])


@cache
def _filters() -> np.ndarray:
    """Triangles evenly spaced in mel, shape (513, BANDS)."""
    mels = np.linspace(2595 * np.log10(1 + 60 / 700), 2595 * np.log10(1 + HIGHEST / 700), BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    frequencies = np.fft.rfftfreq(1024, 1 / RATE)[:, None]
    left, middle, right = edges[:-2], edges[1:-1], edges[2:]
    return np.maximum(0, np.minimum((frequencies - left) / (middle - left), (right - frequencies) / (right - middle)))


def follow(spoken: np.ndarray, sung: np.ndarray, still: np.ndarray) -> np.ndarray:
    """For every sung frame the spoken frame that it is like, never going back: the cheapest way from first to last.

    Args:
        still: what it costs to stay in each spoken frame.
    """
    squares = (sung**2).sum(1)[:, None] + (spoken**2).sum(1)[None] - 2 * sung @ spoken.T
    distance = np.maximum(squares, 0) ** (POWER / 2)
    count = len(spoken)
    costs = np.full(count, np.inf)
    costs[0] = distance[0, 0]
    origins = np.zeros((len(sung), count), np.int8)
    for frame in range(1, len(sung)):
        ways = np.full((len(STEPS), count), np.inf)
        for index, (step, price) in enumerate(zip(STEPS, STEP_COSTS, strict=True)):
            ways[index, step:] = costs[: count - step] + (price if step else still)
        origins[frame] = ways.argmin(axis=0)
        costs = ways.min(axis=0) + distance[frame]
    path = [count - 1]
    for frame in range(len(sung) - 1, 0, -1):
        path.append(path[-1] - STEPS[origins[frame, path[-1]]])
    return np.array(path[::-1])
