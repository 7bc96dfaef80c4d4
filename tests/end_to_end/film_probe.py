"""Looking into a finished film with PyAV, as a player would."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np


def codecs(film: Path) -> dict[str, str]:
    """Codec names by kind of stream. What chapters are written as in an mp4 is no stream to a player."""
    with av.open(str(film)) as container:
        return {each.type: each.codec.name for each in container.streams if each.type != "data"}


def languages(film: Path) -> set[str]:
    with av.open(str(film)) as container:
        return {each.language for each in container.streams if each.type != "data"}


def seconds(film: Path) -> float:
    """What a player shows as its length."""
    with av.open(str(film)) as container:
        return container.duration / av.time_base


def frame_times(film: Path) -> np.ndarray:
    """Presentation times of all pictures, in seconds, in order."""
    return np.array(sorted(time for time, _ in _picture_packets(film)))


def keyframe_times(film: Path) -> np.ndarray:
    return np.array([time for time, is_key in _picture_packets(film) if is_key])


def _picture_packets(film: Path) -> list[tuple[float, bool]]:
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.pts is not None]
        return [(float(packet.pts * stream.time_base), packet.is_keyframe) for packet in packets]


def brightness(film: Path) -> np.ndarray:
    """Mean luma of every picture."""
    with av.open(str(film)) as container:
        return np.array([frame.to_ndarray(format="gray").mean() for frame in container.decode(video=0)])


def sound(film: Path) -> tuple[np.ndarray, int]:
    """Mono samples on the film's own clock: what a player hears at second t is at index t × rate."""
    with av.open(str(film)) as container:
        stream = container.streams.audio[0]
        frames = [
            (round(float(frame.pts * stream.time_base) * stream.rate), _mono(frame))
            for frame in container.decode(stream)
        ]
        track = np.zeros(max(start + len(samples) for start, samples in frames), np.float32)
        for start, samples in frames:
            track[max(start, 0) : start + len(samples)] = samples[max(-start, 0) :]
        return track, stream.rate


def _mono(frame: av.AudioFrame) -> np.ndarray:
    samples = frame.to_ndarray().astype(np.float32)
    return samples.reshape(-1, frame.layout.nb_channels).mean(1) if samples.shape[0] == 1 else samples.mean(0)


def captions(film: Path) -> str:
    """All texts of the subtitle track, a line each."""
    with av.open(str(film)) as container:
        packets = [bytes(packet) for packet in container.demux(subtitles=0) if packet.size > 2]
    return "\n".join(data[2 : 2 + int.from_bytes(data[:2], "big")].decode() for data in packets)


def flashes(film: Path) -> np.ndarray:
    """Seconds at which the picture turns bright."""
    light = brightness(film)
    bright = light > (light.min() + light.max()) / 2
    return frame_times(film)[1:][bright[1:] & ~bright[:-1]]


def clicks(film: Path, apart: float = 1.0, share: float = 0.3) -> np.ndarray:
    """Seconds at which the sound first exceeds a share of its peak, at least ``apart`` after the time before."""
    track, rate = sound(film)
    loud = np.flatnonzero(np.abs(track) > share * np.abs(track).max()) / rate
    return loud[np.diff(loud, prepend=-apart) >= apart]
