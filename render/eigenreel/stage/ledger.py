"""The ledger of a recording: every distinct item once, frames by number, and the marks along the way."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from eigenreel.stage.display import FrameRun, Item
from eigenreel.stage.looks import Palette

MOST_SEEN = 20_000


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
        seen: by mobject, what it looked like when last drawn and the number of its item. Contents are compared,
            so an identity that Python gives to a second object is harmless.
    """

    items: list[Item] = field(default_factory=list)
    runs: list[FrameRun] = field(default_factory=list)
    plays: list[int] = field(default_factory=list)
    frames: int = 0
    on_frame: Callable[[int], None] | None = None
    seen: dict[int, tuple[Hashable, Any]] = field(default_factory=dict)
    palette: Palette = field(default_factory=Palette)
    _numbers: dict[Item, int] = field(default_factory=dict)

    def number(self, item: Item) -> int:
        """The number of an item; equal items have the same."""
        number = self._numbers.setdefault(item, len(self.items))
        if number == len(self.items):
            self.items.append(item)
        return number

    def begin_play(self, is_shown: bool) -> None:
        if is_shown:
            self.plays.append(self.frames)
        if len(self.seen) > MOST_SEEN:
            # Mobjects that are redrawn every frame leave their predecessors here.
            self.seen.clear()

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
