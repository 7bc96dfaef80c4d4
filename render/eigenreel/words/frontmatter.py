"""The front matter of a script: what the lesson is, and what a student may be asked about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from os import PathLike
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from eigenreel.errors import ScriptError, suggest
from eigenreel.words.yaml_lines import Key, Lines, first_mistake, read_yaml


def _plain(value: str) -> str:
    for character in value:
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character != "\n":
            raise PydanticCustomError(
                "control", "holds the control character U+{code}", {"code": f"{ord(character):04X}"}
            )
    return value


Words = Annotated[str, Field(min_length=1), AfterValidator(_plain)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Flashcard(_Frozen):
    """A question and its answer; ``beat`` is where the film shows why."""

    front: Words
    back: Words
    difficulty: Literal["easy", "medium", "hard"]
    beat: Words


class Question(_Frozen):
    """A quiz question; ``correct`` is the index of the right answer, counted from 0."""

    question: Words
    answers: Annotated[tuple[Words, ...], Field(min_length=2)]
    correct: Annotated[int, Field(ge=0)]
    explanation: Words
    beat: Words

    @model_validator(mode="after")
    def _answers_agree(self) -> Question:
        for index, answer in enumerate(self.answers):
            if answer in self.answers[:index]:
                raise PydanticCustomError("answers", "has the answer {answer} twice", {"answer": repr(answer)})
        if self.correct >= len(self.answers):
            raise PydanticCustomError(
                "correct", "has no answer {index}", {"index": self.correct, "last": len(self.answers) - 1}
            )
        return self


class FrontMatter(_Frozen):
    """What stands between the two ``---`` lines. Its strings may hold facts, as ``{posterior:.0%}``."""

    title: Words
    question: Words
    summary: Words
    level: Words
    audience: Words
    prerequisites: tuple[Words, ...] = ()
    flashcards: tuple[Flashcard, ...] = ()
    quiz: tuple[Question, ...] = ()


def parse_front(text: str, path: str | PathLike[str], line: int) -> tuple[FrontMatter, Lines]:
    """Read front matter whose first line is ``line`` of the file; also the line of every value.

    Raises:
        ScriptError: it is not YAML, or not what a lesson needs.
    """
    data, lines = read_yaml(text, path, line)
    try:
        return FrontMatter.model_validate(data), lines
    except ValidationError as error:
        raise explain(error, path, lines) from error


def compose_front(front: FrontMatter) -> str:
    """YAML that ``parse_front`` reads as ``front``, without the ``---`` lines; empty lists are left out."""
    data = {key: value for key, value in front.model_dump(mode="json").items() if value != []}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def explain(error: ValidationError, path: str | PathLike[str], lines: Lines) -> ScriptError:
    """The first mistake of the file as one plain line."""
    line, mistake = first_mistake(error.errors(), lines)
    return ScriptError(path, line, *_what_and_remedy(mistake))


def name_of(key: Key) -> str:
    """How a person calls a value.

    >>> name_of(("quiz", 0, "answers", 2))
    'quiz question 1: answer 3'
    """
    names = {
        "quiz": "quiz question",
        "flashcards": "flashcard",
        "answers": "answer",
        "prerequisites": "prerequisite",
        "lines": "line",
        "words": "word",
    }
    parts: list[str] = []
    for part in key:
        if isinstance(part, int):
            parts[-1] = f"{names.get(parts[-1], parts[-1])} {part + 1}"
        else:
            parts.append(part)
    return ": ".join(parts) or "front matter"


def _what_and_remedy(mistake: Mapping[str, Any]) -> tuple[str, str]:
    key, kind, context = mistake["loc"], mistake["type"], mistake.get("ctx", {})
    whole, name = name_of(key[:-1]), name_of(key)
    match kind:
        case "missing":
            return f"{whole} has no {key[-1]!r}", f"add a line '{key[-1]}: …'"
        case "extra_forbidden":
            return f"{whole} has an unknown field {key[-1]!r}", suggest(str(key[-1]), _fields(key))
        case "string_too_short":
            return f"{name} is empty", "write it, or remove the line"
        case "too_short":
            return f"{name} has too few entries", f"give at least {context['min_length']}"
        case "string_type":
            return f"{name} is not text", "write one line of text, in quotes if it holds ': ' or begins with a sign"
        case "tuple_type":
            return f"{name} is not a list", "write one entry a line, each after '- '"
        case "model_type" | "model_attributes_type":
            return (
                f"{name} is not a group of fields",
                f"write 'name: value' lines; it takes: {', '.join(_fields((*key, '')))}",
            )
        case "literal_error":
            return f"{name} is {mistake['input']!r}", f"choose {context['expected']}"
        case "int_parsing" | "int_type" | "int_parsing_size" | "greater_than_equal":
            return f"{name} is {mistake['input']!r}", "give the number of the right answer, counted from 0"
        case "answers":
            return f"{name} {mistake['msg']}", "make them differ"
        case "correct":
            return f"{name} {mistake['msg']}", f"count from 0 to {context['last']}"
        case "control":
            return f"{name} {mistake['msg']}", "remove it"
    return f"{name}: {mistake['msg'][0].lower()}{mistake['msg'][1:]}", "mend this value"


def _fields(key: Key) -> list[str]:
    """The fields that stand beside the last part of ``key``."""
    model: type[BaseModel] = (
        {"flashcards": Flashcard, "quiz": Question}.get(str(key[0]), FrontMatter) if len(key) > 1 else FrontMatter
    )
    return list(model.model_fields)
