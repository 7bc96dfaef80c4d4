"""The timeline of a song's film: sections are its chapters and lines its beats, so captions and clips work as ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from eigenreel.stage.song_plan import Plan, ShownLine
from eigenreel.words.timeline import BeatSpan, TimedWord, Timeline

CARD_FADE = 0.6
"""Seconds in which a card comes and goes."""

TITLE, ENDING = "title", "credits"


def timeline_of(plan: Plan, key: str, lang: str, fps: int, frames: int) -> Timeline:
    """When every line and word is sung; the cards and sections without words are beats, too."""
    return Timeline(key, plan.score.title, lang, fps, frames, tuple(_tiled(list(_beats(plan, fps, frames)), frames)))


def _beats(plan: Plan, fps: int, frames: int) -> Iterator[BeatSpan]:
    """Beats in order. A section's first begins with it, so that its chapter does."""
    for number, section in enumerate(plan.score.sections):
        begins, ends = (min(max(round(time * fps), 0), frames) for time in plan.sections[number])
        lines = [sung for sung in plan.lines if sung.section == number]
        if plan.title is not None and number == 0:
            # The last picture of this beat is the whole card.
            begins = round((plan.title[1] - CARD_FADE) * fps)
            yield BeatSpan(TITLE, section.name, 0, begins, 0)
        if not lines and begins < ends:
            yield BeatSpan(slug(section.name), section.name, begins, ends, begins)
        for place, sung in enumerate(lines):
            first = begins if place == 0 else round(min(sung.rises, sung.start) * fps)
            yield _beat(sung, f"{slug(section.name)}_{place + 1}", section.name, first, fps, frames)
    if plan.ending is not None:
        start = min(round(plan.ending[0] * fps), frames)
        yield BeatSpan(ENDING, plan.score.sections[-1].name, start, frames, start)


def _beat(sung: ShownLine, name: str, chapter: str, first: int, fps: int, frames: int) -> BeatSpan:
    start, last = min(first, round(sung.start * fps)), min(round(sung.goes * fps), frames)
    return BeatSpan(name, chapter, start, last, round(sung.start * fps), tuple(_words(sung)))


def _words(sung: ShownLine) -> Iterator[TimedWord]:
    for word, text in enumerate(sung.line.words):
        spans = [span for span, each in zip(sung.syllables, sung.line.syllables, strict=True) if each.word == word]
        yield TimedWord(text, spans[0][0], spans[-1][1])


def _tiled(beats: list[BeatSpan], frames: int) -> Iterator[BeatSpan]:
    """The beats without overlaps: one that begins while another lasts ends that one, or waits for its end."""
    end = 0
    for beat, after in zip(beats, [*beats[1:], None], strict=True):
        limit = frames if after is None else max(after.start, beat.start)
        start = max(beat.start, end)
        last = max(start, beat.end if after is None or after.start >= beat.end else limit)
        end = last
        yield replace(beat, start=start, end=last, speech_start=max(beat.speech_start, start))


def slug(name: str) -> str:
    """A name for a beat.

    >>> slug("Verse 1"), slug("Où ?")
    ('verse_1', 'o')
    """
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "section"
