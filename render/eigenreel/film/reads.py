"""Which files Python reads while something runs: what a scene was made from is known only when it has run."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import eigenreel

ABSENT = "absent"
WRITING = os.O_WRONLY | os.O_RDWR
SCENES = "eigenreel_scene_"
"""What scene files are called as modules: one that was run before is no source of the next."""
SYSTEM = ("/proc", "/sys", "/dev", "/etc", "/usr")


class Reads:
    """Files that have been read, with the digest of what was in them at that time."""

    def __init__(self, ignored: Iterable[Path] = ()) -> None:
        self._ignored = tuple({path.resolve() for path in ignored})
        self._read: dict[Path, str] = {}
        self._written: set[Path] = set()

    def add(self, path: Path) -> None:
        """Note a file, whether it is there or not."""
        self._read.setdefault(path, content_of(path))

    def heard(self, path: Path, writing: bool) -> None:
        """A file is being opened."""
        if writing:
            self._written.add(path)
        elif path.is_file() and not any(path.is_relative_to(folder) for folder in (*self._ignored, *_installed())):
            self.add(path)

    @property
    def contents(self) -> dict[Path, str]:
        """Digests by path. What was also written came from here, and is no source."""
        return {path: content for path, content in self._read.items() if path not in self._written}


_watching: list[Reads] = []
_hooked: list[bool] = []
_busy = threading.local()


@contextmanager
def watched_reads(files: Iterable[Path] = (), ignored: Iterable[Path] = ()) -> Iterator[Reads]:
    """Note every file that Python reads while the block runs, apart from those of installed packages.

    Modules imported before count as read. Not heard of is what a library written in C opens by itself.

    Args:
        files: to note in any case, also if they are not there.
        ignored: folders whose files do not count, such as the cache.
    """
    reads = Reads(ignored)
    for path in files:
        reads.add(path.resolve())
    if not _hooked:
        # An audit hook cannot be taken away; it does nothing while nobody watches.
        sys.addaudithook(_hear)
        _hooked.append(True)
    _watching.append(reads)
    try:
        yield reads
        for name, module in tuple(sys.modules.items()):
            path = getattr(module, "__file__", None)
            if path and not name.startswith(SCENES):
                reads.heard(Path(path).resolve(), writing=False)
    finally:
        _watching.remove(reads)


def _hear(event: str, arguments: Sequence[object]) -> None:
    # Hashing what was opened opens it again.
    if event != "open" or not _watching or getattr(_busy, "now", False):
        return
    path, mode, flags = arguments
    if not isinstance(path, str | bytes):
        return
    _busy.now = True
    try:
        writing = bool(flags & WRITING) if isinstance(flags, int) else "r" not in (mode or "r")
        source = _source(Path(os.fsdecode(path)).absolute())
        for reads in tuple(_watching):
            reads.heard(source.resolve(), writing)
    finally:
        _busy.now = False


def _source(path: Path) -> Path:
    """The source of a compiled module; any other file itself."""
    if path.parent.name == "__pycache__" and path.suffix == ".pyc":
        return path.parent.parent / f"{path.name.partition('.')[0]}.py"
    return path


@cache
def _installed() -> tuple[Path, ...]:
    """Folders whose files change with versions only."""
    libraries = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    ours = Path(eigenreel.__file__).parent
    return tuple({*libraries, *(path.resolve() for path in libraries), ours, *map(Path, SYSTEM)})


def content_of(path: Path) -> str:
    """The digest of a file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ABSENT
