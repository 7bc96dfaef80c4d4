"""The goals of issue 3, and how near they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from measuring.edits import ANIMATION, COLOUR, SENTENCE
from measuring.findings import Findings, middle, present
from measuring.renderers import MANIM, MANIM_INFLIGHT, ONE_WORKER, RENDERERS, TWO_WORKERS
from measuring.subjects import FLAT, LESSON, SPACE

WALL_TIMES = {LESSON: 5.0, FLAT: 3.5, SPACE: 10.0}
CPU_TIMES = {LESSON: 4.0}
ABOVE_FLOOR = 1.5
GIGABYTE = 1e9
START_SECONDS, UNCHANGED_SECONDS = 0.5, 3.0
TWO_OVER_ONE = 1.8
EDIT_SHARE = 0.15


@dataclass(frozen=True)
class Goal:
    """A number that should not be below, or not above, another.

    Attributes:
        value: what was found; None if it was not measured.
        at_least: whether more is better.
        form: how both numbers are written.
    """

    name: str
    value: float | None
    limit: float
    at_least: bool
    form: str = "{:.2f}"

    @property
    def met(self) -> bool | None:
        """None if it was not measured."""
        if self.value is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def verdict(self) -> str:
        return {True: "pass", False: "FAIL", None: "not measured"}[self.met]

    @property
    def wanted(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.form.format(self.limit)}"

    @property
    def found(self) -> str:
        return "–" if self.value is None else self.form.format(self.value)


def goals(findings: Findings) -> list[Goal]:
    """All of them, measured or not."""
    return [*_times(findings), *_quality(findings), *_means(findings), *_edits(findings)]


def _times(findings: Findings) -> Iterator[Goal]:
    for theirs in (MANIM, MANIM_INFLIGHT):
        for kind, limit in WALL_TIMES.items():
            value = middle(findings.ratios(kind, "wall", theirs.name, TWO_WORKERS.name))
            yield Goal(f"wall time of {theirs.name} over ours, median of {kind}s", value, limit, True, "{:.2f} ×")
        for kind, limit in CPU_TIMES.items():
            value = middle(findings.ratios(kind, "cpu", theirs.name, TWO_WORKERS.name))
            yield Goal(f"CPU time of {theirs.name} over ours, median of {kind}s", value, limit, True, "{:.2f} ×")


def _quality(findings: Findings) -> Iterator[Goal]:
    for measure, name, form in (("psnr", "PSNR-Y", "{:+.2f} dB"), ("ssim", "SSIM", "{:+.5f}")):
        all_of_them = (findings.better(each, measure, TWO_WORKERS.name, MANIM.name) for each in findings.measured)
        value = min(present(all_of_them), default=None)
        yield Goal(f"{name}: ours less manim's, least of all", value, 0.0, True, form)


def _means(findings: Findings) -> Iterator[Goal]:
    floors = findings.floors(TWO_WORKERS.name)
    yield Goal("CPU time over the floor, median of lessons", middle(floors), ABOVE_FLOOR, False, "{:.2f} ×")
    yield Goal("CPU time over the floor, worst of lessons", max(floors, default=None), ABOVE_FLOOR, False, "{:.2f} ×")
    ours = [each.name for each in RENDERERS if each.program == "eigenreel"]
    alone = [findings.compared(each, step, "largest") for each in findings.measured for step in ours]
    peaks = present([*alone, findings.number("unchanged/all", "first_largest")])
    peak = max(peaks) / GIGABYTE if peaks else None
    yield Goal("memory of our largest process, most of all", peak, 1.0, False, "{:.2f} GB")
    for name, told in (("list", "eigenreel list"), ("help", "eigenreel --help")):
        value = findings.number(f"start/{name}", "wall")
        yield Goal(f"starting: {told}, wall", value, START_SECONDS, False, "{:.2f} s")
    value = findings.number("unchanged/all", "wall")
    yield Goal("unchanged: eigenreel render --all, wall", value, UNCHANGED_SECONDS, False, "{:.2f} s")
    value = middle(findings.ratios(LESSON, "wall", ONE_WORKER.name, TWO_WORKERS.name))
    yield Goal("wall time of one worker over two, median of lessons", value, TWO_OVER_ONE, True, "{:.2f} ×")


def _edits(findings: Findings) -> Iterator[Goal]:
    for field, name in (("frames", "frames encoded"), ("workers", "workers' CPU time")):
        for edit in (SENTENCE, ANIMATION, COLOUR):
            value = max(findings.edit_shares(edit, field), default=None)
            yield Goal(f"one {edit} edited: {name} over all, worst of lessons", value, EDIT_SHARE, False, "{:.1%}")
