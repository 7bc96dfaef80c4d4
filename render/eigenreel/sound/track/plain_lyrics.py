"""Plain lyrics, as they are copied from anywhere: headings, chords, remarks and repeats among the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from eigenreel.sound.track.lyric_lines import GivenLine, Parsed, has_words, tidy

PARTS = (
    "verse|chorus|bridge|intro|outro|refrain|pre-?chorus|post-?chorus|hook|interlude|instrumental|solo|tag|coda|break"
)
NUMBER = r"\d+|[ivx]+|one|two|three|four|five"
BRACKETED = re.compile(r"[\[({<]\s*((?:[^\])}>(]|\([^)]*\))*?)\s*[\])}>]\s*:?")
NAMED = re.compile(
    rf"((?:(?:final|last|first|second|third)\s+)?(?:{PARTS})(?:\s*(?:{NUMBER}))?)\s*(?:\([^)]*\))?\s*:?", re.IGNORECASE
)
REPEATED = re.compile(rf"repeat\s+(?:the\s+)?(?=(?:{PARTS})\b)", re.IGNORECASE)
TITLE = re.compile(r"#+\s+(.*\S)\s*")
DECORATION = re.compile(r"^[\s*_=~#-]+|[\s*_=~#-]+$")
BULLET = re.compile(r"^(?:[>•·]\s*|[-*+]\s+)")
EMPHASIS = re.compile(r"(\*\*|__|[*_])(?=\S)(.+?)(?<=\S)\1")
COUNTED = re.compile(r"\(?\d{1,2}[.):]")
CHORD = r"[A-G][#b♯♭]?(?:m|maj|min|dim|aug|sus|add|M)?\d*(?:(?:sus|add|maj|[#b♯♭+-])\d*)*(?:/[A-G][#b♯♭]?)?"
CHORDS_IN_LINE = re.compile(rf"\[{CHORD}\]")
ONLY_CHORDS = re.compile(rf"(?:(?:{CHORD}|N\.?C\.?|[|/%:-]+)(?:\s+|$))+")
TIMES = re.compile(r"\s*[\[(]?\s*(?:[x×]\s*(\d+)|(\d+)\s*[x×])\s*[\])]?\s*$", re.IGNORECASE)
REMARK = re.compile(
    r"https?://|\bwww\.|©|^\(c\)\s|\bcopyright\b|all rights reserved|^you might also like|^see .* live$|^get tickets"
    r"|^[(\[]?repeat\b[^a-z]*$|^\d* ?contributors?|^\d*\s*embed$|^lyrics (?:powered|licensed|provided) by"
    r"|^(?:lyrics|words|music)(?: (?:and|&) \w+)? by\b"
    r"|^(?:written|composed|produced|performed|translated)(?: (?:and|&) \w+)? by(?::|\s+(?-i:[A-Z]))"
    r"|^(?:artist|title|album|song|key|capo|tempo|bpm|tuning|source|lyrics|music|words|songwriters?|written[- ]by)\s*:",
    re.IGNORECASE,
)
LEFT_OUT = "credits and remarks are not sung; left out"
MOST_REPEATS = 16
WITHOUT_WORDS = ("intro", "interlude", "instrumental", "solo", "break")
"""Headings under which nothing may be sung; others that stand alone mean what was sung under them before."""


def parse_plain(rows: Sequence[str]) -> Parsed:
    """The sung lines: a heading that stands alone means its lines from before, and (x2) that a line is sung twice.

    Where there are headings, what stands before the first is a title or a credit, not sung.
    """
    sections, left_out = list(_sections(rows)), []
    if any(name for name, *_ in sections):
        sections = [section for section in sections if section[0]]
    known: dict[str, list[GivenLine]] = {}
    every: list[GivenLine] = []
    for name, count, own in sections:
        plain = re.sub(r"[\s\d]+$", "", name).casefold()
        left_out += [row for row, text in own if REMARK.search(text)]
        sung = [line for row, text in own if not REMARK.search(text) for line in _sung(text, row)]
        if not sung and not plain.startswith(WITHOUT_WORDS):
            sung = known.get(name.casefold()) or known.get(plain) or []
        for key in (name.casefold(), plain):
            if sung:
                known.setdefault(key, sung)
        every += [replace(line, section=name) for line in sung] * count
    return every, {LEFT_OUT: left_out}


def _sections(rows: Sequence[str]) -> Iterator[tuple[str, int, list[tuple[int, str]]]]:
    """Headings, how often they are sung, and the rows below them with their numbers."""
    heading, own = ("", 1), []
    for number, row in enumerate(rows, 1):
        text = tidy(row)
        found = _heading(text)
        if found is not None:
            yield *heading, own
            heading, own = found, []
        elif text:
            own.append((number, text))
    yield *heading, own


def _heading(text: str) -> tuple[str, int] | None:
    """The name, and how often it is sung, if the row is a heading and no time or chord."""
    if not text or TIMES.fullmatch(text):
        return None
    title = TITLE.fullmatch(text)
    bare = DECORATION.sub("", text)
    bracketed = BRACKETED.fullmatch(bare)
    name, count = _repeats(DECORATION.sub("", bracketed[1] if bracketed else title[1] if title else bare).rstrip(": "))
    name = REPEATED.sub("", name).strip()
    named = NAMED.fullmatch(name)
    if named:
        return named[1], count
    if bracketed and bare[0] in "[{" and not re.fullmatch(CHORD, bracketed[1]) and name:
        return name, count
    return (name, 1) if title else None


def _repeats(text: str) -> tuple[str, int]:
    """A text without its (x2), and how often it is sung."""
    times = TIMES.search(text)
    if times is None or not has_words(text[: times.start()]):
        return text, 1
    return text[: times.start()].rstrip(), max(min(int(times[1] or times[2]), MOST_REPEATS), 1)


def _sung(text: str, row: int) -> list[GivenLine]:
    text, count = _repeats(tidy(CHORDS_IN_LINE.sub("", BULLET.sub("", text))))
    text = tidy(EMPHASIS.sub(r"\2", text))
    if not has_words(text) or TIMES.fullmatch(text) or COUNTED.fullmatch(text):
        return []
    if ONLY_CHORDS.fullmatch(text) and text != "A":
        return []
    return [GivenLine(text, row=row)] * count
