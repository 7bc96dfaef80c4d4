"""The ledger of a recording: every distinct item once, frames by number, and the marks along the way."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.stage.display import FrameRun, Item
from eigenreel.stage.looks import Palette

MOST_SEEN = 20_000

Painter: TypeAlias = Callable[[Sequence[Item], int, int, tuple[int, ...]], np.ndarray]
Memory: TypeAlias = dict[int, tuple[Hashable, Any]]
"""By mobject, what it looked like when last drawn, and the number of its item. Contents are compared, so an identity
that Python gives to a second object is harmless."""


@dataclass(frozen=True)
class Drawn:
    """A frame as the recording camera hands it over: item numbers, and how many of the first are static."""

    items: tuple[int, ...]
    background: int = 0


@dataclass
class Ledger:
    """Grows while a scene runs.

    Attributes:
        frames: how many frames have been written.
        background: RGBA, 0…255, of the empty frame; known when the scene has its camera.
        painter: draws items on pixels of this width and height and RGBA, for scenes that look at the picture.
    """

    items: list[Item] = field(default_factory=list)
    runs: list[FrameRun] = field(default_factory=list)
    plays: list[int] = field(default_factory=list)
    frames: int = 0
    background: tuple[int, ...] | None = None
    on_frame: Callable[[int], None] | None = None
    painter: Painter | None = None
    palette: Palette = field(default_factory=Palette)
    _memories: list[Memory] = field(default_factory=list)
    _numbers: dict[Item, int] = field(default_factory=dict)

    def number(self, item: Item) -> int:
        """The number of an item; equal items have the same."""
        number = self._numbers.setdefault(item, len(self.items))
        if number == len(self.items):
            self.items.append(item)
        return number

    def memory(self) -> Memory:
        """Where a camera keeps what it has seen."""
        self._memories.append({})
        return self._memories[-1]

    def painted(
        self, numbers: Sequence[int], width: int, height: int, background: tuple[int, ...] | None
    ) -> np.ndarray:
        """Pixels of items, uint8 (height, width, 4).

        Args:
            background: RGBA, 0…255; None for the film's.

        Raises:
            EigenreelError: there is no painter.
        """
        if self.painter is None:
            raise EigenreelError(
                "the scene reads the camera's image, but here nothing is drawn; "
                "build that picture with a camera of its own, manim.Camera().capture_mobjects(...)"
            )
        items = [self.items[number] for number in numbers]
        return self.painter(items, width, height, background or self.background)

    def begin_play(self, is_shown: bool) -> None:
        if is_shown:
            self.plays.append(self.frames)
        for memory in self._memories:
            if len(memory) > MOST_SEEN:
                # Mobjects that are redrawn every frame leave their predecessors here.
                memory.clear()

    def write(self, frame: Drawn, repeat: int) -> None:
        """Add a frame; one that equals the last lengthens it."""
        if repeat <= 0:
            return
        last = self.runs[-1] if self.runs else None
        if last is not None and last.items == frame.items:
            self.runs[-1] = FrameRun(last.items, last.repeat + repeat, last.background)
        else:
            self.runs.append(FrameRun(frame.items, repeat, frame.background))
        self.frames += repeat
        if self.on_frame is not None:
            self.on_frame(self.frames)
