"""256 colours for a film: which, and how others are mixed of them by dots.

The pattern of dots is fixed to the picture and a colour of the palette is never mixed, so that what stands still does
not flicker from frame to frame, as it does where errors are passed on to neighbours, and flat areas stay flat.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import av
import av.filter
import numpy as np

FINDER = "stats_mode=full:reserve_transparent=1"
PATTERN_SIDE = 8
COARSENESS = 0.3
"""How much a mixture of distant colours, whose dots are seen, counts against its being close in the mean."""
COLOURS_AT_ONCE = 2048


def find_palette(pictures: Iterable[np.ndarray], width: int, height: int) -> np.ndarray:
    """The colours that suit all pictures best, by median cut.

    Args:
        pictures: uint8 (height, width, 4); their alpha does not count.

    Returns:
        uint8 (n, 3) with n at most 255.
    """
    graph = av.filter.Graph()
    source = graph.add_buffer(width=width, height=height, format="rgba", time_base=Fraction(1, 100))
    finder, sink = graph.add("palettegen", FINDER), graph.add("buffersink")
    source.link_to(finder)
    finder.link_to(sink)
    graph.configure()
    for number, pixels in enumerate(pictures):
        opaque = pixels.copy()
        opaque[:, :, 3] = 255
        frame = av.VideoFrame.from_ndarray(opaque, "rgba")
        frame.pts, frame.time_base = number, Fraction(1, 100)
        source.push(frame)
    source.push(None)
    colours = sink.pull().to_ndarray(format="rgba").reshape(-1, 4)
    return np.unique(colours[colours[:, 3] == 255][:, :3], axis=0)


class Mixer:
    """Turns pictures into numbers of colours.

    Args:
        palette: uint8 (n, 3).
    """

    def __init__(self, palette: np.ndarray, width: int, height: int) -> None:
        self.palette = palette.astype(np.float32)
        tiles = -(-height // PATTERN_SIDE), -(-width // PATTERN_SIDE)
        self.pattern = np.tile(threshold_pattern(PATTERN_SIDE), tiles)[:height, :width]
        # For each of all colours, once it has been seen: nearest of the palette, other one, share of that, 1.
        self.known = np.zeros((1 << 24, 4), np.uint8)

    def numbers(self, pixels: np.ndarray) -> np.ndarray:
        """The number of a palette's colour for each pixel.

        Args:
            pixels: uint8 (height, width, 3 or more).

        Returns:
            uint8 (height, width).
        """
        words = pixels[:, :, :3].astype(np.uint32)
        codes = words[:, :, 0] << 16 | words[:, :, 1] << 8 | words[:, :, 2]
        mixtures = self.known[codes]
        unseen = np.unique(codes[mixtures[:, :, 3] == 0])
        if len(unseen):
            self._learn(unseen)
            mixtures = self.known[codes]
        return np.where(mixtures[:, :, 2] > self.pattern, mixtures[:, :, 1], mixtures[:, :, 0])

    def _learn(self, codes: np.ndarray) -> None:
        for start in range(0, len(codes), COLOURS_AT_ONCE):
            part = codes[start : start + COLOURS_AT_ONCE]
            wanted = np.stack([part >> 16, part >> 8 & 255, part & 255], axis=1)
            self.known[part] = mixtures(wanted.astype(np.float32), self.palette)


def mixtures(wanted: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """The best mixture of two colours for each wanted one.

    Args:
        wanted, palette: float32 (k, 3), (n, 3).

    Returns:
        uint8 (k, 4): number of the nearest colour, number of the other, its share in 1/256 (at most half), 1.

    >>> mixtures(np.float32([[0, 0, 0], [60, 60, 60]]), np.float32([[0, 0, 0], [120, 120, 120]])).tolist()
    [[0, 0, 0, 1], [0, 1, 128, 1]]
    """
    # Squares and products of whole numbers up to 255: exact in float32.
    products, among, squares = wanted @ palette.T, palette @ palette.T, (palette**2).sum(axis=1)
    nearest = (squares - 2 * products).argmin(axis=1)
    start = palette[nearest]
    lengths = squares - 2 * among[nearest] + squares[nearest][:, None]
    along = products - (start * wanted).sum(axis=1)[:, None] - among[nearest] + squares[nearest][:, None]
    share = np.clip(along / np.maximum(lengths, 1), 0, 0.5)
    # The squared error of the mean, less that of the nearest alone, and the coarseness.
    errors = share * (share * lengths - 2 * along + COARSENESS * (1 - share) * lengths)
    other = errors.argmin(axis=1)
    shares = np.round(256 * share[np.arange(len(other)), other])
    return np.stack([nearest, other, shares, np.ones_like(shares)], axis=1).astype(np.uint8)


def threshold_pattern(side: int) -> np.ndarray:
    """Bayer's square of thresholds, each once: uint8 (side, side), for a power of two up to 16.

    >>> threshold_pattern(2).tolist()
    [[32, 160], [224, 96]]
    """
    pattern = np.zeros((1, 1))
    while len(pattern) < side:
        pattern = np.block([[4 * pattern, 4 * pattern + 2], [4 * pattern + 3, 4 * pattern + 1]])
    return ((pattern + 0.5) / pattern.size * 256).astype(np.uint8)
