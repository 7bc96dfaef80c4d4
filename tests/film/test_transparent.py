"""Laws of transparent films: laid over any colour, they look as if they had been drawn on it."""

from __future__ import annotations

import zlib
from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest
from film_shapes import BLUE, Reel, lesson, psnr, rectangle
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from staged_film import Staged, staged_lesson

from eigenreel.film.clear import clear_raster
from eigenreel.film.convert import planes
from eigenreel.film.format import CLEAR
from eigenreel.film.pool import Pool
from eigenreel.film.raster import Raster
from eigenreel.film.render import FilmOptions, render_film
from eigenreel.film.straight import Straight, straight
from eigenreel.stage.display import Cloud, Picture, Pixels
from eigenreel.store import Store

WIDTH, HEIGHT = 320, 180
PAGES = [(255, 255, 255), (0, 90, 160), (0, 0, 0)]
GREEN_GLASS = (0.1, 0.9, 0.3, 0.35)


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as pool:
        yield pool


@pytest.fixture(scope="module")
def recording():
    """Soft edges, and glass in front of a solid shape, that move, stand and move."""
    reel = Reel(fps=30)
    for number in (*range(30), *[29] * 60, *range(29, 40)):
        place = 10.3 + 2.7 * number
        reel.show(
            [
                rectangle(200.4, 100.6, 80, 50),
                rectangle(place, 90.5, 60, 40, GREEN_GLASS),
                rectangle(place, 20, 50, 50, BLUE),
            ]
        )
    return reel.recording()


def laid_on(pixels, page):
    """What a viewer makes of straight alpha over a page: float (height, width, 3)."""
    alpha = pixels[:, :, 3:].astype(float) / 255
    return pixels[:, :, :3] * alpha + np.array(page) * (1 - alpha)


def drawn_on(recording, items, page):
    """The raster's own picture on that page."""
    return Raster(WIDTH, HEIGHT, (*page, 255)).frame(items)[:, :, :3].astype(float)


def frame_items(recording, frame):
    runs = [run for run in recording.runs for _ in range(run.repeat)]
    return [recording.items[number] for number in runs[frame].items]


def picture(rgba, corners, size=16):
    planes = [bytes(rgba[:3]) * size * size, bytes(rgba[3:]) * size * size]
    return Picture(*map(zlib.compress, planes), size, size, np.array(corners, float).tobytes(), 0)


MIXED = [
    rectangle(20.5, 20.5, 100, 100, GREEN_GLASS),
    picture((250, 120, 10, 128), [(60, 60), (200, 60), (60, 150), (200, 150)]),
    Cloud(np.arange(9000, 9200).tobytes(), np.tile(np.uint8([200, 30, 90, 64]), (200, 1)).tobytes()),
    Pixels(zlib.compress(np.tile(np.uint8([0, 60, 200, 90]), (HEIGHT, WIDTH, 1)).tobytes()), overlay=True),
    rectangle(150.2, 40.7, 90, 120, BLUE),
]


@pytest.mark.parametrize("page", PAGES)
def test_straight_alpha_over_a_page_is_what_is_drawn_on_that_page(page):
    """Shapes by Cairo, images and overlays beside it; a point cloud, which replaces pixels, is laid over here."""
    items = [item for item in MIXED if not isinstance(item, Cloud)]
    pixels = straight(clear_raster(WIDTH, HEIGHT).frame(items))
    assert np.abs(laid_on(pixels, page) - drawn_on(None, items, page)).max() <= 4


def test_points_keep_their_colour_and_alpha():
    pixels = straight(clear_raster(WIDTH, HEIGHT).frame([MIXED[2]])).reshape(-1, 4)
    assert np.abs(pixels[9000:9200].astype(int) - [200, 30, 90, 64]).max() <= 2
    assert not pixels[:9000, 3].any()


def test_frames_that_a_camera_drew_lose_the_colour_of_their_background():
    drawn = np.tile(np.uint8([40, 50, 60, 0]), (HEIGHT, WIDTH, 1))
    drawn[:50, :50] = (10, 200, 30, 255)
    pixels = straight(clear_raster(WIDTH, HEIGHT).frame([Pixels(zlib.compress(drawn.tobytes()))]))
    assert (pixels[:50, :50] == (10, 200, 30, 255)).all() and not pixels[70:, 70:].any()


