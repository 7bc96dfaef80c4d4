"""The findings in Markdown, and as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from measuring.edits import ANIMATION, COLOUR, SENTENCE
from measuring.findings import Findings, divided
from measuring.goals import goals
from measuring.renderers import MANIM, MANIM_INFLIGHT, ONE_WORKER, RENDERERS, TWO_WORKERS
from measuring.subjects import Subject

MISSING = "–"
MEGABYTE = 1e6
COLD = tuple(renderer.name for renderer in RENDERERS)
LATER = (f"{TWO_WORKERS.name}-warm", f"{ONE_WORKER.name}-warm", f"{TWO_WORKERS.name}-unchanged")
OURS, THEIRS = TWO_WORKERS.name, (MANIM.name, MANIM_INFLIGHT.name)
EDIT_FIELDS = {"chunks": ".0f", "frames": ".0f", "workers": ".1f", "cpu": ".1f", "wall": ".1f"}
Rows = list[list[str]]


def markdown(findings: Findings, machine: Mapping[str, str]) -> str:
    """Everything, as a document."""
    about = ", ".join(f"{name} {value}" for name, value in machine.items())
    parts = [
        f"Measured by `make bench` at quality {findings.quality} ({about}).",
        "`manim` is `manim render`, `manim-inflight-4` the same with `--max-inflight-encoders 4`, `eigenreel-j2` is "
        "`eigenreel render -j 2`; ratios are to the last. Wall and CPU in seconds; warm: the same command with its "
        "cache there and its film gone; unchanged: with everything there. Memory: of the largest process its peak; of "
        "all together with shared files counted once, looked at ten times a second. Likeness to the frames as drawn, "
        "over forty frames of each film. Floor: plain libx264 with our settings on the same distinct frames.",
        *([] if findings.quality == "h" else ["The goals are meant for quality h."]),
        section("Goals", ("goal", "wanted", "found", ""), goal_rows(findings)),
        *(section(title, headings, rows) for title, headings, rows in tables(findings) if rows),
    ]
    failed = [f"- `{key}`: {error}" for key, error in findings.errors().items()]
    if failed:
        parts.append("## What failed\n\n" + "\n".join(failed))
    return "\n\n".join(parts) + "\n"


def tables(findings: Findings) -> list[tuple[str, tuple[str, ...], Rows]]:
    """Titles, headings and rows."""
    return [
        ("Wall time", ("", *COLD, *RATIOS, "j1 / j2", *LATER), wall_rows(findings)),
        ("CPU time", ("", *COLD, *RATIOS, "floor", "j2 / floor", "j1 / floor"), cpu_rows(findings)),
        ("Memory of the largest process, MB", ("", *COLD, *RATIOS), memory_rows(findings, "largest")),
        ("Memory of all processes together, MB", ("", *COLD, *RATIOS), memory_rows(findings, "tree")),
        ("Quality and size", QUALITY_HEADINGS, quality_rows(findings)),
        ("Edits", EDIT_HEADINGS, edit_rows(findings)),
        ("Starting, and nothing to do", ("", "wall", "CPU"), small_rows(findings)),
    ]


RATIOS = tuple(f"{name} / ours" for name in THEIRS)
QUALITY_HEADINGS = (
    "", "PSNR-Y manim, dB", "ours", "least manim", "least ours",
    "SSIM manim", "ours", "least manim", "least ours", "MB manim", "ours",
)  # fmt: skip
EDIT_HEADINGS = (
    "", "edit", "chunks", "of", "frames encoded", "of", "share", "workers' CPU", "of", "share",
    "CPU", "of", "wall", "of",
)  # fmt: skip


def goal_rows(findings: Findings) -> Rows:
    return [[each.name, each.wanted, each.found, each.verdict] for each in goals(findings)]


def wall_rows(findings: Findings) -> Rows:
    def row(subject: Subject) -> list[str]:
        cold, later = (
            [number(findings.compared(subject, step, "wall"), ".1f") for step in steps] for steps in (COLD, LATER)
        )
        pair = number(findings.ratio(subject, "wall", ONE_WORKER.name, OURS), ".2f")
        return [*cold, *_ratios(findings, subject, "wall"), pair, *later]

    return _by_subject(findings, row)


def cpu_rows(findings: Findings) -> Rows:
    def row(subject: Subject) -> list[str]:
        cold = [number(findings.compared(subject, step, "cpu"), ".1f") for step in COLD]
        floor = number(findings.compared(subject, "floor", "cpu"), ".1f")
        above = [number(findings.above_floor(subject, step), ".2f") for step in (OURS, ONE_WORKER.name)]
        return [*cold, *_ratios(findings, subject, "cpu"), floor, *above]

    return _by_subject(findings, row)


def memory_rows(findings: Findings, field: str) -> Rows:
    def row(subject: Subject) -> list[str]:
        peaks = [divided(findings.compared(subject, step, field), MEGABYTE) for step in COLD]
        return [*(number(peak, ".0f") for peak in peaks), *_ratios(findings, subject, field)]

    return _by_subject(findings, row)


def quality_rows(findings: Findings) -> Rows:
    def row(subject: Subject) -> list[str]:
        def cells(measure: str, form: str) -> list[str]:
            pair = (MANIM.name, OURS)
            return [number(findings.compared(subject, "quality", name, measure), form) for name in pair]

        sizes = [findings.compared(subject, "quality", name, "size") for name in (MANIM.name, OURS)]
        decibels = [*cells("psnr", ".2f"), *cells("worst_psnr", ".2f")]
        likeness = [*cells("ssim", ".5f"), *cells("worst_ssim", ".5f")]
        return [*decibels, *likeness, *(number(divided(size, MEGABYTE), ".2f") for size in sizes)]

    return _by_subject(findings, row)


def edit_rows(findings: Findings) -> Rows:
    rows = []
    for subject in findings.edited:
        for edit in (SENTENCE, ANIMATION, COLOUR):
            cells = []
            for field, form in EDIT_FIELDS.items():
                pair = findings.edit(subject, edit, field), findings.edit(subject, "full", field)
                cells += [number(each, form) for each in pair]
                if field in ("frames", "workers"):
                    cells.append(number(divided(*pair), ".1%"))
            rows.append([subject.key, edit, *cells])
    return rows


def small_rows(findings: Findings) -> Rows:
    asked = {
        "`eigenreel list`": ("start/list", "wall", "cpu"),
        "`eigenreel --help`": ("start/help", "wall", "cpu"),
        "`eigenreel render --all`, unchanged": ("unchanged/all", "wall", "cpu"),
        "the same for the first time, speaking included, 480p": ("unchanged/all", "first_wall", "first_cpu"),
    }
    rows = [[name, *(findings.number(key, field) for field in fields)] for name, (key, *fields) in asked.items()]
    return [[name, number(wall, ".2f"), number(cpu, ".2f")] for name, wall, cpu in rows if wall is not None]


def data(findings: Findings) -> dict[str, object]:
    """The goals, and every table as records by heading."""
    found = [
        {"goal": each.name, "value": each.value, "limit": each.limit, "at_least": each.at_least, "met": each.met}
        for each in goals(findings)
    ]
    named = {title: {"headings": list(headings), "rows": rows} for title, headings, rows in tables(findings)}
    return {"quality": findings.quality, "goals": found, "tables": named, "failed": findings.errors()}


def _ratios(findings: Findings, subject: Subject, field: str) -> list[str]:
    return [number(findings.ratio(subject, field, theirs, OURS), ".2f") for theirs in THEIRS]


def _by_subject(findings: Findings, row: Callable[[Subject], list[str]]) -> Rows:
    return [[subject.key, *row(subject)] for subject in findings.measured]


def number(value: float | None, form: str) -> str:
    """A number in this form, or a dash.

    >>> number(1.234, ".1f"), number(None, ".1f")
    ('1.2', '–')
    """
    return MISSING if value is None else format(value, form)


def section(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A heading and a table; all columns but the first stand right."""
    rule = ["---", *["---:"] * (len(headings) - 1)]
    lines = [headings, rule, *rows]
    return f"## {title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)
