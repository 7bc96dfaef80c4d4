"""Metre, length of notes and tempo as ABC writes them: M:7/8, L:1/8, Q:1/4=112."""

from __future__ import annotations

import re
from fractions import Fraction

from eigenreel.errors import EigenreelError

SLOWEST, FASTEST = 20, 400
"""Quarter notes a minute."""


def read_metre(text: str) -> tuple[tuple[int, int], tuple[int, ...]]:
    """Beats and their unit, and how they are grouped, where that is written.

    >>> read_metre("7/8"), read_metre("(3+2+2)/8"), read_metre("C|")
    (((7, 8), ()), ((7, 8), (3, 2, 2)), ((2, 2), ()))

    Raises:
        EigenreelError: it is none.
    """
    text = {"C": "4/4", "C|": "2/2"}.get(text, text)
    match = re.fullmatch(r"(\(?)([0-9]{1,2}(?:\+[0-9]{1,2}){0,9})(\)?)/(1|2|4|8|16|32)", text)
    groups = tuple(map(int, match[2].split("+"))) if match else ()
    if not match or bool(match[1]) != bool(match[3]) or not all(groups) or sum(groups) > 64:
        raise EigenreelError(f"unknown metre {text[:20]!r}; write it as 4/4, 7/8 or (2+2+3)/8")
    return (sum(groups), int(match[4])), groups if len(groups) > 1 else ()


def write_metre(metre: tuple[int, int], groups: tuple[int, ...]) -> str:
    """What read_metre reads.

    >>> write_metre((7, 8), ()), write_metre((7, 8), (3, 2, 2))
    ('7/8', '(3+2+2)/8')
    """
    beats = f"({'+'.join(map(str, groups))})" if groups else metre[0]
    return f"{beats}/{metre[1]}"


def bar_length(metre: tuple[int, int]) -> Fraction:
    """In quarter notes."""
    return Fraction(4 * metre[0], metre[1])


def is_compound(metre: tuple[int, int]) -> bool:
    """Whether a beat has three parts, as in 6/8."""
    return metre[0] % 3 == 0 and metre[0] > 3


def read_unit(text: str) -> Fraction:
    """The length of a note without a number, in quarter notes.

    >>> read_unit("1/8")
    Fraction(1, 2)

    Raises:
        EigenreelError: it is none.
    """
    match = re.fullmatch(r"1/(1|2|4|8|16|32|64)", text)
    if not match:
        raise EigenreelError(f"unknown length of notes {text[:20]!r}; write L:1/4, L:1/8 or L:1/16")
    return Fraction(4, int(match[1]))


def read_tempo(text: str) -> Fraction:
    """Quarter notes a minute.

    >>> read_tempo("1/8=210")
    Fraction(105, 1)

    Raises:
        EigenreelError: it is none, or out of bounds.
    """
    match = re.fullmatch(
        r'(?:"[^"]*" *)?([0-9]{1,2})/([0-9]{1,9}) *= *([0-9]{1,9}(?:\.[0-9]{1,6})?) *(?:"[^"]*")?', text
    )
    if not match or not int(match[2]):
        raise EigenreelError(f"unknown tempo {text[:20]!r}; write it as Q:1/4=112")
    tempo = Fraction(int(match[1]), int(match[2])) * 4 * Fraction(match[3])
    if not SLOWEST <= tempo <= FASTEST:
        raise EigenreelError(f"tempo of {float(tempo):g} quarter notes a minute; write one from {SLOWEST} to {FASTEST}")
    return tempo


def write_tempo(tempo: Fraction) -> str:
    """What read_tempo reads.

    >>> write_tempo(Fraction(112)), write_tempo(Fraction(225, 2))
    ('1/4=112', '1/8=225')
    """
    for beat in (Fraction(1, 4), Fraction(1, 8), Fraction(1, 16), Fraction(3, 8)):
        count = tempo / (4 * beat)
        if count.denominator == 1:
            return f"{beat}={count}"
    return f"1/{4 * tempo.denominator}={tempo.numerator}"
