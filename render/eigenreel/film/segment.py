"""An encoded chunk as bytes, and the packets that hold a picture."""

from __future__ import annotations

import struct
from dataclasses import dataclass

FRAME_NUMBERS = 16
"""H.264 counts frames modulo a power of two: x264 this one, unless 16 frames can be referred to (preset placebo)."""


@dataclass(frozen=True)
class Segment:
    """The packets of a chunk: a key frame, then frames that refer to the one before. In H.264 its hold is left out.

    Attributes:
        extradata: the parameter sets; equal for all segments of a film.
    """

    extradata: bytes
    packets: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        parts = (self.extradata, *self.packets)
        return struct.pack(f"<I{len(parts)}I", len(parts), *map(len, parts)) + b"".join(parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> Segment:
        (count,) = struct.unpack_from("<I", data)
        sizes = struct.unpack_from(f"<{count}I", data, 4)
        parts, place = [], 4 + 4 * count
        for size in sizes:
            parts.append(data[place : place + size])
            place += size
        return cls(parts[0], tuple(parts[1:]))


@dataclass(frozen=True)
class Skips:
    """Packets that show the frame before once more, by their place after the key frame.

    In a P picture whose macroblocks are all skipped nothing depends on the picture. What depends on the place is the
    frame number, which starts again after ``FRAME_NUMBERS``, and near the key frame how many frames it can refer to.

    Attributes:
        packets: those of places 1, 2, …; the last ``FRAME_NUMBERS`` repeat for ever.
    """

    packets: tuple[bytes, ...]

    def at(self, place: int) -> bytes:
        """The packet that is ``place`` packets after a key frame."""
        beyond = place - 1 - len(self.packets)
        return self.packets[place - 1] if beyond < 0 else self.packets[beyond % FRAME_NUMBERS - FRAME_NUMBERS]
