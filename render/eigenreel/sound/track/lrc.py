"""LRC: [mm:ss.xx] before a line, and in enhanced files <mm:ss.xx> before words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from eigenreel.sound.track.lyric_lines import GivenLine, Parsed, has_words, tidy

STAMP = re.compile(r"[\[<](\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)[\]>]")
TAG = re.compile(r"\[\s*([a-zA-Z#]+)\s*:(.*)\]\s*")
HEADING = re.compile(r"\[([^\]:]+)\]\s*")
VOICE = re.compile(r"(?:[FMD]|v\d+)\s*:\s*")
"""Who sings, before the words of a duet."""

UNTIMED = "no time that can be read; left out"


def is_lrc(rows: Sequence[str]) -> bool:
    """Whether any row begins with a time."""
    return any(STAMP.match(row.strip()) for row in rows)


def parse_lrc(rows: Sequence[str]) -> Parsed:
    """Lines in the order of their times; a row may have several. A time without words ends the line before."""
    offset, section, found, untimed = 0.0, "", [], []
    for number, row in enumerate(rows, 1):
        text = row.strip()
        tag = TAG.fullmatch(text)
        if STAMP.match(text):
            found += _stamped(text, section, number)
        elif tag and tag[1].lower() == "offset" and re.fullmatch(r"\s*[+-]?\d+\s*", tag[2]):
            # Milliseconds by which words are to be shown sooner.
            offset = int(tag[2]) / 1000
        elif heading := HEADING.fullmatch(text):
            section = heading[1]
        elif not tag and has_words(text):
            untimed.append(number)
    found.sort(key=lambda line: line.start)
    ended = [
        replace(line, end=line.end if line.end is not None or following is None else following.start)
        for line, following in pairwise([*found, None])
    ]
    return [_moved(line, -offset) for line in ended if has_words(line.text)], {UNTIMED: untimed}


def _stamped(text: str, section: str, row: int) -> list[GivenLine]:
    stamps = []
    while match := STAMP.match(text):
        if match[0][0] == "<":
            break
        stamps.append(_seconds(match))
        text = text[match.end() :].lstrip()
    text = VOICE.sub("", text, count=1) if VOICE.match(text) else text
    words, times, end = _words(text)
    lines = [GivenLine(" ".join(words) or tidy(text), section, start, row=row) for start in stamps]
    return [replace(lines[0], words=times, end=end), *lines[1:]] if times else lines


def _words(text: str) -> tuple[list[str], tuple[float, ...], float | None]:
    """Words and times of an enhanced line, and the time after its last word."""
    marks = list(STAMP.finditer(text))
    if not marks:
        return [], (), None
    words, times = [], []
    for mark, following in pairwise([*marks, None]):
        said = tidy(text[mark.end() : following.start() if following else len(text)]).split()
        # Words without a time of their own share that of the one before.
        words += said
        times += [_seconds(mark)] * len(said)
    end = _seconds(marks[-1]) if not tidy(text[marks[-1].end() :]) else None
    return words, tuple(times), end


def _seconds(match: re.Match[str]) -> float:
    return 60 * int(match[1]) + float(match[2].replace(":", "."))


def _moved(line: GivenLine, seconds: float) -> GivenLine:
    def moved(time: float) -> float:
        return max(time + seconds, 0.0)

    end = None if line.end is None else moved(line.end)
    return replace(line, start=moved(line.start), end=end, words=tuple(map(moved, line.words)))
