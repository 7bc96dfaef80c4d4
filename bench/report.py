"""Table and plot from what has been measured.

    python bench/report.py [--quality l|m|h] [--out FOLDER]

Reads results.json in build/bench, and writes table.md, table.json, plot.png and plot.svg beside it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from measuring.findings import Findings
from measuring.plot import plot
from measuring.results import Results
from measuring.subjects import ROOT, subjects
from measuring.table import data, markdown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quality", default="h", choices="lmh")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench")
    arguments = parser.parse_args()
    results = Results(arguments.out / "results.json")
    if not results.records:
        raise SystemExit(f"bench: {results.path}: nothing has been measured; run make bench")
    for path in write_report(results, arguments.quality, arguments.out):
        print(path)


def write_report(results: Results, quality: str, folder: Path) -> list[Path]:
    """Write everything; returns the paths."""
    findings = Findings(results.records, quality, subjects())
    table, numbers = folder / "table.md", folder / "table.json"
    table.write_text(markdown(findings, results.machine), encoding="utf-8")
    numbers.write_text(json.dumps(data(findings), indent=1, ensure_ascii=False), encoding="utf-8")
    machine = results.machine
    about = f"{machine['cores']} cores, {machine['processor']}; Manim {machine['manim']}; quality {quality}"
    return [table, numbers, *plot(findings, about, folder)]


if __name__ == "__main__":
    main()
