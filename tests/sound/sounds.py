"""Sound files for the tests of sound."""

import wave
from pathlib import Path

import numpy as np

from eigenreel.sound.ffmpeg import run_ffmpeg


def write_wav(path: Path, samples: np.ndarray, rate: int) -> None:
    """16 bits; samples of shape (n,) or (n, channels)."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def write_aac(path: Path, track: np.ndarray, bitrate: str = "128k") -> None:
    """A soundtrack as a film has it: AAC at 48 kHz."""
    raw = ["-f", "f32le", "-ar", "48000", "-ac", "2", "-i", "-"]
    result = run_ffmpeg(["-v", "error", "-y", *raw, "-c:a", "aac", "-b:a", bitrate, str(path)], track.tobytes())
    assert result.returncode == 0, result.stderr.decode()
