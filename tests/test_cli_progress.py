"""Laws of the progress bars."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console
from rich.progress import Progress, TextColumn
from rich.text import Text

from eigenreel.cli.progress import Bars, Lines
from eigenreel.cli.song_progress import Bars as SongBars

DONE, FAILED = SimpleNamespace(error=None), SimpleNamespace(error="it burns")


@pytest.fixture
def progress():
    with Progress(console=Console(file=io.StringIO(), force_terminal=True)) as progress:
        yield progress


def job(key: str) -> SimpleNamespace:
    return SimpleNamespace(key=key)


def whole(progress: Progress):
    return next(task for task in progress.tasks if task.description.endswith("films"))


def test_the_bar_of_all_counts_the_frames_of_every_film(progress):
    bars = Bars(progress, 2)
    for name, frames in (("a", 100), ("b", 300)):
        bars.job_started(job(name), None)
        bars.staged(job(name), frames)
    bars.frames_done(job("b"), 30)
    assert (whole(progress).completed, whole(progress).total) == (30, 400)


def test_when_all_are_done_the_bar_is_full_whatever_was_reported(progress):
    """A film that failed, one found whole in the cache, and one that never began leave nothing to do."""
    bars = Bars(progress, 3)
    bars.job_started(job("a"), None)
    bars.staged(job("a"), 100)
    bars.frames_done(job("a"), 7)
    bars.job_done(job("a"), FAILED)
    bars.job_started(job("b"), 200)
    bars.job_done(job("b"), DONE)
    bars.job_done(job("c"), FAILED)
    assert whole(progress).completed == whole(progress).total
    assert progress.finished


def test_a_single_film_has_one_bar(progress):
    bars = Bars(progress, 1)
    bars.job_started(job("a"), 10)
    assert len(progress.tasks) == 1


def test_names_of_films_are_not_markup(progress):
    bars = Bars(progress, 1)
    bars.job_started(job("a/[b] [/c]"), 10)
    assert Text.from_markup(progress.tasks[0].description).plain == "a/[b] [/c]"
    bars.job_done(job("a/[b] [/c]"), DONE)
    assert Text.from_markup(progress.tasks[0].description).plain == "a/[b] [/c] done"


def test_a_bar_says_which_section_is_sung_and_a_log_has_a_line_for_each(progress, capsys):
    """Names are not markup, and when all is sung the bar is the film's again."""
    bars, lines = Bars(progress, 1), Lines(1)
    bars.job_started(job("songs/a"), None)
    bars.sings(job("songs/a"), "Verse [1]", 3, 11, False)
    assert Text.from_markup(progress.tasks[0].description).plain == "songs/a singing Verse [1] (3 of 11)"
    for number, done in ((10, True), (11, False), (11, True)):
        bars.sings(job("songs/a"), "Tag", number, 11, done)
        lines.sings(job("songs/a"), "Tag", number, 11, done)
    assert progress.tasks[0].description == "songs/a"
    assert capsys.readouterr().err == "songs/a: sung Tag (10 of 11)\nsongs/a: sung Tag (11 of 11)\n"


def test_names_of_a_song_are_no_markup():
    """As they are written, brackets and all."""
    with Progress(TextColumn("{task.description}"), console=Console(file=io.StringIO(), width=100)) as progress:
        bars = SongBars(progress, "song [/x]", 1)
        bars.section_started("Verse [/draft]")
        bars.section_done("Verse [/draft]", reused=False)
        bars.file_done(Path("a [/x].m4a"))
        bars.song_done()
    shown = progress.console.file.getvalue()
    assert "song [/x]" in shown and "Verse [/draft] done" in shown
