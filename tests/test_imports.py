"""The import rule, and what only one file may do."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "render" / "eigenreel"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_layers(monkeypatch):
    """cli → exports, check → film → stage → kit → theme → sound → words; maths imports none of them."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def names_used(path: Path) -> set[str]:
    """Every ``a.b`` and imported name of a file."""
    used = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used.add(f"{node.value.id}.{node.attr}")
        if isinstance(node, ast.ImportFrom):
            used |= {f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Import):
            used |= {alias.name for alias in node.names}
    return used


def test_only_options_reads_the_environment():
    readers = {path.name for path in MODULES if names_used(path) & {"os.environ", "os.getenv"}}
    assert readers == {"options.py"}


def test_nothing_reads_the_network():
    """Modules that open connections are not imported; nor is anything that fetches models."""
    network = {"socket", "urllib.request", "requests", "http.client", "httpx", "huggingface_hub"}
    assert {path.name for path in MODULES if names_used(path) & network} == set()


def test_only_the_cluster_talks_to_other_machines():
    """Through Dask, which is an extra, and only where --cluster or the worker command asks for it."""
    packages = {path.name: {name.partition(".")[0] for name in names_used(path)} for path in MODULES}
    users = {name for name, used in packages.items() if used & {"dask", "distributed"}}
    assert users == {"cluster.py", "cluster_worker.py"}
    light = "import eigenreel.film.jobs, eigenreel.cli, sys; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", light]).returncode == 0


def test_a_worker_needs_no_manim():
    code = "import eigenreel.film.cluster, sys; sys.exit('manim' in sys.modules or 'scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def lessons() -> list[Path]:
    return sorted((ROOT / "scenes").rglob("*.py"))


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_lessons_import_only_what_authors_may(path):
    allowed = {"eigenreel", "eigenreel.kit", "eigenreel.maths", "eigenreel.theme", "manim"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.split(".")[0] in ("eigenreel", "scenes"):
                assert name in allowed or ".".join(name.split(".")[:2]) in allowed, f"{path}: imports {name}"
