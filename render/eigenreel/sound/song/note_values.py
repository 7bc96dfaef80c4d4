"""Lengths as notes that can be drawn: a half, a dotted quarter, an eighth in a triplet."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

TUPLETS = {3: 2, 5: 4, 7: 4, 9: 8}
"""Notes in the time of how many, by the odd part of a length's denominator."""

NAMES = ("breve", "whole", "half", "quarter", "eighth", "16th", "32nd", "64th", "128th", "256th")
"""As in MusicXML, each half as long as the one before it; a breve has eight quarters."""


@dataclass(frozen=True)
class NoteValue:
    """length: quarter notes, as played. tuplet: (3, 2) is three in the time of two. name: "" where none fits."""

    length: Fraction
    name: str
    dots: int = 0
    tuplet: tuple[int, int] | None = None


def tuplet_of(length: Fraction) -> tuple[int, int] | None:
    """The tuplet that a length needs.

    >>> tuplet_of(Fraction(1, 3))
    (3, 2)
    """
    odd = length.denominator
    while odd % 2 == 0:
        odd //= 2
    return (odd, TUPLETS[odd]) if odd in TUPLETS else None


def note_values(length: Fraction) -> list[NoteValue]:
    """Notes that last so long together, the longest first; one without a name where there are none.

    >>> [(value.name, value.dots) for value in note_values(Fraction(5, 2))]
    [('half', 0), ('eighth', 0)]
    """
    tuplet = tuplet_of(length)
    factor = Fraction(tuplet[1], tuplet[0]) if tuplet else Fraction(1)
    rest, values = length / factor, []
    while rest:
        found = _longest(rest)
        if not found:
            return [NoteValue(length, "")]
        value, name, dots = found
        values.append(NoteValue(value * factor, name, dots, tuplet))
        rest -= value
    return values


def _longest(limit: Fraction) -> tuple[Fraction, str, int] | None:
    """The longest note with at most two dots that fits; two dots only where nothing is left over."""
    for index, name in enumerate(NAMES):
        plain = Fraction(8, 2**index)
        if plain * Fraction(7, 4) == limit:
            return limit, name, 2
        if plain * Fraction(3, 2) <= limit:
            return plain * Fraction(3, 2), name, 1
        if plain <= limit:
            return plain, name, 0
    return None
