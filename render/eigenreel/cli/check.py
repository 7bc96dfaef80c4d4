"""eigenreel check."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eigenreel.cli.arguments import (
    All,
    Cache,
    Json,
    Lang,
    Settings,
    Targets,
    Voice,
    chosen_targets,
    chosen_voice,
    heed_settings,
)
from eigenreel.cli.report import complain, counted
from eigenreel.course import Course, find_course
from eigenreel.errors import EigenreelError
from eigenreel.options import cache_folder, parse_settings
from eigenreel.store import Store

if TYPE_CHECKING:
    from eigenreel.check.finding import Finding
    from eigenreel.film.targets import Target


def check(
    targets: Targets = None,
    everything: All = False,
    voice: Voice = None,
    lang: Lang = "en",
    settings: Settings = None,
    as_json: Json = False,
    cache: Cache = None,
) -> None:
    """Hold lessons against the rules of a good film: layout, legibility, contrast, pace, captions, numbers.

    The exit code is 1 when a rule is broken.

    [bold]Examples[/bold]

    eigenreel check probability/bayes_theorem

    eigenreel check song:mathematics_for_ai

    eigenreel check --all --json
    """
    course = find_course(Path.cwd(), lang)
    chosen, speaker = chosen_targets(targets, everything, course), chosen_voice(voice)
    findings = _course_findings(course) if everything else []
    parameters, store, failed = parse_settings(settings or ()), Store(cache_folder(cache)), 0
    for target in chosen:
        try:
            # What a scene prints is no finding.
            with redirect_stdout(sys.stderr):
                found = _target_findings(target, speaker, parameters, store)
            findings += found
        except EigenreelError as error:
            failed += 1
            complain(target.key, str(error))
    if as_json:
        typer.echo(json.dumps([finding.to_dict() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            typer.echo(str(finding))
        kind = "film" if any(target.key.startswith("songs/") for target in chosen) else "lesson"
        typer.echo(f"{counted(len(findings), 'finding')} in {counted(len(chosen) - failed, kind)}")
    raise typer.Exit(1 if findings or failed else 0)


def _target_findings(target: Target, voice: str, parameters: Mapping[str, str], store: Store) -> list[Finding]:
    from eigenreel.check import check_lesson
    from eigenreel.film.targets import LessonTarget, SongTarget

    heed_settings(target, parameters)
    if isinstance(target, SongTarget):
        from eigenreel.scene_module import import_manim

        import_manim()
        from eigenreel.check.song import check_song

        return check_song(target.ref)
    if not isinstance(target, LessonTarget):
        raise EigenreelError("not a lesson, and the rules read its script; put the scene into a course")
    return check_lesson(target.ref, voice=voice, settings=parameters, store=store)


def _course_findings(course: Course) -> list[Finding]:
    """Scripts without scenes, scenes without scripts, mistakes in course.toml."""
    from eigenreel.check import Finding

    problems = course.problems()
    return [Finding("course", str(each.path), "", None, "", each.what, each.remedy) for each in problems]
