"""Something changes on screen at least every 8 seconds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding

LONGEST = 8.0
"""Seconds."""


def stillness(evidence: Evidence) -> Iterator[Finding]:
    for start, frames in still_spans(evidence):
        seconds = evidence.seconds(frames)
        if seconds > LONGEST:
            yield Finding(
                "stillness",
                evidence.key,
                evidence.beat_at(start),
                evidence.seconds(start),
                "",
                f"nothing changes for {seconds:.1f} s",
                "let the picture move with the words, or shorten the text",
            )


def still_spans(evidence: Evidence) -> Iterator[tuple[int, int]]:
    """(first frame, number of frames) of each span in which no frame looks different from the first."""
    changes = evidence.changes
    starts = [*changes.starts[changes.changed].tolist(), evidence.recording.frames]
    for start, end in pairwise(starts):
        yield start, end - start
