"""Somebody's own track as the aligner hears it: at 16 kHz, in three ways that bring voices out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.ffmpeg import read_from, run_ffmpeg

RATE = 16000
SHORTEST, LONGEST = 2.0, 15 * 60.0
"""Seconds of a song."""

QUIETEST = -60.0
"""dBFS of the loudest second of what is not silence."""

WHOLE = 0.95
"""The part of its length that a file has to hold; the length that files tell is not always exact."""

WINDOW = 1024
LOWS = 250.0
"""Hertz below which basses and drums are louder than what tells vowels apart."""

LONG, SHORT = (4096, 31), (512, 17)
"""Windows in which a voice is no held note and no drum, and how many looks or bands a median is taken over."""

HEADER, OPEN = 4096, 0xFFFFFF00
DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d\.\d+)")


@dataclass(frozen=True, eq=False)
class Heard:
    """Three ways of hearing a track, float32 (n,) at 16 kHz.

    Attributes:
        middle: what both channels share, without the lows; of a mono track, all that is not low.
        whole: all of it.
    """

    middle: np.ndarray
    whole: np.ndarray

    @cached_property
    def moving(self) -> np.ndarray:
        """What of the middle neither stands as long as held notes nor goes as soon as drums do."""
        return moving(self.middle)

    @property
    def seconds(self) -> float:
        return len(self.whole) / RATE


def listen(path: Path) -> Heard:
    """Read a track of any kind that ffmpeg reads, also the sound of a video.

    Raises:
        EigenreelError: there is no such file, it is no sound, silent, cut off, or no length for a song.
    """
    if not path.is_file():
        what = "is no file" if path.exists() else "no such file"
        raise EigenreelError(f"{path}: {what}; give the track of a song (mp3, wav, m4a, flac, ogg, …)")
    said = _said(path)
    # Files err about their length; what is there after the longest song tells.
    if said is not None and said > LONGEST and len(_decoded(path, LONGEST, 1.0)):
        raise _too_long(path)
    stereo = _decoded(path, 0.0, LONGEST + 1)
    if not len(stereo):
        raise EigenreelError(f"{path}: is no sound that ffmpeg can read; convert it to WAV, FLAC or MP3")
    seconds = len(stereo) / RATE
    if seconds > LONGEST:
        raise _too_long(path)
    if seconds < SHORTEST:
        raise EigenreelError(f"{path}: is {seconds:.1f} s long; give the track of a whole song")
    if said is not None and seconds < WHOLE * said:
        raise EigenreelError(f"{path}: is cut off after {seconds:.0f} of {said:.0f} s; copy it again")
    loudest = _loudest(stereo)
    if loudest < QUIETEST:
        level = f"at most {loudest:.0f} dBFS" if np.isfinite(loudest) else "nothing but zeros"
        raise EigenreelError(f"{path}: is silent ({level}); give the track with the voice")
    return Heard(middle(stereo), stereo.mean(axis=1))


def _too_long(path: Path) -> EigenreelError:
    return EigenreelError(f"{path}: is longer than {LONGEST / 60:.0f} minutes; cut out the song")


def _said(path: Path) -> float | None:
    """The seconds that the file tells, without decoding it; of WAV, those that its header promises."""
    result = run_ffmpeg(read_from(path))
    length = DURATION.search(result.stderr.decode(errors="replace"))
    found = None if length is None else 3600 * int(length[1]) + 60 * int(length[2]) + float(length[3])
    return _promised(path) or found


def _promised(path: Path) -> float | None:
    """The length in the header of a WAV file; ffmpeg tells that of the file itself. None where it is left open."""
    with path.open("rb") as file:
        head = file.read(HEADER)
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return None
    place, per_second = 12, 0
    while place + 8 <= len(head):
        size = int.from_bytes(head[place + 4 : place + 8], "little")
        if head[place : place + 4] == b"fmt ":
            per_second = int.from_bytes(head[place + 16 : place + 20], "little")
        elif head[place : place + 4] == b"data":
            # Programs that do not know the length yet write zero or all ones.
            return size / per_second if per_second and 0 < size < OPEN else None
        place += 8 + size + size % 2
    return None


def _decoded(path: Path, start: float, seconds: float) -> np.ndarray:
    """Samples (n, 2) from a second on; a mono file is in both channels."""
    place = ["-ss", str(start)] if start else []
    stereo = ["-map", "0:a:0", "-t", str(seconds), "-ac", "2", "-ar", str(RATE), "-f", "f32le", "-"]
    data = run_ffmpeg([*place, *read_from(path), *stereo]).stdout
    samples = np.frombuffer(data[: len(data) // 8 * 8], np.float32).reshape(-1, 2)
    return np.nan_to_num(samples, posinf=0, neginf=0)


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
    lows = np.fft.rfftfreq(WINDOW, 1 / RATE) < LOWS
    share[lows] = 0
    _, sound = istft(total * share, RATE, nperseg=WINDOW)
    return np.pad(sound, (0, max(len(stereo) - len(sound), 0)))[: len(stereo)].astype(np.float32)


def moving(sound: np.ndarray) -> np.ndarray:
    """What is between held notes and drums, as voices are; float32 (n,).

    In long windows what stands is a line along time and goes; in short ones a drum is a line across all bands and goes
    (FitzGerald, 2010, "Harmonic/percussive separation using median filtering", twice).
    """
    return _kept(_kept(sound, *LONG, standing=False), *SHORT, standing=True)


def _kept(sound: np.ndarray, window: int, reach: int, *, standing: bool) -> np.ndarray:
    """What stands in windows of this length, or what does not."""
    from scipy.ndimage import median_filter
    from scipy.signal import istft, stft

    _, _, bins = stft(sound, RATE, nperseg=window)
    levels = np.abs(bins)
    along, across = median_filter(levels, (1, reach)) ** 2, median_filter(levels, (reach, 1)) ** 2
    wanted = along if standing else across
    _, left = istft(bins * (wanted / np.maximum(along + across, 1e-20)), RATE, nperseg=window)
    return np.pad(left, (0, max(len(sound) - len(left), 0)))[: len(sound)].astype(np.float32)
