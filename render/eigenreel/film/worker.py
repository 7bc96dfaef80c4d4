"""A worker process: takes tasks from its standard input and gives results to its standard output until that closes.

It imports what rasterises and encodes, not Manim. It ends by itself when whoever started it is gone.
"""

from __future__ import annotations

import os
import pickle
import platform
import sys
import zlib
from functools import lru_cache

from eigenreel.errors import EigenreelError
from eigenreel.film.encode import skip_packets
from eigenreel.film.format import FilmFormat, machinery
from eigenreel.film.plan import Chunk
from eigenreel.film.segment import Segment
from eigenreel.film.studios import Encodes, studio
from eigenreel.store import Store

CHUNKS, SKIPS = "chunk", "skips"
FORMATS_KEPT = 2


def serve() -> None:
    """Work until there is no more."""
    tasks, results = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the results.
    os.dup2(2, 1)
    while True:
        try:
            function, arguments = pickle.load(tasks)
            answer = _answer(function, arguments)
            pickle.dump(answer, results, pickle.HIGHEST_PROTOCOL)
            results.flush()
        except (EOFError, pickle.UnpicklingError, BrokenPipeError, KeyboardInterrupt):
            # There is no starter any more, perhaps since the middle of a task: the results' buffer has nobody to go to.
            os._exit(0)


def _answer(function, arguments) -> tuple[bool, object]:
    """Whether it went well, and the result or else the exception."""
    try:
        return True, function(*arguments)
    except Exception as error:  # noqa: BLE001  The starter raises it again.
        error.add_note(f"in worker process {os.getpid()} ({sys.executable})")
        return False, error


@lru_cache(maxsize=FORMATS_KEPT)
def _studio(film: FilmFormat) -> Encodes:
    return studio(film)


def place(film: FilmFormat, chunk: Chunk | None) -> tuple[str, str]:
    """Kind and key in the store of a chunk's segment; for None of the packets that hold a picture."""
    return (CHUNKS, chunk.key) if chunk is not None else (SKIPS, film.key)


def encode(store: Store, film: FilmFormat, chunk: Chunk | None) -> None:
    """Put a chunk's segment into the store, unless another render has; for None the packets that hold a picture."""
    kind, key = place(film, chunk)
    if store.get(kind, key) is None:
        store.put(kind, key, segment(film, chunk))


def parcel(film: FilmFormat, chunk: Chunk | None) -> bytes:
    """What another machine needs to make the segment."""
    # A scheduler copies every byte for hundreds of cores; here the cores have little else to do.
    return zlib.compress(pickle.dumps((machinery(), film, chunk), pickle.HIGHEST_PROTOCOL), zlib.Z_BEST_SPEED)


def segment_of(sent: bytes) -> bytes:
    """The segment of a parcel.

    Raises:
        EigenreelError: it would become another one here than where it comes from.
    """
    theirs, film, chunk = pickle.loads(zlib.decompress(sent))
    if theirs != machinery():
        place = f"{platform.node()} (process {os.getpid()})"
        raise EigenreelError(f"{place}: eigenreel has changed since its worker was started; start the worker again")
    return segment(film, chunk)


def segment(film: FilmFormat, chunk: Chunk | None) -> bytes:
    """A chunk's segment as bytes; for None the packets that hold a picture, as a segment too."""
    if chunk is None:
        return Segment(b"", skip_packets(film).packets).to_bytes()
    return _studio(film).encode(chunk).to_bytes()
