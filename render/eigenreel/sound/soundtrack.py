"""The sound of a film: clips placed to the sample, mixed, and brought to one loudness."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.ffmpeg import read_from, run_ffmpeg
from eigenreel.sound.limiter import limit
from eigenreel.sound.loudness import RATE, integrated_loudness
from eigenreel.sound.segments import audio_segment, samples_of

TARGET_LUFS = -16.0
# 1 dB below the promised -1 dBTP, because AAC puts some peaks above those it was given.
CEILING = 10 ** (-2.0 / 20)
# Seconds: short enough to leave the attack of a click, long enough not to make one.
FADE_IN, FADE_OUT = 0.001, 0.005
# How far from the target a master may stay, and the least that one more round must gain.
TOLERANCE_LU = 0.02
ROUNDS = 8


@dataclass(frozen=True, eq=False)
class Clip:
    """A sound at its place in the film.

    Attributes:
        samples: floats of shape (n,) or (n, 1) or (n, 2), in [-1, 1].
        rate: samples per second.
        start: seconds from the start of the film.
    """

    samples: np.ndarray
    rate: int
    start: float
    gain_db: float = 0.0


def soundtrack(clips: Sequence[Clip], duration: float, loudness: float = TARGET_LUFS) -> np.ndarray:
    """Mix and master.

    Returns:
        float32 of shape (round(duration * 48000), 2) at 48 kHz: this loudness (LUFS) within 0.2, true peaks at most
        -2 dBTP, which leaves -1 dBTP after AAC. Silence stays silence. What reaches beyond the film is cut off
        with a fade.

    Raises:
        EigenreelError: a clip that starts before the film or that is no sound.
    """
    mix = mixed(clips, duration)
    return np.ascontiguousarray(np.broadcast_to(master(mix, loudness), (len(mix), 2)))


def mixed(clips: Sequence[Clip], duration: float) -> np.ndarray:
    """Before mastering: float32 of shape (round(duration * 48000), 1) if all clips are mono, else (…, 2).

    Raises:
        EigenreelError: as ``soundtrack``.
    """
    for clip in clips:
        _check(clip)
    mono = all(clip.samples.ndim == 1 or clip.samples.shape[1] == 1 for clip in clips)
    mix = np.zeros((round(duration * RATE), 1 if mono else 2), np.float32)
    for clip in clips:
        _place(clip, mix)
    return mix


def master(mix: np.ndarray, target: float = TARGET_LUFS, ceiling: float = CEILING) -> np.ndarray:
    """The mix at the target loudness (LUFS) with its peaks under the ceiling (linear); shape and rate (48 kHz) stay.

    Limiting takes away loudness, so the gain is raised until the result has it. A sound of a few clicks cannot be that
    loud under that ceiling; it gets as near as its peaks allow.
    """
    loudness = integrated_loudness(mix)
    if not math.isfinite(loudness):
        return mix
    gain_db, mastered = 0.0, mix
    for _ in range(ROUNDS):
        missing = target - loudness
        if abs(missing) < TOLERANCE_LU:
            break
        gain_db += missing
        mastered, before = limit(mix * np.float32(10 ** (gain_db / 20)), ceiling), loudness
        loudness = integrated_loudness(mastered)
        if abs(loudness - before) < TOLERANCE_LU:
            break
    return mastered if mastered is not mix else limit(mix, ceiling)


def _check(clip: Clip) -> None:
    if clip.start < 0:
        raise EigenreelError(f"a sound starts {-clip.start:.3f} s before the film; place it at 0 or later")
    channels = 1 if clip.samples.ndim == 1 else clip.samples.shape[1]
    if channels > 2:
        raise EigenreelError(f"the sound at {clip.start:.3f} s has {channels} channels; mix it down to one or two")
    if clip.rate <= 0 or not np.isfinite(clip.samples).all() or not math.isfinite(clip.gain_db):
        raise EigenreelError(f"the sound at {clip.start:.3f} s holds values that are no numbers; make it again")


def _place(clip: Clip, mix: np.ndarray) -> None:
    """Add a clip to the mix, from the sample nearest to its start."""
    samples = _prepare(clip)
    start = round(clip.start * RATE)
    piece = samples[: max(len(mix) - start, 0)]
    fade_edges(piece)
    mix[start : start + len(piece)] += piece


def _prepare(clip: Clip) -> np.ndarray:
    """A copy of its samples at 48 kHz, of shape (m, 1) or (m, 2), with its gain."""
    samples = np.asarray(clip.samples, np.float32).reshape(len(clip.samples), -1)
    return resampled(samples, clip.rate) * np.float32(10 ** (clip.gain_db / 20))


def resampled(samples: np.ndarray, rate: int) -> np.ndarray:
    """Samples (n, channels) at 48 kHz."""
    if rate == RATE or not len(samples):
        return samples
    from scipy.signal import resample_poly

    common = math.gcd(RATE, rate)
    return resample_poly(samples, RATE // common, rate // common, axis=0)


def fade_edges(samples: np.ndarray) -> None:
    """Raised-cosine ramps, in place."""
    for seconds, edge in ((FADE_IN, samples), (FADE_OUT, samples[::-1])):
        length = min(round(seconds * RATE), len(samples))
        ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(length) / max(length, 1))
        edge[:length] *= ramp[:, None].astype(np.float32)


def read_audio(path: str | PathLike[str]) -> tuple[np.ndarray, int]:
    """Somebody's own sound, of any kind that ffmpeg reads (also the sound of a film).

    Returns:
        float32 samples of shape (n, 1) or (n, 2), and their rate. More channels are mixed down to two.

    Raises:
        EigenreelError: the file is missing, no sound, or empty.
    """
    segment = read_segment(path)
    if not segment.frame_count():
        raise EigenreelError(f"{fspath(path)}: holds no samples; record or export it again")
    return samples_of(segment), segment.frame_rate


def read_segment(path: str | PathLike[str], first: float = 0.0, longest: float | None = None):
    """The same as a pydub segment of 32 bits; empty if there is nothing.

    Args:
        first: the second of the file to begin with.
        longest: seconds after which no more is read.

    Raises:
        EigenreelError: the file is missing, or no sound.
    """
    if not Path(path).is_file():
        raise EigenreelError(
            f"{fspath(path)}: no such sound file; check the path (it is relative to the current folder)"
        )
    # ffmpeg will open it, of which Python does not hear; a film has to know what it is made of.
    Path(path).open("rb").close()
    # Said of what is written, these count samples; said of the file, they would count its packets.
    span = [*(("-ss", f"{first:.6f}") if first else ()), *(() if longest is None else ("-t", f"{longest:.6f}"))]
    stereo = "aformat=channel_layouts=mono|stereo"
    # ffmpeg writes what pydub reads as it is: pydub's own conversion asks for ffprobe, which is not installed.
    wav = ["-c:a", "pcm_s32le", "-f", "wav", "-"]
    result = run_ffmpeg(["-v", "error", *read_from(path), "-map", "0:a:0", *span, "-af", stereo, *wav])
    if result.returncode or not result.stdout:
        raise EigenreelError(f"{fspath(path)}: is no sound that ffmpeg can read; convert it to WAV, FLAC or MP3")
    return audio_segment()(result.stdout)
