"""The film's sound as packets: AAC, Opus, or for editors plain samples of 24 bits."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.codec import CodecContext
from av.codec.context import Flags

from eigenreel.store import Store, digest

if TYPE_CHECKING:
    from eigenreel.sound.soundtrack import Clip

RATE = 48000
CODECS = {"aac": ("aac", 192_000, "fltp"), "opus": ("libopus", 160_000, "flt"), "pcm": ("pcm_s24le", 0, "s32")}
KIND = "sound"
PLAIN_PACKET = 1024
"""Samples in a packet of a codec that would take any number."""
LOUDEST = np.float64(2**31 - 1)
"""The largest whole sample; float64, because float32 would round it up."""


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
        codec: "aac", "opus" or "pcm".
    """
    encoder = open_sound_encoder(codec)
    size = encoder.frame_size or PLAIN_PACKET
    packets: list[av.Packet] = []
    for start in range(0, len(samples), size):
        packets += encoder.encode(_frame(samples[start : start + size], start, encoder.format.name))
    packets += encoder.encode(None)
    return Sound(
        codec, bytes(encoder.extradata or b""), tuple((bytes(each), each.pts, each.duration) for each in packets)
    )


def film_sound(clips: Sequence[Clip], duration: float, codec: str, store: Store, loudness: float) -> Sound:
    """Mix, master and encode the film's sound, or find it in the store.

    Args:
        duration: seconds.
        loudness: LUFS.
    """
    key = _sound_key(clips, duration, codec, loudness)
    known = store.get(KIND, key)
    if known is not None:
        return Sound(codec, *pickle.loads(known))
    from eigenreel.sound.soundtrack import soundtrack

    sound = encode_sound(soundtrack(clips, duration, loudness), codec)
    store.put(KIND, key, pickle.dumps((sound.extradata, sound.packets)))
    return sound


def _sound_key(clips: Sequence[Clip], duration: float, codec: str, loudness: float) -> str:
    """The digest of what is heard, and of the code that mixes, masters and encodes it."""
    parts = [
        digest(clip.samples.tobytes(), repr((clip.samples.shape, clip.rate, clip.start, clip.gain_db)))
        for clip in clips
    ]
    return digest(codec, repr(CODECS[codec]), duration, loudness, mixing_machinery(), *parts)


@cache
def mixing_machinery() -> str:
    """The digest of the code and libraries between clips and packets."""
    folder = Path(__file__).parent.parent / "sound"
    sources = sorted(folder.glob("*.py"))
    return digest(*(source.read_bytes() for source in (*sources, Path(__file__))), repr(av.library_versions))


def open_sound_encoder(codec: str) -> AudioCodecContext:
    """A new encoder."""
    encoder = CodecContext.create(CODECS[codec][0], "w")
    configure_sound(encoder, codec)
    encoder.open()
    return encoder


def configure_sound(encoder: AudioCodecContext, codec: str) -> None:
    _, bit_rate, sample_format = CODECS[codec]
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "stereo", sample_format
    encoder.time_base = Fraction(1, RATE)
    if bit_rate:
        encoder.bit_rate = bit_rate
    encoder.flags |= Flags.global_header
    if codec == "aac":
        # At this rate as near to the original as the coder that searches, in half the time; and there is no need to
        # make two channels out of one with levels, which takes 28 dB from a voice in the middle.
        encoder.options = {"aac_coder": "fast", "aac_is": "0"}


def _frame(samples: np.ndarray, start: int, sample_format: str) -> av.AudioFrame:
    laid_out = samples.T if sample_format.endswith("p") else samples.reshape(1, -1)
    levels = np.ascontiguousarray(laid_out, np.float32)
    if sample_format == "s32":
        levels = np.round(np.clip(levels, -1, 1) * LOUDEST).astype(np.int32)
    frame = av.AudioFrame.from_ndarray(levels, sample_format, "stereo")
    frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
    return frame
