"""Text is large enough to read: 28 pixels from the foot to the top of its tallest letter, at 1080p."""

from __future__ import annotations

from collections.abc import Iterator

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding

MIN_HEIGHT = 18.0
"""Pixels of the tallest letter at 1080p. Type of 28 pixels, from ascender to descender, has capitals of 19."""


def legibility(evidence: Evidence) -> Iterator[Finding]:
    seen = set()
    for snapshot, text in evidence.texts():
        if text.letter_height < MIN_HEIGHT and text.label not in seen:
            seen.add(text.label)
            yield Finding(
                "legibility",
                evidence.key,
                evidence.beat_at(snapshot.frame),
                evidence.seconds(snapshot.frame),
                text.label,
                f"its letters are {text.letter_height:.0f} pixels tall at 1080p, less than {MIN_HEIGHT:.0f}",
                "use a larger type size",
            )
