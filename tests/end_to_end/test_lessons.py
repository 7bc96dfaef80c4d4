"""A lesson becomes a film with everything that belongs to it."""

from __future__ import annotations

import json
import shutil

import av
import numpy as np
import pytest
from course_folder import write_lesson
from film_probe import eigenreel, frame_times, keyframe_times, streams

from eigenreel.sound.loudness import measure_file
from eigenreel.words.timeline import Timeline

LESSON = dict(
    beats={
        "place": "An arrow is a place. [@move] It goes three to the right, and two up.",
        "share": "About {share:.0%} of the people who look at it nod.",
    },
    construct="""
        dot = Dot(color=theme.HIGHLIGHT)
        word = Prose("A place")
        with self.beat("place") as words:
            self.play(FadeIn(dot))
            self.wait_until("move")
            self.play(dot.animate.shift(3 * RIGHT + 2 * UP), run_time=1.5)
        with self.beat("share"):
            self.play(FadeIn(word))
    """,
    attributes='part = Parameter(0.42, "the share of people who nod", range=(0, 1))\n',
    facts="return {'share': self.part}",
    methods="""
        def vignette(self):
            dot = Dot(color=theme.HIGHLIGHT)
            self.add(dot)
            self.play(Rotating(dot, angle=TAU, about_point=UP), run_time=4)
    """,
)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    write_lesson(root, "tests/arrow", **LESSON)
    return root


@pytest.fixture(scope="module", params=["silent", "hibari"])
def film(request, course, tmp_path_factory):
    """A lesson rendered at 240p."""
    cache = tmp_path_factory.mktemp("cache")
    out = course / f"build-{request.param}"
    eigenreel(
        "render", "tests/arrow", "-r", "426x240", "--fps", 15, "--voice", request.param, "--out", out, cwd=course, cache=cache
    )
    return request.param, out / "tests" / "arrow.mp4"


def test_the_film_has_all_its_streams(film):
    assert streams(film[1]) == {"video": "h264", "audio": "aac", "subtitle": "mov_text"}


def test_the_film_is_as_long_as_its_timeline(film):
    timeline = _timeline(film[1])
    with av.open(str(film[1])) as container:
        assert container.duration / 1e6 == pytest.approx(timeline["duration"], abs=1 / 15 + 0.03)
    assert len(frame_times(film[1])) == timeline["frames"]


def test_the_rate_is_constant_and_seeking_is_dense(film):
    """Pictures are exactly one frame apart, and at most two seconds from a key frame."""
    times = frame_times(film[1])
    assert np.allclose(np.diff(times), 1 / 15, atol=1e-6)
    keys = keyframe_times(film[1])
    assert np.diff([*keys, times[-1]]).max() <= 2.0 + 1e-6


def test_chapters_and_titles_are_inside(film):
    with av.open(str(film[1])) as container:
        assert container.metadata["title"] == "Arrow"
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["Chapter"]


def test_the_voice_is_mastered(film):
    if film[0] == "silent":
        pytest.skip("silence has no loudness")
    loudness = measure_file(film[1])
    assert loudness.integrated == pytest.approx(-16, abs=0.2)
    assert loudness.true_peak <= -1


def test_captions_and_transcript_say_the_written_form(film):
    folder, stem = film[1].parent, film[1].stem
    assert "42%" in (folder / f"{stem}.vtt").read_text(encoding="utf-8")
    assert "42%" in (folder / f"{stem}.srt").read_text(encoding="utf-8")
    assert (folder / f"{stem}.chapters.vtt").read_text(encoding="utf-8").startswith("WEBVTT")
    assert (folder / f"{stem}.png").stat().st_size > 0


def _timeline(film):
    data = json.loads(film.with_suffix(".transcript.json").read_text(encoding="utf-8"))
    assert {"words", "beats", "chapters"} <= data.keys()
    return data


def test_setting_a_parameter_changes_picture_words_and_captions(course, tmp_path):
    eigenreel(
        "render", "tests/arrow", "-r", "128x72", "--fps", 10, "--voice", "silent", "--set", "part=0.07",
        "--out", tmp_path / "out", cwd=course, cache=tmp_path / "cache",
    )  # fmt: skip
    captions = (tmp_path / "out" / "tests" / "arrow.srt").read_text(encoding="utf-8")
    assert "7%" in captions and "42%" not in captions


def test_nothing_changed_means_nothing_done(course, tmp_path):
    words = ("render", "tests/arrow", "-r", "128x72", "--fps", 10, "--voice", "silent", "--out", tmp_path / "out", "--json")
    eigenreel(*words, cwd=course, cache=tmp_path / "cache")
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}
    eigenreel(*words, cwd=course, cache=tmp_path / "cache")
    assert written == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}


def test_a_clip_has_its_own_duration_and_captions(course, tmp_path):
    eigenreel(
        "render", "tests/arrow", "-r", "128x72", "--fps", 10, "--voice", "silent", "--from-beat", "share", "--to-beat", "share",
        "--out", tmp_path / "out", cwd=course, cache=tmp_path / "cache",
    )  # fmt: skip
    films = list((tmp_path / "out").rglob("*.mp4"))
    assert len(films) == 1
    captions = films[0].with_suffix(".srt").read_text(encoding="utf-8")
    assert "nod" in captions and "place" not in captions
    with av.open(str(films[0])) as container:
        assert container.duration / 1e6 < 8


def test_one_broken_lesson_does_not_stop_the_others(course, tmp_path):
    broken = tmp_path / "course"
    shutil.copytree(course, broken, ignore=shutil.ignore_patterns("build*"))
    write_lesson(broken, "tests/broken", {"one": "Words."}, "raise RuntimeError('the roof is on fire')")
    result = eigenreel(
        "render", "--all", "-r", "128x72", "--fps", 10, "--voice", "silent", "--out", tmp_path / "out",
        cwd=broken, cache=tmp_path / "cache", check=False,
    )  # fmt: skip
    assert result.returncode == 1
    assert (tmp_path / "out" / "tests" / "arrow.mp4").is_file()
    complaints = [line for line in result.stderr.splitlines() if "the roof is on fire" in line]
    assert len(complaints) == 1 and "broken.py" in complaints[0]
