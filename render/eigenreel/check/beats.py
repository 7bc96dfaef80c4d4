"""The beats of the script are the beats of the scene, compared as sets by reading the scene's source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding


def beats(evidence: Evidence) -> Iterator[Finding]:
    told, written = beats_of_scene(evidence.scene), set(evidence.telling.script.beat_names)
    for name in sorted(written - told):
        yield _finding(evidence, name, "is in the script and not in the scene", f'add `with self.beat("{name}"):`')
    for name in sorted(told - written):
        yield _finding(evidence, name, "is in the scene and not in the script", f"add a paragraph that opens with [{name}]")


def _finding(evidence: Evidence, name: str, message: str, remedy: str) -> Finding:
    return Finding("beats", evidence.key, name, None, name, message, remedy)


def beats_of_scene(path: Path) -> set[str]:
    """The names in ``self.beat("…")`` calls; names that are computed cannot be read this way."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "beat"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }
