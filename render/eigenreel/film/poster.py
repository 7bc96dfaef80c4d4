"""A frame as a PNG."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from eigenreel.film.arrival import write_whole
from eigenreel.film.clear import clear_raster
from eigenreel.film.raster import Raster
from eigenreel.film.straight import straight
from eigenreel.stage.display import FrameRun, Recording


def write_poster(recording: Recording, path: Path, frame: int | None = None, *, transparent: bool = False) -> None:
    """Write a frame of the recording.

    Args:
        frame: its number; None is the last frame that shows anything.
        transparent: whether the background is left out.

    Raises:
        EigenreelError: it cannot be written.
    """
    run = _last_picture(recording) if frame is None else _run_at(recording, frame)
    size = recording.width, recording.height
    raster = clear_raster(*size) if transparent else Raster(*size, recording.background)
    pixels = raster.frame([recording.items[number] for number in run.items])
    data = BytesIO()
    Image.fromarray(straight(pixels) if transparent else pixels[:, :, :3]).save(data, "PNG")
    write_whole(path, data.getvalue())


def _last_picture(recording: Recording) -> FrameRun:
    return next((run for run in reversed(recording.runs) if run.items), recording.runs[-1])


def _run_at(recording: Recording, frame: int) -> FrameRun:
    end = 0
    for run in recording.runs:
        end += run.repeat
        if frame < end:
            return run
    raise IndexError(f"frame {frame} of {end}")