@given(st.tuples(*[st.integers(0, 255)] * 3), st.integers(0, 255))
def test_dividing_undoes_multiplying(colour, alpha):
    """As well as eight bits can: what is lost is invisible."""
    mixed = [round(level * alpha / 255) for level in colour]
    pixels = straight(np.uint8([[[*mixed, alpha]]]))[0, 0]
    assert pixels[3] == alpha
    assert all(
        abs(got * alpha / 255 - want * alpha / 255) <= 1
        for got, want in zip(pixels[:3].astype(float), colour, strict=True)
    )


def test_what_is_invisible_has_the_colour_of_what_is_near():
    """So that encoders blur no black into edges."""
    premultiplied = np.zeros((64, 64, 4), np.uint8)
    premultiplied[20:44, 20:44] = (200, 100, 50, 255)
    pixels = straight(premultiplied)
    assert (pixels[16:48, 16:48, :3] == (200, 100, 50)).all()
    assert not pixels[..., 3][premultiplied[..., 3] == 0].any() and not pixels[0, 0].any()


def test_bringing_it_up_to_date_is_making_it_anew(recording):
    """Whatever moved before."""
    raster, kept = clear_raster(WIDTH, HEIGHT), Straight(WIDTH, HEIGHT)
    for run in recording.runs[::3]:
        pixels = raster.frame([recording.items[number] for number in run.items])
        kept.update(pixels, raster.dirty)
        assert np.array_equal(kept.pixels, straight(pixels))


