"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import eigenreel

PACKAGE = Path(eigenreel.__file__).parent


def modules_with_examples() -> list[str]:
    files = sorted(path for path in PACKAGE.rglob("*.py") if ">>> " in path.read_text(encoding="utf-8"))
    return [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in files]


@pytest.mark.parametrize("name", modules_with_examples())
def test_examples_are_true(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted and not result.failed
