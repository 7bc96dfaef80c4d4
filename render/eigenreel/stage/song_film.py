"""Staging a song: its score becomes a recording and a timeline, as a lesson's script and scene do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eigenreel.course import Course, LessonRef, SongRef, built_in_root
from eigenreel.errors import EigenreelError, suggest
from eigenreel.interruption import heed
from eigenreel.sound.song.library import read_any_song
from eigenreel.sound.song.score import Line, Score
from eigenreel.sound.song.times import score_times
from eigenreel.stage.recorder import Recorder, record
from eigenreel.stage.song_credits import credits_of
from eigenreel.stage.song_layout import Layout
from eigenreel.stage.song_lyrics import layout_of, place_of
from eigenreel.stage.song_plan import Plan, plan_song, timed_lines
from eigenreel.stage.song_scene import Matter, SongScene
from eigenreel.stage.song_screen import Loop
from eigenreel.stage.song_timeline import timeline_of
from eigenreel.stage.staging import Attend, Progress, Staged, StageOptions, has_vignette, stage_lesson

UNWATCHED = Progress()

SMOOTHEST = 60
"""Frames a second that a vignette is staged at, at most."""


def read_sung_song(ref: SongRef) -> Score:
    """A song that has words.

    Raises:
        EigenreelError: the song holds a mistake, or no line is sung in it.
    """
    score = read_any_song(ref)
    if not any(score.lines):
        raise EigenreelError(f"{ref.path}: no line is sung, so there is nothing to show; add words (w:) to its notes")
    return score


def vignettes_of(ref: SongRef, lines: Sequence[Line]) -> dict[str, LessonRef]:
    """The lessons that lines belong to, in the order in which they are sung.

    Raises:
        EigenreelError: one of them has no vignette, or there is no such lesson.
    """
    found: dict[str, LessonRef] = {}
    for line in lines:
        if line.lesson not in found:
            found[line.lesson] = _vignette_of(ref, line)
    return found


def _vignette_of(ref: SongRef, line: Line) -> LessonRef:
    """The lesson of a line, in the song's course or else in the built-in one."""
    courses = (ref.course, Course(built_in_root(), ref.course.lang))
    course = next((each for each in courses if line.lesson in each.scene_keys), None)
    whose = f"{place_of(ref.path, line)}'{line.text}' belongs to the lesson '{line.lesson}', which has no"
    if course is None:
        known = sorted(set().union(*(each.scene_keys for each in courses)))
        way_out = f"write {courses[0].scene_path(line.lesson)}; {suggest(line.lesson, known)}"
        raise EigenreelError(f"{whose} scene; {way_out}")
    lesson = LessonRef(line.lesson, course.scene_path(line.lesson), course.script_path(line.lesson), course)
    if not has_vignette(lesson):
        raise EigenreelError(f"{whose} vignette; write a method vignette(self), a loop of 4 to 8 s, in {lesson.scene}")
    return lesson


@dataclass(frozen=True)
class Cast:
    """What a song's film is drawn with, found before anything is sung or drawn.

    Attributes:
        lessons: by key, those whose vignettes it shows.
    """

    ref: SongRef
    lessons: Mapping[str, LessonRef]
    layout: Layout


def cast_song(ref: SongRef, lines: Iterable[Line], options: StageOptions) -> Cast:
    """See to it that these lines can be shown at this size.

    Raises:
        EigenreelError: a line's lesson has no vignette, or there is no room for the words.
    """
    lines = tuple(lines)
    layout = layout_of(lines, options.width, options.height, ref.path)
    return Cast(ref, vignettes_of(ref, lines), layout)


def stage_song(
    cast: Cast,
    plan: Plan,
    options: StageOptions,
    *,
    soundfont: Path | None = None,
    progress: Progress = UNWATCHED,
    attend: Attend | None = None,
) -> tuple[Staged, SongScene]:
    """Draw a song's film, or a passage of it, without its sound; also the scene that drew it and still can.

    Args:
        soundfont: what it is played with, for the credits.

    Raises:
        EigenreelError: a vignette fails.
    """
    course = cast.ref.course
    courses = [lesson.course for lesson in cast.lessons.values()]
    credits = credits_of(cast.ref, plan.score, courses, soundfont)
    matter = Matter(cast.layout, _loops(cast, options), course.title, unit_title(course, plan.score), credits)

    def on_frame(frames: int) -> None:
        heed()
        if progress.on_frame is not None:
            progress.on_frame(frames)

    def build(_: type[SongScene], recorder: Recorder) -> SongScene:
        scene = SongScene(plan, matter, renderer=recorder)
        if attend is not None:
            attend(scene, recorder)
        return scene

    size = {"width": options.width, "height": options.height, "fps": options.fps}
    recording, scene = record(SongScene, **size, seed=options.seed, build=build, on_frame=on_frame)
    timeline = timeline_of(plan, cast.ref.key, course.lang, options.fps, recording.frames)
    return Staged(recording, timeline=timeline), scene


def stage_written_song(ref: SongRef, options: StageOptions, soundfont: Path | None = None) -> tuple[Staged, SongScene]:
    """A song's film without its sound: every syllable is where the score has it.

    Raises:
        EigenreelError: the song holds a mistake, or it cannot be drawn.
    """
    score = read_sung_song(ref)
    cast = cast_song(ref, score.lines, options)
    return stage_song(cast, plan_song(score, timed_lines(score, score_times(score))), options, soundfont=soundfont)


def _loops(cast: Cast, options: StageOptions) -> dict[str, Loop]:
    """Every vignette, staged at the size that it has in the film, and often enough to be slowed down."""
    screen = cast.layout.screen(options.width, options.height)
    fps = max(options.fps, min(2 * options.fps, SMOOTHEST))
    loops = {}
    for key, lesson in cast.lessons.items():
        heed()
        staged = stage_lesson(lesson, StageOptions(screen.width, screen.height, fps, options.seed, part="vignette"))
        loops[key] = Loop(staged.telling.study.title, staged.recording)
    return loops


def unit_title(course: Course, score: Score) -> str:
    """The title of the song's unit; empty where the curriculum has none of that number."""
    return next((unit.title for unit in course.curriculum.units if unit.number == score.unit), "")
