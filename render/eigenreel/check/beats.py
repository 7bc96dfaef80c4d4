"""The beats of the script are the beats of the scene, compared as sets by reading the scene's source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
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
    """The same without staging; nothing, if the scene computes names of beats, or is no Python, as staging will tell.

    Raises:
        ScriptError: the script holds a mistake.
    """
    names = _names(ref.scene)
    if names is not None and all(isinstance(name, ast.Constant) for name in names):
        yield from _differences(ref.key, _written_out(names), set(read_script(ref.script).beat_names))


def beats_of_scene(path: Path) -> set[str]:
    """The names that are written out in ``self.beat("…")`` calls."""
    return _written_out(_names(path) or [])


def _written_out(names: Iterable[ast.expr]) -> set[str]:
    return {name.value for name in names if isinstance(name, ast.Constant) and isinstance(name.value, str)}


def _names(path: Path) -> list[ast.expr] | None:
    """What is given as a name to each call of ``beat``; None if the file cannot be read as Python."""
    try:
        # Bytes, because a file may begin with a byte-order mark or name its encoding.
        tree = ast.parse(path.read_bytes(), str(path))
    except (SyntaxError, ValueError, OSError):
        return None
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    given = [_given(call) for call in calls if call.func.attr == "beat"]
    return [name for name in given if name is not None]


def _given(call: ast.Call) -> ast.expr | None:
    named = (each.value for each in call.keywords if each.arg == "name")
    return call.args[0] if call.args else next(named, None)


def _differences(key: str, told: set[str], written: set[str]) -> Iterator[Finding]:
    for name in sorted(written - told):
        message, remedy = "is in the script and not in the scene", f'add `with self.beat("{name}"):`'
        yield Finding("beats", key, name, None, name, message, remedy)
    for name in sorted(told - written):
        message, remedy = "is in the scene and not in the script", f"add a paragraph that opens with [{name}]"
        yield Finding("beats", key, name, None, name, message, remedy)
