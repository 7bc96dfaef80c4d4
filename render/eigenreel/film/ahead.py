"""Ahead of time: the workers get a film's first chunks while its last scenes are still being staged."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any

from eigenreel.film.chunks import Chunks, Encoders
from eigenreel.film.format import EncoderSettings, FilmFormat
from eigenreel.film.plan import Planner
from eigenreel.store import Store

if TYPE_CHECKING:
    from eigenreel.stage.recorder import Recorder


class Ahead:
    """Follows a recorder: plans what it has written for certain, and has it encoded.

    The chunks are those that ``plan`` makes of the whole recording. Call ``attend`` when the recorder has its camera,
    ``look`` after each frame, then ``finish``, or ``cancel``.

    Args:
        size: width, height and frames a second.
        on_frames: told, from any thread, how many more frames are encoded or were known.
    """

    def __init__(
        self,
        size: tuple[int, int, int],
        encoder: EncoderSettings,
        encoders: Encoders,
        store: Store,
        on_frames: Callable[[int], None] | None = None,
    ) -> None:
        self._size, self._encoder = size, encoder
        self._make_chunks = lambda film: Chunks(film, encoders, store, on_frames)
        self.chunks: Chunks | None = None

    def attend(self, _: Any, recorder: Recorder) -> None:
        """Follow this recorder."""
        film = FilmFormat(*self._size, recorder.camera.plain_background, self._encoder)
        self._ledger = recorder.ledger
        self._planner = Planner(film, self._ledger.items)
        self._planned_runs = self._planned_plays = self._shown = 0
        self.chunks = self._make_chunks(film)

    def look(self, _: int = 0) -> None:
        """Plan all runs but the last, which may still become longer."""
        self._plan(len(self._ledger.runs) - 1)

    def finish(self) -> Chunks:
        """Plan what is left, now that the scene has ended."""
        self._plan(len(self._ledger.runs))
        for chunk in self._planner.finish():
            self.chunks.add(chunk)
        return self.chunks

    def cancel(self) -> None:
        """Have the workers do no more for this film than they have begun."""
        if self.chunks is not None:
            self.chunks.cancel()

    def _plan(self, end: int) -> None:
        for run in islice(self._ledger.runs, self._planned_runs, end):
            self._shown += run.repeat
            for chunk in self._planner.add(run, self._play_begins()):
                self.chunks.add(chunk)
        self._planned_runs = max(end, self._planned_runs)

    def _play_begins(self) -> bool:
        """Whether a play starts within the run that was just added, or right after it."""
        before, plays = self._planned_plays, self._ledger.plays
        while self._planned_plays < len(plays) and plays[self._planned_plays] <= self._shown:
            self._planned_plays += 1
        return self._planned_plays > before
