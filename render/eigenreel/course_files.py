"""What a course finds on the disk: the keys of its scenes and scripts, and what a scene file defines."""

from __future__ import annotations

import os
import re
from pathlib import Path

METHOD = re.compile(r"^[ \t]+def[ \t]+(\w+)", re.MULTILINE)


def methods_of(scene: Path) -> frozenset[str]:
    """The names of all methods in a scene file, read off its lines: to parse every scene takes too long for a list."""
    try:
        return frozenset(METHOD.findall(scene.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, OSError):
        # Staging will tell.
        return frozenset()


def keys_below(folder: Path, ending: str) -> frozenset[str]:
    """Keys of the files below a folder, behind links as well, without what begins with an underscore or a dot."""
    keys = set()
    for place, folders, files in os.walk(folder, followlinks=True):
        here = Path(place)
        folders[:] = [name for name in folders if not name.startswith(("_", ".")) and not _leads_back(here / name)]
        found = [here / name for name in files if name.endswith(ending) and not name.startswith(("_", "."))]
        # What is no file, or a link to none, can be neither read nor run.
        keys |= {path.relative_to(folder).with_suffix("").as_posix() for path in found if path.is_file()}
    return frozenset(keys)


def _leads_back(folder: Path) -> bool:
    """Whether a folder is a link to one that it is in."""
    return folder.is_symlink() and folder.parent.resolve().is_relative_to(folder.resolve())
