"""The storyboard shows the last frame of each beat, as a picture and as a page."""

from __future__ import annotations

import io
import os
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image
from staged_film import staged_lesson

from eigenreel.errors import EigenreelError
from eigenreel.film.contact_sheet import clock
from eigenreel.film.raster import Raster
from eigenreel.film.storyboard import frames_at, storyboard, write_storyboard

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """Reads a page strictly: every element that opens also closes, in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.images, self.elements, self.text, self.attributes = [], [], [], "", {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.attributes.setdefault(tag, dict(attributes))
        if tag == "img":
            self.images.append(dict(attributes))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def staged():
    return staged_lesson()


def written(staged, folder, key="tests/film"):
    png, html = write_storyboard(staged, key, folder / "a" / "film.storyboard")
    return Image.open(png), Page(html.read_text(encoding="utf-8"))


def last_frames(staged):
    """What the film shows right before each beat ends, drawn from the beginning."""
    raster = Raster(staged.recording.width, staged.recording.height, staged.recording.background)
    frames = []
    for run in staged.recording.runs:
        pixels = raster.frame([staged.recording.items[number] for number in run.items])[..., :3].copy()
        frames += [pixels] * run.repeat
    return [frames[beat.end - 1] for beat in staged.timeline.beats]


def test_one_panel_for_each_beat(staged, tmp_path):
    """Name, chapter, time and words of every beat are on the page, and as many pictures as there are beats."""
    sheet, page = written(staged, tmp_path)
    assert sheet.format == "PNG" and sheet.width > 2 * 440
    assert len(page.images) == page.elements.count("figure") == len(staged.timeline.beats)
    for beat in staged.timeline.beats:
        words = " ".join(word.text for word in beat.words)
        for text in (beat.name, beat.chapter, words, clock(beat.end / 30)):
            assert text in page.text
    assert page.attributes["html"]["lang"] == "en" and all(image["alt"] for image in page.images)


def test_the_pictures_are_the_last_frames_of_the_beats(staged, tmp_path):
    """Pixel for pixel, on the page."""
    _, page = written(staged, tmp_path)
    for image, frame in zip(page.images, last_frames(staged), strict=True):
        data = b64decode(image["src"].removeprefix("data:image/png;base64,"))
        assert np.array_equal(np.asarray(Image.open(io.BytesIO(data))), frame)


def test_signs_of_html_and_typst_are_only_text(staged, tmp_path):
    """Titles, names and words may hold anything; they are shown and never obeyed."""
    nasty = "<script>&\"'</script> #panic() $x$ *b* [c] \\ `d` {e}"
    said = (replace(staged.timeline.beats[0].words[0], text=nasty),)
    beats = tuple(replace(beat, name=nasty, chapter=nasty, words=said) for beat in staged.timeline.beats)
    sheet, page = written(replace(staged, timeline=replace(staged.timeline, title=nasty, beats=beats)), tmp_path, nasty)
    assert "script" not in page.elements and page.text.count(nasty) == 3 + 2 * len(beats)
    assert sheet.height > 0


def test_a_scene_without_beats_shows_its_plays(staged, tmp_path):
    """The last frame of each play or wait, and no words."""
    scene = replace(staged, timeline=None)
    sheet, page = written(scene, tmp_path, "scene")
    board = storyboard(scene, "scene")
    assert [panel.name for panel in board.panels] == [f"play {n + 1}" for n in range(len(page.images))]
    assert board.panels[-1].end == pytest.approx(scene.recording.duration)
    assert len(page.images) == len({0, *scene.recording.plays} - {scene.recording.frames}) and sheet.width > 0


def test_a_scene_without_plays_shows_its_one_frame(staged, tmp_path):
    recording = replace(staged.recording, plays=(), runs=(replace(staged.recording.runs[-1], repeat=1),))
    _, page = written(replace(staged, timeline=None, recording=recording), tmp_path, "still")
    assert len(page.images) == 1


def test_long_words_make_the_sheet_longer_and_not_wider(staged, tmp_path):
    beats = tuple(replace(beat, words=beat.words * 200) for beat in staged.timeline.beats)
    short, _ = written(staged, tmp_path)
    long, _ = written(replace(staged, timeline=replace(staged.timeline, beats=beats)), tmp_path)
    assert long.width == short.width and long.height > short.height


def test_frames_are_found_at_the_edges_of_runs(staged):
    """The first and the last frame of each run show that run."""
    runs = staged.recording.runs
    ends = np.cumsum([run.repeat for run in runs])
    wanted = [each for run, end in zip(runs, ends, strict=True) for each in (int(end) - run.repeat, int(end) - 1)]
    images = list(frames_at(staged.recording, wanted))
    for first, last in zip(images[::2], images[1::2], strict=True):
        assert np.array_equal(np.asarray(first), np.asarray(last))


def test_what_cannot_be_written_is_one_line(staged, tmp_path):
    """So that the command goes on with the next one."""
    (tmp_path / "file").touch()
    with pytest.raises(EigenreelError, match=r"lesson.png: cannot be written \(.*\); .*--out$"):
        write_storyboard(staged, "lesson", tmp_path / "file" / "lesson")


def test_files_are_for_whom_the_umask_says(staged, tmp_path):
    before = os.umask(0o022)
    try:
        files = write_storyboard(staged, "lesson", tmp_path / "lesson")
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o777 for path in files] == [0o644, 0o644]
