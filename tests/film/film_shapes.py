"""Small recordings made of rectangles, so that tests of the film need no Manim."""

from __future__ import annotations

from itertools import pairwise

import av
import numpy as np

from eigenreel.film.convert import planes
from eigenreel.film.format import FilmFormat
from eigenreel.film.raster import Raster
from eigenreel.stage.display import FrameRun, Paint, Recording, Shape

BLACK = (0, 0, 0, 255)
RED, BLUE = (1.0, 0.2, 0.2, 1.0), (0.2, 0.5, 1.0, 0.8)


def rectangle(x, y, width, height, rgba=RED):
    """A filled rectangle; pixels."""
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    points = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        points += [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in (1 / 3, 2 / 3, 1)]
    data = np.round(np.array(points) * 256).astype(np.int32).tobytes()
    return Shape(data, ((0, len(points), True),), Paint((rgba,)), None, None, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


class Reel:
    """Builds a recording play by play."""

    def __init__(self, width=320, height=180, fps=30):
        self.width, self.height, self.fps = width, height, fps
        self.items, self.numbers, self.runs, self.plays = [], {}, [], []

    @property
    def frames(self):
        return sum(run.repeat for run in self.runs)

    def number(self, item):
        if item not in self.numbers:
            self.numbers[item] = len(self.items)
            self.items.append(item)
        return self.numbers[item]

    def show(self, shapes, repeat=1):
        items = tuple(self.number(shape) for shape in shapes)
        if self.runs and self.runs[-1].items == items:
            repeat += self.runs.pop().repeat
        self.runs.append(FrameRun(items, repeat))

    def move(self, frames, row=40, step=3.5, size=30, rgba=BLUE, repeat=1):
        """A play in which a rectangle moves before one that stands."""
        self.plays.append(self.frames)
        for frame in range(frames):
            self.show([rectangle(200, 100, 80, 50), rectangle(10 + step * frame, row, size, size, rgba)], repeat)
        return self

    def hold(self, frames):
        """A wait."""
        self.plays.append(self.frames)
        last = self.runs.pop()
        self.runs.append(FrameRun(last.items, last.repeat + frames))
        return self

    def recording(self):
        return Recording(
            self.width, self.height, self.fps, BLACK, tuple(self.items), tuple(self.runs), tuple(self.plays)
        )


def lesson(fps=30, **changes):
    """A recording with moves, short and long holds; ``changes`` are the lengths of its parts."""
    lengths = {"first": 40, "pause": 15, "second": 75, "rest": 140, "third": 33, "end": 61} | changes
    reel = Reel(fps=fps).move(lengths["first"]).hold(lengths["pause"]).move(lengths["second"], row=90, step=1.5)
    return reel.hold(lengths["rest"]).move(lengths["third"], row=20, rgba=RED).hold(lengths["end"]).recording()


def format_of(recording, **changes):
    return FilmFormat(recording.width, recording.height, recording.fps, recording.background, **changes)


def pixels_of(recording):
    """Every frame, drawn anew: uint8 (height, width, 4)."""
    for run in recording.runs:
        raster = Raster(recording.width, recording.height, recording.background)
        pixels = raster.frame([recording.items[number] for number in run.items]).copy()
        yield from (pixels for _ in range(run.repeat))


def luma_of(path):
    """The Y planes of a film: uint8 (height, width) each."""
    with av.open(str(path)) as container:
        return [planes(frame)[0].copy() for frame in container.decode(video=0)]


def psnr(one, other):
    error = np.mean((np.asarray(one, float) - np.asarray(other, float)) ** 2)
    return 10 * np.log10(255**2 / max(error, 1e-9))
