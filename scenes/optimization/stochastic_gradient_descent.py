"""Stochastic gradient descent: the same valley with all samples, with a handful, with one at a time."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.batch_run import BatchGrid, Track
from eigenreel.kit.contour_map import ContourMap
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.maths.batches import LineSamples, descend_by_batches

SAMPLES, COLUMNS = 64, 8
LINE = {"slope": 1.6, "offset": 0.3, "noise": 1.1, "seed": 3}
"""Where the samples come from."""
STEPS = 26
START = (-3.0, 2.1)
MAP, MAP_X, MAP_Y = (9.9, 6.4), (-3.5, 4.3), (-1.6, 3.4)
"""The map's width and height in scene units, and what it shows of slope and offset."""
LEVELS = 13
SEEDS = (0, 4, 8)
COLORS = (theme.MAIN, theme.HIGHLIGHT, theme.CONTRAST)
"""All samples, a mini-batch, one sample."""
GRID_SPACING, GRID_GAP = 0.235, 0.45

DRAWN, ERASED, BORN, RUN, DONE, REST = 0.6, 1.6, 1.65, 2.0, 6.3, 0.6
"""Seconds: the tracks are erased, balls appear at the start, run, and stay."""


class StochasticGradientDescent(Lesson):
    batch = Parameter(8, "samples in a mini-batch", range=(2, 32))
    rate = Parameter(0.22, "the learning rate of all three", range=(0.05, 0.4))

    def vignette(self):
        """Three balls in one valley: straight down with all samples, staggering with one, between with some."""
        samples = LineSamples.simulated(SAMPLES, **LINE)
        runs = [
            descend_by_batches(samples, START, size=size, rate=self.rate, steps=STEPS, seed=seed)
            for size, seed in zip((SAMPLES, self.batch, 1), SEEDS, strict=True)
        ]
        map_ = self.loss_map(samples).to_edge(LEFT, buff=theme.MARGIN).set_y(theme.STAGE_CENTER[1])
        tracks = VGroup(*(Track(map_.places(run.weights), color) for run, color in zip(runs, COLORS, strict=True)))
        grids = VGroup(
            *(
                BatchGrid(run.batches, SAMPLES, COLUMNS, color, GRID_SPACING)
                for run, color in zip(runs, COLORS, strict=True)
            )
        )
        grids.arrange(DOWN, buff=GRID_GAP).to_edge(RIGHT, buff=2 * theme.MARGIN).match_y(map_)
        behind = Keyframes((DRAWN, 0), (ERASED, STEPS), (BORN, STEPS), (BORN, 0))
        size = Keyframes((ERASED - 0.2, 1), (ERASED, 0), (BORN, 0), (RUN, 1))

        def draw(time):
            ahead = STEPS if time < BORN else STEPS * np.clip((time - RUN) / (DONE - RUN), 0, 1)
            glow = size(time) if time > BORN else 1 - behind(time) / STEPS
            for track, grid in zip(tracks, grids, strict=True):
                track.show(behind(time), ahead, size(time))
                grid.show(ahead, glow)

        map_.lines.set_stroke(opacity=0.65)
        self.add(map_)
        play_over(self, DONE, VGroup(*reversed(tracks), grids), draw, REST)

    def loss_map(self, samples):
        """Contours of the loss, evenly spaced in its root, as those of a bowl are on a map."""

        def loss(x, y):
            return samples.loss(np.stack([x, y], axis=-1))

        least, most = float(samples.loss(samples.best())), float(loss(*np.meshgrid(MAP_X, MAP_Y)).max())
        levels = least + (most - least) * np.linspace(0.06, 0.97, LEVELS) ** 2
        return ContourMap(loss, MAP_X, MAP_Y, size=MAP, levels=levels)
