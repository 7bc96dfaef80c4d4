"""eigenreel list."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from eigenreel.cli.arguments import Json, Lang, Out
from eigenreel.cli.report import clock, complain, console, failures_code, table
from eigenreel.course import Course, find_course, half_course
from eigenreel.errors import EigenreelError
from eigenreel.glance import Glance, glance
from eigenreel.options import out_folder


def list_lessons(
    lang: Lang = "en",
    out: Out = None,
    parameters: Annotated[
        bool, typer.Option("--parameters", help="What render --set can change in each lesson, instead.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the lessons of the course: title, length, units, and what is rendered. Lengths with ~ are estimates.

    [bold]Examples[/bold]

    eigenreel list

    eigenreel list --parameters

    eigenreel list --json
    """
    course = find_course(Path.cwd(), lang)
    if parameters:
        raise typer.Exit(failures_code(_list_parameters(course, as_json)))
    folder = out_folder(out, course.root, Path.cwd())
    glances = [glance(ref, folder) for ref in course.lessons]
    if as_json:
        typer.echo(json.dumps([each.to_dict() for each in glances], ensure_ascii=False, indent=1))
        return
    console().print(f"{course.title} ({course.root})")
    _print_table(glances)
    for problem in filter(None, (half_course(Path.cwd()), *course.problems())):
        typer.echo(f"note: {problem}", err=True)
    if course.songs:
        names = ", ".join(ref.target for ref in course.songs)
        typer.echo(f"songs (eigenreel render song:NAME, eigenreel song list): {names}", err=True)
    if course.loops:
        keys = ", ".join(ref.key for ref in course.loops)
        typer.echo(f"vignettes whose lessons have no script yet (eigenreel render KEY --vignette): {keys}", err=True)


def _list_parameters(course: Course, as_json: bool) -> int:
    """List those of every scene file that does not fail, and return how many do."""
    # Imported late: a scene file runs with Manim, and a list of lessons needs neither.
    from eigenreel.scene_module import import_manim

    import_manim()
    from eigenreel.stage.staging import lesson_parameters

    rows, failed = [], 0
    for ref in course.lessons:
        try:
            with redirect_stdout(sys.stderr):
                found = lesson_parameters(ref).values()
        except EigenreelError as error:
            failed += 1
            complain(ref.key, str(error))
            continue
        rows += [
            {"lesson": ref.key, "name": each.name, "default": each.default, "takes": each.allowed, "meaning": each.help}
            for each in found
        ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return failed
    grid = table("lesson", "parameter", "default", "takes", "meaning")
    for row in rows:
        grid.add_row(*map(str, row.values()))
    console().print(grid)
    return failed


def _print_table(glances: Sequence[Glance]) -> None:
    grid = table("lesson", "title", "length", "unit", "film", numbers=("length",))
    for each in glances:
        length = f"{'' if each.measured else '~'}{clock(each.duration)}"
        grid.add_row(each.key, each.title, length, ", ".join(each.units), each.state)
    console().print(grid)
