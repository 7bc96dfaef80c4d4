"""Laws of the band, in every style and metre."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from band_scores import one, section, song
from hypothesis import given, settings
from hypothesis import strategies as st

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.band import arrange
from eigenreel.sound.song.chart import Chart
from eigenreel.sound.song.drums import TOMS
from eigenreel.sound.song.metre import groups, pulses
from eigenreel.sound.song.score import GROUPS, STYLES

METRES = [(2, 4), (3, 4), (4, 4), (5, 8), (6, 8), (7, 8), (9, 8), (3, 8), (5, 4), (12, 8)]
MODES = {"flamenco": "phrygian", "p_funk": "minor"}
# What the instruments of General MIDI reach (sounding pitch): basses, tuba, trumpet, horn, clarinet, oboe, violin …
RANGES = {
    32: (28, 67), 33: (28, 67), 36: (28, 67), 38: (24, 72), 58: (26, 58), 56: (52, 84), 60: (35, 77), 71: (50, 94),
    68: (58, 91), 40: (55, 103), 24: (40, 84), 25: (40, 84), 26: (40, 88), 27: (40, 88), 28: (40, 88), 21: (53, 89),
    7: (29, 89), 46: (24, 103), 48: (28, 96), 61: (36, 84), 20: (36, 96), 52: (48, 79), 14: (60, 96),
}  # fmt: skip
AT_ONCE = 0.03
"""Seconds: as near to a beat as a person plays."""


def both(styles=STYLES, metres=METRES):
    return [pytest.param(style, metre, id=f"{style}-{metre[0]}-{metre[1]}") for style in styles for metre in metres]


def band(style, metre=(4, 4), **more):
    score, middle = one(style, metre, MODES.get(style, "major"), **more)
    return arrange(score, middle), Chart(score, middle, aksak=style == "balkan_brass")


@pytest.mark.parametrize(("style", "metre"), both())
def test_everybody_plays_within_the_section_and_the_instrument(style, metre):
    """Notes begin and end within it, are sorted, and are ones that the instrument has."""
    arrangement, chart = band(style, metre)
    assert arrangement.tracks and arrangement.seconds == pytest.approx(chart.length * chart.quarter)
    assert len({track.name for track in arrangement.tracks}) == len(arrangement.tracks)
    for track in arrangement.tracks:
        low, high = (27, 87) if track.drums else RANGES.get(track.program, (21, 108))
        assert track.group in GROUPS and -1 <= track.pan <= 1 and 0 <= track.reverb <= 1
        assert [note.start for note in track.notes] == sorted(note.start for note in track.notes)
        for note in track.notes:
            assert 0 <= note.start < arrangement.seconds and note.length > 0
            assert note.end <= arrangement.seconds + AT_ONCE, (track.name, note)
            assert low <= note.pitch <= high, (track.name, note)
            assert 1 <= note.velocity <= 127


@pytest.mark.parametrize(("style", "metre"), both())
def test_the_bass_has_the_root_or_the_fifth_on_the_first_beat(style, metre):
    """And wherever a chord begins."""
    arrangement, chart = band(style, metre)
    (bass,) = (track for track in arrangement.tracks if track.group == "bass")
    for start, _, chord in chart.chords:
        there = [note for note in bass.notes if abs(note.start - start * chart.quarter) < AT_ONCE]
        assert there, (start, chord.symbol)
        assert all((note.pitch - chord.root) % 12 in (0, 6, 7, 8) or note.pitch % 12 == chord.bass for note in there)


@pytest.mark.parametrize(("style", "metre"), both())
def test_chord_tones_dominate(style, metre):
    """By time: three quarters of chords and bass, a half of the lines, which have passing notes."""
    arrangement, chart = band(style, metre)
    for group, least in (("harmony", 0.75), ("bass", 0.75), ("melody", 0.5)):
        notes = [note for track in arrangement.tracks if track.group == group for note in track.notes]
        total = sum(note.length for note in notes)
        fitting = sum(note.length for note in notes if _fits(note, chart))
        assert not notes or fitting >= least * total, (group, fitting / total)


def _fits(note, chart):
    chord = chart.chord_at(min((note.start + min(note.length / 4, 0.05)) / chart.quarter, chart.length - 0.01))
    return chord is not None and note.pitch % 12 in chord.pitch_classes


@pytest.mark.parametrize(("style", "metre"), both())
def test_drummers_fill_only_where_a_phrase_ends(style, metre):
    """Toms sound within the fills of the chart, and nobody sings over those that are inside the section."""
    arrangement, chart = band(style, metre)
    fills = [(each.fill * chart.quarter, each.end * chart.quarter) for each in chart.measures if each.fill is not None]
    for track in arrangement.tracks:
        for note in track.notes if track.drums else ():
            if note.pitch in TOMS:
                assert any(start - AT_ONCE <= note.start < end for start, end in fills)
    for measure in chart.measures[:-1]:
        assert measure.fill is None or not chart.sings(measure.fill, measure.end)


@pytest.mark.parametrize("style", STYLES)
def test_drums_mark_every_bar(style):
    """Where a style has drums, no bar without a fill is empty of them."""
    for metre in METRES:
        arrangement, chart = band(style, metre)
        times = [note.start / chart.quarter for track in arrangement.tracks if track.drums for note in track.notes]
        for measure in chart.measures:
            assert any(measure.start - 0.1 <= time < measure.end for time in times), (metre, measure.number)


@pytest.mark.parametrize("style", STYLES)
def test_the_same_seed_gives_the_same_notes_and_another_one_others(style):
    first, again, other = band(style)[0], band(style)[0], band(style, seed=2)[0]
    assert first == again != other


def test_where_a_section_stands_in_the_song_does_not_change_it():
    """Only its own bars count, so an edit before it costs nothing."""
    early, late = section("p_funk", start=0), section("p_funk", start=36)
    after = section("disco", bars=2, name="Outro", start=100)
    assert arrange(song(early, after), early) == arrange(song(late, after), late)


@pytest.mark.parametrize("style", STYLES)
def test_an_intro_grows(style):
    """Chords or lines open it; drums and bass come in together, half way through, and go on to its end."""
    intro = section(style, bars=4, mode=MODES.get(style, "major"), name="Intro", sung=False)
    score = song(intro, section("disco", bars=2, name="Verse", start=intro.end))
    arrangement, chart = arrange(score, intro), Chart(score, intro)
    half = chart.measures[2].start * chart.quarter
    rhythm = [track for track in arrangement.tracks if track.group in ("drums", "bass")]
    assert {track.group for track in rhythm} == {"drums", "bass"}
    entries = [track.notes[0].start - half for track in rhythm]
    # Who answers the beat comes in on the second one.
    assert -AT_ONCE < min(entries) < AT_ONCE and max(entries) < 1.1 * chart.quarter
    assert all(track.notes[-1].start > half + chart.quarter for track in rhythm)
    assert any(track.notes[0].start < chart.quarter for track in arrangement.tracks if track not in rhythm)


def test_a_song_that_nobody_opens_but_the_drums_begins_with_them():
    """Without chords there are none to wait for."""
    intro = replace(section("p_funk", bars=4, name="Intro", sung=False), chords=())
    score = song(intro, section("disco", bars=2, name="Verse", start=intro.end))
    assert arrange(score, intro).track("drums").notes[0].start < 0.1


@pytest.mark.parametrize("style", STYLES)
def test_the_song_ends_on_a_long_chord(style):
    """In the last bar everybody plays once and lets it ring to the end."""
    last = section(style, name="Outro", mode=MODES.get(style, "major"))
    score = song(last)
    arrangement, chart = arrange(score, last), Chart(score, last)
    final = chart.measures[-1]
    for track in arrangement.tracks:
        ends = [note for note in track.notes if note.start > (final.start - 0.2) * chart.quarter]
        assert all(note.start < (final.start + 0.3) * chart.quarter for note in ends), track.name
        assert track.drums or all(note.end > arrangement.seconds - 0.05 for note in ends)
    assert any(track.group == "bass" and track.notes[-1].length > chart.quarter for track in arrangement.tracks)


def test_a_chorus_is_louder_than_a_verse_and_the_next_chorus_not_softer():
    verse, chorus = section("disco", name="Verse 1"), section("disco", name="Chorus 1", start=32)
    again = section("disco", name="Chorus 2", start=64)
    score = song(verse, chorus, again, section("disco", name="Outro", start=96))
    mean = [_velocity(arrange(score, each), "bass") for each in (verse, chorus, again)]
    assert mean[0] + 5 < mean[1] <= mean[2] + 2


def _velocity(arrangement, name):
    notes = arrangement.track(name).notes
    return sum(note.velocity for note in notes) / len(notes)


def test_lines_leave_the_voice_alone():
    """Trumpets and horns that answer are silent while somebody sings (the clarinet of Balkan brass sings along)."""
    for style, names in {
        "balkan_brass": ("trumpet", "second trumpet"),
        "p_funk": ("horns",),
        "flamenco": ("oboe",),
    }.items():
        arrangement, chart = band(style)
        for name in names:
            for note in arrangement.track(name).notes:
                middle = (note.start + note.length / 2) / chart.quarter
                assert not chart.sings(middle, middle + 0.01), (style, name)


def test_styles_combine():
    """The first one's drums, the last one's bass, chords and lines of both."""
    arrangement, _ = band("ambient_house+p_funk")
    house, funk = band("ambient_house")[0], band("p_funk")[0]
    assert arrangement.track("drums").program == house.track("drums").program
    assert arrangement.track("bass").program == funk.track("bass").program
    assert {"pad", "arpeggio", "clavinet", "horns"} <= {track.name for track in arrangement.tracks}


def test_the_pitch_pipe_gives_the_note_only_once():
    waiting = replace(section("barbershop", bars=4), lines=section("barbershop", bars=4).lines)
    later = section("barbershop", bars=4, name="Verse 2", start=waiting.end)
    score = song(waiting, later)
    pipe = arrange(score, waiting).track("pitch pipe")
    assert len(pipe.notes) == 1 and pipe.notes[0].pitch % 12 == waiting.key.tonic
    assert "pitch pipe" not in {track.name for track in arrange(score, later).tracks}


def test_a_song_may_wish_for_another_instrument():
    score, middle = one("disco")
    assert arrange(replace(score, instruments=(("bass", 38),)), middle).track("bass").program == 38


def test_an_unknown_style_is_one_line():
    score, middle = one("disko")
    with pytest.raises(EigenreelError, match="section 'Verse 1': no style 'disko'; perhaps you meant disco"):
        arrange(score, middle)


@pytest.mark.parametrize("style", STYLES)
def test_bars_without_chords_an_upbeat_and_changing_metres(style):
    """Nobody falls over what a composer may write, and drums go on without chords."""
    score, middle = one(style)
    bars = list(middle.bars)
    bars[0] = replace(bars[0], start=bars[0].start + 3, length=bars[0].length - 3)
    bars[3] = replace(bars[3], metre=(8, 8))
    odd = replace(middle, bars=tuple(bars), chords=middle.chords[2:5])
    arrangement = arrange(replace(score, sections=(score.sections[0], odd, score.sections[2])), odd)
    assert arrangement.tracks


@pytest.mark.parametrize("style", STYLES)
def test_a_bar_of_five_is_played_to_its_end(style):
    """Patterns are of four beats: the fifth one begins them again, and is not left to a few."""
    arrangement, chart = band(style, (5, 4), sung=False)
    usual = [measure for measure in chart.measures[1:] if measure.fill is None]
    for track in arrangement.tracks:
        places = [note.start / chart.quarter + AT_ONCE for note in track.notes]
        heard = np.array([[any(start <= each < end for each in places) for start, end in bar.beats] for bar in usual])
        # What plays on every beat plays on the fifth too.
        assert heard[:, :4].mean() < 0.9 or heard[:, 4].mean() > 0.9, track.name


@pytest.mark.parametrize("style", STYLES)
def test_a_written_grouping_is_played(style):
    """M:(3+2+2)/8 is not 2+2+3: the beats of the chart and what is loudest on them."""
    score, middle = one(style, (7, 8), MODES.get(style, "major"))
    grouped = replace(middle, bars=tuple(replace(bar, groups=(3, 2, 2)) for bar in middle.bars))
    score = replace(score, sections=(score.sections[0], grouped, score.sections[2]))
    chart = Chart(score, grouped)
    assert {tuple(pulse - measure.start for pulse in measure.pulses) for measure in chart.measures} == {(0, 1.5, 2.5)}
    assert arrange(score, grouped) != arrange(replace(score, sections=(score.sections[0], middle)), middle)


@given(st.integers(1, 24), st.sampled_from([1, 2, 4, 8, 16]))
@settings(max_examples=60)
def test_the_beats_of_a_bar_fill_it(beats, unit):
    lengths = groups((beats, unit))
    assert sum(lengths) == beats and min(lengths) >= 1
    assert pulses((beats, unit))[0] == 0 and pulses((beats, unit))[-1] < beats * 4 / unit


@given(st.sampled_from(STYLES), st.sampled_from(METRES), st.integers(0, 10**6), st.integers(1, 9), st.integers(40, 240))
@settings(max_examples=20)
def test_any_song_can_be_played(style, metre, seed, bars, tempo):
    """Few bars or many, slow or quick: notes within the section, and no end before its start."""
    score, middle = one(style, metre, MODES.get(style, "major"), bars=bars, seed=seed, tempo=tempo)
    arrangement = arrange(score, middle)
    assert all(
        0 <= note.start < arrangement.seconds and note.length > 0
        for track in arrangement.tracks
        for note in track.notes
    )
