"""The front matter of a song: what its tune does not say."""

from __future__ import annotations

import re
from collections.abc import Collection
from os import PathLike
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from eigenreel.errors import EigenreelError, ScriptError, suggest
from eigenreel.sound.song.chords import pitch_class
from eigenreel.sound.song.notation_recordings import RecordingFront, explain, wrong
from eigenreel.sound.song.score import STYLES, Score, style_names
from eigenreel.words.frontmatter import Words
from eigenreel.words.yaml_lines import Lines, first_mistake, read_yaml


def _style(value: str) -> str:
    names = style_names(value)
    for name in names:
        if name not in STYLES:
            raise wrong("style", f"names the unknown style {name!r}", suggest(name, STYLES))
    if len(names) != len(set(names)) or len(names) > 2:
        raise wrong("style", f"is {value!r}", "give one style, or two different ones with a plus")
    return "+".join(names)


def _pitch(value: object) -> object:
    """MIDI number of a note's name, such as G3."""
    match = re.fullmatch(r"([A-G][#b]?)(-?[0-9])", value) if isinstance(value, str) else None
    if match:
        sign = match[1].count("#") - match[1].count("b")
        return (pitch_class(match[1]) - sign) % 12 + sign + 12 * (int(match[2]) + 1)
    return value


def _range(value: tuple[int, int]) -> tuple[int, int]:
    if value[0] >= value[1]:
        raise wrong("range", f"goes from {value[0]} to {value[1]}", "write the lowest note first, as in [G3, C5]")
    return value


def _single(value: tuple[str, ...]) -> tuple[str, ...]:
    for index, name in enumerate(value):
        if name in value[:index]:
            raise wrong("twice", f"names {name!r} twice", "keep one")
    return value


Pitch = Annotated[int, BeforeValidator(_pitch), Field(ge=0, le=127)]
Player = Annotated[Words, AfterValidator(lambda name: name.replace("_", " "))]


class SongFront(BaseModel):
    """What stands between the two ``---`` lines of a song."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: Words
    unit: Words
    styles: dict[Words, Annotated[str, AfterValidator(_style)]]
    harmony: Annotated[tuple[Words, ...], AfterValidator(_single)] = ()
    singer: Annotated[tuple[Pitch, Pitch], AfterValidator(_range)] = (50, 72)
    loudness: Annotated[float, Field(ge=-40, le=-5, allow_inf_nan=False)] = -14.0
    instruments: dict[Player, Annotated[int, Field(ge=0, le=127)]] = {}
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 0
    recordings: tuple[RecordingFront, ...] = ()


def parse_song_front(text: str, path: str | PathLike[str], line: int) -> tuple[SongFront, Lines]:
    """Read front matter whose first line is ``line`` of the file; also the line of every value.

    Raises:
        ScriptError: it is not YAML, or not what a song needs.
    """
    data, lines = read_yaml(text, path, line)
    try:
        return SongFront.model_validate(data), lines
    except ValidationError as error:
        row, mistake = first_mistake(error.errors(), lines)
        raise ScriptError(path, row, *_what_and_remedy(mistake)) from error


def compose_song_front(front: SongFront) -> str:
    """YAML that ``parse_song_front`` reads as ``front``, without the ``---`` lines."""
    data = {key: value for key, value in front.model_dump(mode="json").items() if value not in ([], {})}
    data["singer"] = [_name(pitch) for pitch in front.singer]
    if front.recordings:
        data["recordings"] = [each.written() for each in front.recordings]
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100, default_flow_style=None)


def _name(pitch: int) -> str | int:
    """G3; what is too high or low for one digit stays a number."""
    name = f"{('C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B')[pitch % 12]}{pitch // 12 - 1}"
    return name if _pitch(name) == pitch else pitch


def _what_and_remedy(mistake: dict[str, Any]) -> tuple[str, str]:
    key, kind, context = mistake["loc"], mistake["type"], mistake.get("ctx", {})
    name = ": ".join(f"entry {part + 1}" if isinstance(part, int) else str(part) for part in key) or "front matter"
    if "remedy" in context:
        return f"{name} {context['what']}", context["remedy"]
    if key[0] == "recordings" and len(key) > 1:
        return explain(mistake)
    match kind:
        case "missing" if isinstance(key[-1], int):
            return f"{': '.join(map(str, key[:-1]))} has too few entries", "give two, as in [G3, C5]"
        case "missing":
            return f"front matter has no {key[-1]!r}", f"add a line '{key[-1]}: …'"
        case "extra_forbidden":
            return f"front matter has an unknown field {key[-1]!r}", suggest(str(key[-1]), SongFront.model_fields)
        case "string_too_short":
            return f"{name} is empty", "write it, or remove the line"
        case "string_type":
            return f"{name} is not text", "write one line of text, in quotes if it holds ': ' or begins with a sign"
        case "tuple_type" if name == "recordings":
            return f"{name} is not a list", "write each under it, beginning with '- file: …'"
        case "tuple_type":
            return f"{name} is not a list", "write it in square brackets, with commas"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"{name} is not a group of fields", "write 'name: value' lines, indented under it"
    if "singer" in key:
        return f"{name} is {mistake['input']!r}", "write notes, as in [G3, C5]"
    bounds = {"loudness": "a number from -40 to -5", "seed": "a whole number from 0 to 4294967295"}
    return (
        f"{name} is {str(mistake['input'])[:40]!r}",
        f"give {bounds.get(str(key[0]), 'a whole number from 0 to 127')}",
    )


def check_sections(front: SongFront, headings: Collection[str], path: str | PathLike[str], lines: Lines) -> None:
    """Every section that is named here is in the tune, whose sections are ``headings``.

    Raises:
        ScriptError: one is not.
    """
    named = [(("styles", name), name) for name in front.styles]
    named += [(("harmony", index), name) for index, name in enumerate(front.harmony)]
    for number, each in enumerate(front.recordings):
        named.append((("recordings", number, "section"), each.section))
        named += [(("recordings", number, "through"), each.through)] if each.through else []
    for key, name in named:
        if name not in headings:
            raise ScriptError(path, lines[key], f"{key[0]} names the unknown section {name!r}", suggest(name, headings))


def check_instruments(score: Score, path: str | PathLike[str], lines: Lines) -> None:
    """Everybody who gets another instrument plays in one of the song's styles.

    Raises:
        ScriptError: somebody does not.
    """
    if not score.instruments:
        return
    # The styles bring NumPy, which songs without this line are read without.
    from eigenreel.sound.song.band import players

    known = players(score)
    # The file may have them with underscores.
    rows = {key[1].replace("_", " "): row for key, row in lines.items() if key[:1] == ("instruments",) and key[1:]}
    for name, _ in score.instruments:
        if name not in known:
            raise ScriptError(path, rows[name], f"instruments names the unknown player {name!r}", suggest(name, known))


def fail(path: str | PathLike[str], row: int, error: EigenreelError) -> ScriptError:
    """A mistake without a place ("what; way out"), at its row."""
    return ScriptError(path, row, *str(error).split("; ", 1))
