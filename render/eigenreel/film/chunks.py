"""The chunks of one film: found in the store, or encoded by workers and put there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Protocol

from eigenreel.errors import EigenreelError
from eigenreel.film import worker
from eigenreel.film.format import FilmFormat
from eigenreel.film.plan import Chunk
from eigenreel.film.segment import Segment, Skips
from eigenreel.store import Store


class Encoders(Protocol):
    """Who encodes: processes of this machine (``Pool``), or machines of a cluster (``Cluster``)."""

    def ready(self) -> None:
        """Called before a scene is staged, and again when one failed, since this may be why.

        Raises:
            EigenreelError: there is nobody who can encode, or nobody any more.
        """
        ...

    def encode(self, store: Store, film: FilmFormat, chunk: Chunk | None) -> Future[None]:
        """Have a chunk's segment put into the store, or, for None, the packets that hold a picture in this format.

        The future raises an EigenreelError where that cannot be done. What is queued can be cancelled by it.
        """
        ...

    def close(self) -> None:
        """Drop what is queued, and have nobody work any more."""
        ...


class Chunks:
    """Takes chunks as they are planned and gives their segments in order.

    Args:
        on_frames: told, from any thread, how many more frames are there.

    Attributes:
        reused: how many chunks needed no encoding: they were known, or shown before in this film.
    """

    def __init__(
        self, film: FilmFormat, encoders: Encoders, store: Store, on_frames: Callable[[int], None] | None
    ) -> None:
        self.film, self.encoders, self.store = film, encoders, store
        self.on_frames = on_frames or (lambda _: None)
        self.chunks: list[Chunk] = []
        self.reused = 0
        self._futures: dict[str, Future | None] = {}
        self._skips = self._request_skips()

    def add(self, chunk: Chunk) -> None:
        """Have the chunk encoded, unless it is known."""
        self.chunks.append(chunk)
        if chunk.key in self._futures:
            self.reused += 1
        elif self.store.get(worker.CHUNKS, chunk.key) is not None:
            self.reused += 1
            self._futures[chunk.key] = None
        else:
            self._futures[chunk.key] = self.encoders.encode(self.store, self.film, chunk)
        self._announce(self._futures[chunk.key], chunk.frames)

    def segments(self) -> Iterator[tuple[Segment, int]]:
        """Segments and their holds, in order, as soon as they are there."""
        for chunk in self.chunks:
            data = self._fetch(worker.CHUNKS, chunk.key, chunk, self._futures[chunk.key])
            yield Segment.from_bytes(data), chunk.hold

    def skips(self) -> Skips | None:
        """The packets that make holds, if this format has any."""
        if not self.film.encoder.holds_by_skips:
            return None
        data = self._fetch(worker.SKIPS, self.film.key, None, self._skips)
        return Skips(Segment.from_bytes(data).packets)

    def cancel(self) -> None:
        """Encode no more of this film than has begun."""
        for future in self._futures.values():
            if future is not None:
                future.cancel()

    def _request_skips(self) -> Future | None:
        if not self.film.encoder.holds_by_skips or self.store.get(worker.SKIPS, self.film.key) is not None:
            return None
        return self.encoders.encode(self.store, self.film, None)

    def _announce(self, future: Future | None, frames: int) -> None:
        if future is None:
            self.on_frames(frames)
        else:
            future.add_done_callback(lambda done: self._count(done, frames))

    def _count(self, future: Future, frames: int) -> None:
        if not future.cancelled() and future.exception() is None:
            self.on_frames(frames)

    def _fetch(self, kind: str, key: str, chunk: Chunk | None, future: Future | None) -> bytes:
        """What a worker has put into the store; made once more if somebody took it out since."""
        if future is not None:
            future.result()
        data = self.store.get(kind, key)
        if data is None:
            self.encoders.encode(self.store, self.film, chunk).result()
            data = self.store.get(kind, key)
        if data is None:
            raise EigenreelError(f"{self.store.root}: loses what is put there; name another folder with --cache")
        return data
