"""Laws of the arrangement as MIDI, read back by mido and by pretty_midi."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise

import mido
import numpy as np
import pretty_midi
import pytest
from band_scores import one, section, song
from hypothesis import given, settings
from song_strategies import scores

from eigenreel.sound.song.arrangement import Arrangement, Played, Track
from eigenreel.sound.song.band import arrange
from eigenreel.sound.song.harmony import part_notes
from eigenreel.sound.song.midi_band import BEND_RANGE, DRUMS, SEMITONES, SWELL, band_midi
from eigenreel.sound.song.score import STYLES
from eigenreel.sound.song.soundfont import built_in_soundfont, read_soundfont
from eigenreel.sound.song.synth import render_track

VERSE = section("alt_country", bars=4, name="Verse 1", tempo=112)
CHORUS = section("ambient_house+p_funk", bars=4, name="Chorus", start=VERSE.end, tempo=98)
BRIDGE = section("flamenco", (3, 4), bars=8, mode="phrygian", name="Bridge", start=CHORUS.end, tempo=133)
AGAIN = section("alt_country", bars=4, name="Verse 2", start=BRIDGE.end, tempo=112)
SCORE = song(VERSE, CHORUS, BRIDGE, AGAIN, harmony=("Verse 1",))


def written(score) -> bytes:
    return band_midi(score, [arrange(score, each) for each in score.sections])


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(SCORE)


def read(data: bytes) -> mido.MidiFile:
    return mido.MidiFile(file=io.BytesIO(data))


def sounding(track) -> list[tuple[int, int, int, int]]:
    """(start tick, end tick, pitch, velocity) of a track that leaves no note on."""
    now, begun, found = 0, {}, []
    for message in track:
        now += message.time
        if message.type == "note_on":
            assert message.note not in begun
            begun[message.note] = now, message.velocity
        elif message.type == "note_off":
            start, velocity = begun.pop(message.note)
            found.append((start, now, message.note, velocity))
    assert not begun
    return found


def test_every_player_plays_what_is_arranged(data):
    """At the same time within a millisecond, the same pitches and velocities, each in a track with its program."""
    heard = pretty_midi.PrettyMIDI(io.BytesIO(data))
    wanted: dict[tuple[str, int, bool], list] = {}
    for part in SCORE.sections:
        for track in arrange(SCORE, part).tracks:
            notes = wanted.setdefault((track.name, track.program, track.drums), [])
            notes += [(SCORE.seconds(part.start) + each.start, each.pitch, each.velocity) for each in track.notes]
    found = {(each.name.split(":")[0], each.program, each.is_drum): each.notes for each in heard.instruments[4:]}
    assert found.keys() == wanted.keys()
    for player, notes in wanted.items():
        got = sorted((note.start, note.pitch, note.velocity) for note in found[player])
        assert Counter(pitch for _, pitch, _ in got) == Counter(pitch for _, pitch, _ in notes)
        times = np.array([start for start, *_ in got]) - np.array(sorted(start for start, *_ in notes))
        assert np.abs(times).max() < 0.001
        if player[0] not in ("palms", "bells"):
            assert Counter(velocity for *_, velocity in got) == Counter(velocity for *_, velocity in notes)


def test_voices_sections_words_and_symbols_are_there(data):
    """As in the file of the score; the singers of a section in parts have their notes."""
    file = read(data)
    frame, melody, *voices = file.tracks[:5]
    assert [message.text for message in frame if message.type == "marker"] == [each.name for each in SCORE.sections]
    assert [round(mido.tempo2bpm(message.tempo)) for message in frame if message.type == "set_tempo"] == [
        112,
        98,
        133,
        112,
    ]
    assert [message.text for message in frame if message.type == "text"][:2] == ["C", "Am7"]
    assert "".join(message.text for message in melody if message.type == "lyrics").startswith("ar rows add\r")
    assert [track.name for track in voices] == ["Tenor voice", "Baritone voice", "Bass voice"]
    parts = part_notes(SCORE, VERSE)
    for track, name in zip(voices, ("tenor", "baritone", "bass"), strict=True):
        notes = [each for line in range(len(VERSE.lines)) for each in parts.of(name, line)]
        assert [pitch for _, _, pitch, _ in sounding(track)] == [each.pitch for each in notes]
    assert file.length == pytest.approx(SCORE.duration, abs=0.001)


def test_players_who_meet_do_not_share_a_channel(data):
    """Drums are on the tenth; a player who comes back is on the channel that it had."""
    seats: dict[str, set[int]] = {}
    for track in read(data).tracks[1:]:
        seats[track.name] = {message.channel for message in track if not message.is_meta}
    assert all(len(channels) == 1 for channels in seats.values())
    for part in SCORE.sections:
        tracks = arrange(SCORE, part).tracks
        names = [name for name in seats for track in tracks if name.startswith(f"{track.name}:") and not track.drums]
        assert len(names) >= len([track for track in tracks if not track.drums])
    assert all(seats[name] == {DRUMS} for name in seats if "kit" in name)
    assert sum(seats[name] == {DRUMS} for name in seats) == 5


@pytest.mark.parametrize("pair", list(combinations(STYLES, 2)), ids="+".join)
def test_there_are_channels_enough_for_any_two_styles(pair):
    """The most players of a song, before and after others: one channel each."""
    score = one("+".join(pair))[0]
    file = read(written(score))
    for part in score.sections:
        begin, end = (round(place * 960) for place in (part.start, part.end))
        channels = []
        for track in file.tracks[1:]:
            ticks = np.cumsum([message.time for message in track])
            here = {m.channel for m, at in zip(track, ticks, strict=True) if m.type == "note_on" and begin <= at < end}
            channels += [channel for channel in here if channel != DRUMS]
        assert len(channels) == len(set(channels)) > 2


@given(scores())
@settings(max_examples=25)
def test_no_note_is_left_on_and_none_begins_twice(score):
    """On each channel, through all of its tracks but drums, whose notes ring by themselves."""
    merged: dict[int, list] = {}
    for track in read(written(replace(score, harmony=()))).tracks:
        for start, end, pitch, _ in sounding(track):
            channel = next(message.channel for message in track if message.type == "note_on")
            merged.setdefault(channel, []).append((pitch, start, end))
    for channel, notes in merged.items():
        notes.sort()
        for (pitch, _, end), (other, start, _) in pairwise(notes):
            assert channel == DRUMS or pitch != other or end <= start


def test_it_sounds_like_the_song(data):
    """What our synthesizer makes of the file is what it makes of the arrangement."""
    font = read_soundfont(built_in_soundfont())
    track = arrange(SCORE, VERSE).track("bass")
    heard = next(each for each in pretty_midi.PrettyMIDI(io.BytesIO(data)).instruments if each.program == track.program)
    end = SCORE.seconds(VERSE.end)
    notes = [Played(n.start, n.end - n.start, n.pitch, n.velocity) for n in heard.notes if n.start < end]
    again = replace(track, notes=tuple(sorted(notes, key=lambda note: (note.start, note.pitch))))
    one, two = (render_track(each, font, end)[: round(end * 48000)].sum(axis=1) for each in (track, again))
    assert np.corrcoef(one, two)[0, 1] > 0.97


def test_bends_and_swells_are_wheels_and_controllers():
    """A note that sounds alone is bent as it is arranged, and straight again after it; one with others is not."""
    bend = ((0.0, -2.0), (0.25, -2.0), (0.5, 0.0))
    notes = (Played(0.0, 1.0, 60, 90, bend), Played(1.0, 1.0, 64, 90, bend), Played(1.0, 1.0, 67, 90))
    part = section("disco", bars=2, name="Only", tempo=120)
    track = Track("oboe", 68, notes, "melody", swell=((0.0, 0.25), (2.0, 1.0)))
    file = read(band_midi(song(part), [Arrangement("Only", "disco", 4.0, (track,))]))
    now, wheel, swell, settings_ = 0, [], [], []
    for message in file.tracks[-1]:
        now += message.time
        if message.type == "pitchwheel":
            wheel.append((now / 1920, message.pitch / 8192 * SEMITONES))
        elif message.type == "control_change" and message.control == SWELL:
            swell.append((now / 1920, message.value))
        elif message.type == "control_change" and now == 0:
            settings_.append((message.control, message.value))
    times, values = np.array(wheel).T
    assert times[0] == 0 and times[-1] == 1.0 and values[-1] == 0
    assert np.interp([0.1, 0.375, 0.5], times, values) == pytest.approx([-2, -1, 0], abs=0.05)
    assert set(BEND_RANGE) <= set(settings_)
    assert swell[0] == (0, 64) and swell[-1] == (2.0, 127)
    assert (np.interp(1.0, *zip(*swell, strict=True)) / 127) ** 2 == pytest.approx(0.625, abs=0.02)
