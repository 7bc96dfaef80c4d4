"""The command line. Options in, one call, a line out; every error becomes one line and an exit code here."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console

import eigenreel
from eigenreel.cli.cache import cache
from eigenreel.cli.check import check
from eigenreel.cli.doctor import doctor
from eigenreel.cli.lessons import list_lessons
from eigenreel.cli.render import render
from eigenreel.cli.song_align import song
from eigenreel.cli.storyboard import storyboard
from eigenreel.cli.worker import worker
from eigenreel.errors import EigenreelError
from eigenreel.interruption import INTERRUPTED

STOPPED = "stopped; what is done is kept, and the same command goes on from there"

app = typer.Typer(
    name="eigenreel",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(render)
app.command("list")(list_lessons)
app.command()(storyboard)
app.command()(check)
app.add_typer(song)
app.add_typer(cache)
app.command()(worker)
app.command()(doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"eigenreel {eigenreel.__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog="Try: [bold]eigenreel list[/bold], then [bold]eigenreel render probability/bayes_theorem -q m[/bold]",
)
def eigenreel_command(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Narrated, captioned films from a script and a Manim scene.

    Works on the course around this folder (one with scenes/ and narration/), else on the built-in course.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(words: Sequence[str] | None = None) -> int:
    """Run a command line (the process's own, if none is given); returns its exit code."""
    try:
        code = app(words, prog_name="eigenreel", standalone_mode=False) or 0
    except EigenreelError as error:
        return _complain(str(error), 1)
    except typer.TyperException as error:
        hint = f"{_help_for(error)} shows what there is"
        return _complain(f"{_what(error).rstrip('.')} ({hint})", error.exit_code)
    except OSError as error:
        # What no stage foresaw: a disk that fills, a folder that goes away.
        place = f"{error.filename}: " if error.filename else ""
        return _complain(f"{place}{error.strerror or error}; check the disk and your rights there", 1)
    return _complain(STOPPED, INTERRUPTED) if code == INTERRUPTED else code


def _help_for(error: typer.TyperException) -> str:
    """The command whose options were misread, with --help."""
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else 'eigenreel'} --help"


def _what(error: typer.TyperException) -> str:
    """What was misread: the option with its value, where Typer says only the option."""
    # An error of pydantic, which is not imported for its name alone.
    mistakes = getattr(error.__cause__, "errors", None)
    if not isinstance(error, typer.BadParameter) or mistakes is None or error.param is None:
        return error.format_message()
    first = mistakes()[0]
    return f"{error.param.opts[0]} {first['input']}: {first['msg']}"


def _complain(message: str, code: int) -> int:
    # Not print: a message may be a path with signs that this terminal's encoding lacks.
    line = " ".join(f"eigenreel: {message}".split())
    Console(file=sys.stderr, soft_wrap=True, highlight=False).print(line, markup=False)
    return code
