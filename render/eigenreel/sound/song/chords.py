"""Chord symbols: "F#m7/C#" is a root, a quality and perhaps a bass.

A quality is kept by its degrees, as musicians name them: from "1 b3 5 b7" follow the semitones and the letters of the
notes. The names of kinds are those of MusicXML 4.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from eigenreel.errors import EigenreelError, suggest

LETTERS = "CDEFGAB"
NATURAL = dict(zip(LETTERS, (0, 2, 4, 5, 7, 9, 11), strict=True))
"""Pitch classes of the white keys."""

_MAJOR_SCALE = {1: 0, 2: 2, 3: 4, 4: 5, 5: 7, 6: 9, 7: 11, 9: 14, 11: 17, 13: 21}
_SIGN = {"b": -1, "bb": -2, "": 0, "#": 1}


@dataclass(frozen=True)
class Quality:
    """degrees: (number, alteration), from the root up. kind: in MusicXML. added: what the kind leaves out."""

    degrees: tuple[tuple[int, int], ...]
    kind: str
    added: tuple[tuple[int, int], ...] = ()

    @property
    def tones(self) -> tuple[int, ...]:
        """Semitones above the root, ascending."""
        return tuple(sorted(_MAJOR_SCALE[number] + alteration for number, alteration in self.degrees))


def _degrees(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(part.lstrip("b#")), _SIGN[part.rstrip("0123456789")]) for part in text.split())


_TABLE = """
           | 1 3 5           | major              |
m          | 1 b3 5          | minor              |
5          | 1 5             | power              |
dim        | 1 b3 b5         | diminished         |
aug        | 1 3 #5          | augmented          |
sus2       | 1 2 5           | suspended-second   |
sus4       | 1 4 5           | suspended-fourth   |
6          | 1 3 5 6         | major-sixth        |
m6         | 1 b3 5 6        | minor-sixth        |
7          | 1 3 5 b7        | dominant           |
m7         | 1 b3 5 b7       | minor-seventh      |
maj7       | 1 3 5 7         | major-seventh      |
mmaj7      | 1 b3 5 7        | major-minor        |
dim7       | 1 b3 b5 bb7     | diminished-seventh |
m7b5       | 1 b3 b5 b7      | half-diminished    |
aug7       | 1 3 #5 b7       | augmented-seventh  |
7b5        | 1 3 b5 b7       | dominant           | b5
7sus4      | 1 4 5 b7        | suspended-fourth   | b7
add9       | 1 3 5 9         | major              | 9
madd9      | 1 b3 5 9        | minor              | 9
69         | 1 3 5 6 9       | major-sixth        | 9
m69        | 1 b3 5 6 9      | minor-sixth        | 9
9          | 1 3 5 b7 9      | dominant-ninth     |
m9         | 1 b3 5 b7 9     | minor-ninth        |
maj9       | 1 3 5 7 9       | major-ninth        |
9sus4      | 1 4 5 b7 9      | suspended-fourth   | b7 9
7b9        | 1 3 5 b7 b9     | dominant           | b9
7#9        | 1 3 5 b7 #9     | dominant           | #9
7#11       | 1 3 5 b7 #11    | dominant           | #11
11         | 1 3 5 b7 9 11   | dominant-11th      |
m11        | 1 b3 5 b7 9 11  | minor-11th         |
13         | 1 3 5 b7 9 13   | dominant-13th      |
7b13       | 1 3 5 b7 b13    | dominant           | b13
maj13      | 1 3 5 7 9 13    | major-13th         |
"""
_OTHER_NAMES = {
    "maj": "", "M": "", "min": "m", "-": "m", "o": "dim", "°": "dim", "+": "aug", "sus": "sus4", "M7": "maj7",
    "min7": "m7", "-7": "m7", "mM7": "mmaj7", "o7": "dim7", "°7": "dim7", "ø": "m7b5", "ø7": "m7b5", "+7": "aug7",
    "7#5": "aug7", "7sus": "7sus4", "6/9": "69", "m6/9": "m69", "M9": "maj9", "min9": "m9", "9sus": "9sus4",
    "min6": "m6",
}  # fmt: skip


def _read_table() -> dict[str, Quality]:
    rows = (map(str.strip, row.split("|")) for row in _TABLE.strip("\n").split("\n"))
    qualities = {name: Quality(_degrees(tones), kind, _degrees(added)) for name, tones, kind, added in rows}
    return qualities | {other: qualities[name] for other, name in _OTHER_NAMES.items()}


QUALITIES = _read_table()
"""By every name that is understood."""


@dataclass(frozen=True)
class ChordSymbol:
    """root, bass: names such as "F#"."""

    root: str
    quality: Quality
    bass: str

    def spelling(self) -> dict[int, str]:
        """The name of the note on each of its pitch classes, where one accidental is enough.

        >>> parse_chord("E7").spelling()
        {4: 'E', 8: 'G#', 11: 'B', 2: 'D'}
        """
        names = {}
        for number, alteration in self.quality.degrees:
            letter = LETTERS[(LETTERS.index(self.root[0]) + number - 1) % 7]
            wanted = (pitch_class(self.root) + _MAJOR_SCALE[number] + alteration) % 12
            sign = (wanted - NATURAL[letter] + 6) % 12 - 6
            if abs(sign) <= 1:
                names[wanted] = letter + ("b", "", "#")[sign + 1]
        return names


def pitch_class(name: str) -> int:
    """0 to 11 of a note's name.

    >>> pitch_class("Bb"), pitch_class("B#")
    (10, 0)
    """
    return (NATURAL[name[0]] + _SIGN[name[1:]]) % 12


@cache
def parse_chord(symbol: str) -> ChordSymbol:
    """What a symbol says.

    >>> parse_chord("F#m7/C#").quality.tones
    (0, 3, 7, 10)

    Raises:
        EigenreelError: it is not known.
    """
    match = re.fullmatch(r"([A-G][#b]?)(.*?)(?:/([A-G][#b]?))?", symbol)
    if not match:
        raise EigenreelError(f"unknown chord {symbol[:40]!r}; write a note, a quality and perhaps a bass, as in Am7/G")
    root, quality, bass = match.groups()
    if quality not in QUALITIES:
        known = [root + name for name in QUALITIES if name not in _OTHER_NAMES]
        raise EigenreelError(f"unknown chord {symbol[:40]!r}; {suggest(symbol[:40], known)}")
    return ChordSymbol(root, QUALITIES[quality], bass or root)
