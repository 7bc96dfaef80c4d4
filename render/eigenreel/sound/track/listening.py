"""Somebody's own track as the aligner hears it: at 16 kHz, the middle of the stereo picture, where voices are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.ffmpeg import run_ffmpeg

RATE = 16000
SHORTEST, LONGEST = 2.0, 15 * 60.0
"""Seconds of a song."""

QUIETEST = -60.0
"""dBFS of the loudest second of what is not silence."""

WHOLE = 0.95
"""The part of its length that a file has to hold; the length that files tell is not always exact."""

WINDOW = 1024
DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d\.\d+)")


@dataclass(frozen=True, eq=False)
class Heard:
    """Two ways of hearing a track, float32 (n,) at 16 kHz.

    Attributes:
        middle: what both channels share; of a mono track, its band of voices.
        whole: all of it.
    """

    middle: np.ndarray
    whole: np.ndarray

    @property
    def seconds(self) -> float:
        return len(self.whole) / RATE


def listen(path: Path) -> Heard:
    """Read a track of any kind that ffmpeg reads.

    Raises:
        EigenreelError: there is no such file, it is no sound, silent, cut off, or no length for a song.
    """
    if not path.is_file():
        raise EigenreelError(f"{path}: no such file; give the track of a song (mp3, wav, m4a, flac, ogg, …)")
    stereo, said = _decoded(path)
    seconds = len(stereo) / RATE
    if seconds > LONGEST:
        raise EigenreelError(f"{path}: is longer than {LONGEST / 60:.0f} minutes; cut out the song")
    if seconds < SHORTEST:
        raise EigenreelError(f"{path}: is {seconds:.1f} s long; give the track of a whole song")
    if said is not None and seconds < WHOLE * said:
        raise EigenreelError(f"{path}: is cut off after {seconds:.0f} of {said:.0f} s; copy it again")
    loudest = _loudest(stereo)
    if loudest < QUIETEST:
        level = f"at most {loudest:.0f} dBFS" if np.isfinite(loudest) else "nothing but zeros"
        raise EigenreelError(f"{path}: is silent ({level}); give the track with the voice")
    return Heard(middle(stereo), stereo.mean(axis=1))


def _decoded(path: Path) -> tuple[np.ndarray, float | None]:
    """Samples (n, 2), no more than are needed to tell that it is too long; and the length that the file tells."""
    # A mono file is in both channels.
    pan = ["-ac", "2", "-ar", str(RATE), "-f", "f32le"]
    result = run_ffmpeg(["-i", str(path), "-map", "0:a:0", "-t", str(LONGEST + 1), *pan, "-"])
    samples = np.frombuffer(result.stdout[: len(result.stdout) // 8 * 8], np.float32).reshape(-1, 2)
    if not len(samples):
        raise EigenreelError(f"{path}: is no sound that ffmpeg can read; convert it to WAV, FLAC or MP3")
    said = DURATION.search(result.stderr.decode(errors="replace"))
    length = None if said is None else 3600 * int(said[1]) + 60 * int(said[2]) + float(said[3])
    return np.nan_to_num(samples, posinf=0, neginf=0), length


def _loudest(samples: np.ndarray) -> float:
    """dBFS of the loudest second."""
    power = np.square(samples, dtype=np.float64).mean(axis=1)
    whole = np.pad(power, (0, -len(power) % RATE)).reshape(-1, RATE).mean(axis=1)
    with np.errstate(divide="ignore"):
        return float(10 * np.log10(whole.max()))


def middle(stereo: np.ndarray) -> np.ndarray:
    """What both channels share, with the lows taken off; float32 (n,).

    A part of the spectrum counts by how much louder the sum of the channels is there than their difference
    (Avendaño and Jot, 2002, doi:10.1109/ICASSP.2002.5743999, in its simplest form).
    """
    from scipy.signal import istft, stft

    left, right = (stft(channel, RATE, nperseg=WINDOW)[2] for channel in stereo.T)
    total, apart = (left + right) / 2, (left - right) / 2
    power, rest = np.abs(total) ** 2, np.abs(apart) ** 2
    share = np.maximum(power - rest, 0) / np.maximum(power + rest, 1e-20)
    lows = np.fft.rfftfreq(WINDOW, 1 / RATE) < 150
    share[lows] = 0
    _, sound = istft(total * share, RATE, nperseg=WINDOW)
    return np.pad(sound, (0, max(len(stereo) - len(sound), 0)))[: len(stereo)].astype(np.float32)
