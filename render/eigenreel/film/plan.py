"""Cuts a recording into chunks: runs of frames that are encoded by themselves and cached by what they show.

A chunk is a closed group of pictures: a key frame, the moving frames after it, then a hold. The hold is a number only,
since a packet that says "as before" is the same for every picture; so a longer pause is no new chunk.

Cuts depend on content, never on a frame's number or on the workers: after every hold, at plays, and after two seconds.
So an edit changes the chunks that show it, and the cuts after the next hold or play are where they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from eigenreel.film.format import FilmFormat
from eigenreel.stage.display import FrameRun, Inset, Item, Recording, Stencil
from eigenreel.store import digest


@dataclass(frozen=True)
class Chunk:
    """Frames to encode, and how long the last is held after them.

    Attributes:
        key: the digest of what is encoded and how; position is no part of it, nor is a hold that skip packets make.
        items: what the frames draw; their numbers are those of this tuple.
        runs: the frames to encode, from the key frame on.
        hold: frames shown after those, equal to the last of them.
    """

    key: str
    items: tuple[Item, ...]
    runs: tuple[FrameRun, ...]
    hold: int

    @property
    def encoded(self) -> int:
        return sum(run.repeat for run in self.runs)

    @property
    def frames(self) -> int:
        return self.encoded + self.hold


def plan(recording: Recording, film: FilmFormat) -> Iterator[Chunk]:
    """The chunks of a recording in order; they show its frames, all of them, in groups of at most two seconds.

    Where a hold needs no key frames (``EncoderSettings.keys_in_holds``), it does not count for these two seconds.
    """
    planner = Planner(film, recording.items)
    plays = iter(sorted(recording.plays))
    play, shown = next(plays, None), 0
    for run in recording.runs:
        shown += run.repeat
        begins = False
        while play is not None and play <= shown:
            begins, play = True, next(plays, None)
        yield from planner.add(run, begins)
    yield from planner.finish()


class Planner:
    """Takes runs as they come and gives chunks as they are complete.

    Two key frames in a row would have to differ in a number that x264 always begins at 0. So no chunk but the
    film's last has one frame.

    Args:
        items: what runs refer to by number; may grow.
    """

    def __init__(self, film: FilmFormat, items: Sequence[Item]) -> None:
        self.film, self.items = film, items
        self._runs: list[FrameRun] = []
        self._length = 0
        self._digests: dict[int, str] = {}

    def add(self, run: FrameRun, play_begins: bool = False) -> Iterator[Chunk]:
        """Take a run.

        Args:
            play_begins: whether a play starts within the run or right after it.
        """
        if run.repeat >= self.film.shortest_hold:
            yield from self._hold(run)
            return
        if self._length + run.repeat > self.film.longest_chunk:
            yield self._close()
        self._append(run)
        if self._length == self.film.longest_chunk or (play_begins and self._length >= self.film.shortest_cut):
            yield self._close()

    def finish(self) -> Iterator[Chunk]:
        """What is left."""
        if self._runs:
            yield self._close()

    def _hold(self, run: FrameRun) -> Iterator[Chunk]:
        """End the chunk on the held frame; what exceeds the chunk's two seconds is held in chunks of its own."""
        one = FrameRun(run.items, 1, run.background)
        self._append(one)
        left = run.repeat - 1
        while True:
            hold = min(left, self.film.longest_chunk - self._length) if self.film.encoder.keys_in_holds else left
            left -= hold
            if left == 1:
                hold, left = hold - 1, left + 1
            yield self._close(hold)
            if not left:
                return
            self._append(one)
            left -= 1

    def _append(self, run: FrameRun) -> None:
        self._runs.append(run)
        self._length += run.repeat

    def _close(self, hold: int = 0) -> Chunk:
        used = dict.fromkeys(number for run in self._runs for number in run.items)
        places = {number: place for place, number in enumerate(used)}
        runs = tuple(
            FrameRun(tuple(places[number] for number in run.items), run.repeat, run.background) for run in self._runs
        )
        shown = repr([(run.items, run.repeat) for run in runs])
        if self.film.encoder.encodes_holds:
            shown += f" {hold}"
        key = digest(self.film.key, shown, *(self._digest(number) for number in used))
        self._runs, self._length = [], 0
        return Chunk(key, tuple(self.items[number] for number in used), runs, hold)

    def _digest(self, number: int) -> str:
        if number not in self._digests:
            self._digests[number] = item_digest(self.items[number])
        return self._digests[number]


def item_digest(item: Item) -> str:
    """The digest of what an item holds, and of the items within it."""
    values = [getattr(item, field.name) for field in fields(item)]
    if isinstance(item, Inset):
        values = [*values[1:], repr([item_digest(each) for each in item.items]).encode()]
    elif isinstance(item, Stencil):
        values = [digest(image, *map(item_digest, shapes)) for shapes, image in item.layers]
    plain = [value for value in values if not isinstance(value, bytes)]
    return digest(type(item).__name__, repr(plain), *(value for value in values if isinstance(value, bytes)))
