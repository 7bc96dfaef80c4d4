"""Facts: values that a lesson computes, put into its script in the format that the author asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Integral, Real
from os import PathLike
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from eigenreel.errors import ScriptError, suggest
from eigenreel.words.frontmatter import FrontMatter, Key, explain
from eigenreel.words.markup import Fact, Passage, Text, parse_template

if TYPE_CHECKING:
    from eigenreel.words.script import Script

MINUS = "\N{MINUS SIGN}"


def write_number(value: Real, format_spec: str = "") -> str:
    """A number as captions show it: Python's format, with a real minus sign; without a format, six significant digits.

    Raises:
        ValueError: the format does not fit the number.

    >>> write_number(0.16102, ".1%"), write_number(-3.0), write_number(1234567.25), write_number(16 / 3)
    ('16.1%', '−3', '1234567', '5.33333')
    """
    if isinstance(value, Integral):
        text = format(int(value), format_spec)
    elif format_spec:
        text = format(float(value), format_spec)
    else:
        text = format(round(value), "d") if 1e6 <= abs(value) < 1e15 else format(float(value), ".6g")
    # A value that rounds to nothing has no sign to speak of: "-0.00" is 0.00.
    if text.startswith("-") and not text.strip("-0.,%"):
        text = text[1:]
    return text.replace("-", MINUS)


def fill_fact(fact: Fact, facts: Mapping[str, object], path: str | PathLike[str]) -> str:
    """The written form of a fact.

    Raises:
        ScriptError: the lesson has no such fact, or it cannot be written in that format.
    """
    if fact.name not in facts:
        raise ScriptError(
            path,
            fact.line,
            f"unknown fact {fact.name!r}",
            f"the lesson's facts(): {suggest(fact.name, facts, f'return {fact.name!r} from it')}",
        )
    value = facts[fact.name]
    if isinstance(value, str) and fact.format in ("", "s"):
        return value
    if isinstance(value, bool) or not isinstance(value, Real):
        kind = type(value).__name__
        raise ScriptError(
            path, fact.line, f"fact {fact.name!r} is a {kind}", "give a number from facts(), or text without a format"
        )
    if not math.isfinite(value):
        raise ScriptError(
            path, fact.line, f"fact {fact.name!r} is {value}", "mend facts(), or the parameters that it reads"
        )
    try:
        return write_number(value, fact.format)
    except ValueError as error:
        remedy = "use one such as .2f or .1%; d is for whole numbers, s for text"
        raise ScriptError(
            path, fact.line, f"fact {fact.name!r} = {value} does not take the format {fact.format!r}", remedy
        ) from error


def study(script: Script, facts: Mapping[str, object]) -> FrontMatter:
    """The front matter with every fact filled.

    Raises:
        ScriptError: an unknown fact, a format that does not fit, or two answers of a question that became the same.
    """

    def fill(value: Any, key: Key) -> Any:
        if isinstance(value, str):
            return _fill_template(Passage(script.path, script.front_lines.get(key, 1), value), facts)
        if isinstance(value, list):
            return [fill(entry, (*key, index)) for index, entry in enumerate(value)]
        if isinstance(value, dict):
            return {name: fill(entry, (*key, name)) for name, entry in value.items()}
        return value

    try:
        return FrontMatter.model_validate(fill(script.front.model_dump(mode="json"), ()))
    except ValidationError as error:
        raise explain(error, script.path, dict(script.front_lines)) from error


def _fill_template(passage: Passage, facts: Mapping[str, object]) -> str:
    return "".join(
        piece.text if isinstance(piece, Text) else fill_fact(piece, facts, passage.path)
        for piece in parse_template(passage)
    )
