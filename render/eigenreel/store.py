"""A content-addressed store of files that several processes may share and none can damage."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from eigenreel.errors import EigenreelError

CHECKSUM_BYTES = 32


def digest(*parts: str | bytes | int | float | None) -> str:
    """The key of some inputs, as 64 hexadecimal digits.

    Each part is hashed with its type and length, so that ("ab", "c") and ("a", "bc") differ.
    """
    state = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        state.update(f"{type(part).__name__}:{len(data)}:".encode())
        state.update(data)
    return state.hexdigest()


@dataclass(frozen=True)
class Store:
    """Blobs under ``root/<kind>/<first two digits>/<key>``, each behind the SHA-256 of its content.

    Files arrive by atomic rename; a truncated or altered one is treated as absent and written again.
    """

    root: Path

    def path(self, kind: str, key: str) -> Path:
        return self.root / kind / key[:2] / key

    def get(self, kind: str, key: str) -> bytes | None:
        """The blob, or None if there is none or it is damaged."""
        path = self.path(kind, key)
        try:
            data = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not _is_whole(data):
            return None
        # Its time of last use is what pruning goes by; a shared cache may be read-only for us.
        with contextlib.suppress(OSError):
            os.utime(path)
        return data[CHECKSUM_BYTES:]

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Write a blob; a reader sees all of it or nothing.

        Raises:
            EigenreelError: the disk is full or the folder cannot be written.
        """
        path = self.path(kind, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, hashlib.sha256(data).digest() + data)
        except OSError as error:
            remedy = "free some space, or name another folder with --cache"
            raise EigenreelError(f"{path}: cannot write to the cache ({error.strerror}); {remedy}") from error

    def entries(self) -> Iterator[Path]:
        """Every blob's file; half-written files of running or killed processes are not blobs."""
        return (path for path in self.root.glob("*/??/*") if path.is_file() and not path.name.startswith("."))

    def size(self) -> int:
        """Bytes in use."""
        return sum(status.st_size for _, status in self._statuses())

    def verify(self) -> list[Path]:
        """Remove damaged blobs; returns their paths."""
        damaged = [path for path in self.entries() if _is_damaged(path)]
        for path in damaged:
            path.unlink(missing_ok=True)
        return damaged

    def prune(self, max_bytes: int) -> int:
        """Remove the blobs unused for longest until at most ``max_bytes`` remain; returns the bytes freed."""
        files = sorted((status.st_mtime, status.st_size, path) for path, status in self._statuses())
        excess = sum(size for _, size, _ in files) - max_bytes
        freed = 0
        for _, size, path in files:
            if freed >= excess:
                break
            path.unlink(missing_ok=True)
            freed += size
        return freed

    def _statuses(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Every blob with its size and times; one that another process has just deleted is left out."""
        for path in self.entries():
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            yield path, status


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it there, so that no reader sees half of it."""
    # Not mkstemp: its files are for one user alone, and people share caches.
    part = path.with_name(f".part-{uuid4().hex}")
    try:
        with part.open("xb") as file:
            file.write(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _is_damaged(path: Path) -> bool:
    """Whether a blob is there and not whole."""
    try:
        return not _is_whole(path.read_bytes())
    except FileNotFoundError:
        return False


def _is_whole(data: bytes) -> bool:
    return hashlib.sha256(data[CHECKSUM_BYTES:]).digest() == data[:CHECKSUM_BYTES]
