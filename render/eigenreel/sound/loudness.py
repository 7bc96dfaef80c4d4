"""How loud a sound is, by ITU-R BS.1770-4: of samples by NumPy, of a finished file by ffmpeg's ebur128."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.ffmpeg import read_from, run_ffmpeg

RATE = 48000
# The K weighting at 48 kHz, BS.1770-4 tables 1 and 2: a shelf for the head, then a high-pass; b0 b1 b2 a0 a1 a2 each.
K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
OFFSET = -0.691
# Blocks of 400 ms, each 100 ms after the one before.
HOP, HOPS_PER_BLOCK = RATE // 10, 4
PIECE = 600 * HOP
SILENCE, RELATIVE_GATE = -70.0, -10.0


@dataclass(frozen=True)
class Loudness:
    """integrated: LUFS, -70 or less for silence; true_peak: dBTP, -inf for silence."""

    integrated: float
    true_peak: float


def integrated_loudness(samples: np.ndarray) -> float:
    """Gated loudness in LUFS of samples at 48 kHz of shape (n, 1) or (n, 2); -inf if no block is above -70 LUFS.

    A single channel counts as heard from both speakers. A sound shorter than a block is one block.

    >>> tone = np.sin(2 * np.pi * 997 * np.arange(RATE * 2) / RATE)
    >>> round(integrated_loudness(np.stack([tone, tone], axis=1)), 1)
    0.0
    """
    blocks = _block_energies(samples)
    for gate in (_energy(SILENCE), None):
        blocks = blocks[blocks > (gate if gate is not None else blocks.mean() * 10 ** (RELATIVE_GATE / 10))]
        if not len(blocks):
            return -math.inf
    return float(OFFSET + 10 * np.log10(blocks.mean()))


def _energy(lufs: float) -> float:
    return 10 ** ((lufs - OFFSET) / 10)


def _block_energies(samples: np.ndarray) -> np.ndarray:
    """K-weighted mean square of each block, summed over both speakers."""
    # scipy.signal takes half a second to import.
    from scipy.signal import sosfilt

    speakers = 2 / samples.shape[1]
    state = np.zeros((len(K_WEIGHTING), 2, samples.shape[1]))
    powers = [np.zeros(0)]
    # A minute at a time: filtering makes doubles of floats, which for an hour of stereo would be gigabytes.
    for start in range(0, len(samples), PIECE):
        weighted, state = sosfilt(K_WEIGHTING, samples[start : start + PIECE], axis=0, zi=state)
        padded = np.pad(weighted, ((0, -len(weighted) % HOP), (0, 0)))
        powers.append(np.square(padded).reshape(-1, HOP * samples.shape[1]).sum(axis=1) * speakers)
    power = np.concatenate(powers)
    whole = power[: len(samples) // HOP]
    if len(whole) < HOPS_PER_BLOCK:
        return np.array([power.sum() / max(len(samples), 1)])
    return np.convolve(whole, np.ones(HOPS_PER_BLOCK), "valid") / (HOP * HOPS_PER_BLOCK)


def measure_file(path: str | PathLike[str]) -> Loudness:
    """Loudness and true peak of the first sound track of a file, as players hear it.

    Raises:
        EigenreelError: there is no such file, or no sound in it.
    """
    if not Path(path).is_file():
        raise EigenreelError(f"{fspath(path)}: no such file; give the path of a film or a sound")
    result = run_ffmpeg(
        [*read_from(path), "-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    )
    summary = result.stderr.decode(errors="replace").rpartition("Summary:")[2]
    integrated = re.search(r"I:\s+(\S+) LUFS", summary)
    peak = re.search(r"Peak:\s+(\S+) dBFS", summary)
    if result.returncode or not integrated or not peak:
        raise EigenreelError(f"{fspath(path)}: has no sound to measure; give a film or a sound that ffmpeg can read")
    return Loudness(float(integrated[1]), float(peak[1]))
