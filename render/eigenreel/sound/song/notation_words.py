r"""The words under a line of music: ``w: Ma-trix-es move_ me | so``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.score import Note, Syllable


@dataclass(frozen=True)
class Slot:
    """A written note of a line. tied: it goes on from the one before it. bar: a number that grows from bar to bar."""

    start: Fraction
    length: Fraction
    pitch: int
    tied: bool
    bar: int


@dataclass(frozen=True)
class Sign:
    """What stands under a note, or a bar line. kind: "syllable", "hold" or "bar". opens: it begins a word."""

    kind: str
    text: str = ""
    opens: bool = True


def read_words(text: str) -> list[Sign]:
    """The signs of a ``w:`` line.

    Raises:
        EigenreelError: a hyphen or sign is out of place.
    """
    signs: list[Sign] = []
    joined = False
    for token in re.findall(r"(?:\\.|[^\s\-_*|\\])+|\\.?|[\-_*|]", text):
        if token == "*":
            raise EigenreelError(
                "'*' leaves a note without a syllable; write _ to hold the one before it, or a rest in the music"
            )
        if token == "-":
            if joined or not signs or signs[-1].kind == "bar":
                raise EigenreelError("a '-' that follows no syllable; write _ to hold one, and \\- for a hyphen")
            joined = True
        elif token == "_":
            if not signs:
                raise EigenreelError("a '_' that follows no syllable; write the syllable first")
            signs.append(Sign("hold"))
        elif token == "|":
            signs.append(Sign("bar"))
        else:
            signs.append(Sign("syllable", _plain(token), not joined))
            joined = False
    if joined:
        raise EigenreelError("the words end in '-'; write the word's next syllable, or \\- for a hyphen")
    return signs


def _plain(token: str) -> str:
    text = re.sub(r"\\([-%])|~", lambda match: match[1] or " ", token)
    if "\\" in text:
        raise EigenreelError(f"cannot read {token!r} in the words; a backslash stands only before - and %")
    if not any(sign.isalnum() for sign in text):
        raise EigenreelError(f"{text!r} in the words is no syllable; write it on to the word beside it")
    if text != text.strip() or "  " in text:
        raise EigenreelError(f"{token!r} in the words begins or ends with ~; put it between two words")
    return text


def write_words(syllables: Sequence[Syllable], notes: Sequence[Slot], numbers: Sequence[int]) -> str:
    """A ``w:`` line, without that sign. ``numbers``: the syllable of each written note."""
    parts: list[str] = []
    for index, number in enumerate(numbers):
        if index:
            parts.append(" | " * (notes[index].bar - notes[index - 1].bar))
        if index and numbers[index - 1] == number:
            parts.append("_")
            continue
        text = re.sub(r"([-%])", r"\\\1", syllables[number].text).replace(" ", "~")
        goes_on = number + 1 < len(syllables) and syllables[number + 1].word == syllables[number].word
        opens = not number or syllables[number - 1].word != syllables[number].word
        parts.append(" " * opens + text + "-" * goes_on)
    return re.sub(" +", " ", "".join(parts)).strip()


def fit(signs: Sequence[Sign], slots: Sequence[Slot], row: int) -> tuple[list[Syllable], list[Note]]:
    """Syllables on notes; tied notes become one.

    Raises:
        EigenreelError: there are more of one than of the other, in a bar where the words have bar lines.
    """
    if not any(sign.kind == "syllable" for sign in signs):
        raise EigenreelError("a w: line without words; write a syllable for every note")
    _count(signs, slots)
    syllables: list[Syllable] = []
    notes: list[Note] = []
    sung = [sign for sign in signs if sign.kind != "bar"]
    for sign, slot in zip(sung, slots, strict=True):
        if sign.kind == "syllable":
            if slot.tied:
                raise EigenreelError(f"{sign.text!r} stands under a tied note; write _ there, or remove the tie")
            word = syllables[-1].word + sign.opens if syllables else 0
            syllables.append(Syllable(sign.text, word))
        if slot.tied:
            last = notes.pop()
            notes.append(Note(last.start, last.length + slot.length, last.pitch, last.syllable, row))
        else:
            notes.append(Note(slot.start, slot.length, slot.pitch, len(syllables) - 1, row))
    return syllables, notes


def words_of(syllables: Sequence[Syllable]) -> tuple[str, ...]:
    """The words, whole."""
    words = [""] * (syllables[-1].word + 1)
    for syllable in syllables:
        words[syllable.word] += syllable.text
    return tuple(words)


def _count(signs: Sequence[Sign], slots: Sequence[Slot]) -> None:
    """Complain of the first bar that has too many or too few syllables."""
    bars = range(slots[0].bar, slots[-1].bar + 1)
    groups: list[list[Sign]] = [[]]
    for sign in signs:
        if sign.kind == "bar":
            groups.append([])
        else:
            groups[-1].append(sign)
    if not groups[-1]:
        groups.pop()
    if len(groups) == len(bars) > 1:
        for number, (bar, group) in enumerate(zip(bars, groups, strict=True), 1):
            _compare(group, sum(slot.bar == bar for slot in slots), f"bar {number} of this line has")
    _compare([sign for group in groups for sign in group], len(slots), "this line has")
    if 1 < len(groups) != len(bars):
        raise EigenreelError(
            f"the words have {len(groups)} bars, the music {len(bars)}; put a | only where the music has one"
        )


def _compare(group: Sequence[Sign], notes: int, where: str) -> None:
    if len(group) != notes:
        said = " ".join(sign.text or "_" for sign in group)
        shown = said if len(said) <= 60 else said[:59] + "…"
        raise EigenreelError(
            f"{where} {_many(len(group), 'syllable')} ({shown}) for {_many(notes, 'note')}; "
            "divide words by - and hold a syllable by _"
        )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
