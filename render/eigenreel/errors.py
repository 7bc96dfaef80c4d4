"""Errors that a person can act on: one line with the place, the value and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from os import PathLike, fspath


class EigenreelError(Exception):
    """Something the user can mend. Its message is the one line that is printed."""


class ScriptError(EigenreelError):
    """A mistake in a narration script or a song, at a line of its file.

    >>> str(ScriptError("vectors.md", 14, "paragraph has no [beat]", "open it with a name such as [arrow]"))
    'vectors.md:14: paragraph has no [beat]; open it with a name such as [arrow]'
    """

    def __init__(self, path: str | PathLike[str], line: int, what: str, remedy: str) -> None:
        super().__init__(f"{fspath(path)}:{line}: {what}; {remedy}")
        self.path, self.line, self.what, self.remedy = path, line, what, remedy

    def __reduce__(self):
        # The default would call the class with the joined message, which does not fit its parameters.
        return type(self), (self.path, self.line, self.what, self.remedy)


def suggest(name: str, names: Iterable[str], if_none: str = "leave it out") -> str:
    """The end of an error line: the nearest known name, or all of them; or what to do where there are none.

    >>> suggest("mpa", ["map", "lines"])
    'perhaps you meant map? It has: map, lines'
    >>> suggest("map", [], "mark a word with [@map]")
    'there are none; mark a word with [@map]'
    """
    known = list(names)
    if not known:
        return f"there are none; {if_none}"
    listing = "it has: " + ", ".join(known)
    near = get_close_matches(name, known, n=1)
    return f"perhaps you meant {near[0]}? {listing[0].upper()}{listing[1:]}" if near else listing
