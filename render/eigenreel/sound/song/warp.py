"""The time map from speech to song: vowels begin on the beat and are held, consonants keep about their spoken length.

The onset of a syllable is sung before its note, its coda at the end of it. Where notes follow each other without a
rest, all consonants between two vowels are sung right before the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eigenreel.sound.song.phones import DIPHTHONGS, Phone
from eigenreel.sound.song.syllables import SungSyllable

# Seconds: no consonant is sung longer or shorter than these, unless there is no room.
LONGEST = {"glide": 0.09, "liquid": 0.10, "nasal": 0.12, "fricative": 0.16, "stop": 0.13, "affricate": 0.16}
LONGEST_WEAK_VOWEL = 0.12
SHORTEST = 0.03
# At most this part of the time from one vowel to the next goes to the consonants between them.
MOST_CONSONANTS = 0.55
# A rest shorter than this is sung through, in seconds.
LEGATO = 0.06
# Seconds at either end of a vowel that are not stretched: there it moves from and to its neighbours.
TRANSITION = 0.07
# The part of a short vowel that each transition takes.
TRANSITION_PART = 0.35
# A diphthong stays on its first vowel; its glide takes this part of what was spoken, and at most these seconds.
GLIDE_PART, GLIDE = 0.55, 0.16
# Onsets may begin this long before the first beat, in seconds.
EARLIEST = 0.6


@dataclass(frozen=True)
class Placed:
    """A phone and when it is sung, in seconds; ``is_held`` for the vowel of a syllable."""

    phone: Phone
    start: float
    end: float
    syllable: int
    is_held: bool

    def knots(self) -> list[tuple[float, float]]:
        """(sung, spoken) times between which the map is straight."""
        phone, length = self.phone, self.end - self.start
        if not self.is_held or length <= phone.length:
            return [(self.start, phone.start), (self.end, phone.end)]
        attack = min(TRANSITION_PART * phone.length, TRANSITION)
        release = attack
        if phone.sign in DIPHTHONGS:
            release = min(GLIDE_PART * phone.length, GLIDE)
            attack = min(attack, 0.2 * phone.length)
        return [
            (self.start, phone.start),
            (self.start + attack, phone.start + attack),
            (self.end - release, phone.end - release),
            (self.end, phone.end),
        ]


def place(syllables: Sequence[SungSyllable], spans: Sequence[tuple[float, float]]) -> list[Placed]:
    """When every phone is sung; none overlaps another, and order is kept.

    Args:
        spans: when each syllable's first note begins and its last one ends, in seconds, in order and not overlapping.
    """
    onsets = [_lengths(syllable.onset) for syllable in syllables]
    codas = [_lengths(syllable.coda) for syllable in syllables]
    placed: list[Placed] = []
    before = spans[0][0] - EARLIEST if spans else 0.0
    for index, (syllable, (beat, end)) in enumerate(zip(syllables, spans, strict=True)):
        if index == 0:
            placed += _row(syllable.onset, _fitted(onsets[0], beat - before), beat, index)
        following = spans[index + 1][0] if index + 1 < len(spans) else None
        coda, onset, coda_end = _share(codas[index], onsets[index + 1] if following else [], beat, end, following)
        placed.append(Placed(syllable.nucleus, beat, coda_end - sum(coda), index, True))
        placed += _row(syllable.coda, coda, coda_end, index)
        if following is not None:
            placed += _row(syllables[index + 1].onset, onset, following, index + 1)
    return placed


def source_times(placed: Sequence[Placed], grid: np.ndarray) -> np.ndarray:
    """For every sung time of a grid (ascending seconds), the spoken time to take it from; NaN where nothing is sung."""
    times = np.full(len(grid), np.nan)
    for each in placed:
        sung, spoken = zip(*each.knots(), strict=True)
        inside = (grid >= each.start) & (grid < each.end)
        times[inside] = np.interp(grid[inside], sung, spoken)
    return times


def _lengths(phones: Sequence[Phone]) -> list[float]:
    return [float(np.clip(each.length, SHORTEST, LONGEST.get(each.kind, LONGEST_WEAK_VOWEL))) for each in phones]


def _fitted(lengths: Sequence[float], room: float) -> list[float]:
    """All shortened alike if they do not fit."""
    scale = min(1.0, room / sum(lengths)) if lengths else 1.0
    return [length * scale for length in lengths]


def _share(
    coda: Sequence[float], onset: Sequence[float], beat: float, end: float, following: float | None
) -> tuple[list[float], list[float], float]:
    """Lengths of a coda and of the onset behind it, and when the coda ends."""
    if following is None:
        return _fitted(coda, (end - beat) * MOST_CONSONANTS), [], end
    both = [*coda, *onset]
    room = max((following - beat) * MOST_CONSONANTS, following - end)
    both = _fitted(both, room)
    coda, onset = both[: len(coda)], both[len(coda) :]
    latest = following - sum(onset)
    coda_end = latest if latest - end < LEGATO else end
    # After a rest it is only the coda that takes time from the vowel.
    return _fitted(coda, (coda_end - beat) * MOST_CONSONANTS), onset, coda_end


def _row(phones: Sequence[Phone], lengths: Sequence[float], end: float, syllable: int) -> list[Placed]:
    """Phones one after the other, the last of which ends at ``end``."""
    edges = end - np.cumsum([0.0, *lengths[::-1]])[::-1]
    return [
        Placed(phone, float(start), float(stop), syllable, False)
        for phone, start, stop in zip(phones, edges, edges[1:], strict=False)
    ]
