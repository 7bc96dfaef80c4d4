"""What is written of a score: MIDI, MusicXML and words with times, each read again by a small reader of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from song_strategies import scores

from eigenreel.sound.song import lyric_files
from eigenreel.sound.song.keys import pitch_class
from eigenreel.sound.song.midi import midi
from eigenreel.sound.song.midi_file import TICKS
from eigenreel.sound.song.musicxml import musicxml
from eigenreel.sound.song.notation import parse
from eigenreel.sound.song.note_values import note_values
from eigenreel.sound.song.times import score_times

SONG = """---
title: Two & Two
unit: "1.2"
styles: {Verse: disco, Turn: balkan_brass}
---
X:1
T:Two & Two
C:Ada & Béla
M:4/4
L:1/8
Q:1/4=120
K:C
P:Verse
%%lesson a/b
"C"z4 E2 G2 | "A7#9"(3:2:2A2G A2- A4- | A4 z4 |
w: Vec-tors | are so__ | _
P:Turn
M:7/8
Q:1/4=105
K:Dphr
%%lesson a/c
"D/F#"D2 ^F2 A3- | "Cm"A4 z3 |
w: long {and} wide | _
"D"Z3 |
%%lesson a/c
"D"D2 ^F2 D3 |
w: one <two> three
"""


@pytest.fixture(scope="module")
def score():
    return parse(SONG, "two.abc")


def read_midi(data: bytes) -> list[list[tuple[int, bytes]]]:
    """Tracks of (tick, message), without running status."""
    assert data[:14] == b"MThd\0\0\0\6\0\1" + data[10:12] + TICKS.to_bytes(2, "big")
    tracks, place = [], 14
    while place < len(data):
        assert data[place : place + 4] == b"MTrk"
        end = place + 8 + int.from_bytes(data[place + 4 : place + 8], "big")
        place, tick, events = place + 8, 0, []
        while place < end:
            delta, place = _number(data, place)
            tick += delta
            if data[place] == 0xFF:
                size, body = _number(data, place + 2)
            else:
                size, body = 1 if data[place] >> 4 == 0xC else 2, place + 1
            events.append((tick, data[place : body + size]))
            place = body + size
        assert events[-1][1] == b"\xff\x2f\0"
        tracks.append(events)
    return tracks


def _number(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    while True:
        value = value << 7 | data[place] & 0x7F
        place += 1
        if data[place - 1] < 0x80:
            return value, place


def metas(events, kind: int) -> list[tuple[int, bytes]]:
    return [(tick, message[3:]) for tick, message in events if message[:2] == bytes([0xFF, kind])]


def test_midi_has_tempo_metre_key_sections_and_words(score):
    frame, melody, chords = read_midi(midi(score))
    turn = 12 * TICKS
    assert metas(frame, 0x06) == [(0, b"Verse"), (turn, b"Turn")]
    assert [(tick, 60e6 / int.from_bytes(data, "big")) for tick, data in metas(frame, 0x51)] == [
        (0, pytest.approx(120)),
        (turn, pytest.approx(105, rel=1e-6)),
    ]
    assert metas(frame, 0x58) == [(0, bytes([4, 2, 24, 8])), (turn, bytes([7, 3, 24, 8]))]
    assert metas(frame, 0x59) == [(0, b"\0\0"), (turn, b"\xfe\1")]
    assert (
        "".join(data.decode() for _, data in metas(melody, 0x05))
        == "Vectors are so\rlong {and} wide\rone <two> three\r"
    )
    assert [data for _, data in metas(chords, 0x01)][:3] == [b"C", b"A7#9", b"D/F#"]
    assert metas(frame, 0x01) == [(0, "Ada & Béla".encode())]


@given(scores())
@settings(max_examples=40)
def test_midi_holds_the_notes_of_the_score(score):
    """Every note begins and ends within half a tick of where it is written, and none is left sounding."""
    _, melody, chords = read_midi(midi(score))
    notes = [note for line in score.lines for note in line.notes]
    begun = [(tick, message[1]) for tick, message in melody if message[0] >> 4 == 9]
    ended = [(tick, message[1]) for tick, message in melody if message[0] >> 4 == 8]
    assert begun == [(round(note.start * TICKS), note.pitch) for note in notes]
    assert ended == [(round(note.end * TICKS), note.pitch) for note in notes]
    sounding: set[int] = set()
    for _, message in chords:
        if message[0] >> 4 == 9:
            assert message[1] not in sounding
            sounding.add(message[1])
        elif message[0] >> 4 == 8:
            sounding.remove(message[1])
    assert not sounding


@given(scores())
@settings(max_examples=40)
def test_musicxml_holds_the_notes_of_the_score(score):
    """Read back by durations, pitches and ties, the melody is the same; drawn values say how long a note lasts."""
    root = ElementTree.fromstring(musicxml(score))
    divisions = int(root.find(".//divisions").text)
    position, found = Fraction(0), []
    for measure in root.iter("measure"):
        for note in measure.iter("note"):
            length = Fraction(int(note.find("duration").text), divisions)
            if note.find("type") is not None:
                assert drawn(note) == length
            if (pitch := note.find("pitch")) is not None:
                step, alter, octave = (pitch.findtext(tag, "0") for tag in ("step", "alter", "octave"))
                number = pitch_class(step) + int(alter) + 12 * (int(octave) + 1)
                if any(tie.get("type") == "stop" for tie in note.iter("tie")):
                    start, before, last = found.pop()
                    assert last == number and start + before == position
                    found.append((start, before + length, number))
                else:
                    found.append((position, length, number))
            position += length
    assert found == [(note.start, note.length, note.pitch) for line in score.lines for note in line.notes]
    assert position == score.end
    assert len(root.findall(".//measure")) == sum(len(section.bars) for section in score.sections)
    assert [mark.text for mark in root.iter("rehearsal")] == [section.name for section in score.sections]
    said = [text.text for lyric in root.iter("lyric") for text in lyric.iter("text")]
    assert said == [syllable.text for line in score.lines for syllable in line.syllables]


def test_musicxml_counts_as_musicians_do():
    """Dotted quarters where three eighths are a beat, and a written grouping in the time signature."""
    song = SONG.replace("Q:1/4=105", "Q:3/8=70").replace("M:7/8", "M:(3+2+2)/8").replace('"D"Z3 |', '[M:6/8] "D"Z3 |')
    song = song.replace('"D"D2 ^F2 D3 |', '"D"D2 ^F2 D2 |') + 'P:Last\nQ:3/8=72\n"D"Z |\n'
    song = song.replace("Turn: balkan_brass", "Turn: balkan_brass, Last: disco")
    root = ElementTree.fromstring(musicxml(parse(song, "two.abc")))
    assert [time.findtext("beats") for time in root.iter("time")] == ["4", "3+2+2", "6"]
    marks = [(mark.find("beat-unit-dot") is not None, mark.findtext("per-minute")) for mark in root.iter("metronome")]
    assert marks == [(False, "120"), (False, "105"), (True, "72")]
    assert [sound.get("tempo") for sound in root.iter("sound")] == ["120", "105", "108"]


def drawn(note: ElementTree.Element) -> Fraction:
    """Quarter notes, from how it is drawn."""
    names = ["breve", "whole", "half", "quarter", "eighth", "16th", "32nd", "64th", "128th", "256th"]
    plain = Fraction(8, 2 ** names.index(note.findtext("type")))
    value = plain * (2 - Fraction(1, 2 ** len(note.findall("dot"))))
    if (ratio := note.find("time-modification")) is not None:
        value *= Fraction(int(ratio.findtext("normal-notes")), int(ratio.findtext("actual-notes")))
    return value


ORDER = {
    "note": "pitch rest duration tie voice type dot time-modification notations lyric",
    "attributes": "divisions key time clef",
    "harmony": "root kind bass degree",
    "measure": "attributes direction harmony note barline",
    "lyric": "syllabic text extend",
}


def test_musicxml_keeps_the_order_that_its_schema_wants(score):
    root = ElementTree.fromstring(musicxml(score))
    for tag, order in ORDER.items():
        for element in root.iter(tag):
            places = [order.split().index(child.tag) for child in element]
            assert places == sorted(places) or tag == "measure"
    turn = root.findall(".//measure")[3]
    assert [child.tag for child in turn][:5] == ["attributes", "direction", "direction", "harmony", "note"]
    assert turn.findtext("attributes/key/fifths") == "-2" and turn.findtext("attributes/key/mode") == "phrygian"
    assert turn.findtext("harmony/bass/bass-step") == "F" and turn.findtext("harmony/bass/bass-alter") == "1"
    syllabics = [lyric.findtext("syllabic") for lyric in root.iter("lyric") if lyric.find("syllabic") is not None]
    assert syllabics[:4] == ["begin", "end", "single", "single"]
    creators = {each.get("type"): each.text for each in root.findall("identification/creator")}
    assert creators == {"composer": "Ada & Béla", "lyricist": "Ada & Béla"}


@pytest.mark.parametrize("length", ["1", "5/2", "7/4", "1/3", "4/7", "13/16", "21", "7/12"])
def test_note_values_add_up(length):
    values = note_values(Fraction(length))
    assert sum(value.length for value in values) == Fraction(length)
    assert all(value.name for value in values)


def test_lrc(score):
    """Lines with times, taken away before long pauses; with the words' own times on request."""
    text = lyric_files.lrc(score, score_times(score))
    assert text.split("\n")[:6] == [
        "[ti:Two & Two]",
        "[ar:Ada & Béla]",
        "[length:00:18.00]",
        "[00:01.00]Vectors are so",
        "[00:06.00]long {and} wide",
        "[00:09.14]",
    ]
    assert "[00:01.00]<00:01.00>Vectors <00:02.00>are <00:02.33>so <00:05.00>" in lyric_files.word_lrc(
        score, score_times(score)
    )


def test_vtt(score):
    """Cues in order without overlap, times of words inside them, and signs escaped."""
    text = lyric_files.vtt(score, score_times(score))
    assert text.startswith("WEBVTT\n\n1\n00:00:01.000 --> 00:00:05.000\nVectors <00:00:02.000>are <00:00:02.333>so\n")
    assert "&lt;two&gt;" in text
    assert len(re.findall(" --> ", text)) == 3


def test_ass_times_add_up(score):
    r"""The \k of a line last as long as it is shown."""
    rows = [row for row in lyric_files.ass(score, score_times(score)).split("\n") if row.startswith("Dialogue")]
    assert len(rows) == 3 and r"{\k200}wide" not in rows[0] and r"\{and\}" in rows[1]
    for row in rows:
        start, end = (centiseconds(stamp) for stamp in row.split(",")[1:3])
        assert sum(map(int, re.findall(r"\\k(\d+)", row))) == end - start
    assert re.sub(r"{\\k\d+}", "", rows[0].split(",", 9)[9]) == "Vectors are so"


def test_ass_lines_never_stand_over_one_another(score):
    """A singer lets go of a line's last sound a moment after the next one's first consonant."""
    lines = score_times(score)
    first = lines[0]
    late = replace(first.syllables[-1], end=lines[1].start + 0.07)
    sung = (replace(first, syllables=(*first.syllables[:-1], late)), *lines[1:])
    rows = [row.split(",") for row in lyric_files.ass(score, sung).split("\n") if row.startswith("Dialogue")]
    times = [tuple(map(centiseconds, row[1:3])) for row in rows]
    assert all(end <= start for (_, end), (start, _) in pairwise(times))
    assert sum(map(int, re.findall(r"\\k(\d+)", "".join(rows[0])))) == times[0][1] - times[0][0]


def centiseconds(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    return round((int(hours) * 60 + int(minutes)) * 6000 + float(seconds) * 100)


@given(scores())
@settings(max_examples=30)
def test_ultrastar_notes_do_not_overlap(score):
    """Beats go up, notes are within 13 ms of their time unless one before them is in the way, words stay whole."""
    text = lyric_files.ultrastar(score, score_times(score), "song.m4a")
    gap = int(re.search(r"#GAP:(\d+)", text)[1]) / 1000
    rows = [row.split(" ", 4) for row in text.split("\n") if row.startswith(": ")]
    notes = [note for line in score.lines for note in line.notes]
    free = 0
    for row, note in zip(rows, notes, strict=True):
        beat, length, pitch = map(int, row[1:4])
        time = gap + beat * 60 / (4 * lyric_files.ULTRASTAR_BPM)
        assert beat == free or abs(time - score.seconds(note.start)) < 0.0131
        assert beat >= free and length >= 1 and pitch == note.pitch - 60
        free = beat + length
    said = "".join(row[4].replace("~", "") for row in rows)
    assert said.split() == [part for line in score.lines for word in line.words for part in word.split()]
    assert text.endswith("E\n")
