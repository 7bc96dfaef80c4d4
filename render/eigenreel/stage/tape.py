"""What takes the place of Manim's file writer: keeps frames, sounds, subcaptions and sections, and writes no file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from manim import config
from manim.scene.section import Section
from manim.utils.sounds import get_full_sound_file_path

from eigenreel.stage.display import CaptionMark, SoundMark
from eigenreel.stage.drawing_camera import whole_frame
from eigenreel.stage.ledger import Drawn

if TYPE_CHECKING:
    from eigenreel.stage.recorder import Recorder

MICROSECONDS = 6


class Tape:
    """A film's marks, and its frames on their way to the ledger."""

    def __init__(self, recorder: Recorder, settings: Any) -> None:
        self.recorder = recorder
        self.settings = settings
        self.output_spec = settings.plan.output
        self.subcaptions = _Subcaptions(self)
        self.captions: list[CaptionMark] = []
        self.sections: list[Section] = []
        self.sounds: list[SoundMark] = []
        self.partial_movie_files: list[str | None] = []
        self._starts: list[int] = []
        self.next_section("autocreated", "default.normal", False)

    @property
    def section_starts(self) -> tuple[tuple[str, int], ...]:
        """Name and first frame of each section that the scene named and that shows something."""
        starts = zip(self.sections, self._starts, strict=True)
        return tuple((each.name, start) for each, start in starts if each.name != "autocreated" and not each.is_empty())

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        if self.sections and self.sections[-1].is_empty():
            self.sections.pop()
            self._starts.pop()
        self.sections.append(Section(type_, None, name, skip_animations))
        self._starts.append(self.recorder.ledger.frames)
        # Manim keeps this until the next play, and loses a sound that comes before it.
        self.recorder.skip_animations = self.skips

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        self.partial_movie_files.append(hash_animation)
        self.sections[-1].partial_movie_files.append(hash_animation)

    @property
    def skips(self) -> bool:
        """Whether the scene leaves out what it plays now."""
        return self.sections[-1].skip_animations or self.recorder._original_skipping_status

    def seconds(self, clock: float) -> float:
        """Where in the film a time of Manim's clock is: that also counts what was skipped."""
        return round(self.recorder.ledger.frames / config.frame_rate + clock - self.recorder.time, MICROSECONDS)

    def add_sound(
        self,
        sound_file: str,
        time: float | None = None,
        gain: float | None = None,
        gain_to_background: float | None = None,
        **_: Any,
    ) -> None:
        """Mark a sound at the picture it belongs to."""
        path = get_full_sound_file_path(sound_file, self.settings.assets_dir)
        frame = self.seconds(self.recorder.time if time is None else time) * config.frame_rate
        self.sounds.append(SoundMark(Path(path), frame, gain or 0.0, gain_to_background or 0.0))

    def begin_animation(self, allow_write: bool = False, **_: Any) -> None:
        self.recorder.ledger.begin_play(allow_write)

    def end_animation(self, allow_write: bool = False) -> None:
        """Nothing is open, nothing to close."""

    def write_frame(self, frame: Drawn | np.ndarray, *, repeat: int = 1) -> None:
        ledger = self.recorder.ledger
        if not isinstance(frame, Drawn):
            # The scene made it itself.
            frame = Drawn((ledger.number(whole_frame(frame)),))
        ledger.write(frame, repeat)

    def is_already_cached(self, _: str) -> bool:
        return False

    def finish(self) -> None:
        """Nothing is on disk."""

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Nothing runs in the background."""


class _Subcaptions(list):
    """Takes Manim's subcaptions; those of what is skipped are left out."""

    def __init__(self, tape: Tape) -> None:
        super().__init__()
        self.tape = tape

    def append(self, entry: Any) -> None:
        super().append(entry)
        if not self.tape.skips:
            start, end = (self.tape.seconds(time.total_seconds()) for time in (entry.start, entry.end))
            self.tape.captions.append(CaptionMark(entry.content, start, end))
