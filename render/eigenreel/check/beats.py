"""The beats of the script are the beats of the scene, compared as sets by reading the scene's source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding
from eigenreel.course import LessonRef
from eigenreel.words.script import read_script


def beats(evidence: Evidence) -> Iterator[Finding]:
    """What is told under a name that the scene computes was told, or the lesson could not have been staged."""
    told = beats_of_scene(evidence.scene) | {span.name for span in evidence.beats}
    yield from _differences(evidence.key, told, set(evidence.telling.script.beat_names))


def differing_beats(ref: LessonRef) -> Iterator[Finding]:
    """The same without staging; nothing, if the scene computes names of beats.

    Raises:
        ScriptError: the script holds a mistake.
    """
    if not _computes_names(ref.scene):
        yield from _differences(ref.key, beats_of_scene(ref.scene), set(read_script(ref.script).beat_names))


def beats_of_scene(path: Path) -> set[str]:
    """The names that are written out in ``self.beat("…")`` calls."""
    return {name.value for name in _names(path) if isinstance(name, ast.Constant) and isinstance(name.value, str)}


def _computes_names(path: Path) -> bool:
    return any(not isinstance(name, ast.Constant) for name in _names(path))


def _names(path: Path) -> Iterator[ast.expr]:
    """What is given as a name to each call of ``beat``; nothing, if the file is no Python, as staging will tell."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    except (SyntaxError, UnicodeDecodeError, OSError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "beat":
            named = [each.value for each in node.keywords if each.arg == "name"]
            yield from (node.args[:1] or named)


def _differences(key: str, told: set[str], written: set[str]) -> Iterator[Finding]:
    for name in sorted(written - told):
        message, remedy = "is in the script and not in the scene", f'add `with self.beat("{name}"):`'
        yield Finding("beats", key, name, None, name, message, remedy)
    for name in sorted(told - written):
        message, remedy = "is in the scene and not in the script", f"add a paragraph that opens with [{name}]"
        yield Finding("beats", key, name, None, name, message, remedy)
