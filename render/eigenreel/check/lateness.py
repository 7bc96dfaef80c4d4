"""The picture is not late for the word: every cue is reached by the time that it is said."""

from __future__ import annotations

from collections.abc import Iterator

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding


def lateness(evidence: Evidence) -> Iterator[Finding]:
    times = {(beat.name, name): time for beat in evidence.beats for name, time in beat.cues}
    for beat in evidence.beats:
        for cue, seconds in beat.late:
            yield Finding(
                "lateness",
                evidence.key,
                beat.name,
                times[beat.name, cue],
                cue,
                f"the picture comes {seconds:.1f} s after the word",
                "shorten the animations before it, or move the cue to a later word",
            )
