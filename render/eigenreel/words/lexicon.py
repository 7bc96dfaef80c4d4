"""The lexicon of a course: words that a voice would misread, and what it reads instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from eigenreel.errors import ScriptError, suggest
from eigenreel.words.source import read_toml

FIELDS = ("say", "ipa")


@dataclass(frozen=True)
class Entry:
    """``say`` is a respelling; ``ipa`` the sound, in the voice's own alphabet, of the word (or of its respelling)."""

    say: str | None = None
    ipa: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """Entries by written form. A form in small letters stands for any case; one with a capital only for itself."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str | PathLike[str] | None) -> Lexicon:
        """The lexicon in a file such as::

            [words]
            ReLU = { say = "ray loo" }
            Euler = { ipa = "ˈYləɹ" }
            softmax = { say = "soft max" }

        A course without such a file (or ``None``) has an empty one.

        Raises:
            EigenreelError: the file cannot be read.
            ScriptError: it is not TOML of that form.
        """
        if path is None or not Path(path).exists():
            return cls()
        data, text = read_toml(path, "lexicon", 'write lines such as ReLU = { say = "ray loo" }')
        return cls(_entries(data, text, path))

    def find(self, word: str) -> Entry | None:
        """The entry of a written word, if there is one."""
        return self.entries.get(word) or self.entries.get(word.lower())


def _entries(data: Mapping[str, object], text: str, path: str | PathLike[str]) -> dict[str, Entry]:
    for name in data:
        if name != "words":
            raise ScriptError(path, _line(text, name), f"unknown table {name!r}", "put entries under [words]")
    words = data.get("words", {})
    if not isinstance(words, dict):
        raise ScriptError(path, _line(text, "words"), "words is not a table", "write [words], then one entry a line")
    return {word: _entry(word, fields, _line(text, word), path) for word, fields in words.items()}


def _entry(word: str, fields: object, line: int, path: str | PathLike[str]) -> Entry:
    if not word or re.search(r"\s", word):
        raise ScriptError(path, line, f"entry {word!r} is not one word", "give each word its own entry")
    if not isinstance(fields, dict) or not fields:
        raise ScriptError(
            path, line, f"entry {word!r} says nothing", f'write {word} = {{ say = "…" }} or {{ ipa = "…" }}'
        )
    for name, value in fields.items():
        if name not in FIELDS:
            raise ScriptError(path, line, f"entry {word!r} has an unknown field {name!r}", suggest(name, FIELDS))
        if not isinstance(value, str) or not value.strip():
            raise ScriptError(path, line, f"{name} of {word!r} is not text", "write it in quotes")
    return Entry(**fields)


def _line(text: str, name: str) -> int:
    """The line on which a name is defined."""
    pattern = re.compile(rf"^\s*\[?\s*[\"']?{re.escape(name)}[\"']?\s*[\]=.]", re.MULTILINE)
    match = pattern.search(text)
    return text.count("\n", 0, match.start() + len(match[0]) - len(match[0].lstrip())) + 1 if match else 1
