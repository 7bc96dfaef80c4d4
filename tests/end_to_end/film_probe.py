"""Looking into a finished film with PyAV and with the ffmpeg program, as a player would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import av
import numpy as np

ENVIRONMENT_SAFE_TIMEOUT = 900


def eigenreel(*words: str | Path, cwd: Path, cache: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, in a folder, with a cache of its own."""
    command = [sys.executable, "-m", "eigenreel", *map(str, words)]
    if words[0] in ("render", "storyboard", "check"):
        command += ["--cache", str(cache)]
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=ENVIRONMENT_SAFE_TIMEOUT)
    if check and result.returncode:
        raise AssertionError(f"{command} gave {result.returncode}:\n{result.stdout}\n{result.stderr}")
    return result


def streams(film: Path) -> dict[str, str]:
    """Codec names by kind of stream."""
    with av.open(str(film)) as container:
        return {stream.type: stream.codec_context.name for stream in container.streams}


def frame_times(film: Path) -> np.ndarray:
    """Presentation times of all pictures, in seconds, in decoding order."""
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        return np.array(sorted(float(packet.pts * stream.time_base) for packet in container.demux(stream) if packet.pts is not None))


def keyframe_times(film: Path) -> np.ndarray:
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.pts is not None]
        return np.array([float(packet.pts * stream.time_base) for packet in packets if packet.is_keyframe])


def brightness(film: Path) -> np.ndarray:
    """Mean luma of every picture."""
    with av.open(str(film)) as container:
        return np.array([frame.to_ndarray(format="gray").mean() for frame in container.decode(video=0)])


def sound(film: Path) -> tuple[np.ndarray, int]:
    """Mono samples on the film's own clock: what a player hears at second t is at index t × rate."""
    with av.open(str(film)) as container:
        stream = container.streams.audio[0]
        rate = stream.rate
        track = np.zeros(0, np.float32)
        for frame in container.decode(stream):
            samples = frame.to_ndarray().astype(np.float32)
            mono = samples.mean(axis=0) if samples.shape[0] > 1 else samples[0]
            start = round(float(frame.pts * stream.time_base) * rate)
            mono, start = mono[max(0, -start) :], max(0, start)
            if start + len(mono) > len(track):
                track = np.concatenate([track, np.zeros(start + len(mono) - len(track), np.float32)])
            track[start : start + len(mono)] = mono
        return track, rate


def onsets(track: np.ndarray, rate: int, apart: float = 1.0, share: float = 0.3) -> np.ndarray:
    """Seconds at which the sound first exceeds a share of its peak, at least ``apart`` seconds from the one before."""
    loud = np.flatnonzero(np.abs(track) > share * np.abs(track).max()) / rate
    starts = [loud[0]]
    for time in loud:
        if time - starts[-1] > apart:
            starts.append(time)
    return np.array(starts)
