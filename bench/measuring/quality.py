"""How well films show the frames that they were made from.

    python -m measuring.quality RECORDING FILM...

Prints a list of records, one for each film. The reference is the frames as they were drawn, before any encoder or
conversion of colours, in the luma of each film's own matrix. Forty frames are compared, spread over the film.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import Colorspace

from eigenreel.film.raster import Raster
from eigenreel.stage.display import Recording
from measuring.likeness import luma, psnr, ssim

COMPARED = 40


@dataclass(frozen=True)
class Quality:
    """A film's likeness to its frames.

    Attributes:
        size: bytes of the file.
        psnr, worst_psnr: decibels of luma, mean and least over the compared frames.
        ssim, worst_ssim: of luma.
    """

    size: int
    psnr: float
    worst_psnr: float
    ssim: float
    worst_ssim: float


def main(recording_path: str, *films: str) -> None:
    recording = pickle.loads(Path(recording_path).read_bytes())
    seen: dict[str, Quality] = {}
    records = []
    for film in map(Path, films):
        digest = packets_digest(film)
        # Equal packets show equal frames: this machine's time is better spent.
        found = seen[digest] if digest in seen else measure(film, recording)
        seen[digest] = replace(found, size=film.stat().st_size)
        records.append(asdict(seen[digest]))
    print(json.dumps(records))


def packets_digest(film: Path) -> str:
    """The digest of a film's encoded pictures and of when each is shown."""
    state = hashlib.sha256()
    with av.open(str(film)) as container:
        for packet in container.demux(video=0):
            state.update(f"{packet.pts} {packet.size} ".encode() + bytes(packet))
    return state.hexdigest()


def measure(film: Path, recording: Recording, compared: int = COMPARED) -> Quality:
    """Compare a film with its frames.

    Raises:
        SystemExit: it has not as many frames as the recording.
    """
    raster = Raster(recording.width, recording.height, recording.background)
    ends = np.cumsum([run.repeat for run in recording.runs])
    # NumPy and SciPy let other threads work meanwhile.
    with ThreadPoolExecutor() as pool:
        scores = []
        for number, frame in chosen_frames(film, recording.frames, compared):
            run = recording.runs[int(np.searchsorted(ends, number, side="right"))]
            pixels = raster.frame([recording.items[item] for item in run.items])
            matrix = "bt709" if frame.colorspace == Colorspace.ITU709 else "bt601"
            scores.append(pool.submit(likeness, luma(pixels, matrix), first_plane(frame)))
        decibels, ratios = np.array([score.result() for score in scores]).T
    means, least = (decibels.mean(), ratios.mean()), (decibels.min(), ratios.min())
    return Quality(film.stat().st_size, float(means[0]), float(least[0]), float(means[1]), float(least[1]))


def likeness(wanted: np.ndarray, shown: np.ndarray) -> tuple[float, float]:
    """PSNR and SSIM of luma (h, w)."""
    return psnr(wanted, shown), ssim(wanted, shown)


def chosen_frames(film: Path, frames: int, compared: int) -> Iterator[tuple[int, av.VideoFrame]]:
    """Frames from the middle of equal parts of a film, with their numbers."""
    chosen = set(((np.arange(min(compared, frames)) + 0.5) * frames / min(compared, frames)).astype(int).tolist())
    number = -1
    with av.open(str(film)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for number, frame in enumerate(container.decode(video=0)):
            if number in chosen:
                yield number, frame
    if number + 1 != frames:
        raise SystemExit(f"{film.name}: has {number + 1} frames instead of {frames}")


def first_plane(frame: av.VideoFrame) -> np.ndarray:
    """The luma (h, w) of a decoded frame, in memory of its own."""
    plane = frame.planes[0]
    return np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width].copy()


if __name__ == "__main__":
    main(*sys.argv[1:])
