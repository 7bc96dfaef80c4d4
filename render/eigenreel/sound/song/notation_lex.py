"""A line of ABC music as items: notes, rests, bar lines and fields, with lengths as they are played."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from eigenreel.errors import EigenreelError

_LENGTH = r"(?P<{0}n>[0-9]{{0,9}})(?P<{0}s>/*)(?P<{0}d>[0-9]{{0,9}})"
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<space>[ `]+)",
            r"(?P<field>\[[A-Za-z]:[^\]]*\])",
            r'(?P<quoted>"[^"]*")',
            r"(?P<bar>\|\]|\|\||\[\||\|)(?![:0-9])",
            r"(?P<tuplet>\((?P<p>[2-9])(?![0-9])(?::(?P<q>[1-9]?)(?![0-9])(?::(?P<r>[0-9]{0,2})(?![0-9]))?)?)",
            r"(?P<slur>[()])(?![0-9])",
            r"(?P<broken>>{1,3}|<{1,3})(?![<>])",
            r"(?P<tie>-)",
            r"(?P<bars>Z)(?P<count>[0-9]{0,3})(?![0-9/])",
            rf"(?P<rest>[zx]){_LENGTH.format('r')}(?![0-9/])",
            rf"(?P<note>(?P<sign>\^\^|\^|__|_|=|)(?P<letter>[A-Ga-g])(?P<octave>[,']{{0,4}})){_LENGTH.format('n')}(?![0-9/,'])",
        )
    )
)
_REFUSED = (
    (r"\|:|:\||::|:|\|[0-9]|\[[0-9]", "a repeat", "write the music out: every time has words of its own"),
    (r"\[", "several notes at once", "write one; the band plays chords from symbols such as \"Am7\""),
    (r"\{|\}", "grace notes", "write them as notes with a syllable or _"),
    (r'"', "a chord symbol without its end", 'close it, as in "Am7"'),
    (r"!|\+|[.~HLMOPSTuv]", "a decoration", "remove it: the style decides how it is played"),
    (r"&", "a second voice", "remove it: harmony parts are found from the chords"),
    (r"\\", "a continuation", "keep the music of a line in one line of the file"),
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """Something in a line of music.

    Attributes:
        kind: "note", "rest", "bars" (whole bars of rest), "bar", "field", "chord" or "tie".
        text: as written; of a field "M:7/8", of a chord "Am7".
        length: in units of L:, as played; of "bars" how many.
    """

    kind: str
    text: str
    column: int
    length: Fraction = Fraction(0)
    letter: str = ""
    sign: str = ""
    octave: int = 0

    @property
    def timed(self) -> bool:
        return self.kind in ("note", "rest")


def read_music(text: str, compound: bool) -> list[Item]:
    """The items of a line, tuplets and broken rhythms worked out; ``compound`` metres have other tuplets.

    Raises:
        EigenreelError: it holds something that is not in the subset.
    """
    items: list[Item] = []
    factors: list[Fraction] = []  # of the notes to come in a tuplet
    broken: tuple[str, int] | None = None
    for match in _matches(text):
        kind = match.lastgroup and _kind(match)
        if kind == "tuplet":
            if factors:
                raise EigenreelError(f"a tuplet in a tuplet at sign {match.start() + 1}; write one after the other")
            factors = _tuplet(match, compound)
        elif kind == "broken":
            if broken or not items or not _last_timed(items):
                raise _lonely(match[0], match.start())
            broken = match[0], match.start()
        elif kind not in ("space", "slur"):
            item = _item(kind, match)
            if item.timed and factors:
                item = replace(item, length=item.length * factors.pop())
            if item.timed and broken:
                item, broken = _break(items, item, broken[0]), None
            if broken and item.kind not in ("chord", "annotation"):
                raise _lonely(*broken)
            if item.kind != "annotation":
                items.append(item)
    if broken:
        raise _lonely(*broken)
    if factors:
        raise EigenreelError(f"a tuplet lacks {len(factors)} of its notes; write them in the same line")
    return items


def _matches(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise _refusal(text, place)
        yield match
        place = match.end()


def _refusal(text: str, place: int) -> EigenreelError:
    for pattern, what, remedy in _REFUSED:
        if match := re.compile(pattern).match(text, place):
            return EigenreelError(f"{what} ({match[0]}) at sign {place + 1}; {remedy}")
    shown = text[place : place + 12]
    return EigenreelError(f"cannot read {shown!r} at sign {place + 1}; write notes (^F2), rests (z2), bars (|)")


def _kind(match: re.Match[str]) -> str:
    kinds = ("space", "field", "quoted", "bar", "tuplet", "slur", "broken", "tie", "bars", "rest", "note")
    return next(kind for kind in kinds if match[kind] is not None)


def _item(kind: str, match: re.Match[str]) -> Item:
    text, column = match[0], match.start() + 1
    match kind:
        case "field":
            return Item("field", text[1:-1], column)
        case "quoted":
            return Item("annotation" if text[1] in "^_<>@" else "chord", text[1:-1].strip(), column)
        case "bars":
            return Item("bars", text, column, Fraction(match["count"] or 1))
        case "rest":
            return Item("rest", text, column, _length(match, "r"))
        case "note":
            octave = 5 if match["letter"].islower() else 4
            octave += match["octave"].count("'") - match["octave"].count(",")
            return Item("note", text, column, _length(match, "n"), match["letter"].upper(), match["sign"], octave)
    return Item(kind, text, column)


def _length(match: re.Match[str], prefix: str) -> Fraction:
    """3/2, /2, / (a half), // (a quarter)."""
    top, slashes, bottom = (match[prefix + part] for part in "nsd")
    below = int(bottom) if bottom else 2 ** len(slashes)
    if len(slashes) > (1 if bottom else 6) or (bottom and not slashes) or not below or (top and not int(top)):
        raise EigenreelError(f"length in {match[0]!r}; write a number or a fraction such as 3/2 or /2")
    return Fraction(int(top or 1), below)


def _tuplet(match: re.Match[str], compound: bool) -> list[Fraction]:
    """Factors of its notes: p notes in the time of q, for the next r."""
    p = int(match["p"])
    usual = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}.get(p, 3 if compound else 2)
    q, r = int(match["q"] or usual), int(match["r"] or p)
    if not r:
        raise EigenreelError(f"a tuplet of no notes ({match[0]}); write (3 before three notes")
    return [Fraction(q, p)] * r


def _last_timed(items: list[Item]) -> Item | None:
    """The note that a broken rhythm begins with: nothing but chord symbols may follow it."""
    rest = [item for item in items if item.kind != "chord"]
    return rest[-1] if rest and rest[-1].timed else None


def _break(items: list[Item], second: Item, sign: str) -> Item:
    """Lengthen one of two neighbours by what the other loses."""
    short = Fraction(1, 2 ** len(sign))
    factors = (2 - short, short) if sign[0] == ">" else (short, 2 - short)
    first = _last_timed(items)
    items[items.index(first)] = replace(first, length=first.length * factors[0])
    return replace(second, length=second.length * factors[1])


def _lonely(sign: str, place: int) -> EigenreelError:
    return EigenreelError(f"{sign!r} at sign {place + 1} is not between two notes; write it as in A>B")
