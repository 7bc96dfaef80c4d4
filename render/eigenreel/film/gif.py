"""A recording as a GIF that repeats: one palette for the whole film, and a picture that stands still only once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from eigenreel.film.arrival import arriving
from eigenreel.film.clear import clear_raster
from eigenreel.film.palette import Mixer, find_palette
from eigenreel.film.raster import Raster
from eigenreel.film.straight import straight
from eigenreel.interruption import heed
from eigenreel.stage.display import FrameRun, Recording

CENTISECONDS = 100
FASTEST = 50
"""Frames a second. Delays in a GIF are hundredths of a second, and viewers slow down below two."""
LONGEST_DELAY = 65535
"""Centiseconds: eleven minutes."""
VISIBLE = 128
"""The least alpha of what is drawn: a GIF's pixels are there or not."""


@dataclass(frozen=True)
class Shown:
    """A picture and when it begins, in centiseconds."""

    run: FrameRun
    start: int


def write_gif(
    recording: Recording, path: Path, *, transparent: bool = False, on_frames: Callable[[int], None] | None = None
) -> None:
    """Write the film.

    Args:
        on_frames: told how many more frames are done.

    Raises:
        EigenreelError: it cannot be written.
    """
    shown = schedule(recording)
    steps = _Steps(2 * len(shown), recording.frames, on_frames)
    palette = find_palette(_pictures(recording, shown, transparent, steps), recording.width, recording.height)
    mixer = Mixer(palette, recording.width, recording.height)
    end = _centiseconds(recording.frames, recording.fps)
    options = {"loop": "0", "final_delay": str(end - shown[-1].start)}
    with arriving(path) as part, av.open(str(part), "w", format="gif", options=options) as container:
        stream = container.add_stream("gif", FASTEST)
        stream.width, stream.height, stream.pix_fmt = recording.width, recording.height, "pal8"
        stream.codec_context.time_base = Fraction(1, CENTISECONDS)
        before = None
        for each, pixels in zip(shown, _pictures(recording, shown, transparent, steps), strict=True):
            numbers = mixer.numbers(pixels)
            # The number after the last colour is none: for what is transparent, and for what is as in the frame before.
            numbers[pixels[:, :, 3] < VISIBLE] = len(palette)
            # What is told apart by the recording may look the same.
            if before is None or each is shown[-1] or not np.array_equal(numbers, before):
                container.mux(stream.encode(_frame(numbers, palette, each.start)))
            before = numbers
        container.mux(stream.encode(None))


def schedule(recording: Recording) -> list[Shown]:
    """The pictures of the frames 0, step, 2 × step, …; one that is shown for longer than a GIF can say comes again."""
    step, first, result = -(-recording.fps // FASTEST), 0, []
    for run in recording.runs:
        frame, end = -(-first // step) * step, first + run.repeat
        if frame < end:
            starts = range(_centiseconds(frame, recording.fps), _centiseconds(end, recording.fps), LONGEST_DELAY)
            result += [Shown(run, start) for start in starts]
        first = end
    return result


def _centiseconds(frame: int, fps: int) -> int:
    return (2 * frame * CENTISECONDS + fps) // (2 * fps)


def _pictures(recording: Recording, shown: list[Shown], transparent: bool, steps: _Steps) -> Iterator[np.ndarray]:
    """Their pixels: uint8 (height, width, 4), opaque unless they are to be transparent."""
    size = recording.width, recording.height
    raster = clear_raster(*size) if transparent else Raster(*size, recording.background)
    for each in shown:
        heed()
        pixels = raster.frame([recording.items[number] for number in each.run.items])
        if transparent:
            yield straight(pixels)
        else:
            pixels = pixels.copy()
            pixels[:, :, 3] = 255
            yield pixels
        steps.advance()


def _frame(numbers: np.ndarray, palette: np.ndarray, start: int) -> av.VideoFrame:
    colours = np.zeros((256, 4), np.uint8)
    colours[:, 0], colours[: len(palette), 1:] = 255, palette
    colours[len(palette), 0] = 0
    frame = av.VideoFrame.from_ndarray((numbers, colours), "pal8")
    frame.pts, frame.time_base = start, Fraction(1, CENTISECONDS)
    return frame


class _Steps:
    """Tells how many of some frames are done, when a number of steps does them all."""

    def __init__(self, steps: int, frames: int, on_frames: Callable[[int], None] | None) -> None:
        self.steps, self.frames, self.on_frames = steps, frames, on_frames or (lambda _: None)
        self.done = 0

    def advance(self) -> None:
        self.done += 1
        self.on_frames(self.frames * self.done // self.steps - self.frames * (self.done - 1) // self.steps)
