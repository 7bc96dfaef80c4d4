"""Laws of the encoder: what comes out is what went in, holds are exact, and a chunk depends on nothing but itself."""

from __future__ import annotations

import av
import numpy as np
import pytest
from film_shapes import Reel, format_of, lesson, pixels_of, psnr
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.film.convert import Converter, planes
from eigenreel.film.encode import Studio, encode_chunk, skip_packets, without_remarks
from eigenreel.film.format import PRESETS, encoder_settings
from eigenreel.film.plan import plan
from eigenreel.film.segment import Segment


def decoded(extradata, packets):
    """Y, Cb, Cr of every picture; a warning of the decoder is a failure."""
    decoder = av.codec.CodecContext.create("h264", "r")
    decoder.extradata = extradata
    with av.logging.Capture() as remarks:
        av.logging.set_level(av.logging.WARNING)
        frames = [frame for data in packets for frame in decoder.decode(av.Packet(data))] + decoder.decode(None)
    av.logging.set_level(None)
    assert not [text for _, _, text in remarks]
    return [[plane.copy() for plane in planes(frame)] for frame in frames]


def film_packets(recording, film):
    skips, studio = skip_packets(film), Studio(film)
    for chunk in plan(recording, film):
        segment = studio.encode(chunk)
        yield from segment.packets
        yield from (skips.at(chunk.encoded + place) for place in range(chunk.hold))


@pytest.mark.parametrize("preset", PRESETS["h264"])
def test_every_frame_looks_as_it_was_drawn(preset):
    recording = lesson()
    film = format_of(recording, encoder=encoder_settings("mp4", preset))
    packets = list(film_packets(recording, film))
    segment = encode_chunk(next(plan(recording, film)), film)
    frames = decoded(segment.extradata, packets)
    assert len(frames) == len(packets) == recording.frames
    converter = Converter(film.width, film.height)
    for pixels, frame in zip(pixels_of(recording), frames, strict=True):
        converter.update(pixels, (0, 0, film.width, film.height))
        assert all(psnr(want, got) > 40 for want, got in zip(planes(converter.frame), frame, strict=True))


@pytest.mark.parametrize("preset", PRESETS["h264"])
@pytest.mark.parametrize("moving", [1, 2, 15, 16, 17, 40, 118])
def test_held_frames_are_the_frame_before_bit_by_bit(preset, moving):
    """After any number of encoded frames, for as long as a chunk can last."""
    recording = Reel(fps=60, width=128, height=96).move(moving, step=0.7).hold(200).recording()
    film = format_of(recording, encoder=encoder_settings("mp4", preset))
    chunk = next(plan(recording, film))
    segment, skips = encode_chunk(chunk, film), skip_packets(film)
    held = [skips.at(place) for place in range(chunk.encoded, film.longest_chunk)]
    frames = decoded(segment.extradata, [*segment.packets, *held])
    for frame in frames[chunk.encoded :]:
        assert all(np.array_equal(*pair) for pair in zip(frame, frames[chunk.encoded - 1], strict=True))


def test_a_chunk_is_the_same_whatever_was_encoded_before():
    recording = lesson()
    film = format_of(recording)
    chunks = list(plan(recording, film))
    studio = Studio(film)
    once = [studio.encode(chunk) for chunk in chunks]
    again = [studio.encode(chunk) for chunk in reversed(chunks)][::-1]
    assert once == again == [encode_chunk(chunk, film) for chunk in chunks]


def test_all_chunks_have_the_same_parameter_sets():
    recording = lesson()
    film = format_of(recording)
    assert len({encode_chunk(chunk, film).extradata for chunk in plan(recording, film)}) == 1


@given(st.binary(max_size=20), st.lists(st.binary(max_size=50), max_size=9).map(tuple))
def test_a_segment_survives_its_bytes(extradata, packets):
    segment = Segment(extradata, packets)
    assert Segment.from_bytes(segment.to_bytes()) == segment


def test_only_remarks_are_taken_out():
    remark, picture, other = b"\0\0\1\x06words", b"\0\0\0\1\x65ab\0\0\3c", b"\0\0\0\1\x41de"
    assert without_remarks(remark + picture + other) == picture + other
