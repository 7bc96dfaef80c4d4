"""Whether a film is there already: what it was made from, and the files that were made.

Which files a scene reads is known only when it has run. So a film is found in two steps: by a key of all that is known
before (target, options, versions), and by the content of every file that was read when it was made.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import eigenreel
from eigenreel.errors import EigenreelError
from eigenreel.film.reads import ABSENT, content_of
from eigenreel.film.result import FilmResult
from eigenreel.store import Store, digest

KIND, FILES = "film", "files"
LIBRARIES = (
    "manim", "numpy", "scipy", "pycairo", "pillow", "av", "typst", "hibari-tts", "onnxruntime", "num2words", "pydub",
    "pyloudnorm", "markdown-it-py", "pyyaml", "pydantic", "svgelements", "skia-pathops", "mapbox-earcut", "networkx",
    "pyworld-prebuilt", "pretty_midi",
)  # fmt: skip


def film_key(*parts: str | int | float | None) -> str:
    """The key of a film: of what the caller says, the sources of eigenreel, the versions of libraries and Python.

    Args:
        parts: what was asked for: the target and every option that changes a file or its name.
    """
    return digest(*parts, sources(), *(f"{name} {_version(name)}" for name in LIBRARIES), sys.version)


@cache
def sources() -> str:
    """The digest of every file of this package, with the course that an installed one carries."""
    root = Path(eigenreel.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return digest(*(part for path in files for part in (path.relative_to(root).as_posix(), path.read_bytes())))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ABSENT


def finished(store: Store, key: str) -> FilmResult | None:
    """The film of this key, if everything that it was made from and all its files are as they were.

    Returns:
        None if it has to be made; else the result of when it was made, with all chunks reused and no seconds spent.
    """
    data = store.get(KIND, key)
    if data is None:
        return None
    entry = json.loads(data)
    if any(_state(Path(path)) != state for path, state in entry["files"].items()):
        return None
    if any(content_of(Path(path)) != content for path, content in entry["read"].items()):
        return None
    files = tuple(map(Path, entry["files"]))
    return FilmResult(files[0], files, entry["duration"], entry["size"], entry["chunks"], entry["chunks"], 0.0)


def note_finished(store: Store, key: str, result: FilmResult, contents: Mapping[Path, str]) -> None:
    """Remember a film.

    Args:
        contents: of the files it was made from, as ``Reads.contents`` gives them.
    """
    entry = {
        "files": {str(path): _state(path) for path in result.files},
        "read": {str(path): content for path, content in contents.items()},
        "duration": result.duration,
        "size": result.size,
        "chunks": result.chunks,
    }
    store.put(KIND, key, json.dumps(entry).encode())
    store.put(FILES, digest(str(result.path)), json.dumps(entry["files"]).encode())


def remove_stale(store: Store, result: FilmResult) -> None:
    """Delete what the last render of this film wrote beside it and this one did not, unless it was changed since.

    Captions, after ``--no-captions``: players would show the old ones.

    Raises:
        EigenreelError: a file cannot be deleted.
    """
    files = json.loads(store.get(FILES, digest(str(result.path))) or b"{}")
    for path, state in ((Path(path), state) for path, state in files.items()):
        if path not in result.files and _state(path) == state:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise EigenreelError(
                    f"{path}: is of an earlier film and cannot be deleted ({error.strerror}); delete it"
                ) from error


def _state(path: Path) -> list[int] | None:
    """Size and time of change; None if it is gone."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return [status.st_size, status.st_mtime_ns]
