"""From a target to a staged film: a lesson, one that ends with its lines of a song, a song, or a Manim scene."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eigenreel.errors import EigenreelError
from eigenreel.film.ahead import Ahead
from eigenreel.film.targets import LessonTarget, SceneTarget, SongTarget, Target
from eigenreel.options import RenderOptions
from eigenreel.scene_module import import_manim

if TYPE_CHECKING:
    from eigenreel.film.song_sound import Studio, Tell
    from eigenreel.stage.staging import Attend, Progress, Staged, StageOptions
    from eigenreel.work import Submit

POSTER_FPS = 10


@dataclass(frozen=True)
class StagedTarget:
    """A staged film.

    Attributes:
        vignette: what its poster is taken from, if it has one.
        poster: the frame of the film that its poster is taken from; None is the last that shows anything.
    """

    film: Staged
    vignette: Staged | None = None
    poster: int | None = None


def stage_target(
    target: Target, options: RenderOptions, submit: Submit, ahead: Ahead | None, tell: Tell | None = None
) -> StagedTarget:
    """Stage what is to be rendered.

    Args:
        submit: has a worker call a function.
        tell: hears of the sections of a song.
        ahead: follows what is staged; not for films that are cut or joined afterwards.

    Raises:
        EigenreelError: it cannot be staged, or the options do not suit it.
    """
    # Manim is imported here: what is known already is found without it.
    import_manim()
    from eigenreel.film.cut import cut_staged
    from eigenreel.film.song_sound import Studio
    from eigenreel.stage.staging import Progress, StageOptions

    part = "vignette" if options.vignette else "film"
    size = (options.width, options.height, options.fps)
    stage = StageOptions(*size, options.seed, options.voice, options.parameters, part, options.transparent)
    watch = Progress(on_frame=ahead.look) if ahead is not None else Progress()
    attend = ahead.attend if ahead is not None else None
    stager = _Stager(options, stage, Studio(options.store, submit, options.soundfont, tell), watch, attend)
    made = stager.staged(target)
    return replace(made, film=cut_staged(made.film, options.from_beat, options.to_beat))


@dataclass(frozen=True)
class _Stager:
    """With what targets of all kinds are staged."""

    options: RenderOptions
    stage: StageOptions
    studio: Studio
    watch: Progress
    attend: Attend | None

    def staged(self, target: Target) -> StagedTarget:
        if isinstance(target, SongTarget):
            return self._song(target)
        return self._scene(target) if isinstance(target, SceneTarget) else self._lesson(target)

    def _scene(self, target: SceneTarget) -> StagedTarget:
        from eigenreel.film.raster import draw
        from eigenreel.stage.staging import stage_scene

        if self.options.parameters or self.options.vignette or self.options.song:
            what = "--set, --vignette and --song are for lessons"
            raise EigenreelError(f"{target.path.name} is a plain Manim scene: {what}")
        return StagedTarget(stage_scene(target.path, target.scene, self.stage, self.watch, self.attend, draw))

    def _lesson(self, target: LessonTarget) -> StagedTarget:
        from eigenreel.film.raster import draw
        from eigenreel.film.song_ending import find_ending, with_song
        from eigenreel.stage.staging import has_vignette, stage_lesson

        options, stage = self.options, self.stage
        # What is missing is said before anything is drawn.
        ending = find_ending(target.ref, stage) if options.song else None
        shows_loop = options.vignette or not has_vignette(target.ref)
        loop = None if shows_loop else replace(stage, fps=POSTER_FPS, part="vignette")
        if loop is not None and options.format == "png" and options.from_beat is None and options.to_beat is None:
            # The poster alone: it is the vignette's, and the film need not be staged.
            return StagedTarget(stage_lesson(target.ref, loop, options.store))
        film = stage_lesson(target.ref, stage, options.store, self.watch, self.attend, draw)
        if ending is not None:
            film = with_song(film, ending, stage, self.studio)
        return StagedTarget(film, stage_lesson(target.ref, loop, options.store) if loop is not None else None)

    def _song(self, target: SongTarget) -> StagedTarget:
        from eigenreel.film.song_sound import song_clip, song_track
        from eigenreel.stage.song_film import cast_song, read_sung_song, stage_song
        from eigenreel.stage.song_plan import plan_song, timed_lines

        options = self.options
        _heed_song(target, options)
        score = read_sung_song(target.ref)
        # What is missing is said before anything is sung or drawn.
        cast = cast_song(target.ref, score.lines, self.stage)
        track = song_track(target.ref, score, self.studio)
        plan = plan_song(score, timed_lines(score, track.lines), track.seconds)
        staged, _ = stage_song(
            cast, plan, self.stage, soundfont=options.soundfont, progress=self.watch, attend=self.attend
        )
        poster = None if options.from_beat or options.to_beat else round(plan.lines[0].goes * options.fps) - 1
        film = replace(staged, clips=(song_clip(track, plan.start),), loudness=score.loudness)
        return StagedTarget(film, poster=poster)


def _heed_song(target: SongTarget, options: RenderOptions) -> None:
    """Raise EigenreelError for options that songs have no use for."""
    unfit = {
        "--set": bool(options.parameters),
        "--vignette": options.vignette,
        "--song": options.song,
        "--transparent": options.transparent,
    }
    for name, is_given in unfit.items():
        if is_given:
            raise EigenreelError(f"{target.ref.target}: {name} is not for a song's film; leave it out")