def decoded(path):
    """Straight RGBA of every picture: uint8 (height, width, 4)."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        if path.suffix == ".mov":
            return [frame.to_ndarray(format="rgba", src_colorspace="ITU709") for frame in container.decode(stream)]
        alphas = av.codec.CodecContext.create("vp9", "r")
        result = []
        for packet in container.demux(stream):
            beside = bytes(packet.get_sidedata("matroska_block_additional"))
            colours = packet.decode()
            if beside:
                (alpha,) = alphas.decode(av.Packet(beside[8:]))
                pixels = colours[0].to_ndarray(format="rgba", src_colorspace="ITU709")
                pixels[:, :, 3] = planes(alpha)[0]
                result.append(pixels)
        return result


@pytest.mark.parametrize("ending", ["webm", "mov"])
@pytest.mark.parametrize("sparse", [False, True])
def test_a_transparent_film_is_what_was_drawn(recording, pool, tmp_path, ending, sparse):
    """Over light, coloured and dark pages, edges included; and where nothing is, there is nothing at all."""
    options = FilmOptions(tmp_path / f"film.{ending}", sparse=sparse, transparent=True)
    path = render_film(Staged(recording), options, pool, Store(tmp_path / "cache")).path
    frames = decoded(path)
    runs = [run for run in recording.runs for _ in range(1 if sparse and run.repeat > 5 else run.repeat)]
    assert len(frames) == len(runs)
    for number in (0, 17, 29, 35, len(frames) - 1):
        items = [recording.items[each] for each in runs[number].items]
        want = clear_raster(WIDTH, HEIGHT).frame(items)
        errors = np.abs(frames[number][..., 3].astype(int) - want[..., 3])
        assert errors[~_near(want[..., 3] > 0)].max() <= (4 if ending == "webm" else 0)
        assert errors.max() <= (16 if ending == "webm" else 1)
        for page in PAGES:
            assert psnr(laid_on(frames[number], page), drawn_on(recording, items, page)) > (
                38 if ending == "webm" else 42
            )


def _near(mask, distance=9):
    grown = mask.copy()
    for _ in range(distance):
        grown[1:] |= grown[:-1].copy()
        grown[:-1] |= grown[1:].copy()
        grown[:, 1:] |= grown[:, :-1].copy()
        grown[:, :-1] |= grown[:, 1:].copy()
    return grown


def test_every_packet_of_a_webm_has_its_alpha_and_the_track_says_so(recording, pool, tmp_path):
    path = render_film(
        Staged(recording), FilmOptions(tmp_path / "film.webm", transparent=True), pool, Store(tmp_path)
    ).path
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert {key.lower(): value for key, value in stream.metadata.items()}["alpha_mode"] == "1"
        packets = [packet for packet in container.demux(stream) if packet.size]
        assert len(packets) == recording.frames
        assert all(packet.has_sidedata("matroska_block_additional") for packet in packets)
        assert (stream.codec_context.colorspace, stream.codec_context.color_range) == (1, 1)


@pytest.mark.parametrize("transparent", [False, True])
def test_a_mov_is_what_editors_take(pool, tmp_path, transparent):
    """ProRes 4444 at a constant rate, every frame a key frame, declared BT.709, with plain sound of 24 bits."""
    staged = staged_lesson(fps=30, first=20, second=10, rest=30, third=3)
    options = FilmOptions(tmp_path / "film.mov", transparent=transparent)
    path = render_film(staged, options, pool, Store(tmp_path / "cache")).path
    with av.open(str(path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert video.codec_context.name == "prores" and video.codec_context.codec_tag == "ap4h"
        assert video.codec_context.pix_fmt.startswith("yuva444p" if transparent else "yuv444p")
        assert (video.codec_context.colorspace, video.codec_context.color_range) == (1, 1)
        assert (audio.codec_context.name, audio.rate, audio.codec_context.layout.name) == ("pcm_s24le", 48000, "stereo")
        assert video.average_rate == 30 and video.duration * video.time_base == Fraction(staged.recording.frames, 30)
        assert audio.duration * audio.time_base == pytest.approx(staged.recording.duration, abs=0.001)
        packets = [packet for packet in container.demux(video) if packet.size]
    assert len(packets) == staged.recording.frames and all(packet.is_keyframe for packet in packets)
    assert not path.with_suffix(".mp4").exists() and path.with_suffix(".srt").exists()


def test_plain_sound_is_the_sound(pool, tmp_path):
    """To 24 bits."""
    from eigenreel.film.audio import encode_sound

    samples = np.random.default_rng(1).uniform(-1, 1, (5000, 2)).astype(np.float32)
    samples[0] = 1, -1
    sound = encode_sound(samples, "pcm")
    data = np.frombuffer(b"".join(data for data, _, _ in sound.packets), np.uint8).reshape(-1, 3)
    levels = (data.astype(np.int32) << [8, 16, 24]).sum(axis=1, dtype=np.int32).reshape(-1, 2) / 2**31
    assert levels.shape == samples.shape and np.abs(levels - samples).max() < 2**-22
    assert [start for _, start, _ in sound.packets] == list(range(0, 5000, 1024))
    assert sum(duration for _, _, duration in sound.packets) == 5000


def test_a_transparent_film_has_a_transparent_poster(recording, pool, tmp_path):
    for name in ("film.webm", "alone.png"):
        render_film(Staged(recording), FilmOptions(tmp_path / name, transparent=True), pool, Store(tmp_path / "cache"))
    with Image.open(tmp_path / "film.png") as beside, Image.open(tmp_path / "alone.png") as alone:
        assert beside.mode == "RGBA" and beside.tobytes() == alone.tobytes()
        assert np.asarray(beside)[0, 0, 3] == 0 and np.asarray(beside)[..., 3].max() == 255


def test_the_background_of_the_scene_does_not_count(recording, pool, tmp_path):
    """Staged without it, its colour is still there, with an alpha of 0."""
    for number, background in enumerate([CLEAR, (90, 20, 60, 0)]):
        staged = Staged(replace(recording, background=background))
        render_film(staged, FilmOptions(tmp_path / f"{number}.webm", transparent=True), pool, Store(tmp_path / "cache"))
    assert (tmp_path / "0.webm").stat().st_size == (tmp_path / "1.webm").stat().st_size
    assert np.array_equal(decoded(tmp_path / "0.webm")[5], decoded(tmp_path / "1.webm")[5])


def test_opaque_and_transparent_chunks_do_not_mix(pool, tmp_path):
    store, staged = Store(tmp_path / "cache"), Staged(lesson(first=10, second=10, rest=10, third=3, end=8))
    for transparent in (False, True):
        result = render_film(staged, FilmOptions(tmp_path / "film.webm", transparent=transparent), pool, store)
        assert result.reused == 0
