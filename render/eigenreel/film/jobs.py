"""Jobs: many targets become films. While the workers encode one, the next is staged."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from eigenreel.errors import EigenreelError
from eigenreel.film.ahead import Ahead
from eigenreel.film.arrival import expect
from eigenreel.film.cache import film_key, finished, note_finished, remove_stale
from eigenreel.film.chunks import Encoders
from eigenreel.film.estimate import Estimate, expected
from eigenreel.film.pool import Pool
from eigenreel.film.reads import Reads, watched_reads
from eigenreel.film.render import FORMATS, FilmOptions, Rendering
from eigenreel.film.result import FilmResult
from eigenreel.film.staged_targets import stage_target
from eigenreel.film.targets import LessonTarget, SceneTarget, SongTarget, Target
from eigenreel.glance import clip_seconds, glance
from eigenreel.interruption import heed
from eigenreel.options import RenderOptions

if TYPE_CHECKING:
    from eigenreel.stage.staging import Staged
    from eigenreel.work import Submit

AHEAD = 1
"""How many films may be with the workers while another is staged: more would only take memory."""

UNKNOWN_SECONDS, LOOP_SECONDS = 20.0, 6.0
"""How long scenes and loops are taken to be before they are staged."""


@dataclass(frozen=True)
class Job:
    """A target, and the film that it becomes."""

    target: Target
    path: Path

    @property
    def key(self) -> str:
        return self.target.key


@dataclass(frozen=True)
class Outcome:
    """A film, or the line that says why there is none.

    Attributes:
        note: what went wrong after the film was there.
    """

    job: Job
    result: FilmResult | None = None
    error: str | None = None
    note: str | None = None


class Progress(Protocol):
    """Who watches; called from any thread."""

    def job_started(self, job: Job, total_frames: int | None) -> None: ...
    def sings(self, job: Job, section: str, number: int, total: int, done: bool) -> None: ...
    def staged(self, job: Job, frames: int) -> None: ...
    def frames_done(self, job: Job, frames: int) -> None: ...
    def job_done(self, job: Job, outcome: Outcome) -> None: ...


def plan_jobs(targets: Sequence[Target], options: RenderOptions) -> list[Job]:
    """One job for each target.

    Raises:
        EigenreelError: several targets are to become one file, or the file's name says another format.
    """
    kind = options.out.suffix.removeprefix(".")
    if kind not in FORMATS:
        jobs = [Job(target, options.out / f"{target.key}{_part(options)}.{options.format}") for target in targets]
    elif kind == options.format:
        jobs = [Job(target, options.out) for target in targets]
    else:
        raise EigenreelError(f"--out {options.out}: is to be {options.format}; say --format {kind} for a {kind}")
    for path in {job.path for job in jobs}:
        together = sum(job.path == path for job in jobs)
        if together > 1:
            raise EigenreelError(f"{path}: {together} films in one file; render them one by one, each to its own --out")
    return jobs


def run_jobs(
    jobs: Sequence[Job], options: RenderOptions, progress: Progress, encoders: Encoders | None = None
) -> list[Outcome]:
    """Make every film; one that fails does not stop the others.

    Args:
        encoders: who encodes, if not those that the options name; closed at the end.

    Raises:
        EigenreelError: nobody can encode: the cluster is not there, or was lost.
    """
    outcomes: dict[Job, Outcome] = {}

    def done(outcome: Outcome) -> None:
        if outcome.error is not None:
            # Where nobody can encode any more, no other film will fare better.
            encoders.ready()
        outcomes[outcome.job] = outcome
        progress.job_done(outcome.job, outcome)

    waiting: deque[_Film] = deque()
    with closing(encoders or _encoders(options)) as encoders, closing(_singers(encoders, options)) as singers:
        for job in jobs:
            heed()
            progress.job_started(job, _expected_frames(job, options))
            known = finished(options.store, _key(job, options))
            if known is not None:
                done(Outcome(job, known))
                continue
            try:
                encoders.ready()
                waiting.append(_begin(job, options, encoders, singers.submit, progress))
            except EigenreelError as error:
                done(Outcome(job, error=str(error)))
            while len(waiting) > AHEAD:
                done(waiting.popleft().outcome())
        heed()
        while waiting:
            done(waiting.popleft().outcome())
    return [outcomes[job] for job in jobs]


def estimate(job: Job, options: RenderOptions) -> Estimate:
    """How long a film may be and take."""
    known = finished(options.store, _key(job, options))
    if known is not None:
        return Estimate(known.duration, round(known.duration * options.fps), 0.0, True)
    staged = LOOP_SECONDS if options.vignette else UNKNOWN_SECONDS
    if isinstance(job.target, SongTarget):
        staged = job.target.seconds() or UNKNOWN_SECONDS
        return expected(staged, staged, options, sung=True)
    if isinstance(job.target, LessonTarget) and not options.vignette:
        ref = job.target.ref
        staged = glance(ref, options.out).duration
        if options.from_beat or options.to_beat:
            return expected(clip_seconds(ref, options.from_beat, options.to_beat), staged, options)
    return expected(staged, staged, options)


def _encoders(options: RenderOptions) -> Encoders:
    if options.cluster is None:
        return Pool(options.jobs)
    # Dask takes its time to import, and is an extra.
    from eigenreel.film.cluster import Cluster

    return Cluster(options.cluster)


def _singers(encoders: Encoders, options: RenderOptions) -> Pool:
    """Who makes the sound of songs: those who encode here, or processes that start when there is a song."""
    return encoders if isinstance(encoders, Pool) else Pool(options.jobs)


@dataclass(frozen=True)
class _Film:
    """A film whose chunks are with the workers."""

    job: Job
    options: RenderOptions
    rendering: Rendering
    poster: Staged | None
    reads: Reads
    began: float

    def outcome(self) -> Outcome:
        try:
            result = self.rendering.finish()
            if self.poster is not None:
                _write_poster(self.poster, result, self.options.transparent)
        except EigenreelError as error:
            return Outcome(self.job, error=str(error))
        result = replace(result, seconds=time.perf_counter() - self.began)
        try:
            remove_stale(self.options.store, result)
            note_finished(self.options.store, _key(self.job, self.options), result, self.reads.contents)
        except EigenreelError as error:
            return Outcome(self.job, result, note=f"the film is there; but {error}")
        return Outcome(self.job, result)


def _expected_frames(job: Job, options: RenderOptions) -> int | None:
    """About how long a lesson's or a song's film is, so that its bar moves before it has been staged."""
    if isinstance(job.target, SongTarget):
        seconds = job.target.seconds()
        return None if seconds is None or _part(options) else round(seconds * options.fps)
    if not isinstance(job.target, LessonTarget) or _part(options):
        return None
    return round(glance(job.target.ref, options.out).duration * options.fps)


def _begin(job: Job, options: RenderOptions, encoders: Encoders, submit: Submit, progress: Progress) -> _Film:
    """Stage a job, and give its chunks to the workers meanwhile.

    Raises:
        EigenreelError: it cannot be staged.
    """
    began = time.perf_counter()
    expect(job.path)
    film = FilmOptions(job.path, options.captions, options.preset, options.sparse, options.transparent)

    def on_frames(frames: int) -> None:
        progress.frames_done(job, frames)

    ahead = None
    # Where a clip begins is known only when everything has been staged; what ends with a song is staged in parts.
    if film.encoder is not None and options.from_beat is None and options.to_beat is None and not options.song:
        size = (options.width, options.height, options.fps)
        ahead = Ahead(size, film.encoder, encoders, options.store, on_frames)
    try:
        with watched_reads(_sources(job.target, options), [options.cache]) as reads:
            made = stage_target(job.target, options, submit, ahead, partial(progress.sings, job))
    except BaseException:
        if ahead is not None:
            ahead.cancel()
        raise
    progress.staged(job, made.film.recording.frames)
    chunks = ahead.finish() if ahead is not None else None
    rendering = Rendering(made.film, replace(film, poster=made.poster), encoders, options.store, on_frames, chunks)
    return _Film(job, options, rendering, made.vignette, reads, began)


def _write_poster(vignette: Staged, result: FilmResult, transparent: bool) -> None:
    from eigenreel.film.poster import write_poster

    for path in result.files:
        if path.suffix == ".png":
            write_poster(vignette.recording, path, transparent=transparent)


def _sources(target: Target, options: RenderOptions) -> Iterator[Path]:
    """The files that a target is made of, whether or not Python is seen to read them."""
    sings = options.song or isinstance(target, SongTarget)
    if sings and options.soundfont is not None:
        yield options.soundfont
    if isinstance(target, LessonTarget):
        ref = target.ref
        yield from (ref.scene, ref.script, ref.course.lexicon_path)
    elif isinstance(target, SongTarget):
        yield from (target.ref.path, target.ref.course.lexicon_path, target.ref.course.curriculum_path)
    else:
        yield from target.sources


def _part(options: RenderOptions) -> str:
    """What tells a clip or a loop from the whole film, in its name."""
    if options.vignette:
        return ".vignette"
    song = ".song" if options.song else ""
    if options.from_beat is None and options.to_beat is None:
        return song
    return f"{song}.{options.from_beat or 'start'}-{options.to_beat or 'end'}"


def _key(job: Job, options: RenderOptions) -> str:
    target = job.target
    match target:
        case LessonTarget():
            what = str(target.ref.scene)
        case SongTarget():
            what = str(target.ref.path)
        case SceneTarget():
            what = f"{target.path}:{target.scene}"
    settings = repr(sorted(options.parameters.items()))
    size = (options.width, options.height, options.fps)
    clip = (
        options.from_beat,
        options.to_beat,
        options.vignette,
        options.song,
        options.captions,
        str(options.soundfont),
    )
    picture = (options.preset, options.sparse, options.transparent)
    return film_key(what, str(job.path), *size, *clip, *picture, options.voice, options.lang, settings, options.seed)
