"""A lesson becomes a film with everything that belongs to it, with the silent voice and with the real one."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import av
import numpy as np
import pytest
from command import DOT, TINY, eigenreel, rendered, within, write_arrow
from film_probe import captions, codecs, frame_times, keyframe_times, languages, seconds, sound

from course_folder import write_lesson
from eigenreel.sound.loudness import measure_file

FPS = 15
AAC_FRAME = 1024 / 48000


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    return write_arrow(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module", params=["silent", "hibari"])
def film(request, course, tmp_path_factory) -> Path:
    """A lesson rendered at 240p, by the installed command."""
    words = ("tests/arrow", "-r", "426x240", "--fps", FPS, "--voice", request.param, "--out", f"build-{request.param}")
    eigenreel("render", *words, cwd=course, cache=tmp_path_factory.mktemp("cache"))
    return course / f"build-{request.param}" / "tests" / "arrow.mp4"


def transcript(film: Path) -> dict:
    return json.loads(film.with_suffix(".transcript.json").read_text(encoding="utf-8"))


def words_of(film: Path) -> list[dict]:
    return [word for chapter in transcript(film)["chapters"] for beat in chapter["beats"] for word in beat["words"]]


def is_spoken(film: Path) -> bool:
    return "hibari" in film.parts[-3]


def test_the_film_has_all_its_streams_and_says_its_language(film):
    assert codecs(film) == {"video": "h264", "audio": "aac", "subtitle": "mov_text"}
    assert languages(film) == {"eng"}


def test_the_film_is_as_long_as_its_timeline(film):
    """Every frame of the timeline is there; what a player shows as length is at most one frame or AAC packet more."""
    duration = transcript(film)["duration"]
    assert len(frame_times(film)) == round(duration * FPS)
    assert seconds(film) == pytest.approx(duration, abs=max(1 / FPS, AAC_FRAME))


def test_the_rate_is_constant_and_seeking_is_dense(film):
    """Pictures are exactly one frame apart, and at most two seconds after a key frame."""
    times, keys = frame_times(film), keyframe_times(film)
    assert np.allclose(np.diff(times), 1 / FPS, atol=1e-6) and times[0] == keys[0] == 0
    assert np.diff([*keys, times[-1]]).max() <= 2.0 + 1e-6


def test_chapters_and_title_are_inside(film):
    with av.open(str(film)) as container:
        assert container.metadata["title"] == "Arrow"
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["Chapter"]
    assert film.with_suffix(".chapters.vtt").read_text(encoding="utf-8").startswith("WEBVTT")


def test_the_voice_is_mastered_and_silence_is_silent(film):
    loudness = measure_file(film)
    if is_spoken(film):
        assert loudness.integrated == pytest.approx(-16, abs=0.2) and loudness.true_peak <= -1
    else:
        assert np.abs(sound(film)[0]).max() < 1e-4


def test_the_voice_is_heard_where_its_words_are_written(film):
    """Loud between the first word's start and the last one's end of a beat, quiet in the rest between two beats."""
    if not is_spoken(film):
        pytest.skip("the silent voice is not heard")
    track, rate = sound(film)
    first, second = (
        [beat["words"][0]["start"], beat["words"][-1]["end"]] for beat in transcript(film)["chapters"][0]["beats"]
    )
    power = lambda start, end: float(np.sqrt((track[int(start * rate) : int(end * rate)] ** 2).mean()))  # noqa: E731
    assert min(power(*first), power(*second)) > 30 * power(first[1] + 0.25, second[0] - 0.1)


def test_study_material_lies_beside_the_film(film):
    study = json.loads(film.with_suffix(".study.json").read_text(encoding="utf-8"))
    assert study["title"] == "Arrow" and {"summary", "flashcards", "quiz"} <= study.keys()


def test_captions_and_transcript_say_the_written_form(film):
    """“42%” is spoken as words and written as it is, in the film, beside it and in the transcript."""
    for text in (
        captions(film),
        *(film.with_suffix(ending).read_text(encoding="utf-8") for ending in (".vtt", ".srt")),
    ):
        assert "42%" in text and "forty" not in text
    times = [(word["start"], word["end"]) for word in words_of(film)]
    assert "42%" in [word["text"] for word in words_of(film)]
    assert (
        all(start < end for start, end in times)
        and times == sorted(times)
        and times[-1][1] < transcript(film)["duration"]
    )


def test_the_poster_is_a_picture_of_the_films_size(film):
    with av.open(str(film.with_suffix(".png"))) as image:
        frame = next(image.decode(video=0)).to_ndarray(format="gray")
    assert frame.shape == (240, 426) and np.ptp(frame) > 50


def test_setting_a_parameter_changes_words_and_captions(course, tmp_path):
    (record,) = rendered(
        "tests/arrow", *TINY, "--set", "part=0.07", "--out", tmp_path, cwd=course, cache=tmp_path / "cache"
    )
    text = Path(record["path"]).with_suffix(".srt").read_text(encoding="utf-8")
    assert "7%" in text and "42%" not in text
    assert "7%" in captions(Path(record["path"]))


def test_the_course_is_found_from_within(course, tmp_path):
    """Started in a folder of its scenes, the command works on that course, and builds into it."""
    said = within("list", "--json", cwd=course / "scenes" / "tests", cache=tmp_path)
    assert [lesson["key"] for lesson in said.records] == ["tests/arrow"]
    (record,) = rendered("tests/arrow", *TINY, cwd=course / "narration" / "en", cache=tmp_path)
    assert Path(record["path"]) == course / "build" / "tests" / "arrow.mp4"


def test_one_worker_or_two_make_the_same_files(course, tmp_path):
    """Byte by byte, from empty caches."""
    made = {}
    for workers in (1, 2):
        out = tmp_path / f"out{workers}"
        rendered("tests/arrow", *TINY, "-j", workers, "--out", out, cwd=course, cache=tmp_path / f"cache{workers}")
        files = (path for path in out.rglob("*") if path.is_file())
        made[workers] = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert made[1] == made[2] and len(made[1]) == 9


def test_nothing_changed_means_done_in_three_seconds(tmp_path):
    """Three lessons, a second time: nothing is written, nothing staged; and one touched word makes one film again."""
    for name in ("first", "second", "third"):
        write_lesson(tmp_path, f"tests/{name}", **DOT)
    words = ("render", "--all", *TINY, "--json")
    eigenreel(*words, cwd=tmp_path, cache=tmp_path / "cache")
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "build").rglob("*")}
    took = []
    for _ in range(2):
        # Not the clock: other tests run at the same time, and processor time is what this costs.
        before = os.times()
        again = json.loads(eigenreel(*words, cwd=tmp_path, cache=tmp_path / "cache").stdout)
        after = os.times()
        took.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert written == {path: path.stat().st_mtime_ns for path in (tmp_path / "build").rglob("*")}
    assert min(took) < 3 and all(film["reused"] == film["chunks"] and film["seconds"] == 0 for film in again)
    script = tmp_path / "narration" / "en" / "tests" / "second.md"
    script.write_text(script.read_text(encoding="utf-8").replace("a dot", "a small dot"), encoding="utf-8")
    changed = json.loads(eigenreel(*words, cwd=tmp_path, cache=tmp_path / "cache").stdout)
    assert [film["seconds"] > 0 for film in changed] == [False, True, False]


def test_the_plan_says_what_will_be_done(course, tmp_path):
    """A dry run writes nothing, and knows afterwards that nothing is left to do."""
    words = ("tests/arrow", *TINY, "--out", tmp_path / "out", "--json")
    where = {"cwd": course, "cache": tmp_path / "cache"}
    (plan,) = within("render", *words, "--dry-run", **where).records
    assert not plan["cached"] and not (tmp_path / "out").exists()
    (film,) = rendered(*words[:-1], **where)
    assert plan["path"] == film["path"] and plan["duration"] == pytest.approx(film["duration"], rel=0.5)
    (after,) = within("render", *words, "--dry-run", **where).records
    assert after["cached"] and after["frames"] == round(film["duration"] * 10)
