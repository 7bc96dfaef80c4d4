"""Code as part of a key: what is kept in the store is made again when the modules that made it have changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eigenreel.store import digest

HERE = Path(__file__).parent


@cache
def machinery(*modules: str) -> str:
    """The digest of the sources of some modules of this package; ``../name`` is one of the package around it."""
    return digest(*((HERE / f"{module}.py").read_bytes() for module in modules))
