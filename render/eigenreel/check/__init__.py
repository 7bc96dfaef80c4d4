"""Checks: what FILM_STYLE asks of a film, as rules that a machine can hold a lesson to."""

from __future__ import annotations

from collections.abc import Mapping

from eigenreel.check.finding import Finding as Finding
from eigenreel.course import LessonRef
from eigenreel.store import Store


def check_lesson(
    ref: LessonRef, *, voice: str = "hibari", settings: Mapping[str, str] | None = None, store: Store | None = None
) -> list[Finding]:
    """Stage a lesson and hold every rule against it.

    Raises:
        EigenreelError: the lesson cannot be staged.
    """
    # Manim is imported here: the command line, which reads this file's names, must start without it.
    from eigenreel.check.gather import gather
    from eigenreel.check.rules import RULES

    evidence = gather(ref, voice=voice, settings=settings or {}, store=store)
    findings = [finding for rule in RULES for finding in rule(evidence)]
    return sorted(findings, key=lambda finding: (finding.time or 0.0, finding.rule))
