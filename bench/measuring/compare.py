"""Side by side: every subject by every renderer in turn, then the quality of the films and the floor."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from measuring.command import CommandError, Cost, run
from measuring.renderers import ONE_WORKER, RENDERERS, TWO_WORKERS, Render, Renderer
from measuring.results import Record
from measuring.staged import recording_of, speech_of
from measuring.subjects import ROOT, Subject
from measuring.task import Setting, Task

LONGEST = 1200
"""Seconds after which a comparison of films has failed."""


def tasks(subjects: list[Subject], setting: Setting, without: Collection[str] = ()) -> Iterator[Task]:
    """The measurements; what a subject's renders have left is thrown away behind its last.

    Args:
        without: names of renderers of Manim that are left out.
    """
    chosen = [renderer for renderer in RENDERERS if renderer.name not in without]
    for subject in subjects:
        *others, last = _of(subject, setting, chosen)
        yield from others
        yield replace(last, after=partial(shutil.rmtree, setting.work / "renders" / subject.folder, ignore_errors=True))


def key_of(subject: Subject, quality: str, step: str) -> str:
    """Where a record of a subject is kept; a step is a renderer's name, with "-warm" behind it, or "quality"."""
    return f"compare/{quality}/{subject.key}/{step}"


def _of(subject: Subject, setting: Setting, renderers: list[Renderer]) -> Iterator[Task]:
    def task(step: str, measure: Callable[[], Record]) -> Task:
        return Task(key_of(subject, setting.quality, step), measure)

    def render(renderer) -> Render:
        folder = setting.work / "renders" / subject.folder / renderer.name
        return Render(subject, renderer, setting.quality, folder, speech_of(subject, setting))

    for renderer in renderers:
        yield task(renderer.name, partial(_cold, render(renderer), setting))
    # Manim's own cache is not measured: plays found in it end at other times, and the lesson gets other frames.
    for renderer in (TWO_WORKERS, ONE_WORKER):
        yield task(f"{renderer.name}-warm", partial(_later, render(renderer), setting, Render.warm))
    yield task(f"{TWO_WORKERS.name}-unchanged", partial(_later, render(TWO_WORKERS), setting, Render.again))
    yield task("quality", partial(_quality, [render(renderer) for renderer in renderers], setting))
    yield task("floor", partial(_floor, subject, setting))


def _cold(render: Render, setting: Setting) -> Record:
    recording_of(render.subject, setting)
    return render.cold().record()


def _later(render: Render, setting: Setting, measure: Callable[[Render], Cost]) -> Record:
    """Measure what needs a finished render before it."""
    if not render.is_rendered:
        _cold(render, setting)
    return measure(render).record()


def _quality(renders: list[Render], setting: Setting) -> Record:
    """The quality of the film of each renderer, by its name; without those that cannot render this."""
    for render in renders:
        if not render.is_rendered:
            with suppress(CommandError):
                _cold(render, setting)
    there = [render for render in renders if render.is_rendered]
    films = [render.film for render in there]
    found = _asked("quality", [recording_of(renders[0].subject, setting), *films], setting)
    return {render.renderer.name: each for render, each in zip(there, found, strict=True)}


def _floor(subject: Subject, setting: Setting) -> Record:
    return _asked("floor", [recording_of(subject, setting)], setting)


def _asked(module: str, arguments: list[Path], setting: Setting):
    """What a module of this folder prints when it is run by itself, as JSON."""
    answer = setting.work / f"{module}.json"
    run([sys.executable, "-m", f"measuring.{module}", *arguments], ROOT / "bench", LONGEST, output=answer)
    try:
        return json.loads(answer.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise CommandError(f"measuring.{module}: gave no answer ({error})") from error
