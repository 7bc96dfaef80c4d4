"""VP9 with alpha: two films that run side by side, one of colours and one whose brightness is the alpha.

WebM keeps the second one's packets beside the first one's (BlockAdditional), so here a packet is both.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import get_args

import av
from av.packet import PacketSideData, PktSideDataT
from av.video.codeccontext import VideoCodecContext

from eigenreel.film.clear import clear_raster
from eigenreel.film.convert import Converter, planes
from eigenreel.film.encode import encode_frame, open_encoder
from eigenreel.film.format import FilmFormat
from eigenreel.film.plan import Chunk
from eigenreel.film.segment import Segment
from eigenreel.film.straight import Straight

MODE = {"alpha_mode": "1"}
"""The track's metadata that tells players to look for the alpha."""
BESIDE = get_args(PktSideDataT).index("matroska_block_additional")
ALPHA = (1).to_bytes(8, "big")
"""What WebM calls the alpha among the things that can lie beside a packet."""
NO_COLOUR = 128
ALPHA_CRF = 16
"""Finer than colours: on a plain page every trace of what should not be there is seen."""


class TransparentStudio:
    """Encodes chunks of one transparent VP9 film, one after the other."""

    def __init__(self, film: FilmFormat) -> None:
        self.film = film
        self.alpha_film = replace(film, encoder=replace(film.encoder, crf=ALPHA_CRF))
        self.raster = clear_raster(film.width, film.height)
        self.straight = Straight(film.width, film.height)
        self.converter = Converter(film.width, film.height)
        self.alpha = av.VideoFrame(film.width, film.height, "yuv420p")
        for plane in planes(self.alpha):
            plane[:] = NO_COLOUR

    def encode(self, chunk: Chunk) -> Segment:
        """The packets of a chunk, each of colours and alpha."""
        encoders = open_encoder(self.film), open_encoder(self.alpha_film)
        packets: list[bytes] = []
        for run in chunk.runs:
            pixels = self.raster.frame([chunk.items[number] for number in run.items])
            changed = self.straight.update(pixels, self.raster.dirty)
            self.converter.update(self.straight.pixels, changed)
            planes(self.alpha)[0][:] = self.straight.pixels[:, :, 3]
            packets += (self._encode(encoders, len(packets) + more) for more in range(run.repeat))
        if self.film.encoder.encodes_holds:
            packets += (self._encode(encoders, len(packets) + more) for more in range(chunk.hold))
        return Segment(bytes(encoders[0].extradata or b""), tuple(packets))

    def _encode(self, encoders: tuple[VideoCodecContext, VideoCodecContext], place: int) -> bytes:
        frames = self.converter.frame, self.alpha
        return joined(*(encode_frame(encoder, frame, place) for encoder, frame in zip(encoders, frames, strict=True)))


def joined(colours: bytes, alpha: bytes) -> bytes:
    """Both packets in one.

    >>> parted(joined(b"colours", b"alpha"))
    (b'colours', b'alpha')
    """
    return struct.pack("<I", len(colours)) + colours + alpha


def parted(both: bytes) -> tuple[bytes, bytes]:
    """The packets of colours and of alpha."""
    (size,) = struct.unpack_from("<I", both)
    return both[4 : 4 + size], both[4 + size :]


def transparent_packet(both: bytes) -> av.Packet:
    """The packet for the muxer, its alpha beside it."""
    colours, alpha = parted(both)
    packet, beside = av.Packet(colours), PacketSideData(BESIDE, len(ALPHA) + len(alpha))
    beside.update(ALPHA + alpha)
    packet.set_sidedata(beside)
    return packet
