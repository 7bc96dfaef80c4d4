"""A part of a film, from one beat to another, as a film of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from eigenreel.errors import EigenreelError
from eigenreel.sound.soundtrack import Clip
from eigenreel.stage.display import FrameRun, Recording

if TYPE_CHECKING:
    from eigenreel.stage.staging import Staged


def cut_staged(staged: Staged, first_beat: str | None, last_beat: str | None) -> Staged:
    """The part from one beat to another, both included; None is the film's own first or last.

    Raises:
        EigenreelError: there is no such beat, or no beats at all, or they are in the wrong order.
    """
    if first_beat is None and last_beat is None:
        return staged
    timeline = staged.timeline
    if timeline is None or not timeline.beats:
        raise EigenreelError("only lessons have beats; leave out --from-beat and --to-beat")
    first = timeline.beat(first_beat or timeline.beats[0].name)
    last = timeline.beat(last_beat or timeline.beats[-1].name)
    clip = timeline.clip(first.name, last.name)
    return replace(
        staged,
        recording=cut_recording(staged.recording, first.start, last.end),
        clips=tuple(cut_clips(staged.clips, first.start / timeline.fps, last.end / timeline.fps)),
        timeline=clip,
    )


def cut_recording(recording: Recording, start: int, end: int) -> Recording:
    """The frames from ``start`` to ``end``, without ``end``."""
    return replace(
        recording,
        runs=tuple(_cut_runs(recording.runs, start, end)),
        plays=tuple(play - start for play in recording.plays if start <= play < end),
        sounds=tuple(replace(mark, frame=mark.frame - start) for mark in recording.sounds if start <= mark.frame < end),
        captions=(),
        sections=tuple((name, frame - start) for name, frame in recording.sections if start <= frame < end),
    )


def _cut_runs(runs: Iterable[FrameRun], start: int, end: int) -> Iterator[FrameRun]:
    begin = 0
    for run in runs:
        shown = min(begin + run.repeat, end) - max(begin, start)
        if shown > 0:
            yield replace(run, repeat=shown)
        begin += run.repeat


def cut_clips(clips: Iterable[Clip], start: float, end: float) -> Iterator[Clip]:
    """What is heard from one second to another."""
    for clip in clips:
        if clip.start >= end:
            continue
        first = max(0, round((start - clip.start) * clip.rate))
        if first < len(clip.samples):
            yield replace(clip, samples=clip.samples[first:], start=max(0.0, clip.start - start))
