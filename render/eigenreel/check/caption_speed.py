"""Captions can be read: at most 20 characters a second, two lines of at most 42 characters."""

from __future__ import annotations

from collections.abc import Iterator

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding
from eigenreel.words.captions import cues

FASTEST = 20.0
"""Characters a second."""

LINES, CHARACTERS = 2, 42


def caption_speed(evidence: Evidence) -> Iterator[Finding]:
    for cue in cues(evidence.timeline):
        text = " ".join(cue.lines)
        speed = len(text) / max(cue.end - cue.start, 1e-3)
        fits = len(cue.lines) <= LINES and all(len(line) <= CHARACTERS for line in cue.lines)
        if speed <= FASTEST + 0.05 and fits:
            continue
        too_fast = f"{speed:.0f} characters a second, more than {FASTEST:.0f}"
        yield Finding(
            "caption_speed",
            evidence.key,
            evidence.beat_at(round(cue.start * evidence.timeline.fps)),
            cue.start,
            text,
            too_fast if fits else f"does not fit in {LINES} lines of {CHARACTERS} characters",
            "say it in fewer or shorter words, or add a [pause]",
        )
