"""Laws of sparse films: a hold is one packet that lasts, and whoever asks for any moment sees what is shown then."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from film_shapes import RED, Reel, format_of, lesson, luma_of, psnr, rectangle
from staged_film import Staged, staged_lesson

from eigenreel.film.convert import planes
from eigenreel.film.encode import Studio, skip_packets
from eigenreel.film.format import encoder_settings
from eigenreel.film.mux import mux
from eigenreel.film.plan import plan
from eigenreel.film.pool import Pool
from eigenreel.film.render import FilmOptions, render_film
from eigenreel.store import Store

FPS = 30


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as pool:
        yield pool


def timed_frames(path):
    """First frame number, and luma, of every picture in the film."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return [
            (round(frame.pts * stream.time_base * FPS), planes(frame)[0].copy()) for frame in container.decode(video=0)
        ]


@pytest.fixture(scope="module", params=["mp4", "webm", "mov"])
def film(request, pool, tmp_path_factory):
    """Staged lesson, its sparse film, and the frames that each should show."""
    staged, folder = staged_lesson(fps=FPS), tmp_path_factory.mktemp("sparse")
    paths = [
        render_film(staged, FilmOptions(folder / f"{sparse}.{request.param}", sparse=sparse), pool, Store(folder)).path
        for sparse in (False, True)
    ]
    return staged.recording, *paths


def test_a_hold_is_one_packet(film):
    """And every other packet is one frame; together they last as long as the film."""
    recording, constant, sparse = film
    with av.open(str(sparse)) as container:
        stream = container.streams.video[0]
        times = [round(packet.pts * stream.time_base * FPS) for packet in container.demux(stream) if packet.size]
    lasting = np.diff([*times, recording.frames])
    long = [run.repeat for run in recording.runs if run.repeat >= format_of(recording).shortest_hold]
    assert sorted(lasting[lasting > 1]) == sorted(long)
    assert len(times) == recording.frames - sum(long) + len(long)
    assert sparse.stat().st_size < constant.stat().st_size


def test_it_shows_the_same_at_every_moment(film):
    recording, constant, sparse = film
    shown = dict(timed_frames(sparse))
    for number, luma in enumerate(luma_of(constant)):
        begun = max(start for start in shown if start <= number)
        # A long hold has more key frames at a constant rate, and VP9 refines what stands: not equal to the bit.
        assert psnr(shown[begun], luma) > 45
    assert max(shown) < recording.frames


def test_it_lasts_exactly_as_long(film):
    recording, _, sparse = film
    with av.open(str(sparse)) as container:
        stream = container.streams.video[0]
        last = [packet for packet in container.demux(stream) if packet.size][-1]
        end = (last.pts + last.duration) * stream.time_base
        assert end == pytest.approx(Fraction(recording.frames, FPS), abs=0.001)
        if stream.duration is not None:
            assert stream.duration * stream.time_base == Fraction(recording.frames, FPS)


def test_seeking_into_a_hold_finds_its_picture(film):
    recording, _, sparse = film
    frames = timed_frames(sparse)
    with av.open(str(sparse)) as container:
        stream = container.streams.video[0]
        for number in (45, 200, 230, recording.frames - 1):
            begun, luma = next(each for each in reversed(frames) if each[0] <= number)
            container.seek(int(Fraction(number, FPS) / stream.time_base), stream=stream)
            pictures = ((round(frame.pts * stream.time_base * FPS), frame) for frame in container.decode(stream))
            found = next(frame for start, frame in pictures if start == begun)
            assert np.array_equal(planes(found)[0], luma)


def test_a_sparse_film_is_made_of_the_same_chunks(pool, tmp_path):
    """In H.264: what was encoded for a constant rate is not encoded again."""
    store, staged = Store(tmp_path / "cache"), staged_lesson()
    render_film(staged, FilmOptions(tmp_path / "film.mp4"), pool, store)
    again = render_film(staged, FilmOptions(tmp_path / "sparse.mp4", sparse=True), pool, store)
    assert again.reused == again.chunks


def test_two_key_frames_are_never_neighbours(tmp_path):
    """They would be taken for one picture; so a picture that only stands is a key frame and one skip."""
    reel = Reel(fps=FPS)
    for place in range(3):
        reel.show([rectangle(20 + 60 * place, 40, 50, 50, RED)], 90)
    film = format_of(reel.recording(), encoder=encoder_settings("mp4", sparse=True))
    studio = Studio(film)
    pictures = [(studio.encode(chunk), chunk.hold) for chunk in plan(reel.recording(), film)]
    mux(tmp_path / "film.mp4", film, pictures, skip_packets(film))
    with av.open(str(tmp_path / "film.mp4")) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    assert [packet.is_keyframe for packet in packets] == [True, False] * 3
    assert [start for start, _ in timed_frames(tmp_path / "film.mp4")] == [0, 1, 90, 91, 180, 181]


def test_a_long_hold_needs_no_key_frames_within():
    recording = lesson(fps=FPS, rest=60 * FPS)
    constant, sparse = (
        list(plan(recording, format_of(recording, encoder=encoder_settings("mp4", sparse=each))))
        for each in (False, True)
    )
    assert len(constant) > len(sparse) + 25
    assert sum(chunk.frames for chunk in sparse) == sum(chunk.frames for chunk in constant) == recording.frames


def test_a_film_that_only_stands_is_a_film(pool, tmp_path):
    still = Staged(Reel(fps=FPS).move(1).hold(5 * FPS).recording())
    for ending in ("mp4", "webm", "mov"):
        path = render_film(still, FilmOptions(tmp_path / f"film.{ending}", sparse=True), pool, Store(tmp_path)).path
        with av.open(str(path)) as container:
            assert container.duration / av.time_base == pytest.approx(5 + 1 / FPS, abs=0.002)
