"""Laws of clips: a part of a film shows and says what the film does between two beats."""

from __future__ import annotations

import numpy as np
import pytest
from film_shapes import lesson, pixels_of
from hypothesis import given
from hypothesis import strategies as st
from staged_film import staged_lesson

from eigenreel.errors import EigenreelError
from eigenreel.film.cut import cut_clips, cut_recording, cut_staged
from eigenreel.sound.soundtrack import Clip

RATE = 1000


@given(st.data())
def test_a_cut_has_the_frames_of_its_span(data):
    recording = lesson()
    start = data.draw(st.integers(0, recording.frames - 1))
    end = data.draw(st.integers(start + 1, recording.frames))
    part = cut_recording(recording, start, end)
    every = [run.items for run in recording.runs for _ in range(run.repeat)]
    assert [run.items for run in part.runs for _ in range(run.repeat)] == every[start:end]
    assert all(0 <= play < part.frames for play in part.plays)


@given(st.integers(0, 3000), st.integers(1, 2000), st.integers(0, 4000), st.integers(1, 3000))
def test_a_cut_sounds_as_the_whole_does_there(begin, length, start, span):
    """Sample by sample; times in thousandths of a second."""

    def laid_out(clips, samples):
        track = np.zeros(samples)
        for clip in clips:
            place = round(clip.start * RATE)
            piece = clip.samples[: max(samples - place, 0)]
            track[place : place + len(piece)] += piece
        return track

    clip = Clip(np.arange(1, length + 1, dtype=float), RATE, begin / RATE)
    part = list(cut_clips([clip], start / RATE, (start + span) / RATE))
    assert np.array_equal(laid_out(part, span), laid_out([clip], 9000)[start : start + span])


def test_a_beat_becomes_a_film_of_its_own():
    staged = staged_lesson()
    part = cut_staged(staged, "two", None)
    beat = staged.timeline.beat("two")
    assert part.recording.frames == part.timeline.frames == beat.end - beat.start
    assert part.timeline.beats[0].words[0].start == pytest.approx(0)
    assert [clip.start for clip in part.clips] == [0.0] and len(part.clips[0].samples) == 36000
    whole = list(pixels_of(staged.recording))
    assert all(
        np.array_equal(*pair) for pair in zip(pixels_of(part.recording), whole[beat.start : beat.end], strict=True)
    )


def test_no_beats_named_is_the_whole():
    staged = staged_lesson()
    assert cut_staged(staged, None, None) is staged
    assert cut_staged(staged, "one", "two").recording.frames == staged.recording.frames


def test_unknown_or_missing_beats_are_refused():
    staged = staged_lesson()
    with pytest.raises(EigenreelError, match="no beat 'tow'.*perhaps you meant two"):
        cut_staged(staged, "tow", None)
    with pytest.raises(EigenreelError, match="only lessons have beats"):
        cut_staged(type(staged)(staged.recording), "one", None)
