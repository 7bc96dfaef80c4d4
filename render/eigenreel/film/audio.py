"""The film's sound as AAC or Opus packets."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.codec import CodecContext
from av.codec.context import Flags

from eigenreel.store import Store, digest

RATE = 48000
CODECS = {"aac": ("aac", 192_000, "fltp"), "opus": ("libopus", 160_000, "flt")}
KIND = "sound"


@dataclass(frozen=True)
class Sound:
    """Encoded sound.

    Attributes:
        packets: (bytes, first sample, samples); the first begins before 0 by what the encoder needs to get going.
    """

    codec: str
    extradata: bytes
    packets: tuple[tuple[bytes, int, int], ...]


def encode_sound(samples: np.ndarray, codec: str = "aac") -> Sound:
    """Encode stereo sound.

    Args:
        samples: float32 (n, 2) at 48 kHz.
        codec: "aac" or "opus".
    """
    encoder = open_sound_encoder(codec)
    packets: list[av.Packet] = []
    for start in range(0, len(samples), encoder.frame_size):
        packets += encoder.encode(_frame(samples[start : start + encoder.frame_size], start, encoder.format.name))
    packets += encoder.encode(None)
    return Sound(codec, bytes(encoder.extradata), tuple((bytes(each), each.pts, each.duration) for each in packets))


def encode_sound_once(samples: np.ndarray, codec: str, store: Store | None) -> Sound:
    """Encode stereo sound, or find it in the store."""
    key = digest(codec, av.__version__, repr(av.library_versions), samples.shape[0], samples.tobytes())
    known = store.get(KIND, key) if store is not None else None
    if known is not None:
        return Sound(*pickle.loads(known))
    sound = encode_sound(samples, codec)
    if store is not None:
        store.put(KIND, key, pickle.dumps((sound.codec, sound.extradata, sound.packets)))
    return sound


def open_sound_encoder(codec: str) -> AudioCodecContext:
    """A new encoder."""
    encoder = CodecContext.create(CODECS[codec][0], "w")
    configure_sound(encoder, codec)
    encoder.open()
    return encoder


def configure_sound(encoder: AudioCodecContext, codec: str) -> None:
    _, bit_rate, sample_format = CODECS[codec]
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "stereo", sample_format
    encoder.bit_rate, encoder.time_base = bit_rate, Fraction(1, RATE)
    encoder.flags |= Flags.global_header


def _frame(samples: np.ndarray, start: int, sample_format: str) -> av.AudioFrame:
    laid_out = samples.T if sample_format.endswith("p") else samples.reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(laid_out, np.float32), sample_format, "stereo")
    frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
    return frame
