"""The voice does not fall silent for more than 3 seconds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding

LONGEST = 3.0
"""Seconds."""


def silence(evidence: Evidence) -> Iterator[Finding]:
    words = evidence.timeline.words
    moments = [(0.0, 0.0), *((word.start, word.end) for word in words), (evidence.timeline.duration,) * 2]
    for (_, before), (after, _) in pairwise(moments):
        if after - before > LONGEST:
            frame = round(before * evidence.timeline.fps)
            yield Finding(
                "silence",
                evidence.key,
                evidence.beat_at(frame),
                before,
                "",
                f"nothing is said for {after - before:.1f} s",
                "shorten the animation or let the voice say what it shows",
            )
