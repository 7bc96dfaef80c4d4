"""The timeline of a film: when every beat, word and cue happens. Captions, chapters, clips and checks all read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from eigenreel.errors import EigenreelError, suggest


@dataclass(frozen=True)
class TimedWord:
    """A word as it is written, with the seconds from the film's start at which it is said."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class BeatSpan:
    """One beat on the frame grid: frames ``start`` to ``end``, without ``end``; its voice begins at ``speech_start``.

    ``cues`` are (name, seconds from the film's start). ``late`` are (name, seconds by which the picture missed the
    cue).
    """

    name: str
    chapter: str
    start: int
    end: int
    speech_start: int
    words: tuple[TimedWord, ...] = ()
    cues: tuple[tuple[str, float], ...] = ()
    late: tuple[tuple[str, float], ...] = ()

    def shifted(self, frames: int, fps: int) -> BeatSpan:
        """The same beat, ``frames`` later (earlier, if negative)."""
        seconds = frames / fps
        return replace(
            self,
            start=self.start + frames,
            end=self.end + frames,
            speech_start=self.speech_start + frames,
            words=tuple(replace(word, start=word.start + seconds, end=word.end + seconds) for word in self.words),
            cues=tuple((name, time + seconds) for name, time in self.cues),
        )


@dataclass(frozen=True)
class Timeline:
    """The beats of one film in order, on a grid of ``fps`` frames a second; the film has ``frames`` frames.

    Raises:
        ValueError: beats overlap, are out of order, or reach past the last frame.
    """

    key: str
    title: str
    lang: str
    fps: int
    frames: int
    beats: tuple[BeatSpan, ...]

    def __post_init__(self) -> None:
        for beat in self.beats:
            if not 0 <= beat.start <= beat.end <= self.frames:
                raise ValueError(
                    f"beat {beat.name}: frames {beat.start} to {beat.end} are not within 0 to {self.frames}"
                )
        for before, after in pairwise(self.beats):
            if after.start < before.end:
                raise ValueError(
                    f"beat {after.name} starts at frame {after.start}, before {before.name} ends at {before.end}"
                )

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.frames / self.fps

    @property
    def words(self) -> tuple[TimedWord, ...]:
        return tuple(word for beat in self.beats for word in beat.words)

    def beat(self, name: str) -> BeatSpan:
        """The beat of that name.

        Raises:
            EigenreelError: there is none.
        """
        for beat in self.beats:
            if beat.name == name:
                return beat
        raise EigenreelError(f"no beat {name!r} in {self.key}; {suggest(name, [beat.name for beat in self.beats])}")

    @property
    def chapters(self) -> tuple[tuple[str, int, int], ...]:
        """(title, first frame, frame after the last) of every chapter; together they cover the whole film."""
        starts = [(title, next(beats).start) for title, beats in groupby(self.beats, key=lambda beat: beat.chapter)]
        edges = [0, *(start for _, start in starts[1:]), self.frames]
        return tuple((title, *span) for (title, _), span in zip(starts, pairwise(edges), strict=True)) if starts else ()

    def clip(self, first_beat: str, last_beat: str) -> Timeline:
        """The part from one beat to another, both included, as a timeline of its own that starts at 0.

        Raises:
            EigenreelError: a beat is unknown, or the last comes before the first.
        """
        first, last = (self.beats.index(self.beat(name)) for name in (first_beat, last_beat))
        if last < first:
            raise EigenreelError(f"beat {last_beat!r} comes before {first_beat!r} in {self.key}; swap them")
        begin = self.beats[first].start
        beats = tuple(beat.shifted(-begin, self.fps) for beat in self.beats[first : last + 1])
        return replace(self, frames=beats[-1].end, beats=beats)
