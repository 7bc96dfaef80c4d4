"""The page on which lines are put in time, opened from the disk in Chromium. Skipped where there is none."""

from __future__ import annotations

import shlex

import chromium
import numpy as np
import pytest
from command import within
from scipy.io import wavfile

from eigenreel.exports.nudge_page import nudge_page
from eigenreel.sound.track.project import TrackLine, TrackProject, compose_project, read_project

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium here")
STARTS = (1.0, 3.0, 5.0, 7.0)
PROJECT = TrackProject(
    title="Arrows & Lists",
    track="arrows.wav",
    length=10.0,
    lines=tuple(
        TrackLine(
            text=f"Line {number} is about arrows, and a little longer than most of them are in songs",
            start=start,
            end=start + 1.5,
            section="Verse 1" if number < 3 else "Chorus",
            doubt="may also begin at 3.9 s" if number == 2 else "",
        )
        for number, start in enumerate(STARTS, 1)
    ),
)
PLAYS = "!document.querySelector('audio').paused"
COMMAND = "document.querySelector('textarea').value"
TIMES = "[...document.querySelectorAll('.time')].map(each => parseFloat(each.textContent))"
SAID = "document.getElementById('said').textContent"
CURRENT = "[...document.querySelectorAll('li')].findIndex(each => each.hasAttribute('aria-current'))"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("nudging")
    songs = root / "narration" / "songs"
    for folder in (root / "scenes", root / "narration" / "en", songs):
        folder.mkdir(parents=True)
    wavfile.write(songs / "arrows.wav", 8000, (8000 * np.sin(np.arange(80_000) / 5)).astype(np.int16))
    return root


@pytest.fixture
def page(course, tmp_path):
    track = course / "narration" / "songs" / "arrows.track.yaml"
    track.write_text(compose_project(PROJECT), encoding="utf-8")
    path = course / "arrows.nudge.html"
    path.write_text(nudge_page(PROJECT, track.with_name("arrows.wav"), "arrows"), encoding="utf-8")
    with chromium.Page(path, tmp_path / "profile") as opened:
        opened.wait("document.querySelector('audio').readyState >= 1")
        yield opened
        assert opened.complaints == []


def seek(page, seconds):
    page.value(f"document.querySelector('audio').pause(); document.querySelector('audio').currentTime = {seconds}")
    page.wait("!document.querySelector('audio').seeking")


def test_keys_set_lines_and_the_command_that_the_page_writes_does_it(page, course):
    """The track plays from the disk; B and Enter say when the current line begins and go on; arrows choose and move."""
    assert page.value("document.querySelector('audio').duration") == pytest.approx(10)
    page.press(" ")
    page.wait(f"{PLAYS} && document.querySelector('audio').currentTime > 0")
    page.press(" ")
    assert not page.value(PLAYS)
    seek(page, 1.25)
    page.press("b")
    assert page.value(CURRENT) == 1
    seek(page, 3.5)
    page.press("Enter")
    page.press("ArrowDown")
    for _ in range(3):
        page.press("ArrowRight")
    page.press("ArrowUp")
    page.press("ArrowLeft")
    assert page.value(COMMAND) == "eigenreel song nudge arrows 1=1.25 2=3.50 3=4.90 4=7.30"
    words = shlex.split(page.value(COMMAND))[1:]
    said = within(*words, cwd=course, cache=course / "cache")
    assert (said.code, said.complaints) == (0, [])
    found = read_project(course / "narration" / "songs" / "arrows.track.yaml").lines
    assert [line.start for line in found] == [1.25, 3.5, 4.9, 7.3] and not any(line.doubt for line in found)


