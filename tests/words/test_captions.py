"""Laws of captions, and an independent reading of the files that are written."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from timelines import timelines

from eigenreel.words.captions import chapters_vtt, cues, srt, vtt
from eigenreel.words.timeline import BeatSpan, TimedWord, Timeline

TEXT = (
    "A test for a rare disease comes back positive. The test is right 95% of the time, and one person in a hundred "
    "has the disease. So how worried should you be? Of 1,000 people, 10 are ill, and P(ill | positive) is only 16.1%."
)
STAMP = r"(\d\d):([0-5]\d):([0-5]\d)\.(\d{3})"


def spoken(text: str, rate: float = 15.0, fps: int = 30) -> Timeline:
    """A film of one beat in which every character takes the same time, with half a second after sentences."""
    words, time = [], 0.5
    for word in text.split(" "):
        words.append(TimedWord(word, time, time + (len(word) + 1) / rate))
        time = words[-1].end + (0.5 if word[-1] in ".?" else 0.0)
    frames = int((time + 1) * fps)
    return Timeline("a/b", "T", "en", fps, frames, (BeatSpan("one", "C", 0, frames, 15, tuple(words)),))


def read_vtt(text: str) -> list[tuple[float, float, str, list[float]]]:
    """A strict reader of WebVTT, written from the standard: (start, end, text without tags, times inside)."""
    header, *blocks = text.rstrip("\n").split("\n\n")
    assert header == "WEBVTT"
    found = []
    for block in blocks:
        number, times, *lines = block.rstrip("\n").split("\n")
        assert "-->" not in number
        match = re.fullmatch(rf"{STAMP} --> {STAMP}", times)
        assert match
        assert lines
        assert all(line.strip() and "-->" not in line for line in lines)
        content = "\n".join(lines)
        inside = [seconds(stamp) for stamp in re.findall(rf"<{STAMP}>", content)]
        plain = re.sub(rf"<{STAMP}>", "", content)
        assert not re.search(r"<|>|&(?!amp;|lt;|gt;)", plain)
        found.append((seconds(match.groups()[:4]), seconds(match.groups()[4:]), html.unescape(plain), inside))
    return found


def seconds(parts: tuple[str, ...]) -> float:
    hours, minutes, whole, thousandths = map(int, parts)
    return round(hours * 3600 + minutes * 60 + whole + thousandths / 1000, 3)


@given(timelines())
def test_captions_keep_their_limits(timeline):
    """At most two lines of at most 42 characters; in order, without overlap, each within its beat; no word lost."""
    found = cues(timeline)
    for cue in found:
        assert 1 <= len(cue.lines) <= 2
        assert all(len(line) <= 42 for line in cue.lines)
        assert cue.start < cue.end
        assert any(
            beat.start - 0.016 <= cue.start * timeline.fps and cue.end * timeline.fps <= beat.end + 0.016
            for beat in timeline.beats
        )
    for before, after in pairwise(found):
        assert before.end <= after.start
    shown = "".join("".join("".join(cue.lines).split()) for cue in found)
    assert shown == "".join("".join(word.text.split()) for word in timeline.words)


@given(timelines())
def test_webvtt_is_what_the_standard_asks(timeline):
    """Times inside a cue lie strictly between its ends and rise; text that looks like markup is escaped."""
    found = read_vtt(vtt(timeline))
    assert [text for *_, text, _ in found] == ["\n".join(cue.lines) for cue in cues(timeline)]
    for start, end, _, inside in found:
        assert all(before < after for before, after in pairwise([start, *inside, end]))
    for before, after in pairwise(found):
        assert before[1] <= after[0]
    chapters = read_vtt(chapters_vtt(timeline))
    assert [text for *_, text, _ in chapters] == [title for title, *_ in timeline.chapters]


def test_captions_of_ordinary_speech():
    """At an ordinary pace every cue can be read in time, breaks at phrases, and stays while it is said."""
    timeline = spoken(TEXT)
    found = cues(timeline)
    assert [cue.lines for cue in found] == [
        ("A test for a rare disease", "comes back positive."),
        ("The test is right 95% of the time, and", "one person in a hundred has the disease."),
        ("So how worried should you be?",),
        ("Of 1,000 people, 10 are ill,", "and P(ill | positive) is only 16.1%."),
    ]
    assert all(cue.rate <= 20 and cue.end - cue.start >= 1.0 for cue in found)
    for cue in found:
        assert cue.start <= cue.words[0].start + 0.001
        assert cue.end >= cue.words[-1].end - 0.001


def test_every_word_has_its_time():
    """A player can mark each word when it is said."""
    timeline = spoken(TEXT)
    for (start, _, _, inside), cue in zip(read_vtt(vtt(timeline)), cues(timeline), strict=True):
        assert [start, *inside] == pytest.approx([word.start for word in cue.words], abs=0.001)


def test_a_short_cue_stays_longer():
    """A word that is said in a moment is shown for a second, if its beat leaves the room: after it, else before it."""
    beat = BeatSpan("one", "C", 30, 90, 60, (TimedWord("Yes.", 2.8, 2.9),))
    (cue,) = cues(Timeline("k", "T", "en", 30, 90, (beat,)))
    assert (cue.start, cue.end) == (2.0, 3.0)


def test_srt():
    """SubRip has the same cues, with commas in the times and without tags."""
    timeline = spoken(TEXT)
    blocks = srt(timeline).rstrip("\n").split("\n\n")
    assert len(blocks) == len(cues(timeline))
    assert blocks[0] == "1\n00:00:00,500 --> 00:00:04,033\nA test for a rare disease\ncomes back positive."


@pytest.fixture(scope="module")
def node_parser(tmp_path_factory) -> list[str]:
    """The command of the independent parser; skips only where Node, or the package, cannot be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("Node is not here")
    folder = tmp_path_factory.mktemp("node")
    for name in ("package.json", "package-lock.json", "vtt_errors.js"):
        shutil.copy(Path(__file__).parent / name, folder)
    arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]
    try:
        subprocess.run([npm, *arguments], cwd=folder, check=True, capture_output=True, timeout=60)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("the package webvtt-parser cannot be had here")
    return [node, str(folder / "vtt_errors.js")]


@given(timelines())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_independent_parser_accepts_them(node_parser, timeline):
    """The parser of the standard's own editors has no complaint, and reads the same cues."""
    for kind, text in (("captions", vtt(timeline)), ("chapters", chapters_vtt(timeline))):
        run = subprocess.run([*node_parser, kind], input=text, capture_output=True, text=True, check=True)
        result = json.loads(run.stdout)
        assert result["errors"] == []
        heard = [round(time, 3) for cue in result["cues"] for time in (cue["start"], cue["end"])]
        assert heard == [time for start, end, *_ in read_vtt(text) for time in (start, end)]
