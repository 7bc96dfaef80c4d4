"""The look of the course: colours by meaning, type sizes by role, room on the stage, and type itself.

Lessons name meanings (``theme.LOSS``), never colours. On the black background every colour here has a contrast of at
least 3 : 1, and those that letters are set in at least 4.5 : 1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11); a test
computes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

BACKGROUND = "#000000"

# Roles, after which everything else is named.
TEXT = "#FFFFFF"
HIGHLIGHT = "#FFFF00"
"""Look here."""
MAIN = "#58C4DD"
"""The main object of a picture."""
SECOND = "#5CD0B3"
"""The second object, or what comes out of the first."""
CONTRAST = "#FC6255"
"""What stands against it."""
CONTEXT = "#999999"
"""What is there to be compared with."""
GRID = "#5F6B73"
"""Lines of a plane, axes of a graph."""
FAINT_GRID = "#3A4147"
"""Lines between the lines; decoration, which need not be seen."""

# Meanings that go through the whole course.
AXIS = "#B4B4B4"
BASIS_X = "#83C167"
BASIS_Y = "#FC6255"
VECTOR = HIGHLIGHT
FIRST, SECOND_VECTOR, SUM = MAIN, SECOND, HIGHLIGHT
INPUT = MAIN
OUTPUT = SECOND
WEIGHT = "#FF9A4D"
LOSS = "#FC6255"
GRADIENT = "#FF9A4D"
STEP = HIGHLIGHT
MINIMUM = "#83C167"
PRIOR = MAIN
LIKELIHOOD = SECOND
POSTERIOR = HIGHLIGHT
ILL = CONTRAST
HEALTHY = MAIN
POSITIVE = HIGHLIGHT
NEGATIVE = CONTEXT
RED_LIGHT, GREEN_LIGHT, BLUE_LIGHT = "#FF5A5A", "#5AE06B", "#6C8CFF"

LETTER_COLOURS = (
    "TEXT", "HIGHLIGHT", "MAIN", "SECOND", "CONTRAST", "CONTEXT", "AXIS", "BASIS_X", "BASIS_Y", "WEIGHT", "GRADIENT",
    "MINIMUM", "RED_LIGHT", "GREEN_LIGHT", "BLUE_LIGHT",
)  # fmt: skip
SHAPE_COLOURS = ("GRID",)

# Type sizes: pixels from ascender to descender (the em) in a frame 1080 pixels high. New Computer Modern's capitals are
# 0.683 em tall, so that BODY has capitals of 33 pixels and NOTE, the smallest, of 28.
TITLE, HEADING, FORMULA, BODY, LABEL, NOTE = 84, 64, 60, 48, 46, 42
TICK = NOTE
CAPITAL = 0.683

# Room, in scene units of a frame that is 8 high.
FRAME_HEIGHT = 8.0
FRAME_WIDTH = 8.0 * 16 / 9
MARGIN = 0.5
GAP = 0.3
CAPTION_ZONE = 0.12 * FRAME_HEIGHT
"""The height of the zone at the bottom that captions use."""


@dataclass(frozen=True)
class Room:
    """A rectangle on the scene, in scene units.

    >>> round(STAGE.width, 2), round(STAGE.height, 2)
    (13.22, 6.54)
    """

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def center(self) -> tuple[float, float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0


STAGE = Room(
    -FRAME_WIDTH / 2 + MARGIN, FRAME_WIDTH / 2 - MARGIN, -FRAME_HEIGHT / 2 + CAPTION_ZONE, FRAME_HEIGHT / 2 - MARGIN
)
"""The room for everything that is to be read: within the margins and above the captions."""
SAFE_LEFT, SAFE_RIGHT, SAFE_BOTTOM, SAFE_TOP = STAGE.left, STAGE.right, STAGE.bottom, STAGE.top
STAGE_CENTER = STAGE.center

DIM = 0.5
"""The opacity of what steps back: white letters keep a contrast of 5 : 1."""


_TYPE = {
    "Lettering": "lettering", "Formula": "lettering", "Prose": "lettering", "row": "lettering",
    "Number": "digits", "LiveNumber": "digits", "MorphFormula": "morph",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    # The colours must be readable without Manim; the type needs it.
    if name in _TYPE:
        return getattr(import_module(f"eigenreel.theme.{_TYPE[name]}"), name)
    raise AttributeError(f"module 'eigenreel.theme' has no attribute '{name}'")
