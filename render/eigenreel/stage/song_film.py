"""Staging a song: its score becomes a recording and a timeline, as a lesson's script and scene do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eigenreel.course import Course, LessonRef, SongRef, built_in_root
from eigenreel.errors import EigenreelError, suggest
from eigenreel.interruption import heed
from eigenreel.sound.song.library import read_any_song
from eigenreel.sound.song.score import Line, Score
from eigenreel.sound.song.times import score_times
from eigenreel.stage.display import Recording
from eigenreel.stage.recorder import Recorder, record
from eigenreel.stage.song_layout import Layout
from eigenreel.stage.song_lyrics import most_rows
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
    place = f"{ref.path}:{line.row}: " if line.row else f"{ref.path}: "
    courses = (ref.course, Course(built_in_root(), ref.course.lang))
    course = next((each for each in courses if line.lesson in each.scene_keys), None)
    whose = f"{place}'{line.text}' belongs to the lesson '{line.lesson}', which has no"
    if course is None:
        known = sorted(set().union(*(each.scene_keys for each in courses)))
        way_out = f"write {courses[0].scene_path(line.lesson)}; {suggest(line.lesson, known)}"
        raise EigenreelError(f"{whose} scene; {way_out}")
    lesson = LessonRef(line.lesson, course.scene_path(line.lesson), course.script_path(line.lesson), course)
    if not has_vignette(lesson):
        raise EigenreelError(f"{whose} vignette; write a method vignette(self), a loop of 4 to 8 s, in {lesson.scene}")
    return lesson


def stage_song(
    ref: SongRef,
    plan: Plan,
    options: StageOptions,
    *,
    credits: Sequence[tuple[str, str]] = (),
    progress: Progress = UNWATCHED,
    attend: Attend | None = None,
) -> Staged:
    """Draw a song's film, or a passage of it; its sound is not a matter of staging.

    Raises:
        EigenreelError: a line's lesson has no vignette, or that fails.
    """
    recording, _ = draw_song(ref, plan, options, credits=credits, progress=progress, attend=attend)
    return Staged(recording, timeline=timeline_of(plan, ref.key, ref.course.lang, options.fps, recording.frames))


def stage_written_song(ref: SongRef, options: StageOptions, credits: Sequence[tuple[str, str]] = ()) -> Staged:
    """A song's film without its sound: every syllable is where the score has it.

    Raises:
        EigenreelError: the song holds a mistake, or it cannot be drawn.
    """
    score = read_sung_song(ref)
    return stage_song(ref, plan_song(score, timed_lines(score, score_times(score))), options, credits=credits)


def draw_song(
    ref: SongRef,
    plan: Plan,
    options: StageOptions,
    *,
    credits: Sequence[tuple[str, str]] = (),
    progress: Progress = UNWATCHED,
    attend: Attend | None = None,
) -> tuple[Recording, SongScene]:
    """The frames of a song's film, and the scene that drew them and still can."""
    lines = [sung.line for sung in plan.lines]
    lessons = vignettes_of(ref, lines)
    matter = Matter(_loops(lessons, lines, options), ref.course.title, unit_title(ref.course, plan.score), credits)

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
    return record(SongScene, **size, seed=options.seed, build=build, on_frame=on_frame)


def _loops(lessons: Mapping[str, LessonRef], lines: Sequence[Line], options: StageOptions) -> dict[str, Loop]:
    """Every vignette, staged at the size that it has in the film, and often enough to be slowed down."""
    screen = Layout(most_rows(lines)).screen(options.width, options.height)
    fps = max(options.fps, min(2 * options.fps, SMOOTHEST))
    loops = {}
    for key, lesson in lessons.items():
        heed()
        staged = stage_lesson(lesson, StageOptions(screen.width, screen.height, fps, options.seed, part="vignette"))
        loops[key] = Loop(staged.telling.study.title, staged.recording)
    return loops


def unit_title(course: Course, score: Score) -> str:
    """The title of the song's unit; empty where the curriculum has none of that number."""
    return next((unit.title for unit in course.curriculum.units if unit.number == score.unit), "")
