"""Targets: what a command line names, found in a course or in a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from eigenreel.course import SONG, Course, LessonRef, SongRef, find_course
from eigenreel.errors import EigenreelError
from eigenreel.scene_module import import_manim
from eigenreel.sound.song.library import find_song, read_any_song


@dataclass(frozen=True)
class LessonTarget:
    """A lesson of a course."""

    ref: LessonRef

    @property
    def key(self) -> str:
        return self.ref.key


@dataclass(frozen=True)
class SceneTarget:
    """A Manim scene in a file: the one of that name, or the only one."""

    path: Path
    scene: str | None

    @property
    def key(self) -> str:
        return f"{self.path.stem}/{self.scene}" if self.scene else self.path.stem

    @property
    def sources(self) -> tuple[Path, ...]:
        """Files that it is made of, whether or not they are there."""
        return self.path, self.path.parent / "manim.cfg", Path("manim.cfg").resolve()


@dataclass(frozen=True)
class SongTarget:
    """A song of a course, as a lyric film."""

    ref: SongRef

    @property
    def key(self) -> str:
        return self.ref.key

    def seconds(self) -> float | None:
        """How long the song is; None for one with a mistake, which its rendering will tell."""
        try:
            return read_any_song(self.ref).duration
        except EigenreelError:
            return None


Target: TypeAlias = LessonTarget | SceneTarget | SongTarget


def resolve(texts: Sequence[str], course: Course, lang: str = "en", *, loops: bool = False) -> tuple[Target, ...]:
    """The targets that a command line names, each once, in its order.

    Args:
        loops: only vignettes are wanted, which need no script.

    Raises:
        EigenreelError: no such lesson, song or file.
    """
    found = (target for text in texts for target in _resolve(text, course, lang, loops))
    return tuple(dict.fromkeys(found))


def _resolve(text: str, course: Course, lang: str, loops: bool) -> tuple[Target, ...]:
    if text.startswith(SONG):
        return (SongTarget(_song(text.removeprefix(SONG), course, lang)),)
    name, _, scenes = text.partition(".py:")
    if scenes:
        return tuple(SceneTarget(_file(f"{name}.py"), scene) for scene in scenes.split(","))
    if text.endswith(".py"):
        path = _file(text)
        around = find_course(path.parent, lang)
        waiting = {ref.scene.resolve(): ref for ref in around.loops} if loops else {}
        ref = waiting.get(path) or around.lesson_of(path)
        return (LessonTarget(ref),) if ref is not None else (SceneTarget(path, None),)
    return (LessonTarget(course.loop(text) if loops else course.lesson(text)),)


def all_scenes(texts: Sequence[str]) -> tuple[SceneTarget, ...]:
    """Every scene of these files, in the order of their lines.

    Raises:
        EigenreelError: no such file, one that fails, or one without scenes.
    """
    if not all(text.endswith(".py") for text in texts):
        raise EigenreelError("both --all and names of lessons; give one or the other, or --all and scene files")
    import_manim()
    # Imported here: which scenes a file has is known only when it has run, with Manim.
    from eigenreel.stage.staging import scene_names

    # Stdout is for results: what a file prints is none.
    with redirect_stdout(sys.stderr):
        found = [SceneTarget(path, name) for path in map(_file, texts) for name in scene_names(path)]
    return tuple(dict.fromkeys(found))


def _song(text: str, course: Course, lang: str) -> SongRef:
    """A song by its name or its file; its lessons are those of the course that the file lies in."""
    ref = find_song(text, course, Path.cwd())
    return ref if ref.path.is_relative_to(course.root) else replace(ref, course=find_course(ref.path.parent, lang))


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise EigenreelError(f"{text}: no such file; give the path of a Python file with a scene, or a lesson's key")
    return path.resolve()