def test_clicks_play_and_set_a_line_and_wrong_orders_are_told(page):
    page.click("li:nth-child(3) .time")
    page.wait(f"{PLAYS} && document.querySelector('audio').currentTime >= 3.5")
    page.press(" ")
    assert not page.value(PLAYS), "after a click the space bar is not that button's"
    seek(page, 5.5)
    page.click("li:nth-child(3) .set")
    page.click("li:nth-child(3) .more")
    assert page.value(TIMES) == [1, 3, 5.6, 7] and page.value(CURRENT) == 2
    seek(page, 8)
    page.click("li:nth-child(2) .set")
    assert page.value("document.getElementById('wrong').textContent").startswith("Line 3 begins before line 2")
    assert page.value(COMMAND) == ""
    page.value("window.old = true")
    page.ask("Page.reload")
    page.wait("!window.old && document.readyState === 'complete'")
    assert page.value(TIMES) == [1, 8, 5.6, 7], "a page that is opened again has forgotten"
    page.click("#forget")
    assert page.value(TIMES) == list(STARTS)
    page.click("#forget")
    assert page.value(TIMES) == [1, 8, 5.6, 7], "what was forgotten by mistake comes back"


def test_a_line_in_doubt_is_found_and_may_be_right_as_it_is(page):
    """Then the command says so, and the doubt goes; seconds are moved with the shift key."""
    page.press("ArrowDown")
    page.press("ArrowDown")
    assert page.value("document.getElementById('next').textContent") == "play the line in doubt"
    page.press("d")
    page.wait(f"{PLAYS} && document.querySelector('audio').currentTime >= 1.5")
    assert page.value(CURRENT) == 1 and page.value(SAID).startswith("line 2, 3.00 s: Line 2 is about arrows")
    page.press("r")
    assert page.value(COMMAND) == "eigenreel song nudge arrows 2=3.00"
    assert page.value("document.querySelector('.doubt').offsetParent === null")
    assert page.value("document.getElementById('next').disabled")
    page.press("ArrowRight", shift=True)
    assert page.value(TIMES) == [1, 4, 5, 7]
    page.click("#copy")
    assert page.value("document.getElementById('copy').textContent") == "copied"


def test_what_the_command_would_refuse_is_told_on_the_page(page):
    """A line at the end of the track; lines that begin together are allowed by both."""
    for _ in range(3):
        page.press("ArrowDown")
    for _ in range(3):
        page.press("ArrowRight", shift=True)
    assert page.value("document.getElementById('wrong').textContent").startswith(
        "Line 4 begins at the end of the track"
    )
    assert page.value(COMMAND) == "" and page.value("document.getElementById('copy').disabled")
    for _ in range(5):
        page.press("ArrowLeft", shift=True)
    assert page.value(COMMAND) == "eigenreel song nudge arrows 4=5.00"


def test_a_track_that_is_not_there_is_told_and_stays_told(course, tmp_path):
    path = tmp_path / "moved.nudge.html"
    path.write_text(nudge_page(PROJECT, tmp_path / "moved.wav", "arrows"), encoding="utf-8")
    with chromium.Page(path, tmp_path / "profile") as opened:
        opened.wait("document.getElementById('silent').textContent !== ''")
        opened.press(" ")
        opened.press("ArrowRight")
        said = opened.value("document.getElementById('silent').textContent")
        assert "moved.wav cannot be played: it is there no more, or" in said and "Correct 'track:'" in said
        assert opened.value(COMMAND) == "eigenreel song nudge arrows 1=1.10"
        assert [each for each in opened.complaints if "ERR_FILE_NOT_FOUND" not in each] == []


@pytest.mark.parametrize("width", [400, 1280])
def test_it_fits_its_window_and_the_focus_is_seen(page, width, tmp_path):
    """Also with a word that is longer than the window; what is heard and the command stay in sight."""
    page.resize(width, 800)
    page.value(f"document.querySelector('.words').textContent = {'long' * 50!r}")
    for _ in STARTS:
        page.press("ArrowDown")
    page.value("document.querySelector('[aria-current] .set').focus()")
    for name in ("audio", "textarea", "[aria-current] .set"):
        seen = f"(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('{name}').getBoundingClientRect())"
        assert page.value(seen), name
    assert page.value("document.documentElement.scrollWidth") <= width
    page.press("Tab")
    page.value("document.querySelector('.set').focus({ focusVisible: true })")
    outline = "(style => [style.outlineStyle, style.outlineWidth])(getComputedStyle(document.activeElement))"
    assert page.value(outline) == ["solid", "2px"]
    page.screenshot(tmp_path / f"{width}.png")
