"""Films one after the other: the next one's frames, sounds, beats and words follow the first one's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from eigenreel.errors import EigenreelError
from eigenreel.stage.display import FrameRun, Recording
from eigenreel.words.timeline import Timeline

if TYPE_CHECKING:
    from eigenreel.stage.staging import Staged


def joined(first: Staged, then: Staged) -> Staged:
    """A film and another of the same size and rate after it, with the title of the first.

    Raises:
        EigenreelError: the second has a beat with the name of one of the first.
    """
    seconds = first.recording.duration
    return replace(
        first,
        recording=joined_recordings(first.recording, then.recording),
        clips=(*first.clips, *(replace(clip, start=clip.start + seconds) for clip in then.clips)),
        timeline=joined_timelines(first.timeline, then.timeline),
    )


def joined_recordings(first: Recording, then: Recording) -> Recording:
    """The frames of one recording and then those of another; both on the same background."""
    return replace(
        first,
        items=(*first.items, *then.items),
        runs=(*first.runs, *later(then.runs, len(first.items))),
        plays=(*first.plays, *(play + first.frames for play in then.plays)),
    )


def later(runs: Sequence[FrameRun], items: int) -> tuple[FrameRun, ...]:
    """Runs whose items come after so many others."""
    return tuple(replace(run, items=tuple(number + items for number in run.items)) for run in runs)


def joined_timelines(first: Timeline, then: Timeline) -> Timeline:
    """The beats of one film and then those of another."""
    taken = {beat.name for beat in first.beats}
    for beat in then.beats:
        if beat.name in taken:
            raise EigenreelError(f"{first.key}: its beat '{beat.name}' has the name of a beat that follows; rename it")
    beats = (*first.beats, *(beat.shifted(first.frames, first.fps) for beat in then.beats))
    return replace(first, frames=first.frames + then.frames, beats=beats)
