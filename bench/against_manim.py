"""The same lessons, at the same size and rate, by ``manim render`` and by ``eigenreel render``, in turn and in one run.

    python bench/against_manim.py [--quality l|m|h] [LESSON...]

Prints, for each lesson, wall and CPU seconds, size, and mean PSNR of the luma against the frames as they were drawn,
before any encoder saw them. Both start with an empty cache of pictures; speech is there already for both. Both films
are decoded and compared with the frames in their own colour matrix, every ``--every`` frames.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from eigenreel.course import find_course
from eigenreel.film.raster import Raster
from eigenreel.options import cache_folder, frame_size
from eigenreel.stage.display import Recording
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.store import Store

PEAK = 255.0


@dataclass(frozen=True)
class Run:
    """One render: seconds, bytes, and decibels."""

    who: str
    lesson: str
    wall: float
    cpu: float
    size: int
    psnr: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lessons", nargs="*")
    parser.add_argument("--quality", default="h", choices="lmh")
    parser.add_argument("--every", type=int, default=20, help="compare every so many frames")
    parser.add_argument("--json", type=Path, help="write the runs to this file")
    arguments = parser.parse_args()
    course = find_course(Path(__file__).parent.parent)
    lessons = [course.lesson(key) for key in arguments.lessons] or list(course.lessons)
    runs = []
    for ref in lessons:
        recording = drawn(ref, arguments.quality)
        for who in ("manim", "eigenreel"):
            runs.append(measured(who, ref, arguments.quality, recording, arguments.every))
            print(line(runs[-1]), flush=True)
    summary(runs)
    if arguments.json:
        arguments.json.write_text(json.dumps([vars(run) for run in runs], indent=1))


def drawn(ref, quality: str) -> Recording:
    """What both films should show; it also speaks every beat, so that neither render pays for speech."""
    size = frame_size(quality, None, None)
    return stage_lesson(ref, StageOptions(size.width, size.height, size.fps), Store(cache_folder())).recording


def measured(who: str, ref, quality: str, recording: Recording, every: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        command, environment = commands(who, ref, quality, Path(folder))
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)
        wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        films = [path for path in Path(folder).rglob("*.mp4") if "partial_movie_files" not in path.parts]
        film = max(films, key=lambda path: path.stat().st_size)
        return Run(who, ref.key, wall, cpu, film.stat().st_size, psnr(film, recording, every))


def commands(who: str, ref, quality: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    """The command of each renderer, with its output in ``folder`` and an empty cache of pictures."""
    if who == "manim":
        flags = ["--media_dir", str(folder / "media"), "--progress_bar", "none", "-v", "WARNING"]
        return [sys.executable, "-m", "manim", "render", f"-q{quality}", *flags, str(ref.scene)], dict(os.environ)
    cache = folder / "cache"
    shutil.copytree(cache_folder() / "speech", cache / "speech")
    render = ["render", ref.key, "-q", quality, "--out", str(folder / "out"), "--cache", str(cache)]
    return [sys.executable, "-m", "eigenreel", *render], dict(os.environ)


def psnr(film: Path, recording: Recording, every: int) -> float:
    """Mean PSNR in decibels of the film's luma over every so many frames; 100 where a frame is exact."""
    raster = Raster(recording.width, recording.height, recording.background)
    ends = np.cumsum([run.repeat for run in recording.runs])
    values = []
    with av.open(str(film)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number % every or number >= ends[-1]:
                continue
            run = recording.runs[int(np.searchsorted(ends, number, side="right"))]
            wanted = luma_of_pixels(raster.frame([recording.items[item] for item in run.items]), frame.colorspace)
            error = np.mean((wanted.astype(float) - luma(frame)) ** 2)
            values.append(10 * np.log10(PEAK**2 / error) if error else 100.0)
    return float(np.mean(values))


def luma_of_pixels(pixels: np.ndarray, colorspace: int) -> np.ndarray:
    """The luma (h, w) of RGBA pixels by the film's own matrix; without a tag, the one of standard definition."""
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels[..., :3]), format="rgb24")
    matrix = Colorspace.ITU709 if colorspace == Colorspace.ITU709 else Colorspace.ITU601
    yuv = frame.reformat(format="yuv444p", dst_colorspace=matrix, dst_color_range=ColorRange.MPEG)
    return luma(yuv)


def luma(frame: av.VideoFrame) -> np.ndarray:
    """The first plane (h, w) of a YUV frame."""
    plane = frame.planes[0]
    return np.frombuffer(plane, np.uint8).reshape(frame.height, plane.line_size)[:, : frame.width].copy()


def line(run: Run) -> str:
    times = f"wall {run.wall:7.1f} s  cpu {run.cpu:7.1f} s"
    return f"{run.lesson:34} {run.who:10} {times}  {run.size / 1e6:6.2f} MB  PSNR-Y {run.psnr:5.2f} dB"


def summary(runs: list[Run]) -> None:
    """Totals and ratios."""
    total = {who: [run for run in runs if run.who == who] for who in ("manim", "eigenreel")}
    for name in ("wall", "cpu", "size"):
        stock, ours = (sum(getattr(run, name) for run in total[who]) for who in ("manim", "eigenreel"))
        print(f"{name}: manim {stock:.1f}, eigenreel {ours:.1f}, ratio {stock / ours:.2f}")


if __name__ == "__main__":
    main()
