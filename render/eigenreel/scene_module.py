"""Scene files as modules: run under a private name, with what lies beside them within reach.

Only a scene's own files find their neighbours: a library that imports ``utils`` never gets a user's. ``sys.path`` stays
as it is: worker processes inherit it, and there a file such as render.py would be in the way.
"""

from __future__ import annotations

import configparser
import importlib
import importlib.util
import sys
import sysconfig
import traceback
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

from eigenreel.errors import EigenreelError
from eigenreel.store import digest

NEVER_BESIDE = frozenset({"eigenreel", "manim", *sys.stdlib_module_names})
"""A file of such a name beside a scene would break the libraries that the scene uses."""

PREFIX = "eigenreel_scene_"
MACHINERY = frozenset({importlib.__file__, __file__})


class _Beside:
    """Finds a scene's helper modules in its folder, before installed ones of the same name, as Manim does."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.found: set[str] = set()

    def enter(self, folder: Path) -> None:
        """Look in this folder from now on; what was found before is forgotten, so that each scene begins afresh."""
        for name in [name for name in sys.modules if name.partition(".")[0] in self.found]:
            del sys.modules[name]
        self.folder, self.found = folder, set()

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if not self.is_asked(name, path):
            return None
        spec = PathFinder.find_spec(name, [str(self.folder)])
        # A folder without __init__.py may well be called like an installed package, which goes first.
        return self.keep(name, spec if spec is not None and spec.origin is not None else None)

    def is_asked(self, name: str, path: object) -> bool:
        """Whether a file of the scene's folder wants a module, and not a library."""
        return self.folder is not None and path is None and name not in NEVER_BESIDE and _asks_from(self.folder)

    def keep(self, name: str, spec: ModuleSpec | None) -> ModuleSpec | None:
        if spec is not None:
            self.found.add(name)
        return spec


class _Elsewhere:
    """Asked last: folders without __init__.py beside the scene, and what lies where the command was started."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if not _beside.is_asked(name, path):
            return None
        return _beside.keep(name, PathFinder.find_spec(name, [str(_beside.folder), str(Path.cwd())]))


_beside, _elsewhere = _Beside(), _Elsewhere()


def load_scene_module(path: Path) -> ModuleType:
    """Run a scene file, and return it as a module whose name nothing else has.

    Imports of modules beside it, also relative ones, work until the next call.

    Raises:
        EigenreelError: the file is not there, or fails; with its line.
    """
    path = path.resolve()
    if not path.is_file():
        raise EigenreelError(f"{path}: no such scene file; check its name")
    if _beside not in sys.meta_path:
        sys.meta_path.insert(0, _beside)
        sys.meta_path.append(_elsewhere)
    _beside.enter(path.parent)
    name = f"{_package(path.parent)}.{path.stem.replace('.', '_')}"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except EigenreelError:
        raise
    except (Exception, SystemExit) as error:
        # A scene file is any Python program; whatever it raises is its author's to mend.
        raise EigenreelError(f"{place_of(error, path)}: {said_by(error)}; mend the scene file") from error
    return module


def _package(folder: Path) -> str:
    """The name of the package that the scene's folder is for relative imports; its modules are forgotten."""
    name = f"{PREFIX}{digest(str(folder))[:12]}"
    for old in [old for old in sys.modules if old == name or old.startswith(f"{name}.")]:
        del sys.modules[old]
    package = ModuleType(name)
    package.__path__ = [str(folder)]
    sys.modules[name] = package
    return name


def _asks_from(folder: Path) -> bool:
    """Whether the import that is going on was written in a file below this folder, or where the command was started."""
    frame = sys._getframe(1)
    while frame is not None and (frame.f_code.co_filename.startswith("<") or frame.f_code.co_filename in MACHINERY):
        frame = frame.f_back
    if frame is None:
        return False
    asker = Path(frame.f_code.co_filename)
    below = asker.is_relative_to(folder) or asker.is_relative_to(Path.cwd())
    return below and not any(asker.is_relative_to(library) for library in _libraries())


@cache
def _libraries() -> tuple[Path, ...]:
    ours = Path(__file__).parent
    return ours, *{Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")}


def import_manim() -> None:
    """Import Manim, which reads the manim.cfg of the current folder.

    Raises:
        EigenreelError: that file is broken.
    """
    try:
        importlib.import_module("manim")
    except (configparser.Error, KeyError, TypeError, ValueError) as error:
        settings = Path("manim.cfg").resolve()
        if not settings.is_file():
            raise
        what = " ".join(str(error).split())
        raise EigenreelError(f"{settings}: {what}; mend it, or take it away") from error


def place_of(error: BaseException, path: Path) -> str:
    """``file:line`` of the deepest line of a file that an error went through, or the file.

    >>> place_of(ValueError("never raised"), Path("scene.py"))
    'scene.py'
    """
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return f"{path}:{error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return f"{path}:{lines[-1]}" if lines else str(path)


def said_by(error: BaseException) -> str:
    """What an error of a scene file is and says, in one line.

    >>> said_by(ValueError("no\\nroots")), said_by(MemoryError())
    ('ValueError: no roots', 'MemoryError')
    """
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
