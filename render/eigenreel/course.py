"""A course is a folder: scenes/ and narration/. A lesson exists because its scene and its script share a key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from eigenreel.course_files import keys_below, methods_of
from eigenreel.errors import EigenreelError, suggest
from eigenreel.scene_module import load_scene_module as load_scene_module

if TYPE_CHECKING:
    from eigenreel.curriculum import Curriculum

SONGS = (".abc", ".track.yaml")
"""Endings of songs: those that are sung here, and tracks with their lines in time."""

SONG = "song:"
"""What names of songs begin with among targets, so that none is taken for a lesson's."""


@dataclass(frozen=True)
class LessonRef:
    """Where a lesson's two files are; ``course`` is the one it is part of, or borrowed by."""

    key: str
    scene: Path
    script: Path
    course: Course


@dataclass(frozen=True)
class SongRef:
    """Where a song's file is."""

    name: str
    path: Path
    course: Course

    @property
    def key(self) -> str:
        """Where its results go, as a lesson's go under its key."""
        return f"songs/{self.name}"

    @property
    def target(self) -> str:
        """How its film is called for."""
        return SONG + self.name


@dataclass(frozen=True)
class Problem:
    """Where a course does not agree with itself, and what to do about it."""

    path: Path
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}; {self.remedy}"


@dataclass(frozen=True)
class Course:
    """A course folder, in one language.

    Attributes:
        root: the folder that holds ``scenes`` and ``narration``.
    """

    root: Path
    lang: str = "en"

    @cached_property
    def curriculum(self) -> Curriculum:
        """Title, order, units, parts, phases and paths.

        Raises:
            EigenreelError: course.toml holds a mistake.
        """
        # Imported late: --help need not know how a curriculum is checked.
        from eigenreel.curriculum import read_curriculum

        return read_curriculum(self.curriculum_path, self.root.name)

    @property
    def curriculum_path(self) -> Path:
        return self.root / "narration" / "course.toml"

    @property
    def title(self) -> str:
        return self.curriculum.title

    @property
    def lexicon_path(self) -> Path:
        """The course's own lexicon, or the built-in course's."""
        own = self.root / "narration" / "lexicon.toml"
        return own if own.is_file() else built_in_root() / "narration" / "lexicon.toml"

    @cached_property
    def lessons(self) -> tuple[LessonRef, ...]:
        """Every lesson, in the order of course.toml; those it does not name come after, by key.

        Raises:
            EigenreelError: course.toml holds a mistake, or borrows what there is not.
        """
        order = {key: place for place, key in enumerate(self.curriculum.order)}
        own = [
            LessonRef(key, self.scene_path(key), self.script_path(key), self)
            for key in self.scene_keys & self.script_keys
        ]
        borrowed = [self._borrow(key) for key in self.curriculum.borrow if key not in {ref.key for ref in own}]
        return tuple(sorted(own + borrowed, key=lambda ref: (order.get(ref.key, len(order)), ref.key)))

    @cached_property
    def loops(self) -> tuple[LessonRef, ...]:
        """Scenes that have a vignette and no script yet, in the order of the course: pictures, but no lessons."""
        order = {key: place for place, key in enumerate(self.curriculum.order)}
        keys = sorted(self.scene_keys - self.script_keys - set(self.curriculum.borrow))
        refs = [LessonRef(key, self.scene_path(key), self.script_path(key), self) for key in keys]
        drawn = (ref for ref in refs if "vignette" in methods_of(ref.scene))
        return tuple(sorted(drawn, key=lambda ref: order.get(ref.key, len(order))))

    @cached_property
    def songs(self) -> tuple[SongRef, ...]:
        """Every song, by name."""
        folder = self.root / "narration" / "songs"
        paths = (path for ending in SONGS for path in folder.glob(f"*{ending}") if not path.name.startswith(("_", ".")))
        return tuple(sorted((self.song_at(path) for path in paths), key=lambda ref: ref.name))

    def song_at(self, path: Path) -> SongRef:
        """The song of a file, whose lines belong to lessons of this course."""
        ending = next((ending for ending in SONGS if path.name.endswith(ending)), path.suffix)
        return SongRef(path.name.removesuffix(ending), path, self)

    def song(self, name: str) -> SongRef:
        """The song of that name.

        Raises:
            EigenreelError: there is none, or there are two.
        """
        if twice := self._namesakes(name):
            raise EigenreelError(str(twice[0]))
        if found := [ref for ref in self.songs if ref.name == name]:
            return found[0]
        path = self.root / "narration" / "songs" / f"{name}.abc"
        there = suggest(name, [ref.name for ref in self.songs]) if self.songs else f"write {path}"
        raise EigenreelError(f"no song '{name}' in the course at {self.root}; {there}")

    @cached_property
    def scene_keys(self) -> frozenset[str]:
        """Keys of all scene files; files and folders that begin with an underscore are helpers."""
        return keys_below(self.root / "scenes", ".py")

    @cached_property
    def script_keys(self) -> frozenset[str]:
        """Keys of all scripts in this language."""
        return keys_below(self.root / "narration" / self.lang, ".md")

    def scene_path(self, key: str) -> Path:
        """Where the scene of a lesson is, or would be."""
        return self.root / "scenes" / f"{key}.py"

    def script_path(self, key: str) -> Path:
        """Where the script of a lesson is, or would be."""
        return self.root / "narration" / self.lang / f"{key}.md"

    def lesson(self, key: str) -> LessonRef:
        """The lesson of that key.

        Raises:
            EigenreelError: there is none; perhaps one of its two files is missing.
        """
        for ref in self.lessons:
            if ref.key == key:
                return ref
        raise EigenreelError(self._without(key))

    def loop(self, key: str) -> LessonRef:
        """The lesson of that key for its vignette alone, which needs no script.

        Raises:
            EigenreelError: there is none, or it has neither a script nor a vignette.
        """
        return next((ref for ref in self.loops if ref.key == key), None) or self.lesson(key)

    def lesson_of(self, scene: Path) -> LessonRef | None:
        """The lesson of a scene file; None if no lesson of this course has it."""
        scene = scene.resolve()
        return next((ref for ref in self.lessons if ref.scene.resolve() == scene), None)

    def lesson_at(self, scene: Path) -> LessonRef:
        """The lesson of a scene file.

        Raises:
            EigenreelError: the file is no lesson of this course.
        """
        ref = self.lesson_of(scene)
        if ref is None:
            folder = self.root / "scenes"
            if not scene.resolve().is_relative_to(folder.resolve()):
                raise EigenreelError(f"{scene}: a lesson lies in a course's scenes folder; the nearest is {folder}")
            key = scene.resolve().relative_to(folder.resolve()).with_suffix("").as_posix()
            raise EigenreelError(self._without(key))
        return ref

    def problems(self) -> tuple[Problem, ...]:
        """Where scripts and scenes, or course.toml and itself, do not agree."""
        # What is a vignette and no more is waiting for its script; what has a film as well lacks it.
        waiting = {ref.key for ref in self.loops if "construct" not in methods_of(ref.scene)}
        alone = (self.scene_keys ^ self.script_keys) - set(self.curriculum.borrow) - waiting
        toml = self.curriculum_path
        songs = (each for name in sorted({ref.name for ref in self.songs}) for each in self._namesakes(name))
        return (*map(self._half, sorted(alone)), *(Problem(toml, *each) for each in self.curriculum.problems()), *songs)

    def _namesakes(self, name: str) -> list[Problem]:
        """What to say of songs that have one name: their results would be written over each other."""
        first, *others = [ref.path for ref in self.songs if ref.name == name] or [None]
        return [Problem(other, f"{first.name} has the same name", "rename one of them") for other in others]

    def _borrow(self, key: str) -> LessonRef:
        """A lesson of the built-in course; a script or scene of our own takes the place of its."""
        ref = Course(built_in_root(), self.lang).lesson(key)
        scene = self.scene_path(key) if key in self.scene_keys else ref.scene
        script = self.script_path(key) if key in self.script_keys else ref.script
        return LessonRef(key, scene, script, self)

    def _half(self, key: str) -> Problem:
        """What to say of a key that only a scene or only a script has."""
        scene, script = self.scene_path(key), self.script_path(key)
        if key in self.scene_keys:
            loop = "; its loop needs none: --vignette" if any(ref.key == key for ref in self.loops) else ""
            return Problem(scene, "no script", f"write {script}{loop}")
        return Problem(script, "no scene", f"write {scene}")

    def _without(self, key: str) -> str:
        if key in self.scene_keys | self.script_keys:
            return str(self._half(key))
        there = suggest(key, [ref.key for ref in self.lessons], "write narration/en/… and scenes/… as the README shows")
        return f"no lesson '{key}' in the course at {self.root}; {there}"


