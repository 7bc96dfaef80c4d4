"""Scene files as modules: imported under a private name, with what lies beside them within reach."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

from eigenreel.errors import EigenreelError
from eigenreel.store import digest

NEVER_BESIDE = frozenset({"eigenreel", "manim", *sys.stdlib_module_names})
"""A file of such a name beside a scene would break the libraries that the scene uses."""


class _Beside:
    """Finds a scene's own helper modules in its folder, before installed ones of the same name, as Manim does.

    ``sys.path`` stays as it is: worker processes inherit it, and there a file such as render.py would be in the way.
    """

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.found: set[str] = set()

    def enter(self, folder: Path) -> None:
        """Look in this folder from now on; modules found in another are forgotten, so that their names are free."""
        if folder == self.folder:
            return
        for name in [name for name in sys.modules if name.partition(".")[0] in self.found]:
            del sys.modules[name]
        self.folder, self.found = folder, set()

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if self.folder is None or path is not None or name in NEVER_BESIDE:
            return None
        spec = PathFinder.find_spec(name, [str(self.folder)])
        # A folder without __init__.py is no module here: it may well be called like an installed one.
        if spec is None or spec.origin is None:
            return None
        self.found.add(name)
        return spec


_beside = _Beside()


def load_scene_module(path: Path) -> ModuleType:
    """Run a scene file, and return it as a module whose name nothing else has.

    Imports of modules beside it work until the next call.

    Raises:
        EigenreelError: the file is not there, or fails; with its line.
    """
    path = path.resolve()
    if not path.is_file():
        raise EigenreelError(f"{path}: no such scene file; check its name")
    if _beside not in sys.meta_path:
        sys.meta_path.insert(0, _beside)
    _beside.enter(path.parent)
    name = f"eigenreel_scene_{digest(str(path))[:12]}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except EigenreelError:
        raise
    except (Exception, SystemExit) as error:
        # A scene file is any Python program; whatever it raises is its author's to mend.
        what = f"{type(error).__name__}: {error}"
        raise EigenreelError(f"{place_of(error, path)}: {what}; mend the scene file") from error
    return module


def place_of(error: BaseException, path: Path) -> str:
    """``file:line`` of the deepest line of a file that an error went through, or the file.

    >>> place_of(ValueError("never raised"), Path("scene.py"))
    'scene.py'
    """
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return f"{path}:{error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return f"{path}:{lines[-1]}" if lines else str(path)
