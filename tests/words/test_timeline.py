"""Laws of the timeline."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timelines import timelines

from eigenreel.errors import EigenreelError
from eigenreel.words.timeline import BeatSpan, Timeline
from eigenreel.words.transcript import transcript_html, transcript_json, transcript_text


@given(timelines())
def test_chapters_cover_the_film(timeline):
    """Chapters begin at 0, follow on one another and end with the film."""
    edges = [edge for _, start, end in timeline.chapters for edge in (start, end)]
    assert edges[0] == 0
    assert edges[-1] == timeline.frames
    assert edges[1:-1:2] == edges[2::2]


@given(timelines(), st.data())
def test_a_clip_is_the_same_moved(timeline, data):
    """A clip starts at 0, and keeps every length, distance and name."""
    first = data.draw(st.integers(0, len(timeline.beats) - 1))
    last = data.draw(st.integers(first, len(timeline.beats) - 1))
    clip = timeline.clip(timeline.beats[first].name, timeline.beats[last].name)
    begin = timeline.beats[first].start
    assert clip.beats[0].start == 0
    assert clip.frames == timeline.beats[last].end - begin
    for before, after in zip(timeline.beats[first : last + 1], clip.beats, strict=True):
        assert (after.start, after.end, after.speech_start) == tuple(
            frame - begin for frame in (before.start, before.end, before.speech_start)
        )
        for old, new in zip(before.words, after.words, strict=True):
            assert new.start == pytest.approx(old.start - begin / timeline.fps)
        assert [name for name, _ in after.cues] == [name for name, _ in before.cues]


def test_a_timeline_refuses_disorder():
    """Beats may not overlap, nor reach past the film."""
    beats = (BeatSpan("a", "C", 0, 10, 0), BeatSpan("b", "C", 9, 20, 9))
    with pytest.raises(ValueError, match="beat b starts at frame 9, before a ends at 10"):
        Timeline("k", "T", "en", 30, 20, beats)
    with pytest.raises(ValueError, match="frames 0 to 10 are not within 0 to 5"):
        Timeline("k", "T", "en", 30, 5, beats[:1])


def test_errors_name_the_way_out():
    timeline = Timeline("a/b", "T", "en", 30, 30, (BeatSpan("map", "C", 0, 10, 0), BeatSpan("lines", "C", 10, 30, 10)))
    with pytest.raises(EigenreelError, match="no beat 'mpa' in a/b; perhaps you meant map"):
        timeline.clip("mpa", "lines")
    with pytest.raises(EigenreelError, match="beat 'map' comes before 'lines' in a/b; swap them"):
        timeline.clip("lines", "map")


@given(timelines())
def test_transcripts_hold_every_word(timeline):
    """All three forms hold all words in order; what looks like markup stays text."""
    data = json.loads(transcript_json(timeline))
    words = [word["text"] for chapter in data["chapters"] for beat in chapter["beats"] for word in beat["words"]]
    assert words == [word.text for word in timeline.words]
    text = transcript_text(timeline)
    assert text.startswith("A <film> & more\n")
    assert all(" ".join(word.text for word in beat.words) in text for beat in timeline.beats)
    page = transcript_html(timeline)
    assert "<title>A &lt;film&gt; &amp; more</title>" in page
    assert page.count("<span data-start=") == len(timeline.words)
    assert "<i>" not in page
