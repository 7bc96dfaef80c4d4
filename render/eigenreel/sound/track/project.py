"""A track with its lyrics in time, as a file that people can read and correct: narration/songs/<name>.track.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eigenreel.errors import EigenreelError, ScriptError, suggest
from eigenreel.words.frontmatter import Words, name_of
from eigenreel.words.source import decode
from eigenreel.words.yaml_lines import Lines, first_mistake, line_of, read_yaml

Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9_]+(/[a-z0-9_]+)+$")]

HEAD = """\
# A track and when its lines are sung, in seconds. Correct a time here, or with: eigenreel song nudge
# `words` are the starts of the words; `doubt` is the aligner's: remove it when the line is right.
"""


class TrackLine(BaseModel):
    """A line: when it is sung, from and to; when each word begins, where that is known; and what is doubtful."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    text: Words
    start: Seconds
    end: Seconds
    section: str = ""
    lesson: Key | None = None
    words: tuple[Seconds, ...] = ()
    doubt: str = ""


class TrackProject(BaseModel):
    """What the file holds.

    Attributes:
        track: the sound, from the folder that the file is in.
        lesson: whose vignette is shown with lines that name none.
        tempo: beats a minute, and ``beat``: the second of the first; pictures move with them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: Words
    track: Words
    unit: str = ""
    lesson: Key = "deep_learning/math_map"
    loudness: Annotated[float, Field(ge=-40, le=-5, allow_inf_nan=False)] = -14.0
    tempo: Annotated[float, Field(ge=20, le=300, allow_inf_nan=False)] = 120.0
    beat: Seconds = 0.0
    length: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)]
    lines: Annotated[tuple[TrackLine, ...], Field(min_length=1)]


def read_project(path: Path) -> TrackProject:
    """The project in a file.

    Raises:
        EigenreelError: it cannot be read, or holds a mistake, told with its line.
    """
    if not path.is_file():
        raise EigenreelError(f"{path}: no such file; make it with: eigenreel song align TRACK LYRICS")
    return parse_project(decode(path.read_bytes(), path), path)


def track_path(project: TrackProject, path: Path) -> Path:
    """Where the project's sound is.

    Raises:
        EigenreelError: it is not there.
    """
    track = (path.parent / Path(project.track).expanduser()).resolve()
    if not track.is_file():
        raise EigenreelError(f"{path}: its track {track} is not there; correct the line 'track:'")
    return track


def parse_project(text: str, path: str | PathLike[str]) -> TrackProject:
    """The project in a text.

    Raises:
        ScriptError: it holds a mistake.
    """
    data, rows = read_yaml(text, path, 1)
    try:
        project = TrackProject.model_validate(data)
    except ValidationError as error:
        row, mistake = first_mistake(error.errors(), rows)
        raise ScriptError(path, row, *_what_and_remedy(mistake)) from error
    _check_times(project, path, rows)
    return project


def compose_project(project: TrackProject) -> str:
    """A text that ``parse_project`` reads as the same project."""
    data = project.model_dump(mode="json", exclude_defaults=True)
    lines = "".join(_composed(line) for line in data.pop("lines"))
    return f"{HEAD}{_yaml(data)}lines:\n{lines}"


def _composed(line: dict[str, Any]) -> str:
    """A field on each row, but the times of words on one."""
    words = line.pop("words", [])
    return _yaml([line]) + (f"  words: [{', '.join(map(str, words))}]\n" if words else "")


def _yaml(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100_000, default_flow_style=False)


def _check_times(project: TrackProject, path: str | PathLike[str], rows: Lines) -> None:
    """Lines follow each other, and words lie in their lines."""
    for place, line in enumerate(project.lines):
        row = line_of(("lines", place), rows)
        if line.end <= line.start:
            raise ScriptError(path, row, f"'{line.text}' ends at {line.end:g} s, before it begins", "correct its times")
        if line.start >= project.length:
            what = f"'{line.text}' begins at {line.start:g} s, after the track, which is {project.length:g} s long"
            raise ScriptError(path, row, what, "correct its times or `length`")
        if line.words and len(line.words) != len(line.text.split()):
            count = len(line.text.split())
            raise ScriptError(
                path, row, f"'{line.text}' has {len(line.words)} times for {count} words", "remove `words`"
            )
        if any(b < a for a, b in pairwise((line.start, *line.words, line.end))):
            raise ScriptError(path, row, f"the words of '{line.text}' are not in order", "correct or remove `words`")
    for place, (line, following) in enumerate(pairwise(project.lines), 1):
        if following.start < line.start:
            what = f"'{following.text}' begins before the line before it"
            raise ScriptError(path, line_of(("lines", place), rows), what, "put the lines into their order")


def _what_and_remedy(mistake: dict[str, Any]) -> tuple[str, str]:
    key, kind = mistake["loc"], mistake["type"]
    name = name_of(key) if key else "the file"
    match kind:
        case "missing":
            return f"{name} is missing", "add it; eigenreel song align writes all that is needed"
        case "extra_forbidden":
            known = TrackLine.model_fields if key[0] == "lines" else TrackProject.model_fields
            return f"{name} is an unknown field", suggest(str(key[-1]), known)
        case "string_pattern_mismatch":
            return f"{name} is no key of a lesson", "write it as subject/lesson"
        case "too_short":
            return "there are no lines", "make the file again with: eigenreel song align TRACK LYRICS"
    return f"{name} is {str(mistake['input'])[:40]!r}", str(mistake["msg"]).lower()


def all_nudged(project: TrackProject, starts: Mapping[int, float]) -> TrackProject:
    """The project with several lines at other times, which may pass what others are now.

    Args:
        starts: by numbers of lines, from 1.

    Raises:
        EigenreelError: as ``nudged``, of the first line that finds no room.
    """
    left = dict(sorted(starts.items()))
    while left:
        done, mistake = set(), None
        for number, start in left.items():
            try:
                project = nudged(project, number, start)
                done.add(number)
            except EigenreelError as error:
                mistake = mistake or error
        if not done:
            raise mistake
        # One that is in the way of another may be gone now.
        left = {number: start for number, start in left.items() if number not in done}
    return project


def nudged(project: TrackProject, number: int, start: float) -> TrackProject:
    """The project with a line that begins at another time; its words and its end move with it.

    Args:
        number: of the line, from 1.

    Raises:
        EigenreelError: there is no such line, or it would begin before the line before it or after the one after it.
    """
    lines = list(project.lines)
    if not 1 <= number <= len(lines):
        raise EigenreelError(f"line {number}: there are lines 1 to {len(lines)}; choose one of them")
    line = lines[number - 1]
    least = lines[number - 2].start if number > 1 else 0.0
    most = lines[number].start if number < len(lines) else project.length
    if not least <= start <= most or start >= project.length:
        raise EigenreelError(
            f"line {number} at {start:g} s: it lies between lines at {least:g} and {most:g} s; nudge those first"
        )
    shift = start - line.start
    end = max(line.end + shift, start + 0.1)
    words = tuple(min(max(word + shift, start), end) for word in line.words)
    lines[number - 1] = line.model_copy(update={"start": start, "end": end, "words": words, "doubt": ""})
    if number > 1 and lines[number - 2].end > start:
        lines[number - 2] = _cut(lines[number - 2], start)
    return project.model_copy(update={"lines": tuple(lines)})


def _cut(line: TrackLine, end: float) -> TrackLine:
    """The line, over by then."""
    end = max(end, line.start + 0.01)
    return line.model_copy(update={"end": end, "words": tuple(min(word, end) for word in line.words)})
