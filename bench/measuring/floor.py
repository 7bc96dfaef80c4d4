"""The floor: processor time to encode a film's distinct frames, and nothing else.

    python -m measuring.floor RECORDING

Prints a record. Each distinct frame is drawn and converted beforehand, so that it lies whole in memory as the encoder
takes it; then plain libx264 gets them with our settings, chunk by chunk, without hints of what changed.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import av
from av.codec import CodecContext
from av.video.frame import PictureType

from eigenreel.film.convert import Converter, planes
from eigenreel.film.encode import configure
from eigenreel.film.format import FilmFormat
from eigenreel.film.plan import Chunk, plan
from eigenreel.film.raster import Raster
from eigenreel.stage.display import Recording


def main(recording_path: str) -> None:
    print(json.dumps(floor(pickle.loads(Path(recording_path).read_bytes()))))


def floor(recording: Recording) -> dict[str, float | int]:
    """Processor seconds of encoding, and how many frames and chunks were encoded."""
    film = FilmFormat(recording.width, recording.height, recording.fps, recording.background)
    seconds, frames, chunks = 0.0, 0, 0
    for pictures in distinct_chunks(recording, film):
        seconds += encode(pictures, film)
        frames, chunks = frames + len(pictures), chunks + 1
    return {"cpu": seconds, "frames": frames, "chunks": chunks}


def distinct_chunks(recording: Recording, film: FilmFormat) -> Iterator[list[av.VideoFrame]]:
    """The distinct frames of each chunk, of those that are alike one."""
    raster = Raster(film.width, film.height, film.background)
    converter = Converter(film.width, film.height)
    chunks: dict[str, Chunk] = {chunk.key: chunk for chunk in plan(recording, film)}
    for chunk in chunks.values():
        pictures = []
        for run in chunk.runs:
            pixels = raster.frame([chunk.items[number] for number in run.items])
            converter.update(pixels, raster.dirty)
            pictures.append(copied(converter.frame))
        yield pictures


def copied(frame: av.VideoFrame) -> av.VideoFrame:
    """The frame in memory of its own."""
    copy = av.VideoFrame(frame.width, frame.height, frame.format.name)
    copy.colorspace, copy.color_range = frame.colorspace, frame.color_range
    for target, source in zip(planes(copy), planes(frame), strict=True):
        target[:] = source
    return copy


def encode(pictures: list[av.VideoFrame], film: FilmFormat) -> float:
    """Processor seconds that plain libx264 takes for these frames, the first of them a key frame."""
    encoder = CodecContext.create("libx264", "w")
    configure(encoder, film)
    encoder.open()
    for place, frame in enumerate(pictures):
        frame.pts, frame.time_base = place, encoder.time_base
        frame.pict_type = PictureType.NONE if place else PictureType.I
    started = time.process_time()
    for frame in pictures:
        encoder.encode(frame)
    encoder.encode(None)
    return time.process_time() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
