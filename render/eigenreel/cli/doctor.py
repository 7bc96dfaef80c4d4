"""eigenreel doctor."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.text import Text

from eigenreel.cli.arguments import Cache, Json, Out
from eigenreel.cli.report import console, table
from eigenreel.doctor import Requirement, examine


def doctor(out: Out = None, as_json: Json = False, cache: Cache = None) -> None:
    """Say what is present, what is missing, and how to get it. The exit code is 1 when something needed is missing.

    [bold]Examples[/bold]

    eigenreel doctor

    eigenreel doctor --json
    """
    requirements = list(examine(Path.cwd(), out, cache))
    if as_json:
        typer.echo(json.dumps([each.to_dict() for each in requirements], ensure_ascii=False, indent=1))
    else:
        _print_table(requirements)
    raise typer.Exit(0 if all(each.present for each in requirements) else 1)


def _print_table(requirements: list[Requirement]) -> None:
    grid = table("", "what", "found")
    for each in requirements:
        mark = Text("present", "green") if each.present else Text("missing", "red")
        grid.add_row(mark, each.name, each.found)
    console().print(grid)
    missing = [each for each in requirements if not each.present]
    for each in missing:
        console().print(f"{each.name}: {each.remedy}")
    console().print("everything that is needed is here" if not missing else f"{len(missing)} missing")
