"""Staging: a scene runs once, without drawing, and becomes a recording, a timeline and the clips of its sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from manim import Scene, tempconfig

from eigenreel.course import LessonRef
from eigenreel.errors import EigenreelError
from eigenreel.interruption import heed
from eigenreel.scene_module import load_scene_module, place_of, said_by
from eigenreel.sound.soundtrack import TARGET_LUFS, Clip
from eigenreel.stage.display import Recording
from eigenreel.stage.ledger import Painter
from eigenreel.stage.lesson import Lesson
from eigenreel.stage.parameter import Parameter, parameters_of
from eigenreel.stage.recorder import Build, Recorder, record
from eigenreel.stage.scene_classes import chosen_scene, lesson_class, offered_scenes
from eigenreel.stage.settings import heed_shape, scene_settings
from eigenreel.stage.sound_clips import sound_clips
from eigenreel.stage.telling import Telling, tell, tell_wordless
from eigenreel.stage.unfit import explained, heed_renderer, heed_scene
from eigenreel.store import Store
from eigenreel.words.timeline import Timeline


@dataclass(frozen=True)
class StageOptions:
    """What changes a staging, apart from the course's files.

    Attributes:
        parameters: the lesson's parameter values as ``--set`` gives them, as text.
        part: "film", or "vignette" for the loop.
        transparent: whether the background is left out, as by Manim's ``--transparent``.
    """

    width: int = 1280
    height: int = 720
    fps: int = 30
    seed: int = 0
    voice: str = "hibari"
    parameters: Mapping[str, str] = field(default_factory=dict)
    part: str = "film"
    transparent: bool = False


@dataclass(frozen=True)
class Staged:
    """A staged scene: its picture, its sound and how loud it is (LUFS), and, for a lesson, its timeline and facts."""

    recording: Recording
    clips: tuple[Clip, ...] = ()
    timeline: Timeline | None = None
    telling: Telling | None = None
    loudness: float = TARGET_LUFS


Attend = Callable[[Any, Recorder], None]
"""Gets a scene and its renderer before the first play."""


@dataclass(frozen=True)
class Progress:
    """What a caller may watch: beats spoken, frames staged."""

    on_beat: Callable[[str], None] | None = None
    on_frame: Callable[[int], None] | None = None


def stage_lesson(
    ref: LessonRef,
    options: StageOptions,
    store: Store | None = None,
    progress: Progress = Progress(),
    attend: Attend | None = None,
    painter: Painter | None = None,
) -> Staged:
    """Run a lesson of a course, or its vignette, which needs no script.

    Args:
        store: where speech is kept; without one it is made again.
        attend: gets the scene and its renderer before the first play.
        painter: draws frames, for scenes that look at their own picture; without one they are refused.

    Raises:
        EigenreelError: the script, the scene or a parameter is wrong; one line, with the place.
    """
    lesson = lesson_class(load_scene_module(ref.scene), ref.scene)
    if options.part == "vignette":
        telling = tell_wordless(lesson, ref, options.parameters)
    else:
        telling = tell(
            lesson,
            ref,
            voice=options.voice,
            seed=options.seed,
            settings=options.parameters,
            store=store,
            progress=progress.on_beat,
        )

    def build(cls: type[Lesson], recorder: Recorder) -> Lesson:
        scene = cls(renderer=recorder, telling=telling)
        if options.part == "vignette":
            scene.construct = scene.vignette
        return scene

    recording, scene = _record(lesson, ref.scene, options, progress, build, attend, painter)
    clips = (*_voice_clips(scene, options.fps), *sound_clips(recording))
    timeline = _timeline(scene, ref, recording) if options.part == "film" else None
    return Staged(recording, clips, timeline, telling)


def has_vignette(ref: LessonRef) -> bool:
    """Whether a lesson has a loop of its own."""
    return lesson_class(load_scene_module(ref.scene), ref.scene).vignette is not Lesson.vignette


def lesson_parameters(ref: LessonRef) -> dict[str, Parameter]:
    """What ``--set`` can change in a lesson, by name.

    Raises:
        EigenreelError: the scene file fails.
    """
    return parameters_of(lesson_class(load_scene_module(ref.scene), ref.scene))


def stage_scene(
    path: Path,
    name: str | None,
    options: StageOptions,
    progress: Progress = Progress(),
    attend: Attend | None = None,
    painter: Painter | None = None,
) -> Staged:
    """Run any Manim scene of a file.

    Args:
        attend: gets the scene and its renderer before the first play.
        painter: draws frames, for scenes that look at their own picture; without one they are refused.

    Raises:
        EigenreelError: the file has no such scene, or it cannot be recorded, or it fails.
    """
    with scene_settings(path):
        heed_renderer(path)
        module = _loaded(path)
        heed_renderer(path)
        heed_shape(path, options.width, options.height)
        scene_class = chosen_scene(module, path, name)
        heed_scene(scene_class, module, path)
        # Called without arguments, it gets the recorder all the same, and may have an __init__ that takes none.
        recording, _ = _record(scene_class, path, options, progress, lambda cls, _: cls(), attend, painter)
    return Staged(recording, sound_clips(recording))


def scene_names(path: Path) -> tuple[str, ...]:
    """The scenes that a file offers, in the order of its lines.

    Raises:
        EigenreelError: it has none, or fails.
    """
    with scene_settings(path):
        return tuple(cls.__name__ for cls in offered_scenes(_loaded(path), path))


def _loaded(path: Path) -> ModuleType:
    try:
        return load_scene_module(path)
    except EigenreelError:
        # What fails after asking for OpenGL fails for that.
        heed_renderer(path)
        raise


def _record(
    scene_class: type[Scene],
    path: Path,
    options: StageOptions,
    progress: Progress,
    build: Build,
    attend: Attend | None,
    painter: Painter | None,
) -> tuple[Recording, Scene]:
    """Run a scene; what it raises becomes one line with the place in its file."""

    def on_frame(frames: int) -> None:
        heed()
        if progress.on_frame is not None:
            progress.on_frame(frames)

    def build_attended(cls: type[Scene], recorder: Recorder) -> Scene:
        scene = build(cls, recorder)
        if attend is not None:
            attend(scene, recorder)
        return scene

    background = {"background_opacity": 0.0} if options.transparent else {}
    try:
        with tempconfig(background):
            return record(
                scene_class,
                width=options.width,
                height=options.height,
                fps=options.fps,
                seed=options.seed,
                build=build_attended,
                on_frame=on_frame,
                painter=painter,
            )
    except EigenreelError as error:
        place = "" if str(error).startswith(f"{path}:") else f"{place_of(error, path)}: "
        raise EigenreelError(f"{place}{error}") from error
    except (Exception, SystemExit) as error:
        # A scene is any Python program; whatever it raises is its author's to mend.
        what = explained(error) or f"{said_by(error)}; mend the scene"
        raise EigenreelError(f"{place_of(error, path)}: {what}") from error


def _timeline(scene: Lesson, ref: LessonRef, recording: Recording) -> Timeline:
    try:
        return scene.timeline(recording.fps, recording.frames)
    except EigenreelError as error:
        raise EigenreelError(f"{ref.scene}: {error}") from error


def _voice_clips(scene: Lesson, fps: int) -> tuple[Clip, ...]:
    return tuple(Clip(speech.samples, speech.rate, frame / fps) for frame, speech in scene.voice_clips)