def find_course(start: Path, lang: str = "en") -> Course:
    """The course around a folder: the nearest upwards with ``scenes`` and ``narration``, else the built-in one.

    Raises:
        EigenreelError: the course has nothing in that language.
    """
    start = start.resolve()
    course = Course(next(filter(is_course, (start, *start.parents)), built_in_root()), lang)
    languages = course_languages(course.root)
    if lang not in languages and languages:
        raise EigenreelError(f"no narration in '{lang}' in the course at {course.root}; {suggest(lang, languages)}")
    return course


def half_course(folder: Path) -> str | None:
    """What a folder lacks that has one of ``scenes`` and ``narration``; None if it has both or neither."""
    there = [name for name in ("scenes", "narration") if (folder / name).is_dir()]
    if len(there) != 1:
        return None
    (missing,) = {"scenes", "narration"} - set(there)
    return f"{folder}: {there[0]}/ without {missing}/ is no course; make the folder {missing} beside it"


def is_course(folder: Path) -> bool:
    """Whether a folder has both parts of a course."""
    return (folder / "scenes").is_dir() and (folder / "narration").is_dir()


def course_languages(root: Path) -> tuple[str, ...]:
    """The languages that a course is told in: the folders of ``narration`` with two- or three-letter names."""
    folders = (path.name for path in (root / "narration").iterdir() if path.is_dir())
    return tuple(sorted(name for name in folders if len(name.split("-")[0]) in (2, 3)))


def built_in_root() -> Path:
    """The course that comes along: inside the package in a wheel, around it in the repository.

    Raises:
        EigenreelError: neither is there.
    """
    package = Path(__file__).resolve().parent
    for root in (package / "course", package.parents[1]):
        if is_course(root):
            return root
    raise EigenreelError(f"{package}: the built-in course is missing; install eigenreel again")
