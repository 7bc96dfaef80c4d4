"""A recording as a GIF that repeats: one palette for the whole film, found in a first pass."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.film.arrival import arriving
from eigenreel.film.raster import Raster
from eigenreel.sound.ffmpeg import ffmpeg_path
from eigenreel.stage.display import Recording

FASTEST = 50
"""Frames a second. Delays in a GIF are hundredths of a second, and viewers slow down below two."""
PALETTE = "palettegen=stats_mode=diff"
DITHER = "paletteuse=dither=sierra2_4a:diff_mode=rectangle"


def write_gif(recording: Recording, path: Path) -> None:
    """Write the film.

    Raises:
        EigenreelError: it cannot be written.
    """
    step = -(-recording.fps // FASTEST)
    with tempfile.TemporaryDirectory() as folder, arriving(path) as part:
        palette = Path(folder, "palette.png")
        _feed(_distinct(recording), recording, ["-vf", PALETTE, str(palette)])
        graph = f"[0:v][1:v]{DITHER}"
        output = ["-i", str(palette), "-lavfi", graph, "-loop", "0", "-f", "gif", str(part)]
        _feed(_every(recording, step), recording, output, recording.fps / step)


def _distinct(recording: Recording) -> Iterator[np.ndarray]:
    raster = Raster(recording.width, recording.height, recording.background)
    return (raster.frame([recording.items[number] for number in run.items]) for run in recording.runs)


def _every(recording: Recording, step: int) -> Iterator[np.ndarray]:
    """The frames 0, step, 2 × step, …"""
    shown = 0
    for run, pixels in zip(recording.runs, _distinct(recording), strict=True):
        first = -shown % step
        shown += run.repeat
        yield from (pixels for _ in range(first, run.repeat, step))


def _feed(frames: Iterable[np.ndarray], recording: Recording, output: list[str], fps: float = 1.0) -> None:
    """Run ffmpeg on raw frames."""
    size = f"{recording.width}x{recording.height}"
    source = ["-f", "rawvideo", "-pix_fmt", "rgba", "-s", size, "-r", f"{fps:g}", "-i", "-"]
    command = [ffmpeg_path(), "-hide_banner", "-v", "error", "-y", *source, *output]
    with tempfile.TemporaryFile() as remarks:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=remarks)
        try:
            for pixels in frames:
                process.stdin.write(pixels.data)
            process.stdin.close()
        except BrokenPipeError:
            # ffmpeg gave up; what it says is the reason.
            pass
        finally:
            if process.stdin.closed:
                process.wait()
            else:
                process.kill()
                process.wait()
        if process.returncode:
            remarks.seek(0)
            lines = remarks.read().decode(errors="replace").strip().splitlines() or ["no reason given"]
            raise EigenreelError(f"{output[-1]}: ffmpeg could not write it ({lines[-1]}); free some space")
