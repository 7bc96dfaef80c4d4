"""Films decode alike in a decoder that is not FFmpeg's: chunks, skip packets, holds entered at a key frame."""

from __future__ import annotations

from itertools import islice

import av
import numpy as np
import openh264
import pytest
from film_shapes import format_of, lesson
from openh264 import decoded

from eigenreel.film.convert import planes
from eigenreel.film.encode import encode_chunk, skip_packets
from eigenreel.film.format import encoder_settings
from eigenreel.film.mux import picture_packets
from eigenreel.film.plan import plan

pytestmark = pytest.mark.skipif(openh264.LIBRARY is None, reason="the system has no OpenH264")


def by_ffmpeg(packets):
    decoder = av.CodecContext.create("h264", "r")
    frames = [frame for packet in packets for frame in decoder.decode(av.Packet(packet))]
    return [planes(frame)[0].copy() for frame in (*frames, *decoder.decode(None))]


@pytest.mark.parametrize("preset", ["draft", "standard", "archive"])
def test_every_frame_is_the_same_in_both(preset):
    recording = lesson()
    film = format_of(recording, encoder=encoder_settings("mp4", preset))
    segments = [(encode_chunk(chunk, film), chunk.hold) for chunk in plan(recording, film)]
    timed = list(picture_packets(segments, skip_packets(film), film))
    # With the parameter sets before each key frame, one can begin at any of them.
    packets = [segments[0][0].extradata + each.data if each.is_key else each.data for each in timed]
    wanted = by_ffmpeg(packets)
    assert len(wanted) == recording.frames
    for got, exact in zip(decoded(packets), wanted, strict=True):
        assert np.array_equal(got, exact)
    keys = [number for number, each in enumerate(timed) if each.is_key]
    for first in keys[1:]:
        # As a player does that seeks: from the key frame on, into what follows.
        for number, got in enumerate(islice(decoded(packets[first:]), 50)):
            assert np.array_equal(got, wanted[first + number])
