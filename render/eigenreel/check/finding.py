"""What a rule reports: where, what, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One fault of a film.

    Attributes:
        rule: the rule's name, which is also its file.
        time: seconds from the film's start, or None for a fault of the script as such.
        object: what is at fault: a piece of text, a word, a fact.
    """

    rule: str
    lesson: str
    beat: str
    time: float | None
    object: str
    message: str
    remedy: str

    def __str__(self) -> str:
        when = "" if self.time is None else f" at {self.time:.1f} s"
        where = f"{self.lesson} [{self.beat}]{when}" if self.beat else f"{self.lesson}{when}"
        thing = f" '{self.object}'" if self.object else ""
        return f"{where}: {self.rule}:{thing} {self.message}; {self.remedy}"

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)
