"""course.toml: a course's title, the order of its lessons, and the units, parts, phases and paths made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from eigenreel.errors import EigenreelError, suggest
from eigenreel.words.source import read_toml


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Unit(_Frozen):
    """A playlist of lessons. ``place`` is where it stands in its series, such as 2 of 6."""

    number: str
    title: str
    level: str = ""
    minutes: int | None = None
    place: tuple[int, int] | None = None
    previous: str = ""
    next: str = ""
    opens_and_closes: str | None = None
    lessons: tuple[str, ...]


class Part(_Frozen):
    """A numbered lesson of the long course, told in one or more of ours."""

    number: int
    title: str
    lessons: tuple[str, ...]


class Phase(_Frozen):
    """Parts that belong together."""

    number: int
    title: str
    parts: tuple[int, ...]


class LearningPath(_Frozen):
    """A way through the parts for one kind of student; ``then`` are parts to choose from afterwards."""

    name: str
    parts: tuple[int, ...]
    quick: tuple[int, ...] = ()
    then: tuple[int, ...] = ()


class Project(_Frozen):
    """Something to build at the end of the course."""

    title: str
    lessons: tuple[str, ...]


class Curriculum(_Frozen):
    """What course.toml says. A lesson that it names need not exist yet."""

    title: str
    summary: str = ""
    order: tuple[str, ...] = ()
    borrow: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    parts: tuple[Part, ...] = ()
    phases: tuple[Phase, ...] = ()
    paths: tuple[LearningPath, ...] = ()
    projects: tuple[Project, ...] = ()

    def units_of(self, key: str) -> tuple[str, ...]:
        """The numbers of the units that hold a lesson."""
        return tuple(unit.number for unit in self.units if key in unit.lessons)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Names that appear twice, and names that ``order`` or ``parts`` do not have: (what, way out)."""
        for key, count in Counter(self.order).items():
            if count > 1:
                yield f"order names '{key}' {count} times", "keep one"
        for place, keys in self._lessons_named():
            for key in keys:
                if key not in self.order:
                    yield f"{place} names '{key}', which is not in order", suggest(key, self.order, "add it there")
        for place, numbers in self._parts_named():
            for number in sorted(set(numbers) - {part.number for part in self.parts}):
                yield f"{place} names part {number}", "add a [[parts]] of that number"

    def _lessons_named(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield from ((f"unit {unit.number}", unit.lessons) for unit in self.units)
        yield from ((f"part {part.number}", part.lessons) for part in self.parts)
        yield from ((f"project '{project.title}'", project.lessons) for project in self.projects)

    def _parts_named(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        yield from ((f"phase {phase.number}", phase.parts) for phase in self.phases)
        yield from ((f"path '{path.name}'", (*path.quick, *path.parts, *path.then)) for path in self.paths)


def read_curriculum(path: Path, default_title: str) -> Curriculum:
    """Read course.toml; a course without one has the title given and no order.

    Raises:
        EigenreelError: it cannot be read, is not TOML, or not what a course needs.
    """
    if not path.exists():
        return Curriculum(title=default_title)
    table, _ = read_toml(path, "course file", "mend the TOML there")
    try:
        return Curriculum.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise EigenreelError(f"{path}: {place}: {first['msg']}; see the built-in course.toml") from error
