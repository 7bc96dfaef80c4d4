"""eigenreel storyboard."""

from __future__ import annotations

import json
import sys
from collections import Counter
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
    Out,
    Quality,
    Settings,
    Targets,
    Voice,
    chosen_targets,
    chosen_voice,
    heed_settings,
)
from eigenreel.cli.report import complain, failures_code, near
from eigenreel.course import find_course
from eigenreel.errors import EigenreelError
from eigenreel.film.arrival import expect
from eigenreel.options import cache_folder, frame_size, out_folder, parse_settings, soundfont_path
from eigenreel.store import Store

if TYPE_CHECKING:
    from eigenreel.film.targets import Target

STORYBOARD_FPS = 15
"""Only the last frame of each beat is drawn; fewer frames to stage make it quick."""


def storyboard(
    targets: Targets = None,
    everything: All = False,
    quality: Quality = "l",
    out: Out = None,
    voice: Voice = None,
    lang: Lang = "en",
    settings: Settings = None,
    as_json: Json = False,
    cache: Cache = None,
) -> None:
    """Draw the last frame of each beat with its time and words, as a picture and a page, without rendering the film.

    [bold]Examples[/bold]

    eigenreel storyboard probability/bayes_theorem

    eigenreel storyboard song:mathematics_for_ai

    eigenreel storyboard --all --voice silent
    """
    course = find_course(Path.cwd(), lang)
    chosen = chosen_targets(targets, everything, course)
    size = frame_size(quality, None, STORYBOARD_FPS)
    folder = out_folder(out, course.root, Path.cwd())
    places = {target: folder / f"{target.key}.storyboard" for target in chosen}
    _heed_places(places)
    speaker, parameters = chosen_voice(voice), parse_settings(settings or ())
    # Imported late: staging needs Manim, and --help and mistakes in the arguments do not.
    from eigenreel.scene_module import import_manim

    import_manim()
    from eigenreel.film.storyboard import stage_target, write_storyboard
    from eigenreel.stage.staging import StageOptions

    options = StageOptions(size.width, size.height, size.fps, voice=speaker, parameters=parameters)
    store, failed, written = Store(cache_folder(cache)), 0, []
    for target, place in places.items():
        try:
            expect(Path(f"{place}.png"))
            heed_settings(target, parameters)
            # What a scene prints is no result.
            with redirect_stdout(sys.stderr):
                staged = stage_target(target, options, store, soundfont_path())
            written.append(write_storyboard(staged, target.key, place))
        except EigenreelError as error:
            failed += 1
            complain(target.key, str(error))
    _print_paths(written, as_json)
    raise typer.Exit(failures_code(failed))


def _heed_places(places: Mapping[Target, Path]) -> None:
    """Raise EigenreelError if storyboards would be written over each other."""
    for place, count in Counter(places.values()).items():
        if count > 1:
            raise EigenreelError(
                f"{place}.png: {count} storyboards in one file; draw them one by one, each to its own --out"
            )


def _print_paths(written: list[tuple[Path, Path]], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([{"png": str(png), "html": str(page)} for png, page in written], indent=1))
        return
    for png, page in written:
        typer.echo(f"{near(png)}  {near(page)}")
