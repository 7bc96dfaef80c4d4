"""The scene classes of a file, and which of them is meant."""

from __future__ import annotations

import inspect
from pathlib import Path
from types import ModuleType

from manim import Scene

from eigenreel.errors import EigenreelError, suggest
from eigenreel.stage.lesson import Lesson


def lesson_class(module: ModuleType, path: Path) -> type[Lesson]:
    """The one lesson of a scene file.

    Raises:
        EigenreelError: there is none, or more than one.
    """
    lessons = [cls for cls in scenes_of(module) if issubclass(cls, Lesson)]
    if len(lessons) != 1:
        found = ", ".join(cls.__name__ for cls in lessons) or "none"
        raise EigenreelError(f"{path}: a lesson's file has one class that extends Lesson, this has {found}; keep one")
    return lessons[0]


def scenes_of(module: ModuleType) -> list[type[Scene]]:
    """The scene classes that a module itself defines, each once, in the order in which it does."""
    classes = (
        value
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Scene) and value.__module__ == module.__name__
    )
    return list(dict.fromkeys(classes))


def offered_scenes(module: ModuleType, path: Path) -> list[type[Scene]]:
    """The scenes of a file that show something: not those that only others extend.

    Raises:
        EigenreelError: there is none.
    """
    scenes = scenes_of(module)
    extended = {base for cls in scenes for base in cls.__mro__[1:]}
    offered = [cls for cls in scenes if cls not in extended or "construct" in vars(cls)]
    if not offered:
        raise EigenreelError(f"{path}: no scene in this file; define a class that extends manim.Scene")
    return offered


def chosen_scene(module: ModuleType, path: Path, name: str | None) -> type[Scene]:
    """The scene of that name, or the only one.

    Raises:
        EigenreelError: there is none, or which one is not said.
    """
    if name is not None:
        scenes = {cls.__name__: cls for cls in scenes_of(module)}
        if name not in scenes:
            there = suggest(name, scenes, "define a class that extends manim.Scene")
            raise EigenreelError(f"{path}: no scene '{name}'; {there}")
        return scenes[name]
    offered = offered_scenes(module, path)
    if len(offered) > 1:
        names = ", ".join(f"{path.name}:{cls.__name__}" for cls in offered)
        raise EigenreelError(f"{path}: several scenes; name one: {names}; or give --all before the file")
    return offered[0]
