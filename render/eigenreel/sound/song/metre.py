"""Where the felt beats of a bar lie."""

from __future__ import annotations

from functools import cache


@cache
def groups(metre: tuple[int, int], aksak: bool = False, written: tuple[int, ...] = ()) -> tuple[int, ...]:
    """The lengths of a bar's beats, in units of its metre.

    Args:
        aksak: whether nine eighths limp, as on the Balkans (2+2+2+3), instead of being three times three.
        written: the grouping that the song asks for; quarters and longer notes are beats by themselves.

    >>> groups((7, 8)), groups((6, 8)), groups((4, 4)), groups((9, 8)), groups((9, 8), aksak=True)
    ((2, 2, 3), (3, 3), (1, 1, 1, 1), (3, 3, 3), (2, 2, 2, 3))
    >>> groups((7, 8), written=(3, 2, 2))
    (3, 2, 2)
    """
    beats, unit = metre
    if unit < 8:
        return (1,) * beats
    if written:
        return written
    if beats == 8:
        return (3, 3, 2)
    if beats % 3 == 0 and not (aksak and beats == 9):
        return (3,) * (beats // 3)
    if beats % 2 == 0:
        return (2,) * (beats // 2)
    return (2,) * ((beats - 3) // 2) + (3,) if beats > 1 else (1,)


def pulses(metre: tuple[int, int], aksak: bool = False, written: tuple[int, ...] = ()) -> tuple[float, ...]:
    """Where the beats begin, in quarter notes from the start of a full bar.

    >>> pulses((7, 8))
    (0.0, 1.0, 2.0)
    """
    places, place = [], 0
    for length in groups(metre, aksak, written):
        places.append(place * 4 / metre[1])
        place += length
    return tuple(places)


def subdivision(metre: tuple[int, int]) -> float:
    """The quick notes of a bar, in quarter notes: eighths, but sixteenths in metres of sixteenths."""
    return 0.5 if metre[1] <= 8 else 4 / metre[1]
