"""eigenreel list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from eigenreel.cli.arguments import Json, Lang, Out
from eigenreel.cli.report import clock, console, table
from eigenreel.course import find_course, half_course
from eigenreel.glance import Glance, glance
from eigenreel.options import out_folder


def list_lessons(lang: Lang = "en", out: Out = None, as_json: Json = False) -> None:
    """Show the lessons of the course: title, length, units, and what is rendered. Lengths with ~ are estimates.

    [bold]Examples[/bold]

    eigenreel list

    eigenreel list --json
    """
    course = find_course(Path.cwd(), lang)
    folder = out_folder(out, course.root, Path.cwd())
    glances = [glance(ref, folder) for ref in course.lessons]
    if as_json:
        typer.echo(json.dumps([each.to_dict() for each in glances], ensure_ascii=False, indent=1))
        return
    console().print(f"{course.title} ({course.root})", markup=False)
    _print_table(glances)
    for problem in filter(None, (half_course(Path.cwd()), *course.problems())):
        typer.echo(f"note: {problem}", err=True)
    if course.songs:
        names = ", ".join(f"song:{ref.name}" for ref in course.songs)
        typer.echo(f"songs (eigenreel render song:NAME, eigenreel song list): {names}", err=True)
    if course.loops:
        keys = ", ".join(ref.key for ref in course.loops)
        typer.echo(f"vignettes whose lessons have no script yet (eigenreel render KEY --vignette): {keys}", err=True)


def _print_table(glances: Sequence[Glance]) -> None:
    grid = table("lesson", "title", "length", "unit", "film", numbers=("length",))
    for each in glances:
        length = f"{'' if each.measured else '~'}{clock(each.duration)}"
        grid.add_row(each.key, each.title, length, ", ".join(each.units), each.state)
    console().print(grid)
