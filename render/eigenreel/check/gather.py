"""Gathering evidence: a lesson is staged under the eyes of a watch."""

from __future__ import annotations

from collections.abc import Mapping

from eigenreel.check.evidence import Evidence
from eigenreel.check.watch import Watch
from eigenreel.course import LessonRef
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.store import Store

WIDTH, HEIGHT, FPS = 854, 480, 15
"""The size and rate at which a lesson is staged to be checked: large enough to tell what is behind a letter."""


def gather(ref: LessonRef, *, voice: str, settings: Mapping[str, str], store: Store | None = None) -> Evidence:
    """Stage a lesson and keep what the rules look at.

    Raises:
        EigenreelError: the lesson cannot be staged.
    """
    watch = Watch()
    options = StageOptions(WIDTH, HEIGHT, FPS, voice=voice, parameters=settings)
    staged = stage_lesson(ref, options, store, attend=watch.attend)
    return Evidence(
        key=ref.key,
        scene=ref.scene,
        telling=staged.telling,
        recording=staged.recording,
        timeline=staged.timeline,
        snapshots=watch.snapshots(staged.recording),
    )
