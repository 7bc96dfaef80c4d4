"""Each format, the vignette, and films without captions."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from command import TINY, rendered, write_arrow
from film_probe import brightness, codecs, seconds
from PIL import Image


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    return write_arrow(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def make(course):
    """Render the lesson with some options, all with one cache; gives the record of the film."""

    def run(*words: str, out: str = "build") -> dict:
        return rendered("tests/arrow", *TINY, *words, "--out", course / out, cwd=course, cache=course / "cache")[0]

    return run


def test_a_webm_is_the_same_film(make):
    mp4, webm = make(), make("--format", "webm")
    assert codecs(Path(webm["path"])).keys() >= {"video", "audio"} and codecs(Path(webm["path"]))["video"].startswith(
        "vp9"
    )
    assert webm["duration"] == mp4["duration"]
    assert seconds(Path(webm["path"])) == pytest.approx(mp4["duration"], abs=0.1)
    light, other = brightness(Path(mp4["path"])), brightness(Path(webm["path"]))
    assert len(light) == len(other) and np.abs(light - other).max() < 3


def test_a_gif_shows_the_same_pictures_and_repeats(make):
    mp4, gif = make(), make("--format", "gif")
    with Image.open(gif["path"]) as image:
        assert image.size == (128, 72) and image.info["loop"] == 0
        lasting = sum(_duration(image, frame) for frame in range(image.n_frames))
    assert lasting / 1000 == pytest.approx(mp4["duration"], abs=0.11)
    assert [Path(path).suffix for path in gif["files"]] == [".gif"]


def _duration(image: Image.Image, frame: int) -> int:
    image.seek(frame)
    return image.info["duration"]


def test_a_png_is_the_poster_alone(make):
    mp4, png = make(out="both"), make("--format", "png", out="poster")
    assert [Path(path).name for path in png["files"]] == ["arrow.png"]
    poster = next(Path(path) for path in mp4["files"] if path.endswith(".png"))
    assert poster.read_bytes() == Path(png["path"]).read_bytes()


def test_the_vignette_is_a_film_of_its_own_without_voice(make):
    """It stands beside the film, and its loop is as long as its animation."""
    film = make("--vignette")
    assert Path(film["path"]).name == "arrow.vignette.mp4" and film["duration"] == pytest.approx(4, abs=0.1)
    assert codecs(Path(film["path"])) == {"video": "h264"}
    with av.open(film["path"]) as container:
        assert container.metadata["title"] == "Arrow"


def test_the_poster_shows_the_vignette(make):
    """It is the same whatever the film shows: its last frame has words, the loop has a dot."""
    film, loop = make(out="film"), make("--vignette", out="loop")
    poster, picture = (
        np.asarray(Image.open(Path(each["path"]).with_suffix(".png")).convert("L")) for each in (film, loop)
    )
    assert poster.shape == picture.shape and np.abs(poster.astype(int) - picture).mean() < 1


def test_no_captions_are_none_inside_or_beside(make):
    film = make("--no-captions", out="silent")
    assert codecs(Path(film["path"])) == {"video": "h264", "audio": "aac"}
    assert not list((Path(film["path"]).parent).glob("arrow.[sv][rt]t"))


def test_another_size_in_the_same_place_is_another_film(make):
    """And the first is known when it is asked for again only if its files are still its own."""
    first, large = make(out="sizes"), make("-r", "160x90", out="sizes")
    assert large["seconds"] > 0
    with av.open(large["path"]) as container:
        assert container.streams.video[0].width == 160
    again = make(out="sizes")
    assert again["seconds"] > 0 and again["reused"] == again["chunks"] == first["chunks"]
    with av.open(again["path"]) as container:
        assert container.streams.video[0].width == 128
