"""ProRes 4444, which editors take: every frame by itself, at ten bits without subsampled colours, with alpha if asked.

A frame is large and quickly cut; a film of minutes takes gigabytes.
"""

from __future__ import annotations

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from eigenreel.film.clear import clear_raster
from eigenreel.film.encode import open_encoder
from eigenreel.film.format import FilmFormat
from eigenreel.film.plan import Chunk
from eigenreel.film.raster import Raster
from eigenreel.film.segment import Segment
from eigenreel.film.straight import Straight

ACCURATE = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.BITEXACT
ALPHA_LEVELS = 1023


class ProResStudio:
    """Encodes chunks of one ProRes film, one after the other."""

    def __init__(self, film: FilmFormat) -> None:
        self.film = film
        size = film.width, film.height
        self.straight = Straight(*size) if film.encoder.transparent else None
        self.raster = clear_raster(*size) if film.encoder.transparent else Raster(*size, film.background)
        self.reformatter = VideoReformatter()
        self.encoder = open_encoder(film)

    def encode(self, chunk: Chunk) -> Segment:
        """The packets of a chunk; its hold is left out."""
        packets: list[bytes] = []
        for run in chunk.runs:
            pixels = self.raster.frame([chunk.items[number] for number in run.items])
            if self.straight is not None:
                self.straight.update(pixels, self.raster.dirty)
                pixels = self.straight.pixels
            packets += [_packet(self.encoder, self._frame(pixels))] * run.repeat
        return Segment(b"", tuple(packets))

    def _frame(self, pixels: np.ndarray) -> av.VideoFrame:
        frame = self.reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, "rgba"),
            format=self.film.encoder.pixels,
            src_color_range=ColorRange.JPEG,
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            interpolation=ACCURATE,
        )
        if self.straight is not None:
            plane = frame.planes[3]
            levels = np.frombuffer(plane, np.uint16).reshape(plane.height, -1)[:, : plane.width]
            levels[:] = (pixels[:, :, 3].astype(np.uint32) * ALPHA_LEVELS + 127) // 255
        return frame


def _packet(encoder: VideoCodecContext, frame: av.VideoFrame) -> bytes:
    frame.pts, frame.time_base = None, encoder.time_base
    (packet,) = encoder.encode(frame)
    return bytes(packet)
