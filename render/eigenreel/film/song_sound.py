"""The sound of a song's film, and when its syllables are sung in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from eigenreel.course import SongRef
from eigenreel.sound.loudness import RATE, integrated_loudness
from eigenreel.sound.song.library import is_track
from eigenreel.sound.song.score import Score
from eigenreel.sound.soundtrack import Clip, read_audio, resampled
from eigenreel.store import Store
from eigenreel.work import Submit

if TYPE_CHECKING:
    from eigenreel.sound.song.times import SungLine

FADE_IN, FADE_OUT = 0.5, 0.9
"""Seconds in which a passage comes and goes."""


Tell: TypeAlias = Callable[[str, int, int, bool], None]
"""Hears of a section: its name, its place among how many, and whether it is done or only begun."""


@dataclass(frozen=True, eq=False)
class SongTrack:
    """A song, or those of its sections that were asked for, before mastering.

    Attributes:
        mix: float32 (n, 2) at 48 kHz, from the start of the song; sections that were not asked for are silent.
        lines: what is sung, and when every syllable is.
    """

    mix: np.ndarray
    lines: tuple[SungLine, ...]

    @property
    def seconds(self) -> float:
        return len(self.mix) / RATE


@dataclass(frozen=True)
class Studio:
    """With what songs are made.

    Attributes:
        soundfont: None is the one that comes along.
        tell: hears of sections; None is nobody.
    """

    store: Store
    submit: Submit
    soundfont: Path | None = None
    tell: Tell | None = None


@dataclass
class _Counting:
    """Counts the sections that are sung, for those who watch."""

    tell: Tell
    total: int
    done: int = 0

    def section_started(self, name: str) -> None:
        self.tell(name, self.done + 1, self.total, False)

    def section_done(self, name: str, reused: bool) -> None:
        self.done += 1
        if not reused or self.done == self.total:
            self.tell(name, self.done, self.total, True)


def song_track(ref: SongRef, score: Score, studio: Studio, sections: Collection[str] | None = None) -> SongTrack:
    """Have a song sung and played.

    Args:
        sections: names of those that are needed; None is all.

    Raises:
        EigenreelError: a mistake in the song.
    """
    if is_track(ref):
        return _given_track(ref, score)
    # The singer and the band take their time to import.
    from eigenreel.sound.song.production import Recipe, produce
    from eigenreel.words.lexicon import Lexicon

    recipe = Recipe(score, studio.store, studio.soundfont, Lexicon.read(ref.course.lexicon_path), ref.path)
    watcher = _Counting(studio.tell, len(score.sections if sections is None else sections)) if studio.tell else None
    production = produce(recipe, studio.submit, watcher, only=sections)
    return SongTrack(production.track.mix, production.lines)


def _given_track(ref: SongRef, score: Score) -> SongTrack:
    """Somebody's own track, and the times that its file has."""
    from eigenreel.sound.track.project import read_project, track_path
    from eigenreel.sound.track.track_score import sung_lines

    project = read_project(ref.path)
    path = track_path(project, ref.path)
    samples, rate = read_audio(path)
    samples = resampled(samples, rate)
    stereo = np.ascontiguousarray(np.broadcast_to(samples, (len(samples), 2)))
    return SongTrack(stereo, sung_lines(project, score))


def song_clip(track: SongTrack, film_start: float) -> Clip:
    """The whole song in its film.

    Args:
        film_start: the second of the song at which the film begins; 0 or negative.
    """
    return Clip(track.mix, RATE, -film_start)


def passage_clip(track: SongTrack, start: float, end: float, at: float, loudness: float) -> Clip:
    """A passage of a song at a loudness in LUFS, with fades.

    Args:
        start, end: seconds of the song; what lies before its start is silence.
        at: seconds of the film.
    """
    length = round((end - start) * RATE)
    samples = np.zeros((length, 2), np.float32)
    first = round(start * RATE)
    piece = track.mix[max(first, 0) : first + length]
    samples[max(-first, 0) : max(-first, 0) + len(piece)] = piece
    for seconds, edge in ((FADE_IN, samples), (FADE_OUT, samples[::-1])):
        count = min(round(seconds * RATE), length)
        edge[:count] *= (0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count))[:, None].astype(np.float32)
    clip = Clip(samples, RATE, at)
    found = integrated_loudness(samples)
    return replace(clip, gain_db=loudness - found) if np.isfinite(found) else clip
