"""Syllabification: the phones of a word dealt out to the syllables that the score sings it in, one vowel to each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.phones import DIPHTHONGS, VOWELS, WEAK, Phone

SONORANTS = frozenset("lɹnmŋ")
LONG_VOWELS = DIPHTHONGS | frozenset("iuɑɔɜ")
# Two and three consonants that may open an English syllable; what can, does.
STOPS = "pbtdkɡ"
ONSETS = (
    frozenset(stop + second for stop in STOPS + "fθ" for second in "lɹw")
    | frozenset("s" + second for second in "ptkmnlwf")
    | frozenset(first + "j" for first in STOPS + "fvmnlhs")
    | frozenset(("spl", "spɹ", "stɹ", "skɹ", "skw", "ʃɹ", "θw", "spj", "skj"))
) - frozenset(("tl", "dl", "θl"))


@dataclass(frozen=True)
class SungSyllable:
    """The sounds of one syllable, in order: onset, nucleus, coda.

    Attributes:
        nucleus: the sound that is held: a vowel, or a syllabic l, r, n or m.
        coda: may hold a weak vowel that the score gives no syllable to ("fire" on one note).
    """

    onset: tuple[Phone, ...]
    nucleus: Phone
    coda: tuple[Phone, ...]

    @property
    def phones(self) -> tuple[Phone, ...]:
        return (*self.onset, self.nucleus, *self.coda)


def syllabify(phones: Sequence[Phone], count: int, word: str, place: str) -> list[SungSyllable]:
    """The phones of one word as that many syllables.

    Where speech has more vowels than the score has syllables, the weakest are sung in passing ("every" as ev-'ry);
    where it has fewer, a syllabic consonant or the second half of a long vowel is sung on a note of its own.

    Args:
        word: as written, and place: where it stands, for the error.

    Raises:
        EigenreelError: the word has too few sounds that can be held.
    """
    if not phones and not count:
        return []
    phones = list(phones)
    nuclei = [index for index, phone in enumerate(phones) if phone.sign in VOWELS]
    while len(nuclei) > count:
        nuclei.remove(min(nuclei, key=lambda index: _strength(phones, nuclei, index)))
    while len(nuclei) < count:
        phones, nuclei = _one_more(phones, nuclei, count, word, place)
    if not nuclei:
        raise EigenreelError(f"{place}: {word!r} has no syllable; give it a note or join it to the next word with ~")
    return _deal(phones, nuclei)


def _strength(phones: Sequence[Phone], nuclei: Sequence[int], index: int) -> tuple[float, int]:
    """How much a syllable would be missed; of equals the later one goes first."""
    phone = phones[index]
    others = [other for other in nuclei if other != index]
    distance = min((abs(other - index) - 1 for other in others), default=0)
    weakness = {"ᵊ": 0.0, "ə": 1.0}.get(phone.sign, 1.5 if phone.sign in WEAK else 4.0)
    is_last = index == nuclei[-1] and index == len(phones) - 1
    return weakness + 10 * phone.is_stressed + 0.5 * distance + 3 * is_last, -index


def _one_more(
    phones: list[Phone], nuclei: list[int], count: int, word: str, place: str
) -> tuple[list[Phone], list[int]]:
    syllabic = [
        index
        for index, phone in enumerate(phones)
        if phone.sign in SONORANTS and index > 0 and index not in nuclei and _stands_alone(phones, nuclei, index)
    ]
    if syllabic:
        return phones, sorted([*nuclei, syllabic[-1]])
    long = [index for index in nuclei if phones[index].sign in LONG_VOWELS] or nuclei
    if not long or len(nuclei) * 2 < count:
        said = "".join(phone.sign for phone in phones) or "nothing"
        raise EigenreelError(
            f"{place}: {word!r} is sung in {count} syllables but said /{said}/ in {len(nuclei)}; "
            "hyphenate it in fewer, or hold a syllable over several notes"
        )
    longest = max(long, key=lambda index: phones[index].length)
    phones = [*phones[:longest], *phones[longest].halves(), *phones[longest + 1 :]]
    nuclei = [index + (index > longest) for index in nuclei]
    return phones, sorted([*nuclei, longest + 1])


def _stands_alone(phones: Sequence[Phone], nuclei: Sequence[int], index: int) -> bool:
    """A sonorant at the end of a word or before a consonant, after a consonant or a diphthong."""
    if index + 1 in nuclei:
        return False
    before = phones[index - 1]
    return before.kind not in ("vowel", "liquid", "glide") or (index - 1 in nuclei and before.sign in DIPHTHONGS)


def _deal(phones: Sequence[Phone], nuclei: Sequence[int]) -> list[SungSyllable]:
    cuts = [0]
    for left, right in itertools.pairwise(nuclei):
        cuts.append(right - _onset_length(phones[left + 1 : right]))
    cuts.append(len(phones))
    return [
        SungSyllable(tuple(phones[start:nucleus]), phones[nucleus], tuple(phones[nucleus + 1 : end]))
        for start, nucleus, end in zip(cuts, nuclei, cuts[1:], strict=False)
    ]


def _onset_length(between: Sequence[Phone]) -> int:
    """How many of the sounds between two vowels open the second syllable."""
    signs = "".join(phone.sign for phone in between)
    for length in (3, 2):
        if len(signs) >= length and signs[-length:] in ONSETS:
            return length
    return 1 if signs and signs[-1] not in VOWELS | {"ŋ"} else 0
