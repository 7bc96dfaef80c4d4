"""What is rendered: the lessons of the course, and scenes in the manner of Manim's gallery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eigenreel.course import find_course

ROOT = Path(__file__).resolve().parents[2]
SCENES = ROOT / "bench" / "scenes"
LESSON, FLAT, SPACE = "lesson", "2-D scene", "3-D scene"


@dataclass(frozen=True)
class Subject:
    """A lesson or a scene.

    Attributes:
        kind: LESSON, FLAT or SPACE.
        target: what ``eigenreel render`` is told.
        path: the file that ``manim render`` is told.
    """

    key: str
    kind: str
    target: str
    path: Path

    @property
    def folder(self) -> str:
        """Its key as the name of a folder."""
        return self.key.replace("/", "-")


def subjects(only: Sequence[str] = ()) -> list[Subject]:
    """Scenes first, since they are quick; then the lessons.

    Args:
        only: keys, or their last parts; empty is all.

    Raises:
        SystemExit: there is no such subject.
    """
    found = [*map(_scene, sorted(SCENES.glob("*.py"))), *lessons()]
    names = {name: each for each in found for name in (each.key, each.key.rpartition("/")[2])}
    unknown = [name for name in only if name not in names]
    if unknown:
        raise SystemExit(f"bench: no subject {', '.join(unknown)}; there are: {', '.join(each.key for each in found)}")
    chosen = {names[name] for name in only}
    return [each for each in found if not only or each in chosen]


def lessons() -> list[Subject]:
    """The lessons of the course in this repository."""
    return [Subject(ref.key, LESSON, ref.key, ref.scene) for ref in find_course(ROOT).lessons]


def _scene(path: Path) -> Subject:
    kind = SPACE if "(ThreeDScene)" in path.read_text(encoding="utf-8") else FLAT
    return Subject(path.stem, kind, str(path), path)
