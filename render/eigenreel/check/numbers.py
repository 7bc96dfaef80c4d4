"""The numbers of the script are the facts of the lesson: none is written by hand, and shares and percentages are not confused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from numbers import Real

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding
from eigenreel.words.markup import Fact, Piece, Text

LITERAL = re.compile(r"(?<![\w.])(\d+(?:,\d{3})*(?:\.\d+)?)\s?(%|percent\b)?")
PERCENT_SIGN = re.compile(r"\s*(%|percent\b)")
LARGEST_SHARE = 1.5
"""A share above this was probably a percentage already: 150 % is rare, 1610 % is a mistake."""


def numbers(evidence: Evidence) -> Iterator[Finding]:
    facts = {
        name: float(value)
        for name, value in evidence.telling.facts.items()
        if isinstance(value, Real) and not isinstance(value, bool)
    }
    for beat in evidence.telling.script.beats:
        for message, thing, remedy in _faults(beat.pieces, facts):
            time = next((span.speech_start / evidence.timeline.fps for span in evidence.beats if span.name == beat.name), None)
            yield Finding("numbers", evidence.key, beat.name, time, thing, message, remedy)


def _faults(pieces: tuple[Piece, ...], facts: dict[str, float]) -> Iterator[tuple[str, str, str]]:
    """(message, what is at fault, remedy) of every fault in a beat's pieces."""
    for piece in pieces:
        if isinstance(piece, Text):
            yield from _written_by_hand(piece.text, facts)
        elif isinstance(piece, Fact) and piece.format.endswith("%") and facts.get(piece.name, 0.0) > LARGEST_SHARE:
            share = facts[piece.name]
            yield f"is {share:g}, which as a percentage is {share:.0%}", piece.name, "let facts() give a share from 0 to 1"
    for piece, following in pairwise(pieces):
        if isinstance(piece, Fact) and isinstance(following, Text) and PERCENT_SIGN.match(following.text):
            yield from _unit_after(piece, facts)


def _unit_after(fact: Fact, facts: dict[str, float]) -> Iterator[tuple[str, str, str]]:
    if fact.format.endswith("%"):
        yield "says percent twice", fact.name, "remove the word after the fact"
    elif 0 < abs(facts.get(fact.name, 0.0)) <= 1:
        yield "is a share from 0 to 1, and 'percent' follows it", fact.name, f"write {{{fact.name}:.0%}}"


def _written_by_hand(text: str, facts: dict[str, float]) -> Iterator[tuple[str, str, str]]:
    for literal, percent in LITERAL.findall(text):
        # One digit alone is ordinary language ("2 arrows"); it says nothing about where it comes from.
        if len(literal.replace(",", "").replace(".", "")) < 2 and not percent:
            continue
        decimals = len(literal.partition(".")[2])
        value = float(literal.replace(",", ""))
        for name, fact in facts.items():
            if round(fact * (100 if percent else 1), decimals) == value:
                spec = f":.{decimals}%" if percent else f":,.{decimals}f" if "," in literal else f":.{decimals}f"
                yield "is written by hand and is a fact of the lesson", literal + percent, f"write {{{name}{spec}}}"
                break
