"""Subtitles: SubRip and WebVTT, blocks of a row of times and rows of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eigenreel.sound.track.lyric_lines import GivenLine, Parsed, has_words, tidy

TIME = r"(?:(\d+):)?(\d{1,2}):(\d{1,2}[.,]\d{1,3})"
TIMES = re.compile(rf"{TIME}\s*-->\s*{TIME}(?:\s.*)?")
MARKUP = re.compile(r"<[^>]*>|\{\\[^}]*\}")


def is_subtitles(rows: Sequence[str]) -> bool:
    return any(TIMES.fullmatch(row.strip()) for row in rows)


def parse_subtitles(rows: Sequence[str]) -> Parsed:
    """Their lines with start and end; the rows of a block are one line."""
    lines: list[GivenLine] = []
    times, text, place = None, [], 0
    for number, row in enumerate([*rows, ""], 1):
        match = TIMES.fullmatch(row.strip())
        if match or not row.strip():
            if times and has_words(" ".join(text)):
                lines.append(GivenLine(tidy(MARKUP.sub("", " ".join(text))), "", *times, row=place))
            times, text, place = (_times(match) if match else None), [], number
        elif times:
            text.append(row)
    return sorted((line for line in lines if has_words(line.text)), key=lambda line: line.start), {}


def _times(match: re.Match[str]) -> tuple[float, float]:
    parts = [float((part or "0").replace(",", ".")) for part in match.groups()]
    start, end = (3600 * hours + 60 * minutes + seconds for hours, minutes, seconds in (parts[:3], parts[3:]))
    return round(start, 3), round(max(start, end), 3)
