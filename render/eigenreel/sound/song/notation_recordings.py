"""The list ``recordings:`` in the front matter of a song: which sounds of the musician's own are in it, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from eigenreel.errors import ScriptError, suggest
from eigenreel.sound.song.score import PARTS, Recording, Score
from eigenreel.sound.song.times import begins
from eigenreel.words.frontmatter import Words
from eigenreel.words.yaml_lines import Lines, line_of

UNITS = ("seconds", "beats", "bars")
LONGEST = 3600.0
"""Seconds of a file that can be asked for."""
BOUNDS = {
    "at": "seconds, as in 1.5, or beats or bars, as in '2 beats', '-1 beat', '4 bars'",
    "from": "seconds of the file, as in 12.5 or 1:30",
    "to": "seconds of the file, as in 12.5 or 1:30",
    "gain": "dB from -60 to 24",
    "fade_in": "seconds from 0 to 60",
    "fade_out": "seconds from 0 to 60",
    "pan": "a number from -1, left, to 1, right",
}


def wrong(kind: str, what: str, remedy: str) -> PydanticCustomError:
    """A mistake in a value: both halves of its line but for the value's name."""
    # Both are data: braces in them must not be read as fields of a template.
    return PydanticCustomError(kind, "{what}", {"what": what, "remedy": remedy})


def _seconds(value: object) -> object:
    """Seconds of a time such as 1:30.5."""
    match = re.fullmatch(r"(\d{1,2}):([0-5]\d(?:\.\d+)?)", value) if isinstance(value, str) else None
    return 60 * int(match[1]) + float(match[2]) if match else value


def _place(value: object) -> object:
    """Amount and unit of a place such as "2 bars"."""
    if isinstance(value, tuple):
        return value
    match = re.fullmatch(r"([-+]?[\d.]+(?:e-?\d+)?) *(s|seconds?|beats?|bars?|)", str(value).strip())
    if not match:
        raise wrong("at", f"is {str(value)[:40]!r}", f"give {BOUNDS['at']}")
    return match[1], next(unit for unit in UNITS if unit.startswith(match[2].removesuffix("s") or "s"))


def _written(place: tuple[float, str]) -> str | float:
    amount, unit = place
    return amount if unit == "seconds" else f"{int(amount) if amount.is_integer() else amount} {unit}"


def _names(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _parts(value: tuple[str, ...]) -> tuple[str, ...]:
    for index, name in enumerate(value):
        if name not in PARTS:
            raise wrong("part", f"names the unknown part {name[:40]!r}", suggest(name, PARTS))
        if name in value[:index]:
            raise wrong("twice", f"names {name!r} twice", "keep one")
    return value


_Number = Field(allow_inf_nan=False)
Place = Annotated[
    tuple[Annotated[float, Field(ge=-LONGEST, le=LONGEST), _Number], str],
    BeforeValidator(_place),
    PlainSerializer(_written),
]
Seconds = Annotated[float, BeforeValidator(_seconds), Field(ge=0, le=LONGEST), _Number]
Fade = Annotated[float, Field(ge=0, le=60), _Number]
Parts = Annotated[
    tuple[Words, ...],
    BeforeValidator(_names),
    AfterValidator(_parts),
    PlainSerializer(lambda names: names[0] if len(names) == 1 else list(names)),
]


class RecordingFront(BaseModel):
    """An entry of the list; ``Recording`` says what its fields mean."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    file: Words
    section: Words
    at: Place = (0.0, "seconds")
    start: Annotated[Seconds, Field(alias="from")] = 0.0
    end: Annotated[Seconds | None, Field(alias="to")] = None
    gain: Annotated[float, Field(ge=-60, le=24), _Number] = 0.0
    fade_in: Fade = 0.0
    fade_out: Fade = 0.0
    pan: Annotated[float, Field(ge=-1, le=1), _Number] = 0.0
    instead_of: Parts = ()
    through: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> RecordingFront:
        if self.end is not None and self.end <= self.start:
            what = f"goes from {self.start:g} s to {self.end:g} s of its file"
            raise wrong("order", what, "write the smaller one as 'from:', or leave out 'to:'")
        if self.through and not self.instead_of:
            raise wrong("through", "has 'through:' without 'instead_of:'", "say which part is silent, or leave it out")
        return self

    @classmethod
    def of(cls, recording: Recording) -> RecordingFront:
        """The entry that is read as this recording."""
        names = {field.alias or name: name for name, field in cls.model_fields.items() if name != "at"}
        values = {alias: getattr(recording, name) for alias, name in names.items()}
        return cls.model_validate({**values, "at": (recording.at, recording.unit)})

    def recording(self, row: int) -> Recording:
        """What it says, as a score has it."""
        amount, unit = self.at
        return Recording(**{**dict(self), "at": amount}, unit=unit, row=row)

    def written(self) -> dict[str, Any]:
        """What is to be written of it: all that has to be said."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def explain(mistake: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong with an entry, and the way out."""
    key, kind = mistake["loc"], mistake["type"]
    entry, field = f"recordings: entry {key[1] + 1}", str(key[2]) if len(key) > 2 else ""
    match kind:
        case "missing":
            return f"{entry} has no {field!r}", f"add a line '{field}: …' to it"
        case "extra_forbidden":
            names = [known.alias or name for name, known in RecordingFront.model_fields.items()]
            return f"{entry} has an unknown field {field!r}", suggest(field, names)
        case "model_type" | "model_attributes_type":
            return f"{entry} is not a group of fields", "begin it with '- file: …', and put the others under it"
        case "string_too_short":
            return f"{entry}: {field} is empty", "write it, or remove the line"
        case "tuple_type" | "string_type" if field == "instead_of":
            return f"{entry}: {field} is no name of a part", suggest("", PARTS)
        case "string_type":
            return f"{entry}: {field} is not text", "write one line of text"
    value = mistake["input"]
    return f"{entry}: {field} is {str(value)[:40]!r}", f"give {BOUNDS.get(field, 'another value')}"


def check_recordings(score: Score, path: str | PathLike[str], lines: Lines) -> None:
    """Every recording begins in its section, or in the song before it, and stands for parts of sections in order.

    Raises:
        ScriptError: one does not.
    """
    names = [section.name for section in score.sections]
    for number, recording in enumerate(score.recordings):
        row = line_of(("recordings", number, "at"), lines)
        section, begin = score.sections[names.index(recording.section)], begins(score, recording)
        if begin < 0:
            what = f"{recording.file!r} begins before the song does"
            raise ScriptError(path, row, what, "give a later 'at:', and cut its beginning off with 'from:'")
        if begin >= score.seconds(section.end):
            length = score.seconds(section.end) - score.seconds(section.start)
            what = f"{recording.file!r} begins after section {section.name!r}, which lasts {length:.2f} s"
            raise ScriptError(path, row, what, "name the section that it begins in")
        if recording.through and names.index(recording.through) < names.index(recording.section):
            what = f"{recording.file!r} is through {recording.through!r}, which is before {recording.section!r}"
            raise ScriptError(path, line_of(("recordings", number, "through"), lines), what, "name a later section")


def find_recordings(score: Score, path: str | PathLike[str]) -> tuple[Path, ...]:
    """The files of the recordings of a song, whose own file is at ``path``.

    Raises:
        ScriptError: one is not there.
    """
    found = []
    for each in score.recordings:
        file = (Path(path).parent / Path(each.file).expanduser()).resolve()
        if not file.is_file():
            what = f"recording {each.file!r} is not there ({file})"
            raise ScriptError(path, each.row, what, "put it beside the song's file, or write its path from there")
        found.append(file)
    return tuple(found)
