"""A lesson that ends with its lines of a song: longer by the passage, in picture, sound, captions and chapters."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

import numpy as np
import pytest

from course_folder import write_lesson, write_song
from eigenreel.course import find_course
from eigenreel.errors import EigenreelError
from eigenreel.film import song_ending
from eigenreel.film.song_ending import DARKEN, find_ending, with_song
from eigenreel.film.song_sound import FADE_IN, SongTrack, Studio, passage_clip
from eigenreel.film.storyboard import frames_at
from eigenreel.sound.loudness import integrated_loudness
from eigenreel.sound.song.times import score_times
from eigenreel.sound.soundtrack import Clip, soundtrack
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.words.captions import cues

FPS = 20
SMALL = StageOptions(160, 90, FPS, voice="silent")
LOOP = """
def vignette(self):
    dot = Dot(2 * LEFT, color=BLUE, radius=0.5)
    self.play(dot.animate(rate_func=there_and_back).shift(4 * RIGHT), run_time=2)
"""
LINES = (
    ("a/one", "A vec-tor is | num-bers in a row."),
    ("a/two", "An-oth-er line | with an-oth-er dot"),
    ("a/one", "A vec-tor is | num-bers in a row."),
    ("a/one", "And some-thing new | no-bod-y has heard"),
)


@pytest.fixture
def course(tmp_path):
    word = 'word = Prose("A word")\nwith self.beat("one"):\n    self.play(FadeIn(word))'
    for name in ("one", "two", "three"):
        write_lesson(tmp_path, f"a/{name}", {"one": "A dot that is small."}, word, methods=LOOP)
    write_song(tmp_path, *LINES)
    return find_course(tmp_path)


def hummed(ref, score, studio, sections=None):
    """A track without a singer: a tone, with every syllable where the score has it."""
    seconds = np.arange(round(score.duration * 48000)) / 48000
    tone = (0.1 * np.sin(2 * np.pi * 220 * seconds)).astype(np.float32)
    return SongTrack(np.stack([tone, tone], 1), score_times(score))


def test_the_lesson_ends_later_by_its_passages(course, monkeypatch):
    monkeypatch.setattr(song_ending, "song_track", hummed)
    lesson = course.lesson("a/one")
    options = SMALL
    plain, ending = stage_lesson(lesson, options), find_ending(lesson, options)
    assert [[line.text for line in passage] for passage in ending.passages] == [
        ["A vector is numbers in a row."], ["And something new nobody has heard"],
    ]  # fmt: skip
    film = with_song(plain, ending, options, Studio(None, Future))
    added = film.recording.duration - plain.recording.duration
    sung = sum(ending.score.seconds(p[-1].end) - ending.score.seconds(p[0].start) for p in ending.passages)
    assert sung + 4 < added < sung + 8
    assert film.timeline.frames == film.recording.frames == sum(run.repeat for run in film.recording.runs)
    assert [title for title, *_ in film.timeline.chapters] == ["Chapter", "Song: A Short Song"]
    assert film.timeline.chapters[-1][1] == plain.recording.frames + round(DARKEN * FPS)
    captions = [" ".join(cue.lines) for cue in cues(film.timeline)]
    assert captions[-2:] == [line.text for passage in ending.passages for line in passage]
    assert [clip.start for clip in film.clips[-2:]] == sorted(clip.start for clip in film.clips[-2:])
    assert film.clips[-2].start == pytest.approx(film.timeline.chapters[-1][1] / FPS)
    dark, sung_frame = frames_at(film.recording, [film.timeline.chapters[-1][1] - 1, film.recording.frames - 3 * FPS])
    assert np.asarray(dark).max() == 0 and np.asarray(sung_frame).max() > 150
    last = plain.recording.frames - 1
    before, after = (next(iter(frames_at(each.recording, [last]))) for each in (plain, film))
    assert np.array_equal(np.asarray(before), np.asarray(after))


def test_a_lesson_that_no_song_sings_of_is_said(course):
    with pytest.raises(EigenreelError, match=r"--song: no song has a line of a/three \(songs: short\); write %%lesson"):
        find_ending(course.lesson("a/three"), SMALL)
    (course.root / "narration" / "songs" / "short.abc").unlink()
    with pytest.raises(EigenreelError, match="no song has a line of a/one"):
        find_ending(find_course(course.root).lesson("a/one"), SMALL)


def test_the_song_is_as_loud_as_the_lesson_that_it_ends(course, monkeypatch):
    """Voices come as loud as they are, so what the song is beside them decides; both are mastered together."""
    monkeypatch.setattr(song_ending, "song_track", hummed)
    lesson = course.lesson("a/two")
    plain, ending = stage_lesson(lesson, SMALL), find_ending(lesson, SMALL)
    voice = 0.02 * np.random.default_rng(1).normal(size=round(plain.recording.duration * 24000)).astype(np.float32)
    film = with_song(replace(plain, clips=(Clip(voice, 24000, 0.0),)), ending, SMALL, Studio(None, Future))
    track = soundtrack(film.clips, film.recording.duration)
    border = round(film.clips[-1].start * 48000)
    assert integrated_loudness(track[border:]) == pytest.approx(integrated_loudness(track[:border]), abs=0.5)


def test_a_passage_is_as_loud_as_asked_and_has_fades():
    tone = np.float32(0.25) * np.sin(np.arange(48000 * 8) * 0.05).astype(np.float32)
    track = SongTrack(np.stack([tone, tone], 1), ())
    clip = passage_clip(track, -1.0, 5.0, 3.0, -16.0)
    assert clip.start == 3.0 and len(clip.samples) == 6 * 48000
    assert not clip.samples[:48000].any() and abs(clip.samples[-1]).max() < 1e-6
    assert integrated_loudness(clip.samples * np.float32(10 ** (clip.gain_db / 20))) == pytest.approx(-16, abs=0.1)
    early = passage_clip(track, 1.0, 5.0, 0.0, -16.0).samples[: round(FADE_IN * 48000 / 2)]
    assert abs(early[:100]).max() < 0.001 < abs(early).max() < 0.25
