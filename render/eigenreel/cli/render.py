"""eigenreel render."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    complete,
    complete_beats,
    scheduler_address,
)
from eigenreel.cli.report import complain, estimate_record, failures_code, films_table, outcome_record, plan_table
from eigenreel.course import find_course
from eigenreel.errors import EigenreelError
from eigenreel.options import (
    FORMATS,
    LARGEST_SEED,
    PRESETS,
    RenderOptions,
    cache_folder,
    check_picture,
    frame_size,
    out_folder,
    parse_format,
    parse_settings,
    soundfont_path,
    worker_count,
)

if TYPE_CHECKING:
    from eigenreel.film.jobs import Job

FORMAT_HELP = (
    "mp4 plays everywhere; webm is for web pages, mov (ProRes 4444, large) for editing, gif for where no video goes; "
    "png is the poster alone."
)
PRESET_HELP = f"For mp4 and webm. {' '.join(f'{name.title()}: {meaning}.' for name, meaning in PRESETS.items())}"
SPARSE_HELP = (
    "Write a picture that stands still once, not once a frame: a smaller file at a variable frame rate, "
    "which some editors refuse."
)
TRANSPARENT_HELP = "Leave the background out: webm, mov, gif (hard edges) and png."

EXAMPLES = """[bold]Examples[/bold]

eigenreel render probability/bayes_theorem -q m

eigenreel render probability/bayes_theorem --set prevalence=0.05 --out five_percent

eigenreel render linear_algebra/vectors --from-beat add --to-beat meaning --format gif

eigenreel render linear_algebra/vectors --vignette --format webm --transparent

eigenreel render linear_algebra/vectors --song

eigenreel render song:mathematics_for_ai -q h

eigenreel render --all -q h -j 8

eigenreel render my_scenes.py:SquareToCircle

eigenreel render --all -q h --cluster tcp://render-box:8786
"""


def render(
    targets: Targets = None,
    everything: All = False,
    quality: Quality = "h",
    resolution: Annotated[
        str | None, typer.Option("-r", "--resolution", metavar="WxH", help="Picture size.", show_default=False)
    ] = None,
    fps: Annotated[int | None, typer.Option("--fps", help="Frames a second.", show_default=False)] = None,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", help="Cores to use; else all there are.", show_default=False)
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Have the workers of this Dask scheduler encode (eigenreel worker), instead of this machine's cores.",
            show_default=False,
        ),
    ] = None,
    out: Out = None,
    format: Annotated[
        str,
        typer.Option("--format", metavar="|".join(FORMATS), help=FORMAT_HELP, autocompletion=complete(FORMATS)),
    ] = "mp4",
    preset: Annotated[
        str,
        typer.Option("--preset", metavar="|".join(PRESETS), help=PRESET_HELP, autocompletion=complete(PRESETS)),
    ] = "standard",
    sparse: Annotated[bool, typer.Option("--sparse", help=SPARSE_HELP)] = False,
    transparent: Annotated[bool, typer.Option("--transparent", help=TRANSPARENT_HELP)] = False,
    voice: Voice = None,
    lang: Lang = "en",
    settings: Settings = None,
    from_beat: Annotated[
        str | None,
        typer.Option(
            "--from-beat",
            metavar="BEAT",
            help="First beat of a clip.",
            autocompletion=complete_beats,
            show_default=False,
        ),
    ] = None,
    to_beat: Annotated[
        str | None,
        typer.Option(
            "--to-beat",
            metavar="BEAT",
            help="Last beat of a clip.",
            autocompletion=complete_beats,
            show_default=False,
        ),
    ] = None,
    vignette: Annotated[bool, typer.Option("--vignette", help="The lesson's loop instead of its film.")] = False,
    song: Annotated[bool, typer.Option("--song", help="End each lesson with its lines of the unit's song.")] = False,
    no_captions: Annotated[bool, typer.Option("--no-captions", help="No captions in or beside the film.")] = False,
    seed: Annotated[int, typer.Option("--seed", help="Of everything random.")] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done and how long it may take.")
    ] = False,
    as_json: Json = False,
    cache: Cache = None,
) -> None:
    """Make films: an mp4 with voice, captions and chapters, and what belongs beside it.

    One that fails does not stop the others; the exit code says how many failed.
    """
    course = find_course(Path.cwd(), lang)
    size = frame_size(quality, resolution, fps)
    if not 0 <= seed <= LARGEST_SEED:
        raise EigenreelError(f"--seed {seed}: not a seed; give a number from 0 to {LARGEST_SEED}")
    if vignette and (from_beat or to_beat):
        raise EigenreelError("--vignette has no beats; leave out --from-beat and --to-beat")
    if vignette and song:
        raise EigenreelError("--vignette and --song: one is the loop alone, the other a whole film; leave out one")
    if cluster is not None and jobs is not None:
        raise EigenreelError("-j is for this machine, where --cluster encodes nothing; give it to eigenreel worker")
    options = RenderOptions(
        width=size.width,
        height=size.height,
        fps=size.fps,
        jobs=worker_count(jobs),
        out=out_folder(out, course.root, Path.cwd()),
        cache=cache_folder(cache),
        format=parse_format(format),
        voice=chosen_voice(voice),
        lang=lang,
        parameters=parse_settings(settings or ()),
        from_beat=from_beat,
        to_beat=to_beat,
        vignette=vignette,
        song=song,
        soundfont=soundfont_path(),
        captions=not no_captions,
        seed=seed,
        preset=preset,
        sparse=sparse,
        transparent=transparent,
        cluster=scheduler_address(cluster) if cluster is not None else None,
    )
    check_picture(options)
    chosen = chosen_targets(targets, everything, course, loops=vignette)
    # Imported late: --help and mistakes in the arguments need none of the machinery.
    from eigenreel.film.jobs import plan_jobs

    planned = plan_jobs(chosen, options)
    if dry_run:
        _show_plan(planned, options, as_json)
        return
    raise typer.Exit(failures_code(_run(planned, options, as_json)))


render.__doc__ = f"{render.__doc__.rstrip()}\n\n{EXAMPLES}"


def _run(jobs: list[Job], options: RenderOptions, as_json: bool) -> int:
    """Render, report, and return how many failed."""
    from eigenreel.cli.progress import watched
    from eigenreel.film.jobs import run_jobs

    # Stdout is for results: what a scene prints is none.
    with watched(len(jobs)) as progress, redirect_stdout(sys.stderr):
        outcomes = run_jobs(jobs, options, progress)
    failures = [outcome for outcome in outcomes if outcome.error is not None]
    if as_json:
        typer.echo(json.dumps([outcome_record(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    elif len(failures) < len(outcomes):
        films_table(outcomes)
    for outcome in outcomes:
        trouble = outcome.error or outcome.note
        if trouble is not None:
            complain(outcome.job.key, trouble)
    return len(failures)


def _show_plan(jobs: list[Job], options: RenderOptions, as_json: bool) -> None:
    from eigenreel.film.jobs import estimate

    if options.cluster is not None:
        from eigenreel.film.cluster import cluster_cores

        options = replace(options, jobs=cluster_cores(options.cluster))
    estimates = [estimate(job, options) for job in jobs]
    if as_json:
        records = [estimate_record(job, each) for job, each in zip(jobs, estimates, strict=True)]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        plan_table(jobs, estimates, options)
