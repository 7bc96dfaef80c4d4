"""Arguments that several commands take, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eigenreel.course import Course, find_course, half_course
from eigenreel.errors import EigenreelError
from eigenreel.glance import beat_names
from eigenreel.options import QUALITIES, default_voice, parse_cluster
from eigenreel.sound.voices import VOICES

if TYPE_CHECKING:
    from eigenreel.film.targets import Target


def complete_targets(incomplete: str) -> list[str]:
    """Keys of lessons, and what calls for the films of songs, for the shell."""
    course = find_course(Path.cwd())
    names = (*(ref.key for ref in course.lessons), *(ref.target for ref in course.songs))
    return [name for name in names if name.startswith(incomplete)]


def complete_beats(context: typer.Context, incomplete: str) -> list[str]:
    """Beats of the lessons that stand in the command line, for the shell."""
    # Before an option that is still being typed, arguments are not yet parameters.
    named = {*(context.params.get("targets") or ()), *context.args}
    refs = [ref for ref in find_course(Path.cwd()).lessons if ref.key in named]
    return [name for ref in refs for name in beat_names(ref) if name.startswith(incomplete)]


def complete(names: Iterable[str]) -> Callable[[str], list[str]]:
    """Some of these names, for the shell."""
    return lambda incomplete: [name for name in names if name.startswith(incomplete)]


Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TARGET...",
        help="Lessons by key (linear_algebra/vectors), films of songs (song:mathematics_for_ai), or scenes of any "
        "Manim file (FILE.py or FILE.py:Scene).",
        autocompletion=complete_targets,
        show_default=False,
    ),
]
All = Annotated[bool, typer.Option("-a", "--all", help="Every lesson of the course, or every scene of the files.")]
Out = Annotated[
    Path | None, typer.Option("--out", help="Folder of the results; else build/ in the course.", show_default=False)
]
Cache = Annotated[
    Path | None,
    typer.Option("--cache", help="Folder of the cache; else EIGENREEL_CACHE, or the system's.", show_default=False),
]
Voice = Annotated[
    str | None,
    typer.Option(
        "--voice",
        help="Who speaks: hibari, or silent for drafts.",
        autocompletion=complete(VOICES),
        show_default=False,
    ),
]
Lang = Annotated[str, typer.Option("--lang", help="Language: a folder of narration/.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the lesson; may be repeated.", show_default=False),
]
Quality = Annotated[
    str,
    typer.Option(
        "-q",
        "--quality",
        metavar="l|m|h|p|k",
        autocompletion=complete(QUALITIES),
        help="As in Manim: 854x480 at 15 frames a second, 1280x720 at 30, 1920x1080, 2560x1440 or 3840x2160 at 60.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def chosen_voice(name: str | None) -> str:
    """The voice that a command line names, else the default one.

    Raises:
        EigenreelError: there is no such voice.
    """
    from eigenreel.sound.voices import known_voice

    return known_voice(name or default_voice())


def scheduler_address(text: str) -> str:
    """The address of a cluster's scheduler.

    Raises:
        EigenreelError: it is none, or the extra that clusters need is not installed.
    """
    address = parse_cluster(text)
    if find_spec("distributed") is None:
        remedy = "pip install 'eigenreel[cluster]'"
        raise EigenreelError(f"{address}: a cluster needs the package distributed, which is missing; {remedy}")
    return address


def heed_settings(target: Target, settings: Mapping[str, str]) -> None:
    """Raise EigenreelError where ``--set`` is given for what has no parameters."""
    from eigenreel.film.targets import LessonTarget

    if settings and not isinstance(target, LessonTarget):
        raise EigenreelError("--set is for lessons; leave it out")


def chosen_targets(
    texts: Sequence[str] | None, everything: bool, course: Course, *, loops: bool = False
) -> tuple[Target, ...]:
    """The targets that a command line names.

    Args:
        loops: only vignettes are wanted, which need no script.

    Raises:
        EigenreelError: it names none, one that is not there, or lessons beside --all.
    """
    from eigenreel.film.targets import all_scenes, resolve

    if everything and texts:
        return all_scenes(texts)
    lack = half_course(Path.cwd())
    if everything and lack is not None:
        # Without this, the built-in course would be meant, and rendered.
        raise EigenreelError(lack)
    refs = (*course.lessons, *(course.loops if loops else ()))
    if everything and not refs:
        raise EigenreelError(f"no lessons in the course at {course.root}; write a scene and a script of the same name")
    if not everything and not texts:
        raise EigenreelError("nothing to do; name a lesson (eigenreel list shows them), or give --all")
    names = [ref.key for ref in refs] if everything else list(texts or ())
    return resolve(names, course, course.lang, loops=loops)
