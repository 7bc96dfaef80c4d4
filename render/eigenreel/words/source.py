"""What the text files of a course share: UTF-8 without surprises, YAML front matter between two --- lines, and TOML."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from os import PathLike
from pathlib import Path
from typing import Any

from eigenreel.errors import EigenreelError, ScriptError


def read_source(path: str | PathLike[str], what: str) -> bytes:
    """The bytes of a file that is a ``what``, as in "cannot read this script".

    Raises:
        EigenreelError: it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise EigenreelError(
            f"{path}: cannot read this {what} ({error.strerror}); check its name and rights"
        ) from error


def decode(data: bytes, path: str | PathLike[str]) -> str:
    """Text with line ends as \\n and without a byte-order mark.

    Raises:
        ScriptError: it is not UTF-8, or holds tabs or other control characters.
    """
    text = re.sub(r"\r\n?", "\n", _utf8(data, path))
    for number, content in enumerate(text.split("\n"), 1):
        for sign in content:
            if unicodedata.category(sign) in ("Cc", "Zl", "Zp") or sign == "\ufeff":
                what = "a tab character" if sign == "\t" else f"the control character U+{ord(sign):04X}"
                raise ScriptError(path, number, what, "use spaces" if sign == "\t" else "remove it")
    return text


def read_toml(path: str | PathLike[str], what: str, remedy: str) -> tuple[dict[str, Any], str]:
    """The table in a file that is a ``what``, and the file's text.

    Raises:
        EigenreelError: it cannot be read.
        ScriptError: it is not UTF-8, or not TOML.
    """
    text = _utf8(read_source(path, what), path)
    try:
        return tomllib.loads(text), text
    # Python's own limits of digits and depth are no TOML either.
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ScriptError(
            path, int(line[1]) if line else text.count("\n") + 1, f"not TOML ({error})", remedy
        ) from error


def split_front(text: str, path: str | PathLike[str], fields: str) -> tuple[str, int, str]:
    """The front matter, the row that follows it (from 1) and all from there on; ``fields`` names what it needs.

    Raises:
        ScriptError: it has no beginning or no end.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise ScriptError(
            path, 1, "no front matter", f"begin the file with a --- line, then {fields}, …, then a --- line"
        )
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:index]), index + 2, "\n".join(lines[index + 1 :])
    raise ScriptError(path, 1, "the front matter does not end", "close it with a --- line")


def _utf8(data: bytes, path: str | PathLike[str]) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ScriptError(
            path, line, f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8"
        ) from error
