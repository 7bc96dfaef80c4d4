"""The numbers of a script are the facts of its lesson: none is written by hand, none is taken for another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from numbers import Real

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding
from eigenreel.words.markup import Fact, Piece, Text

LITERAL = re.compile(r"(?<![\w.{:])(\d+(?:,\d{3})*(?:\.\d+)?)\s?(%|percent\b|per cent\b)?")
PERCENT_SIGN = re.compile(r"\s*(%|percent\b|per cent\b)")
FACT = re.compile(r"\{[^{}]*\}")

LARGEST_SHARE = 1.5
"""A share above this was probably a percentage already: 150 % is rare, 1610 % is a mistake."""

MOST_DECIMALS = 4
"""More than nobody says, and nobody remembers."""

NEAR = 0.03
"""A number with three digits or more that is as close to a fact as this, and is not the fact, has gone out of date."""

Fault = tuple[str, str, str]
"""Message, what is at fault, remedy."""


def numbers(evidence: Evidence) -> Iterator[Finding]:
    telling = evidence.telling
    reals = {name: value for name, value in telling.facts.items() if isinstance(value, Real)}
    facts = {name: float(value) for name, value in reals.items() if not isinstance(value, bool)}
    words = {name: value for name, value in telling.facts.items() if isinstance(value, str)}
    times = {span.name: span.speech_start / evidence.timeline.fps for span in evidence.beats}
    for beat in telling.script.beats:
        spoken = " ".join(word.written for word in telling.narration.utterance(beat.name).words)
        for fault in chain(_faults(beat.pieces, facts, words), _endless(spoken)):
            yield _finding(evidence.key, beat.name, times.get(beat.name), fault)
    for beat, text in _study_texts(evidence):
        for fault in _written_by_hand(FACT.sub(" ", text), facts):
            yield _finding(evidence.key, beat, None, fault)


def _finding(key: str, beat: str, time: float | None, fault: Fault) -> Finding:
    message, thing, remedy = fault
    return Finding("numbers", key, beat, time, thing, message, remedy)


def _study_texts(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """(beat, text as it is written) of everything that a student is asked and told.

    Wrong answers are left out: those are written to be wrong.
    """
    front = evidence.telling.script.front
    for card in front.flashcards:
        yield from ((card.beat, text) for text in (card.front, card.back))
    for each in front.quiz:
        yield from ((each.beat, text) for text in (each.question, each.answers[each.correct], each.explanation))


def _faults(pieces: tuple[Piece, ...], facts: Mapping[str, float], words: Mapping[str, str]) -> Iterator[Fault]:
    for piece in pieces:
        if isinstance(piece, Text):
            yield from _written_by_hand(piece.text, facts)
        elif isinstance(piece, Fact) and piece.format.endswith("%") and facts.get(piece.name, 0.0) > LARGEST_SHARE:
            share = facts[piece.name]
            message = f"is {share:g}, which as a percentage is {share:.0%}"
            yield message, piece.name, "let facts() give a share from 0 to 1"
    for piece, following in pairwise(pieces):
        if isinstance(piece, Fact) and isinstance(following, Text) and PERCENT_SIGN.match(following.text):
            yield from _unit_after(piece, facts, words)


def _unit_after(fact: Fact, facts: Mapping[str, float], words: Mapping[str, str]) -> Iterator[Fault]:
    if fact.format.endswith("%") or words.get(fact.name, "").rstrip().endswith(("%", "percent")):
        yield "says percent twice", fact.name, "remove the word after the fact"
    elif 0 < abs(facts.get(fact.name, 0.0)) <= 1:
        yield "is a share from 0 to 1, and 'percent' follows it", fact.name, f"write {{{fact.name}:.0%}}"


def _endless(spoken: str) -> Iterator[Fault]:
    """Numbers that came from facts with all the digits that they have."""
    for literal, _ in LITERAL.findall(spoken):
        if len(literal.partition(".")[2]) > MOST_DECIMALS:
            yield f"has more than {MOST_DECIMALS} decimals", literal, "give the fact a format, such as {name:.2f}"


def _written_by_hand(text: str, facts: Mapping[str, float]) -> Iterator[Fault]:
    for literal, percent in LITERAL.findall(text):
        digits = literal.replace(",", "").replace(".", "")
        # One digit alone is ordinary language ("2 arrows"); it says nothing about where it comes from.
        if len(digits) < 2 and not percent:
            continue
        decimals, value = len(literal.partition(".")[2]), float(literal.replace(",", ""))
        shown = {name: round(fact * (100 if percent else 1), decimals) for name, fact in facts.items()}
        spec = f":.{decimals}%" if percent else f":,.{decimals}f" if "," in literal else f":.{decimals}f"
        same = [name for name, fact in shown.items() if fact == value]
        near = [name for name, fact in shown.items() if 0 < abs(fact - value) <= NEAR * abs(value)]
        if same:
            yield "is written by hand and is a fact of the lesson", literal + percent, f"write {{{same[0]}{spec}}}"
        elif near and len(digits.strip("0")) >= 3:
            message = f"is written by hand, while the fact '{near[0]}' is {shown[near[0]]:g}{percent and '%'}"
            yield message, literal + percent, f"write {{{near[0]}{spec}}}"
