"""The voice speaks at most 180 words a minute."""

from __future__ import annotations

from collections.abc import Iterator

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding

FASTEST = 180.0
"""Spoken words a minute, over a whole beat."""

SHORTEST = 4.0
"""Seconds of speech below which a rate means little."""


def speech_rate(evidence: Evidence) -> Iterator[Finding]:
    for beat in evidence.beats:
        if not beat.words:
            continue
        seconds = beat.words[-1].end - beat.words[0].start
        spoken = len(evidence.telling.narration.utterance(beat.name).spoken.split())
        rate = 60 * spoken / seconds if seconds > 0 else 0.0
        if seconds >= SHORTEST and rate > FASTEST:
            yield Finding(
                "speech_rate",
                evidence.key,
                beat.name,
                beat.words[0].start,
                "",
                f"{rate:.0f} words a minute, more than {FASTEST:.0f}",
                "add a [pause], or say it in fewer words",
            )
