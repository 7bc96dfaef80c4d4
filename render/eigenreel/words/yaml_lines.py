"""YAML as plain text values, each with its line: no aliases, no tags, no guessed types, no key twice."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

import yaml

from eigenreel.errors import ScriptError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Key = tuple[str | int, ...]
"""The way to a value from the root, such as ("quiz", 0, "answers", 2)."""

Lines = dict[Key, int]
MAX_DEPTH = 20


def read_yaml(text: str, path: str | PathLike[str], first_line: int) -> tuple[object, Lines]:
    """Values (strings, lists, dicts with string keys) and the line of each, by its way from the root; the root's is ().

    Every scalar is a string, so that an answer such as ``Yes`` or ``1:30`` stays what the author wrote.

    Raises:
        ScriptError: it is not YAML, or uses what is left out here.
    """
    try:
        _refuse_surprises(text, path, first_line)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        # What is not closed is noticed at the end, but has to be mended where it began.
        unclosed = "end of stream" in str(error.problem)
        mark = error.context_mark if unclosed and error.context_mark else error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise ScriptError(
            path, line, f"front matter is not YAML ({error.problem or error.context})", _remedy(error)
        ) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise ScriptError(
            path, line, f"front matter holds the sign U+{ord(text[error.position]):04X}", "remove it"
        ) from error
    lines: Lines = {(): max(first_line - 1, 1)}
    if root is None:
        return {}, lines
    return _read_node(root, (), lines, path, first_line), lines


def line_of(key: Key, lines: Lines) -> int:
    """The line of a value, or of the nearest around it that is there."""
    return next(lines[key[:length]] for length in range(len(key), -1, -1) if key[:length] in lines)


def first_mistake(mistakes: Sequence[ErrorDetails], lines: Lines) -> tuple[int, ErrorDetails]:
    """The mistake that the file has first, and its line; what is missing comes last, for it may only be misspelt."""
    first = min(mistakes, key=lambda each: (each["type"] == "missing", line_of(each["loc"], lines)))
    return line_of(first["loc"], lines), first


def _refuse_surprises(text: str, path: str | PathLike[str], first_line: int) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = first_line + event.start_mark.line
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ScriptError(
                path,
                line,
                "front matter holds an anchor or alias",
                "write the value out, in quotes if it begins with & or *",
            )
        if getattr(event, "tag", None):
            raise ScriptError(
                path, line, f"front matter holds the tag {event.tag!r}", "remove it, or put the value in quotes"
            )
        if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
            raise ScriptError(path, line, "front matter holds a second document", "keep one pair of --- lines")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ScriptError(
                path, line, f"front matter is nested more than {MAX_DEPTH} deep", "put brackets that are text in quotes"
            )


def _read_node(node: yaml.Node, key: tuple, lines: Lines, path: str | PathLike[str], first_line: int) -> object:
    lines.setdefault(key, first_line + node.start_mark.line)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_read_node(child, (*key, index), lines, path, first_line) for index, child in enumerate(node.value)]
    values: dict[str, object] = {}
    for name, child in node.value:
        line = first_line + name.start_mark.line
        if not isinstance(name, yaml.ScalarNode):
            raise ScriptError(
                path, line, "front matter has a group where a name should be", "put braces that are text in quotes"
            )
        if name.value in values:
            raise ScriptError(
                path,
                line,
                f"{name.value!r} is given twice",
                f"keep one; the first is in line {lines[(*key, name.value)]}",
            )
        lines[(*key, name.value)] = line
        values[name.value] = _read_node(child, (*key, name.value), lines, path, first_line)
    return values


def _remedy(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in str(error.problem):
        return "put the value in quotes: it holds a colon and a space"
    return "check the indentation, and put values that begin with a sign, or hold ': ', in quotes"
