"""The band: what each player plays in a section, from its chords, in its style.

Pure functions of a score and a section: the same seed gives the same notes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType

from eigenreel.errors import EigenreelError, suggest
from eigenreel.sound.song.arrangement import Arrangement, Played, Track
from eigenreel.sound.song.chart import NEAR, Chart
from eigenreel.sound.song.drums import CRASH, KICK
from eigenreel.sound.song.part import LARGEST_SLIP, Part
from eigenreel.sound.song.score import STYLES, Score, Section, style_names
from eigenreel.sound.song.voicing import chord_tone

AKSAK = frozenset({"balkan_brass"})
"""Styles whose nine eighths limp."""

RHYTHM = ("drums", "bass")
"""Groups that come in later in an intro."""

COMBINED_DB = -2.0
"""Players of two styles together make room for one another."""


def arrange(score: Score, section: Section) -> Arrangement:
    """What the band plays in a section.

    Raises:
        EigenreelError: an unknown style.
    """
    chart = _chart(score, section)
    tracks = [_closed(track, chart) for track in _opened([part.track(chart) for part in _parts(chart)], chart)]
    tracks = [replace(track, program=_instruments(score).get(track.name, track.program)) for track in tracks]
    return Arrangement(
        section.name, section.style, chart.length * chart.quarter, tuple(track for track in tracks if track.notes)
    )


def players(score: Score) -> tuple[str, ...]:
    """The names of all who may play in a song, in order.

    Raises:
        EigenreelError: an unknown style.
    """
    charts = (_chart(score, section) for section in score.sections)
    return tuple(dict.fromkeys(part.name for chart in charts for part in _parts(chart)))


def _chart(score: Score, section: Section) -> Chart:
    return Chart(score, section, aksak=not AKSAK.isdisjoint(_styles(section)))


def _parts(chart: Chart) -> list[Part]:
    """What everybody has written down."""
    return _combined([_style(name)(chart) for name in _styles(chart.section)])


def _styles(section: Section) -> tuple[str, ...]:
    names = style_names(section.style)
    for name in names:
        if name not in STYLES:
            raise EigenreelError(f"section {section.name!r}: no style {name!r}; {suggest(name, STYLES)}")
    return names


def _style(name: str) -> Callable[[Chart], list[Part]]:
    """Each style is a module of ``styles`` with a function ``play``."""
    return import_module(f"eigenreel.sound.song.styles.{name}").play


def _instruments(score: Score) -> Mapping[str, int]:
    return MappingProxyType(dict(score.instruments))


def _combined(styles: list[list[Part]]) -> list[Part]:
    """The first style's drums, the last one's bass, and chords and lines of all."""
    if len(styles) == 1:
        return styles[0]
    drums = next(([part for part in parts if part.drums] for parts in styles if any(part.drums for part in parts)), [])
    basses = [[part for part in parts if part.group == "bass"] for parts in styles]
    bass = next((parts for parts in reversed(basses) if parts), [])
    others: dict[str, Part] = {}
    for parts in styles:
        for part in parts:
            if part.group in ("harmony", "melody") and not part.drums:
                name = part.name if part.name not in others else f"second {part.name}"
                others[name] = replace(part, name=name, level=part.level + COMBINED_DB)
    return [*drums, *bass, *others.values()]


def _opened(tracks: list[Track], chart: Chart) -> list[Track]:
    """In an intro, drums and bass wait, if somebody else plays meanwhile."""
    place = chart.entry * chart.quarter - LARGEST_SLIP
    if not any(note.start < place for track in tracks if track.group not in RHYTHM for note in track.notes):
        return tracks
    late = [replace(track, notes=tuple(note for note in track.notes if note.start >= place)) for track in tracks]
    return [played if track.group in RHYTHM else track for track, played in zip(tracks, late, strict=True)]


def _closed(track: Track, chart: Chart) -> Track:
    """In the last bar of the song everybody plays the first beat and lets it ring."""
    if not chart.last or len(chart.measures) < 2:
        return track
    final = chart.measures[-1]
    place, end = final.pulses[0] * chart.quarter, chart.length * chart.quarter
    # A person's slip at most, so that what leads to the beat does not count as being on it.
    reach = chart.quarter * final.unit / 4
    before = [note for note in track.notes if note.start < place - reach]
    on_it = [note for note in track.notes if abs(note.start - place) <= reach]
    if track.drums:
        kept = [note for note in on_it if note.pitch in (KICK, CRASH)]
        return replace(track, notes=(*before, *kept))
    on_it = on_it or _farewell(track, before, chart, place)
    held = [replace(note, length=max(end - note.start - NEAR, note.length), bend=()) for note in on_it]
    return replace(track, notes=(*(_until(note, place) for note in before), *held))


def _farewell(track: Track, before: list[Played], chart: Chart, place: float) -> list[Played]:
    """For who has nothing to play on the last beat: the tone of its chord that is nearest to what was played last."""
    chord = chart.chord_at(chart.measures[-1].pulses[0])
    if chord is None or not before:
        return []
    last = before[-1]
    return [replace(last, start=place, pitch=chord_tone(last.pitch, chord, last.pitch - 6, last.pitch + 6))]


def _until(note: Played, place: float) -> Played:
    """What rings over the last beat is let go there."""
    return replace(note, length=min(note.length, max(place - note.start, 0.03)))
