"""What follows from the records: ratios, medians, and whether the goals are met. What is missing stays missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from measuring.results import Record
from measuring.subjects import LESSON, Subject


@dataclass(frozen=True)
class Findings:
    """Records of one quality, asked by subject.

    Args:
        records: as ``Results`` keeps them.
        subjects: all that are of interest, whether or not they have been measured.
    """

    records: Mapping[str, Record]
    quality: str
    subjects: Sequence[Subject]

    @property
    def measured(self) -> list[Subject]:
        """The subjects of which there is any record, failed ones included."""
        prefix = f"compare/{self.quality}/"
        return [each for each in self.subjects if any(key.startswith(f"{prefix}{each.key}/") for key in self.records)]

    @property
    def edited(self) -> list[Subject]:
        """The lessons that were edited."""
        return [each for each in self.subjects if f"edit/{self.quality}/{each.key}/full" in self.records]

    def of_kind(self, kind: str) -> list[Subject]:
        return [each for each in self.measured if each.kind == kind]

    def compared(self, subject: Subject, step: str, *path: str) -> float | None:
        """A number of a step of the comparison."""
        return self.number(f"compare/{self.quality}/{subject.key}/{step}", *path)

    def edit(self, subject: Subject, step: str, *path: str) -> float | None:
        """A number of a render of an edited lesson."""
        return self.number(f"edit/{self.quality}/{subject.key}/{step}", *path)

    def number(self, key: str, *path: str) -> float | None:
        """A number of a record; None if it was not measured or failed."""
        found = self.records.get(key)
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    def errors(self) -> dict[str, str]:
        """What failed, and why."""
        mine = ("start/", "unchanged/", f"compare/{self.quality}/", f"edit/{self.quality}/")
        failed = {key: record["error"] for key, record in self.records.items() if "error" in record}
        return {key: error for key, error in failed.items() if key.startswith(mine)}

    def ratio(self, subject: Subject, field: str, over: str, under: str) -> float | None:
        """How many times as much of something one step takes as another."""
        return divided(self.compared(subject, over, field), self.compared(subject, under, field))

    def ratios(self, kind: str, field: str, over: str, under: str) -> list[float]:
        """Those of all subjects of a kind that have both."""
        return present(self.ratio(subject, field, over, under) for subject in self.of_kind(kind))

    def above_floor(self, subject: Subject, step: str) -> float | None:
        """How many times the processor time of encoding alone a render takes."""
        return self.ratio(subject, "cpu", step, "floor")

    def floors(self, step: str) -> list[float]:
        return present(self.above_floor(subject, step) for subject in self.of_kind(LESSON))

    def better(self, subject: Subject, measure: str, ours: str, theirs: str) -> float | None:
        """By how much our film is more like its frames than theirs."""
        values = [self.compared(subject, "quality", name, measure) for name in (ours, theirs)]
        return None if None in values else values[0] - values[1]

    def edit_shares(self, step: str, field: str) -> list[float]:
        """What an edit costs, as a share of the full render's, in each lesson."""
        pairs = [(self.edit(each, step, field), self.edit(each, "full", field)) for each in self.edited]
        return present(divided(part, whole) for part, whole in pairs)


def divided(over: float | None, under: float | None) -> float | None:
    """None if either is missing, or there is nothing to divide by.

    >>> divided(3.0, 2.0), divided(None, 2.0), divided(1.0, 0.0)
    (1.5, None, None)
    """
    return over / under if over is not None and under else None


def present(values: Iterable[float | None]) -> list[float]:
    """Those that are there."""
    return [value for value in values if value is not None]


def middle(values: Sequence[float]) -> float | None:
    """The median; None of nothing."""
    return median(values) if values else None
