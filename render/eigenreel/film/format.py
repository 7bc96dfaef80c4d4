"""What a film's picture is apart from what it shows: size, rate, background, encoder settings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from eigenreel.store import digest

HOLD_SECONDS = 0.2
GOP_SECONDS, LONG_GOP_SECONDS = 2, 5
LEAST_GOP = 8
CLEAR = (0, 0, 0, 0)

CODECS = {"mp4": "h264", "webm": "vp9", "mov": "prores"}
PRESETS = {
    "h264": {"draft": ("ultrafast", 26), "standard": ("superfast", 22), "archive": ("slower", 22)},
    "vp9": {"draft": ("realtime-8", 36), "standard": ("realtime-6", 30), "archive": ("good-2", 30)},
}
"""The encoder's own preset and its rate factor."""


@dataclass(frozen=True)
class EncoderSettings:
    """How the encoder is asked to encode.

    Attributes:
        preset: x264's own name, or for VP9 its deadline and speed, as "good-2". ProRes has none.
        crf: constant rate factor, 0 (exact) to 51 (VP9: 63). ProRes has none.
        codec: "h264" for mp4, "vp9" for WebM, "prores" for mov.
        long_groups: whether key frames come every five seconds only, not every two and at plays. They are most of a
            film's bytes; but one must decode more to seek, and encode more after an edit.
        transparent: whether the background is left out; not in H.264.
        sparse: whether a held frame is one packet that lasts, instead of a packet for every frame.
    """

    preset: str = PRESETS["h264"]["standard"][0]
    crf: float = PRESETS["h264"]["standard"][1]
    codec: str = "h264"
    long_groups: bool = False
    transparent: bool = False
    # It says how packets are strung together; but for VP9 holds, they are the same.
    sparse: bool = field(default=False, repr=False)

    @property
    def pixels(self) -> str:
        """What FFmpeg calls the pixels that the encoder takes."""
        if self.codec != "prores":
            return "yuv420p"
        return "yuva444p10le" if self.transparent else "yuv444p10le"

    @property
    def holds_by_skips(self) -> bool:
        """Whether prepared packets hold a picture."""
        return self.codec == "h264"

    @property
    def encodes_holds(self) -> bool:
        """Whether a hold is encoded frame by frame, and so belongs to a chunk's content."""
        return self.codec == "vp9" and not self.sparse

    @property
    def all_keys(self) -> bool:
        """Whether every packet is a picture by itself."""
        return self.codec == "prores"

    @property
    def keys_in_holds(self) -> bool:
        """Whether a long hold needs key frames to be found quickly: not if it is one packet, or all are key frames."""
        return not (self.all_keys or self.sparse)


def encoder_settings(
    kind: str, preset: str = "standard", *, transparent: bool = False, sparse: bool = False
) -> EncoderSettings:
    """The settings of a film.

    Args:
        kind: "mp4", "webm" or "mov".
        preset: "draft", "standard" or "archive"; ProRes knows no such choice.
    """
    codec = CODECS[kind]
    name, crf = PRESETS[codec][preset] if codec in PRESETS else ("", 0)
    return EncoderSettings(name, crf, codec, preset == "archive", transparent, sparse)


@dataclass(frozen=True)
class FilmFormat:
    """The picture format that all chunks of a film share.

    Attributes:
        background: RGBA, 0…255, of the empty frame; a transparent film has none.
    """

    width: int
    height: int
    fps: int
    background: tuple[int, int, int, int] = (0, 0, 0, 255)
    encoder: EncoderSettings = field(default_factory=EncoderSettings)

    def __post_init__(self) -> None:
        if self.encoder.transparent:
            # A scene's background colour is in no pixel then, be its alpha 0 or not.
            object.__setattr__(self, "background", CLEAR)

    @property
    def longest_chunk(self) -> int:
        """Frames from one key frame to the next at most: seconds of them, a little more below four a second."""
        return max((LONG_GOP_SECONDS if self.encoder.long_groups else GOP_SECONDS) * self.fps, LEAST_GOP)

    @property
    def shortest_hold(self) -> int:
        """From so many equal frames on, skip packets and a new key frame cost less than encoding them."""
        return max(round(HOLD_SECONDS * self.fps), 4)

    @property
    def shortest_cut(self) -> int:
        """A play that begins sooner than this after a key frame gets none of its own: key frames are large."""
        return self.longest_chunk if self.encoder.long_groups else max(self.fps // 2, 2)

    @property
    def key(self) -> str:
        """The digest of everything here that changes an encoded frame, and of the code that makes it."""
        return digest(repr(self), machinery())


@cache
def machinery() -> str:
    """The digest of the code and libraries between a display list and its packets: new ones make new chunks."""
    import av
    import cairo

    drawn = ("raster", "drawing", "boxes", "picture", "clear", "straight")
    names = (*drawn, "convert", "encode", "segment", "transparent", "prores")
    state = hashlib.sha256()
    for name in names:
        state.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest(state.hexdigest(), cairo.cairo_version_string(), av.__version__, repr(av.library_versions))
