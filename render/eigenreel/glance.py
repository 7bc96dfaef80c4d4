"""What a list shows of a lesson, found in milliseconds: nothing is parsed that need not be, and nothing fails."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from eigenreel.course import LessonRef

WORDS_A_SECOND = 170 / 60
WORDS_IN_A_FACT = 3
"""A number takes some words to say: sixteen point one percent."""
REST_AFTER_BEAT = 1.0
"""Seconds. All this is for the length of a film that was never rendered; for three lessons 2, 2 and 13 % off."""


@dataclass(frozen=True)
class Glance:
    """A lesson in a list.

    Attributes:
        duration: seconds; those of the film if ``measured``, else estimated from the script.
        state: "rendered", "outdated" (the scene or the script is newer), or "".
    """

    key: str
    title: str
    duration: float
    measured: bool
    units: tuple[str, ...]
    state: str

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


def glance(ref: LessonRef, out: Path) -> Glance:
    """Look at a lesson's script, and at its film in ``out``."""
    script = _read(ref)
    film = out / f"{ref.key}.mp4"
    state = ""
    if film.is_file():
        newest = max(path.stat().st_mtime for path in (ref.scene, ref.script))
        state = "rendered" if film.stat().st_mtime >= newest else "outdated"
    measured = _film_duration(film.with_suffix(".transcript.json")) if state else None
    duration = sum(map(_seconds, _paragraphs(script))) if measured is None else measured
    units = ref.course.curriculum.units_of(ref.key)
    return Glance(ref.key, _title(script) or ref.key, duration, measured is not None, units, state)


def clip_seconds(ref: LessonRef, first: str | None, last: str | None) -> float:
    """About how long it takes to tell the beats from the first to the last; all of them if they are not found."""
    paragraphs, names = _paragraphs(_read(ref)), beat_names(ref)
    start = names.index(first) if first in names else 0
    end = names.index(last) + 1 if last in names else len(names)
    return sum(map(_seconds, paragraphs[start:end] or paragraphs))


def beat_names(ref: LessonRef) -> list[str]:
    """What the paragraphs of a script open with."""
    return [re.match(r"\[([^\]]*)\]", part)[1] for part in _paragraphs(_read(ref))]


def _read(ref: LessonRef) -> str:
    try:
        return ref.script.read_text(encoding="utf-8", errors="replace")
    except OSError:
        # Telling the lesson will tell.
        return ""


def _title(script: str) -> str:
    """The title line of the front matter; the whole of it would take 5 ms to parse."""
    line = re.search(r"^title:.*$", script, re.MULTILINE)
    if line is None:
        return ""
    try:
        return str(yaml.safe_load(line[0])["title"] or "")
    except yaml.YAMLError:
        return ""


def _film_duration(transcript: Path) -> float | None:
    try:
        return float(json.loads(transcript.read_text(encoding="utf-8"))["duration"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _paragraphs(script: str) -> list[str]:
    body = re.sub(r"\A---\n.*?\n---\n", "", script, count=1, flags=re.DOTALL)
    return [part.lstrip() for part in re.split(r"\n\s*\n", body) if re.match(r"\s*\[[^\]]*\]", part)]


def _seconds(paragraph: str) -> float:
    """That a beat may take to tell, and the rest after it."""
    pauses = sum(map(float, re.findall(r"\[pause (\d+(?:\.\d+)?)\]", paragraph)))
    words = re.sub(r"\{[^}]*\}", " word" * WORDS_IN_A_FACT, re.sub(r"\[[^\]]*\]", " ", paragraph)).split()
    return len(words) / WORDS_A_SECOND + pauses + REST_AFTER_BEAT
