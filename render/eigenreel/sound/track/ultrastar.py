"""UltraStar TXT: notes with beats, pitches and syllables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from eigenreel.sound.track.lyric_lines import GivenLine, NoLyricsError, Parsed, has_words, tidy

HEADER = re.compile(r"#(\w+):(.*)")
NOTE = re.compile(r"[:*FRG] (-?\d+) (\d+) (-?\d+) ?(.*)")
BREAK = re.compile(r"- ?(-?\d+)?(?:\s+(-?\d+))?.*")
VOICE = re.compile(r"P ?\d")
TEMPO = re.compile(r"B -?\d+ .*")
QUARTER = 4
"""Beats of the file in one of its BPM."""

BPM, GAP = (1, 10_000), (-3_600_000, 3_600_000)
"""What can be meant; a gap is in milliseconds."""


@dataclass
class _Line:
    row: int
    words: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    end: float = 0.0


def is_ultrastar(rows: Sequence[str]) -> bool:
    return any(HEADER.match(row.strip()) for row in rows) and any(NOTE.match(row) for row in rows)


def parse_ultrastar(rows: Sequence[str]) -> Parsed:
    """Its lines, with the times of their words; those of a duet in the order of their times.

    Raises:
        NoLyricsError: no tempo, or one that changes.
    """
    headers = {match[1].upper(): match[2].strip() for row in rows if (match := HEADER.match(row.strip()))}
    relative = headers.get("RELATIVE", "no").lower() == "yes"
    beat, gap = 60 / QUARTER / _number(headers, "BPM", None), _number(headers, "GAP", 0.0) / 1000
    lines, origin = [_Line(0)], 0
    for number, row in enumerate(rows, 1):
        note, pause = NOTE.match(row), BREAK.fullmatch(row.rstrip())
        if note:
            _add(lines[-1], note, beat, gap + origin * beat, number)
        elif pause:
            lines.append(_Line(number))
            # Where beats count from line to line, the last number is where the next line counts from.
            origin += int(pause[2] or pause[1] or 0) if relative else 0
        elif VOICE.fullmatch(row.strip()):
            lines.append(_Line(number))
            origin = 0
        elif TEMPO.fullmatch(row.strip()):
            raise NoLyricsError("its tempo changes; write its times with one #BPM, or give LRC", number)
        elif row.strip() == "E":
            break
    given = sorted((_given(line) for line in lines if has_words(" ".join(line.words))), key=lambda line: line.start)
    both = [line for line, before in zip(given, [None, *given], strict=False) if not _is_same(line, before)]
    return both, {}


def _is_same(line: GivenLine, other: GivenLine | None) -> bool:
    """Whether two voices of a duet sing the same words at once."""
    return other is not None and (line.text, line.start) == (other.text, other.start)


def _given(line: _Line) -> GivenLine:
    """With a time for each word, also where a note holds several."""
    words = [(word, start) for text, start in zip(line.words, line.starts, strict=True) for word in tidy(text).split()]
    times = tuple(start for _, start in words)
    return GivenLine(" ".join(word for word, _ in words), "", times[0], line.end, times, line.row)


def _add(line: _Line, note: re.Match[str], beat: float, gap: float, row: int) -> None:
    """Put a note's syllable into its line: a space tells where words end; ~ holds the one before."""
    start, length, _, text = note.groups()
    time = max(gap + int(start) * beat, 0.0)
    begins = not line.words or text.startswith(" ") or line.words[-1].endswith(" ")
    line.end = max(time + int(length) * beat, time)
    line.row = line.row or row
    if not text.strip(" ~-"):
        if line.words and text.endswith(" "):
            line.words[-1] += " "
        return
    if begins:
        line.words.append(text.lstrip())
        line.starts.append(time)
    else:
        line.words[-1] += text


def _number(headers: dict[str, str], name: str, default: float | None) -> float:
    text = headers.get(name, "" if default is None else str(default)).replace(",", ".")
    if not text:
        raise NoLyricsError(f"#{name} is missing; write it as #{name}:120")
    try:
        number = float(text)
    except ValueError as error:
        raise NoLyricsError(f"#{name}: {text!r} is no number; write it as #{name}:120") from error
    least, most = BPM if default is None else GAP
    if not least <= number <= most:
        raise NoLyricsError(f"#{name}: {text} is not between {least} and {most}; write it as #{name}:120")
    return number
