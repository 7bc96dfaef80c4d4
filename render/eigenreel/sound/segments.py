"""Between NumPy arrays and pydub's segments."""

from __future__ import annotations

import warnings
from functools import cache

import numpy as np

from eigenreel.sound.ffmpeg import ffmpeg_path

FULL_SCALE = 32767


@cache
def audio_segment():
    """pydub's AudioSegment, set to the ffmpeg program that is installed with eigenreel."""
    with warnings.catch_warnings():
        # It warns that no ffmpeg is on the path, and its old regular expressions warn from Python 3.12 on.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    AudioSegment.converter = ffmpeg_path()
    return AudioSegment


def segment_of(samples: np.ndarray, rate: int):
    """A segment of 16-bit samples from floats of shape (n,) or (n, channels) in [-1, 1]; what is beyond is clipped."""
    data = np.round(np.clip(samples, -1, 1) * FULL_SCALE).astype("<i2")
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    return audio_segment()(data.tobytes(), sample_width=2, frame_rate=rate, channels=channels)


def samples_of(segment) -> np.ndarray:
    """float32 of shape (n, channels) in [-1, 1) from a segment of any sample width."""
    data = np.array(segment.get_array_of_samples()).reshape(-1, segment.channels)
    return (data / float(1 << (8 * segment.sample_width - 1))).astype(np.float32)
