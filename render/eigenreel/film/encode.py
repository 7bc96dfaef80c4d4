"""From a chunk to packets, by an encoder of one thread that is made for it and sees nothing else.

In H.264 every frame is an I or P frame and refers to the one before, so that packets prepared elsewhere can go on
after the last. Nothing here depends on other chunks: the same chunk gives the same bytes in every process.
"""

from __future__ import annotations

from fractions import Fraction

import av
from av.codec import CodecContext
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from eigenreel.film.convert import Converter, planes
from eigenreel.film.format import FilmFormat
from eigenreel.film.plan import Chunk
from eigenreel.film.raster import Raster
from eigenreel.film.segment import FRAME_NUMBERS, Segment, Skips

# mbtree, look-ahead and scene cuts cost time and see ahead, B-frames reorder; weighted prediction gained nothing.
# aq-mode 3 gives dark places more bits, of which these films have many: a quarter smaller at the same PSNR.
# force-cfr makes a packet leave for every frame that enters.
ENCODERS = {"h264": "libx264", "vp9": "libvpx-vp9", "prores": "prores_ks"}
X264 = "threads=1:bframes=0:scenecut=0:rc-lookahead=0:mbtree=0:weightp=0:aq-mode=3:keyint=infinite:force-cfr=1"
SEI = 6
PRORES_QUANTISER, LAMBDA = 2, 118
"""1 is finest, and a quarter larger; FFmpeg wants it in units of lambda."""


class Studio:
    """A raster and a converter for one film format, kept warm from chunk to chunk."""

    def __init__(self, film: FilmFormat) -> None:
        self.film = film
        self.raster = Raster(film.width, film.height, film.background)
        self.converter = Converter(film.width, film.height)

    def encode(self, chunk: Chunk) -> Segment:
        """The packets of a chunk."""
        encoder = open_encoder(self.film)
        packets: list[bytes] = []
        for run in chunk.runs:
            pixels = self.raster.frame([chunk.items[number] for number in run.items])
            self.converter.update(pixels, self.raster.dirty)
            packets += (encode_frame(encoder, self.converter.frame, len(packets) + more) for more in range(run.repeat))
        if self.film.encoder.encodes_holds:
            packets += (encode_frame(encoder, self.converter.frame, len(packets) + more) for more in range(chunk.hold))
        return Segment(bytes(encoder.extradata or b""), tuple(packets))


def encode_chunk(chunk: Chunk, film: FilmFormat) -> Segment:
    """The packets of a chunk."""
    return Studio(film).encode(chunk)


def skip_packets(film: FilmFormat) -> Skips:
    """The packets that hold a picture in this format, taken from a film of black."""
    black = av.VideoFrame(film.width, film.height, "yuv420p")
    for plane, level in zip(planes(black), (16, 128, 128), strict=True):
        plane[:] = level
    encoder = open_encoder(film)
    return Skips(tuple(encode_frame(encoder, black, place) for place in range(2 * FRAME_NUMBERS + 1))[1:])


def open_encoder(film: FilmFormat) -> VideoCodecContext:
    """A new encoder."""
    encoder = CodecContext.create(ENCODERS[film.encoder.codec], "w")
    configure(encoder, film)
    encoder.open()
    return encoder


def configure(encoder: VideoCodecContext, film: FilmFormat) -> None:
    """Set everything that enters the parameter sets, and so must be equal in all chunks and in the muxer."""
    encoder.width, encoder.height, encoder.pix_fmt = film.width, film.height, film.encoder.pixels
    encoder.framerate, encoder.time_base = Fraction(film.fps), Fraction(1, film.fps)
    encoder.color_range, encoder.colorspace = ColorRange.MPEG, Colorspace.ITU709
    encoder.color_primaries, encoder.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
    encoder.thread_count = 1
    encoder.flags |= Flags.global_header
    encoder.options = _options(film)


def _options(film: FilmFormat) -> dict[str, str]:
    if film.encoder.codec == "prores":
        # Some editors take the files of this vendor only. Without a quantiser each slice would search for its own, for
        # five times as long.
        quantiser = {"flags": "+qscale", "global_quality": str(PRORES_QUANTISER * LAMBDA)}
        return {"profile": "4444", "vendor": "apl0"} | quantiser
    quality = {"crf": str(film.encoder.crf)}
    if film.encoder.codec == "vp9":
        # Without lag there are no hidden frames: a packet for every frame.
        deadline, _, speed = film.encoder.preset.partition("-")
        return quality | {"b": "0", "deadline": deadline, "cpu-used": speed, "lag-in-frames": "0", "g": "9999"}
    return quality | {"preset": film.encoder.preset, "forced-idr": "1", "x264-params": X264}


def encode_frame(encoder: VideoCodecContext, frame: av.VideoFrame, place: int) -> bytes:
    """The packet of a frame that comes ``place`` frames after the key frame."""
    frame.pts, frame.time_base = place, encoder.time_base
    frame.pict_type = PictureType.NONE if place else PictureType.I
    (packet,) = encoder.encode(frame)
    return without_remarks(bytes(packet)) if encoder.name == "libx264" else bytes(packet)


def without_remarks(packet: bytes) -> bytes:
    """The packet without x264's remark on itself, which would stand in every key frame.

    A unit that follows a start code is whole up to the next: emulation prevention keeps the code out of it.
    """
    units = packet.split(b"\0\0\1")
    kept = [unit for unit in units[1:] if unit[0] & 31 != SEI]
    return b"".join(b"\0\0\0\1" + unit.rstrip(b"\0") for unit in kept)
