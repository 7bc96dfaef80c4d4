"""The findings as a picture: how many times as long manim takes as eigenreel. Typst draws it, with its own fonts."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from measuring.findings import Findings, middle, present
from measuring.goals import CPU_TIMES, WALL_TIMES
from measuring.renderers import MANIM, MANIM_INFLIGHT, TWO_WORKERS
from measuring.subjects import FLAT, LESSON, SPACE, Subject

KINDS = {LESSON: "lessons", FLAT: "2-D scenes", SPACE: "3-D scenes"}
PIXELS_PER_INCH = 144
ROOM = 1.12
"""Axes are so much longer than the longest bar, for its number."""

SHEET = """
#let plot = json("plot.json")
#let dark = rgb("#1f2328")
#let grey = rgb("#6a737d")
#let blue = rgb("#2f6db5")
#let light = rgb("#a9c7ea")
#let red = rgb("#c4422f")
#let width = 250pt
#set page(width: auto, height: auto, margin: 22pt, fill: white)
#set text(font: ("Libertinus Serif",), size: 12pt, fill: dark)

#let shown(value) = {
  let tenths = calc.round(value * 10)
  str(calc.quo(tenths, 10)) + "." + str(calc.rem(tenths, 10))
}
#let bar(value, longest, colour, height) = if value == none {
  box(height: height, text(fill: grey)[not measured])
} else {
  stack(dir: ltr, spacing: 4pt,
    rect(width: width * value / longest, height: height, fill: colour, stroke: none),
    align(horizon, text(size: 0.75em, fill: grey)[#shown(value)]))
}
#let bars(values, longest, goal) = box(width: width + 34pt, height: 24pt, {
  place(left + horizon, if values.len() == 1 { bar(values.first(), longest, blue, 10pt) } else {
    stack(spacing: 2pt, bar(values.at(0), longest, blue, 10pt), bar(values.at(1), longest, light, 10pt)) })
  if goal != none { place(left + top, dx: width * goal / longest, line(angle: 90deg, length: 24pt, stroke: 1pt + red)) }
})
#let swatch(colour) = box(rect(width: 9pt, height: 9pt, fill: colour, stroke: none), baseline: 1pt)

#text(size: 17pt, weight: "bold")[How many times as long manim takes as eigenreel]
#v(-6pt)
#text(fill: grey)[#plot.about]
#v(2pt)
#swatch(blue) manim render #h(14pt) #swatch(light) manim render #"--max-inflight-encoders 4" #h(14pt)
#box(line(angle: 90deg, length: 9pt, stroke: 1pt + red)) #h(3pt) goal
#grid(columns: (auto, auto, auto), column-gutter: 22pt, row-gutter: 5pt, align: (right + horizon, left, left),
  [], strong[wall time], strong[processor time],
  ..plot.groups.map(group => (
    grid.cell(align: right + bottom, inset: (top: 10pt), strong(group.name)),
    grid.cell(align: bottom, text(fill: grey)[#group.medians.at(0)]),
    grid.cell(align: bottom, text(fill: grey)[#group.medians.at(1)]),
    ..group.rows.map(row => (
      [#row.name],
      bars(row.wall, plot.longest.at(0), group.goals.at(0)),
      bars(row.cpu, plot.longest.at(1), group.goals.at(1)),
    )).flatten(),
  )).flatten())
"""


def plot(findings: Findings, about: str, folder: Path) -> list[Path]:
    """Write plot.png and plot.svg; returns their paths."""
    with TemporaryDirectory() as work:
        Path(work, "plot.json").write_text(json.dumps(data(findings, about)), encoding="utf-8")
        Path(work, "plot.typ").write_text(SHEET, encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False)
        paths = [folder / "plot.png", folder / "plot.svg"]
        for path in paths:
            kind = path.suffix.removeprefix(".")
            source = str(Path(work, "plot.typ"))
            typst.compile(source, output=str(path), root=work, font_paths=fonts, format=kind, ppi=PIXELS_PER_INCH)
    return paths


def data(findings: Findings, about: str) -> dict[str, object]:
    """What the sheet draws: groups of rows, with ratios of wall and processor time."""
    groups = [_group(findings, kind, name) for kind, name in KINDS.items() if findings.of_kind(kind)]
    longest = []
    for field, goal in (("wall", 0), ("cpu", 1)):
        values = present(value for group in groups for row in group["rows"] for value in row[field])
        limits = present(group["goals"][goal] for group in groups)
        longest.append(ROOM * max([*values, *limits, 1.0]))
    return {"about": about, "groups": groups, "longest": longest}


def _group(findings: Findings, kind: str, name: str) -> dict[str, object]:
    limits = {"wall": WALL_TIMES.get(kind), "cpu": CPU_TIMES.get(kind)}
    return {
        "name": name,
        "goals": list(limits.values()),
        "medians": [_median(findings, kind, field, limit) for field, limit in limits.items()],
        "rows": [_row(findings, subject) for subject in findings.of_kind(kind)],
    }


def _row(findings: Findings, subject: Subject) -> dict[str, object]:
    theirs = (MANIM.name, MANIM_INFLIGHT.name)
    ratios = {
        field: [findings.ratio(subject, field, each, TWO_WORKERS.name) for each in theirs] for field in ("wall", "cpu")
    }
    return {"name": subject.key.rpartition("/")[2].replace("_", " "), **ratios}


def _median(findings: Findings, kind: str, field: str, limit: float | None) -> str:
    value = middle(findings.ratios(kind, field, MANIM.name, TWO_WORKERS.name))
    told = "not measured" if value is None else f"median {value:.1f}"
    return told if limit is None else f"{told}, goal {limit:g}"
