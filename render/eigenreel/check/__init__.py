"""Checks: what FILM_STYLE asks of a film, as rules that a machine can hold a lesson to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from eigenreel.check.finding import Finding as Finding
from eigenreel.course import LessonRef
from eigenreel.store import Store

if TYPE_CHECKING:
    from eigenreel.check.evidence import Evidence


def check_lesson(
    ref: LessonRef, *, voice: str = "hibari", settings: Mapping[str, str] | None = None, store: Store | None = None
) -> list[Finding]:
    """Stage a lesson and hold every rule against it; one whose beats are not those of its script cannot be staged.

    Raises:
        EigenreelError: the lesson cannot be staged.
    """
    # Manim is imported here: the command line, which reads this file's names, must start without it.
    from eigenreel.check.beats import differing_beats
    from eigenreel.check.gather import gather

    return list(differing_beats(ref)) or check_evidence(gather(ref, voice=voice, settings=settings or {}, store=store))


def check_evidence(evidence: Evidence) -> list[Finding]:
    """What every rule finds, in the order of the film."""
    from eigenreel.check.rules import RULES

    findings = [finding for rule in RULES for finding in rule(evidence)]
    return sorted(findings, key=lambda finding: (finding.time or 0.0, finding.rule))
