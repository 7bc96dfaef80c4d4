"""Each format, the vignette, and films without captions."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from command import TINY, rendered, within, write_arrow
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


def test_no_captions_takes_those_of_an_earlier_render_away(make):
    first = make(out="talking")
    assert [path.suffix for path in (Path(first["path"]).parent).glob("arrow.[sv][rt]t")]
    again = make("--no-captions", out="talking")
    assert not list((Path(again["path"]).parent).glob("arrow.[sv][rt]t"))
    assert Path(again["path"]).with_suffix(".chapters.vtt").exists()


def test_a_film_is_there_though_the_cache_cannot_note_it(course, tmp_path):
    """A note beside it, not a failure."""
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "film").write_text("a file where a folder should be")
    said = within("render", "tests/arrow", *TINY, "--out", tmp_path / "build", "--json", cwd=course, cache=cache)
    (record,) = said.records
    assert said.code == 0 and Path(record["path"]).exists()
    (line,) = said.complaints
    assert "the film is there; but" in line and "cannot write to the cache" in line and line.endswith(record["note"])


def test_a_transparent_clip_is_one(make):
    """From staging to packets: no black behind the dot."""
    clip = make("--vignette", "--transparent", "--format", "mov", "--sparse")
    with av.open(clip["path"]) as container:
        pixels = next(container.decode(video=0)).to_ndarray(format="rgba")
    assert pixels[0, 0, 3] == 0 < pixels[..., 3].max()
    with Image.open(Path(clip["path"]).with_suffix(".png")) as poster:
        assert poster.mode == "RGBA" and poster.getpixel((0, 0))[3] == 0
    webm = make("--from-beat", "place", "--transparent", "--format", "webm", "--preset", "draft", "--no-captions")
    with av.open(webm["path"]) as container:
        assert all(each.has_sidedata("matroska_block_additional") for each in container.demux(video=0) if each.size)


def test_a_transparent_gif_is_one(make):
    gif = make("--vignette", "--transparent", "--format", "gif", "-r", "480x270")
    with Image.open(gif["path"]) as image:
        image.seek(5)
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0 and image.convert("RGBA").getextrema()[3][1] == 255


def test_presets_are_other_films(make):
    draft, standard, archive = (make("--preset", preset) for preset in ("draft", "standard", "archive"))
    assert draft["reused"] < draft["chunks"] and archive["reused"] < archive["chunks"]
    assert archive["chunks"] < standard["chunks"]
    assert seconds(Path(archive["path"])) == pytest.approx(seconds(Path(standard["path"])))


def test_a_dry_run_says_what_the_film_would_be(course, tmp_path):
    words = ("--format", "webm", "--preset", "archive", "--transparent", "--sparse", "--dry-run")
    said = within("render", "tests/arrow", *TINY, *words, cwd=course, cache=tmp_path)
    assert "webm (archive, sparse, transparent), 128x72 at 10 frames a second" in said.out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("--sparse --format gif", "--sparse: a gif holds its frames already; leave it out"),
        ("--sparse --format png", "--sparse: a png has no frames to hold; leave it out"),
        ("--transparent", "--transparent: an mp4 has a background; give --format webm, mov, gif or png"),
        ("--preset archive --format mov", "--preset archive: only mp4 and webm have presets; leave it out"),
        ("--preset fast", "--preset fast: no such preset; it has: draft, standard, archive"),
        ("--preset drafts", "--preset drafts: no such preset; perhaps you meant draft?"),
    ],
)
def test_what_makes_no_sense_is_one_line(course, tmp_path, words, line):
    said = within("render", "tests/arrow", *words.split(), cwd=course, cache=tmp_path)
    assert said.code != 0 and said.complaints and said.complaints[0].startswith(f"eigenreel: {line}")
    assert len(said.err.splitlines()) == 1


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
