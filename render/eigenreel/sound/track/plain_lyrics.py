"""Plain lyrics, as they are copied from anywhere: headings, chords, remarks and repeats among the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from eigenreel.sound.track.lyric_lines import GivenLine, has_words, tidy

PARTS = (
    "verse|chorus|bridge|intro|outro|refrain|pre-?chorus|post-?chorus|hook|interlude|instrumental|solo|tag|coda|break"
)
BRACKETED = re.compile(r"[\[({<]\s*([^\])}>]*?)\s*[\])}>]\s*:?")
NAMED = re.compile(rf"(?:#+\s*)?((?:{PARTS})(?:\s*(?:\d+|[ivx]+))?)\s*(?:\([^)]*\))?\s*:?", re.IGNORECASE)
TITLE = re.compile(r"#+\s+(.*\S)\s*")
CHORD = r"[A-G][#b♯♭]?(?:m|maj|min|dim|aug|sus|add|M)?\d*(?:[#b+-]\d+)*(?:/[A-G][#b]?)?"
CHORDS_IN_LINE = re.compile(rf"\[{CHORD}\]")
ONLY_CHORDS = re.compile(rf"(?:\|?\s*{CHORD}\s*\|?\s*)+")
TIMES = re.compile(r"\s*[\[(]?\s*(?:[x×]\s*(\d+)|(\d+)\s*[x×])\s*[\])]?\s*$", re.IGNORECASE)
REMARK = re.compile(
    r"https?://|www\.|©|\(c\)\s|copyright|all rights reserved|you might also like|see .* live|get tickets"
    r"|\d+ contributors?|embed$|(?:lyrics|words|music|written|composed|produced|performed|translated) (?:and \w+ )?by\b"
    r"|(?:artist|title|album|song|key|capo|tempo|bpm|tuning)\s*:",
    re.IGNORECASE,
)
MOST_REPEATS = 16
WITHOUT_WORDS = ("intro", "interlude", "instrumental", "solo", "break")
"""Headings under which nothing may be sung; others that stand alone mean what was sung under them before."""


def parse_plain(rows: Sequence[str]) -> list[GivenLine]:
    """The sung lines: a heading that stands alone means its lines from before, and (x2) that a line is sung twice.

    Where there are headings, what stands before the first is a title or a credit, not sung.
    """
    sections = list(_sections(rows))
    if any(name for name, _ in sections):
        sections = [(name, lines) for name, lines in sections if name]
    known: dict[str, list[GivenLine]] = {}
    every: list[GivenLine] = []
    for name, lines in sections:
        plain = re.sub(r"[\s\d]+$", "", name).casefold()
        sung = lines
        if not sung and not plain.startswith(WITHOUT_WORDS):
            sung = known.get(name.casefold()) or known.get(plain) or []
        for key in (name.casefold(), plain):
            if sung:
                known.setdefault(key, sung)
        every += (replace(line, section=name) for line in sung)
    return every


def _sections(rows: Sequence[str]) -> Iterator[tuple[str, list[GivenLine]]]:
    """Headings with the lines below them."""
    name, lines = "", []
    for number, row in enumerate(rows, 1):
        text = tidy(row)
        heading = _heading(text)
        if heading is not None:
            yield name, lines
            name, lines = heading, []
        elif text:
            lines += _sung(text, number)
    yield name, lines


def _heading(text: str) -> str | None:
    """The name, if the row is a heading and no time or chord."""
    bracketed = BRACKETED.fullmatch(text)
    if bracketed and text[0] in "[{":
        return None if re.fullmatch(CHORD, bracketed[1]) or TIMES.fullmatch(text) else bracketed[1]
    named = NAMED.fullmatch(bracketed[1] if bracketed else text)
    if named:
        return named[1]
    title = TITLE.fullmatch(text)
    return title[1] if title else None


def _sung(text: str, row: int) -> list[GivenLine]:
    text = tidy(CHORDS_IN_LINE.sub("", text))
    times = TIMES.search(text)
    count = 1
    if times and has_words(text[: times.start()]):
        count, text = min(int(times[1] or times[2]), MOST_REPEATS), text[: times.start()]
    if not has_words(text) or REMARK.search(text) or TIMES.fullmatch(text):
        return []
    if ONLY_CHORDS.fullmatch(text) and not re.search(r"[a-z]{3}", text) and text not in ("A", "I"):
        return []
    return [GivenLine(text, row=row)] * count
