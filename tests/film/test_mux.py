"""Laws of the mp4: the right packets at the right times, and the labels that were asked for."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from film_shapes import Reel, format_of, lesson, luma_of, pixels_of, psnr

from eigenreel.errors import EigenreelError
from eigenreel.film.audio import RATE, encode_sound, film_sound
from eigenreel.film.convert import Converter, planes
from eigenreel.film.encode import Studio, skip_packets
from eigenreel.film.format import EncoderSettings
from eigenreel.film.mux import Labels, mux
from eigenreel.film.plan import plan
from eigenreel.sound.soundtrack import Clip
from eigenreel.store import Store
from eigenreel.words.captions import CaptionCue

CAPTIONS = (
    CaptionCue(0.5, 2.0, ("The loss falls:", "∇L = 0"), ()),
    CaptionCue(2.0, 3.25, ("directly after",), ()),
    CaptionCue(5.0, 6.0, ("16.1%",), ()),
)


def encoded(recording):
    film = format_of(recording)
    studio = Studio(film)
    return film, [(studio.encode(chunk), chunk.hold) for chunk in plan(recording, film)], skip_packets(film)


@pytest.fixture(scope="module", params=[24, 30, 60])
def film(request, tmp_path_factory):
    recording = lesson(fps=request.param)
    path = tmp_path_factory.mktemp("film") / "folder" / "film.mp4"
    clicks = np.zeros((round(recording.duration * RATE), 2), np.float32)
    for second in range(1, 6):
        clicks[second * RATE] = 0.9
    chapters = (("First", 0, 50), ("Second: ∇", 50, recording.frames))
    labels = Labels("Vectors & more", "en", chapters, CAPTIONS)
    mux(path, *encoded(recording), encode_sound(clicks), labels)
    return recording, path


def test_the_film_shows_what_was_drawn(film):
    recording, path = film
    converter = Converter(recording.width, recording.height)
    frames = luma_of(path)
    assert len(frames) == recording.frames
    for pixels, luma in zip(pixels_of(recording), frames, strict=True):
        converter.update(pixels, (0, 0, recording.width, recording.height))
        assert psnr(planes(converter.frame)[0], luma) > 45


def test_the_rate_is_constant_and_exact(film):
    recording, path = film
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.average_rate == stream.guessed_rate == recording.fps
        times = [packet.pts * stream.time_base for packet in container.demux(stream) if packet.size]
        assert times == [Fraction(frame, recording.fps) for frame in range(recording.frames)]
        assert stream.duration * stream.time_base == Fraction(recording.frames, recording.fps)


def test_every_two_seconds_one_can_seek(film):
    recording, path = film
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    keys = [place for place, packet in enumerate(packets) if packet.is_keyframe]
    assert keys[0] == 0 and np.diff([*keys, recording.frames]).max() <= 2 * recording.fps


def test_seeking_into_a_hold_gives_its_picture(film):
    recording, path = film
    frames = luma_of(path)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        for frame in (45, 140, 230, recording.frames - 1):
            container.seek(int(Fraction(frame, recording.fps) / stream.time_base), stream=stream)
            for picture in container.decode(stream):
                if picture.pts * stream.time_base == Fraction(frame, recording.fps):
                    assert np.array_equal(planes(picture)[0], frames[frame])
                    break
            else:
                pytest.fail(f"frame {frame} was not found")


def test_sound_is_where_it_was_put(film):
    """Clicks come out within a thousandth of a second of the place they went in."""
    recording, path = film
    track = np.zeros(round(recording.duration * RATE) + 4096)
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        assert stream.rate == RATE and stream.codec_context.layout.name == "stereo"
        for frame in container.decode(stream):
            start = round(frame.pts * stream.time_base * RATE)
            track[start : start + frame.samples] = np.abs(frame.to_ndarray()[0])
        assert abs(float(stream.duration * stream.time_base) - recording.duration) < 0.001
    for second in range(1, 6):
        near = track[second * RATE - RATE // 2 : second * RATE + RATE // 2]
        assert abs(int(near.argmax()) - RATE // 2) < RATE / 1000


def test_captions_chapters_title_and_language_are_inside(film):
    _, path = film
    with av.open(str(path)) as container:
        assert container.metadata["title"] == "Vectors & more"
        chapters = container.chapters()
        assert [chapter["metadata"]["title"] for chapter in chapters] == ["First", "Second: ∇"]
        tracks = container.streams.video[0], container.streams.audio[0], container.streams.subtitles[0]
        assert [track.metadata["language"] for track in tracks] == ["eng"] * 3
        text = tracks[2]
        assert text.codec_context.name == "mov_text"
        samples = [
            (float(packet.pts * text.time_base), float(packet.duration * text.time_base), bytes(packet)[2:].decode())
            for packet in container.demux(text)
            if packet.size > 2
        ]
    assert samples == [(cue.start, cue.end - cue.start, "\n".join(cue.lines)) for cue in CAPTIONS]


def test_the_index_comes_first_and_colours_are_declared(film):
    data = film[1].read_bytes()
    assert data.index(b"moov") < data.index(b"mdat") and b"colrnclx" in data
    with av.open(str(film[1])) as container:
        context = container.streams.video[0].codec_context
        assert (context.colorspace, context.color_range, context.color_primaries, context.color_trc) == (1, 1, 1, 1)


def test_the_same_inputs_give_the_same_file(tmp_path):
    recording = lesson()
    paths = [tmp_path / "one.mp4", tmp_path / "two.mp4"]
    for path in paths:
        mux(path, *encoded(recording))
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_segments_of_two_formats_do_not_mix(tmp_path):
    film, pictures, skips = encoded(lesson())
    other = Studio(format_of(lesson(), encoder=EncoderSettings("medium"))).encode(next(plan(lesson(), film)))
    with pytest.raises(ValueError, match="different parameter sets"):
        mux(tmp_path / "film.mp4", film, [*pictures, (other, 0)], skips)
    assert not list(tmp_path.iterdir())


def test_a_film_of_one_frame_is_a_film(tmp_path):
    recording = Reel().move(1).recording()
    mux(tmp_path / "film.mp4", *encoded(recording))
    assert len(luma_of(tmp_path / "film.mp4")) == 1


def test_sound_is_mixed_and_encoded_once(tmp_path):
    """Another place, gain or length is another sound."""
    samples = np.random.default_rng(0).uniform(-0.1, 0.1, RATE).astype(np.float32)
    store, clips = Store(tmp_path), (Clip(samples, RATE, 0.25),)
    assert film_sound(clips, 2.0, "aac", store, -16.0) == film_sound(clips, 2.0, "aac", store, -16.0)
    assert len(list(store.entries())) == 1
    for other in ((Clip(samples, RATE, 0.5),), (Clip(samples, RATE, 0.25, -3.0),), (*clips, *clips)):
        film_sound(other, 2.0, "aac", store, -16.0)
    film_sound(clips, 1.5, "aac", store, -16.0)
    assert len(list(store.entries())) == 5


def test_a_folder_that_is_a_file_is_one_clear_line(tmp_path):
    (tmp_path / "build").write_text("a file")
    with pytest.raises(EigenreelError, match=r"build/film.mp4: cannot be written .*--out"):
        mux(tmp_path / "build" / "film.mp4", *encoded(Reel().move(2).recording()))
