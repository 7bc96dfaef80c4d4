"""From Manim's RGBA to the encoder's YUV 4:2:0 (BT.709, 16…235), and only where the picture changed.

swscale averages two by two pixels for a colour sample, so a part with even edges converts as it does within the whole.
"""

from __future__ import annotations

from functools import lru_cache

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from eigenreel.film.boxes import Box

# Bit-exact: the same bytes on processors with other vector units. Area: no colour from beyond the two by two pixels.
SCALING = Interpolation.AREA | Interpolation.BITEXACT
# swscale treats widths that fill no vector otherwise, and averages nothing where it gets two rows only.
COLUMNS, ROWS = 64, 8
# A scaling context takes as long to make as a small part to convert.
CONTEXTS = 32


class Converter:
    """Keeps one YUV frame and brings it up to date.

    Attributes:
        frame: the picture as the encoder takes it.
    """

    def __init__(self, width: int, height: int) -> None:
        self.frame = av.VideoFrame(width, height, "yuv420p")
        self.frame.colorspace, self.frame.color_range = Colorspace.ITU709, ColorRange.MPEG
        self._planes = planes(self.frame)
        # Each reformatter keeps one scaling context.
        self._reformatter = lru_cache(CONTEXTS)(lambda width, height: VideoReformatter())

    def update(self, pixels: np.ndarray, dirty: Box | None) -> None:
        """Convert what changed.

        Args:
            pixels: uint8 (height, width, 4), RGBA.
            dirty: the box outside which nothing changed; None if nothing did.
        """
        if dirty is None:
            return
        height, width = pixels.shape[:2]
        x0, x1 = _widened(dirty[0], dirty[2], COLUMNS, width)
        y0, y1 = _widened(dirty[1], dirty[3], ROWS, height)
        part = _to_yuv(self._reformatter(x1 - x0, y1 - y0), pixels[y0:y1, x0:x1])
        for target, source, step in zip(self._planes, planes(part), (1, 2, 2), strict=True):
            target[y0 // step : y1 // step, x0 // step : x1 // step] = source


def _widened(low: int, high: int, step: int, limit: int) -> tuple[int, int]:
    """The edges moved outwards to multiples of ``step``, within the picture, and at least that far apart."""
    high = min(-(-high // step) * step, limit)
    return max(min(low // step * step, high - step), 0), high


def _to_yuv(reformatter: VideoReformatter, pixels: np.ndarray) -> av.VideoFrame:
    return reformatter.reformat(
        av.VideoFrame.from_numpy_buffer(pixels, "rgba"),
        format="yuv420p",
        src_color_range=ColorRange.JPEG,
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
        interpolation=SCALING,
        # Each context would start threads of its own, which take longer to wake than most parts to convert.
        threads=1,
    )


def planes(frame: av.VideoFrame) -> tuple[np.ndarray, ...]:
    """The frame's own memory: uint8 (height, width) of Y, then half that of Cb and Cr."""
    return tuple(
        np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in frame.planes
    )
