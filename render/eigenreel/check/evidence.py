"""What the rules read: a staged lesson, and what its text looked like whenever a play had ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from eigenreel.check.changes import Changes, see_changes
from eigenreel.stage.display import Recording
from eigenreel.stage.telling import Telling
from eigenreel.words.timeline import BeatSpan, Timeline

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in scene units, seen from the frame's centre."""


@dataclass(frozen=True)
class TextOnScreen:
    """A piece of text as a viewer sees it.

    Attributes:
        label: what it says, as far as its mobject knows.
        box: around all of it.
        glyphs: (n, 4) boxes of its glyphs.
        letter_height: pixels of its tallest letter or digit in a frame 1080 pixels high.
        rgbas: (n, 4) colours and opacities of its glyphs, 0…1.
        behind: for each glyph the uint8 (k, 3) colours of what lies behind and close around it.
    """

    label: str
    box: Box
    glyphs: np.ndarray
    letter_height: float
    rgbas: np.ndarray
    behind: tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Snapshot:
    """The text on screen after ``frame`` frames that was at rest."""

    frame: int
    texts: tuple[TextOnScreen, ...]


@dataclass(frozen=True)
class Evidence:
    """Everything about one staged lesson that a rule may look at."""

    key: str
    scene: Path
    telling: Telling | None
    recording: Recording
    timeline: Timeline
    snapshots: tuple[Snapshot, ...] = ()

    def beat_at(self, frame: int) -> str:
        """The name of the beat that plays at a frame, or of the one before it."""
        names = [beat.name for beat in self.timeline.beats if beat.start <= frame]
        return names[-1] if names else ""

    def seconds(self, frame: int) -> float:
        return frame / self.timeline.fps

    @cached_property
    def changes(self) -> Changes:
        """What a viewer sees change, from frame to frame."""
        return see_changes(self.recording)

    @property
    def beats(self) -> tuple[BeatSpan, ...]:
        return self.timeline.beats

    def texts(self) -> Iterator[tuple[Snapshot, TextOnScreen]]:
        for snapshot in self.snapshots:
            for text in snapshot.texts:
                yield snapshot, text
