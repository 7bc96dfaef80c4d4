"""Lyrics as people have them become the lines that are sung, or one clear line says why not."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eigenreel.errors import EigenreelError
from eigenreel.sound.track.lyrics import LARGEST, MOST_LINES, parse_lyrics, read_lyrics

COPIED = """Down the Gradient Lyrics
Words and music by the authors
https://songs.example/1

[Verse 1]
[C]A vector is an [G7]arrow
Am   G7
but it's also just a list (x2)

[Chorus: all]
Down, down!
You might also like

Verse 2:
One partial turns one knob
[Chorus: all]

(Instrumental)

[Outro]
A
12 Contributors
"""

LRC = """[ti:Down the Gradient]
[offset:+500]
[Verse 1]
[00:12.50]A vector is an arrow
[00:20.00][01:05.25]down, down
[00:16.00]<00:16.00>but it's <00:17.10>also<00:18.00>
[00:25.00]
"""

ULTRASTAR = """#TITLE:Down the Gradient
#BPM:150
#GAP:2000
: 0 4 60 A
: 4 4 62  vec
* 8 6 64 tor
- 16
: 20 4 60 down,
: 24 8 60 ~
: 32 4 60  down
E
"""


def texts(text):
    return [line.text for line in parse_lyrics(text.encode(), "song.txt").lines]


def test_plain_lyrics_as_they_are_copied():
    """Titles, credits, chords and remarks are no lines; a lone heading repeats its lines, (x2) its own."""
    lines = parse_lyrics(COPIED.encode(), "song.txt").lines
    assert [(line.section, line.text) for line in lines] == [
        ("Verse 1", "A vector is an arrow"),
        ("Verse 1", "but it's also just a list"),
        ("Verse 1", "but it's also just a list"),
        ("Chorus: all", "Down, down!"),
        ("Verse 2", "One partial turns one knob"),
        ("Chorus: all", "Down, down!"),
        ("Outro", "A"),
    ]
    assert lines[0].row == 6 and not parse_lyrics(COPIED.encode(), "song.txt").timed


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\n\ntwo\n", ["one", "two"]),
        ("(ooh) baby\n(ooh)\n", ["(ooh) baby", "(ooh)"]),
        ("Chorus\nla la\nVERSE 2\nlo\n", ["la la", "lo"]),
        ("# Verse\nla\n## Chorus\nlo\n", ["la", "lo"]),
        ("Am I a bee\nG\nDo re mi\n", ["Am I a bee", "Do re mi"]),
        ("la x3\n[x2]\nlo\n", ["la", "la", "la", "lo"]),
        ("\ufeffété\u200b \n", ["été"]),
        ("[Chorus]\nla\n[Chorus 2]\n", ["la", "la"]),
        ("♪ la ♪\n🎵🎵\n---\n1.\n2)\nlo\n", ["la", "lo"]),
        ("[Verse]\n**la** *la*\n> lo\n- lu\n", ["la la", "lo", "lu"]),
        ("[Verse]\nEm7 - A7 - Dmaj7\nla\nBm7b5 E7#9 Asus4\n| C | F/G |\nN.C.\nlo\n", ["la", "lo"]),
        (
            "[Chorus]\nla\nLyrics by Me & You\nWritten by the stars\n12Embed\nWe embed\nthe key: you\n",
            ["la", "Written by the stars", "We embed", "the key: you"],
        ),
        ("שלום עולם\nпривет\n", ["שלום עולם", "привет"]),
    ],
)
def test_kinds_of_plain_lyrics(text, lines):
    assert texts(text) == lines


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("[Verse 1]", "Verse 1"),
        ("Verse 1:", "Verse 1"),
        ("VERSE ONE", "VERSE ONE"),
        ("(Chorus)", "Chorus"),
        ("**Bridge**", "Bridge"),
        ("*Chorus:*", "Chorus"),
        ("--- Outro ---", "Outro"),
        ("== Tag ==", "Tag"),
        ("{Refrain}", "Refrain"),
        ("Final Chorus", "Final Chorus"),
        ("### Pre-Chorus", "Pre-Chorus"),
        ("[Verse 2: One & Other]", "Verse 2: One & Other"),
    ],
)
def test_headings_are_written_in_many_ways(heading, section):
    lines = parse_lyrics(f"[Intro]\nooh\n{heading}\nla\n".encode(), "song.txt").lines
    assert [(line.section, line.text) for line in lines] == [("Intro", "ooh"), (section, "la")]


@pytest.mark.parametrize("heading", ["[Chorus x2]", "[Chorus (x2)]", "Chorus (2x)", "(repeat chorus x2)", "CHORUS ×2:"])
def test_a_heading_says_how_often_its_lines_are_sung(heading):
    assert texts(f"[Chorus]\nla\nlo\n[Verse]\nve\n{heading}\n") == ["la", "lo", "ve", "la", "lo", "la", "lo"]


def test_what_is_left_out_is_told():
    plain = parse_lyrics(b"[Verse]\nla\nhttps://x\nAll rights reserved.\n", "song.txt")
    assert plain.remarks == ("song.txt:3: credits and remarks are not sung; left out (2 lines)",)
    lrc = parse_lyrics(b"[00:01.00]la\nlost\n[01:02:03.50]later\n", "song.lrc")
    assert [line.text for line in lrc.lines] == ["la"]
    assert lrc.remarks == ("song.lrc:2: no time that can be read; left out (2 lines)",)


SUBTITLES = "WEBVTT\n\n1\n00:01.000 --> 00:03.000 line:0\n<v Ann>Hello\nthere\n\n01:00:04,500 --> 01:00:06,000\nlater\n"


def test_subtitles_give_the_times():
    found = parse_lyrics(SUBTITLES.encode(), "song.vtt")
    assert found.timed
    assert [(line.text, line.start, line.end) for line in found.lines] == [
        ("Hello there", 1.0, 3.0),
        ("later", 3604.5, 3606.0),
    ]


def test_voices_of_an_ultrastar_duet_are_sung_in_their_order_and_common_lines_once():
    text = "#BPM:300\nP1\n: 0 4 60 one\n- 10\n: 20 4 60 both\nP2\n: 10 4 60 two\n- 15\n: 20 4 60 both\nE\n"
    assert [(line.text, line.start) for line in parse_lyrics(text.encode(), "duet.txt").lines] == [
        ("one", 0.0),
        ("two", pytest.approx(0.5)),
        ("both", pytest.approx(1.0)),
    ]


def test_relative_ultrastar_counts_from_line_to_line():
    text = "#BPM:300\n#RELATIVE:YES\n: 0 4 60 one\n- 8 10\n: 2 4 60 two\n- 20\n: 0 4 60 three\nE\n"
    found = [(line.text, round(line.start, 6)) for line in parse_lyrics(text.encode(), "song.txt").lines]
    assert found == [("one", 0.0), ("two", 0.6), ("three", 1.5)]


def test_who_sings_is_no_word():
    lines = parse_lyrics(b"[00:01.00]F: lady\n[00:02.00]v1: <00:02.00>one <00:02.50>two\n", "song.lrc").lines
    assert [line.text for line in lines] == ["lady", "one two"] and lines[1].words == (2.0, 2.5)


def test_lrc_gives_the_times():
    given_lyrics = parse_lyrics(LRC.encode(), "song.lrc")
    assert given_lyrics.timed
    assert [(line.text, line.start, line.end) for line in given_lyrics.lines] == [
        ("A vector is an arrow", 12.0, 15.5),
        ("but it's also", 15.5, 17.5),
        ("down, down", 19.5, 24.5),
        ("down, down", 64.75, None),
    ]
    assert given_lyrics.lines[1].words == (15.5, 15.5, 16.6)
    assert {line.section for line in given_lyrics.lines} == {"Verse 1"}


def test_ultrastar_gives_the_times():
    """A beat is a quarter of one of its BPM: here a tenth of a second."""
    one, other = parse_lyrics(ULTRASTAR.encode(), "song.txt").lines
    assert (one.text, one.words, one.end) == ("A vector", (2.0, pytest.approx(2.4)), pytest.approx(3.4))
    assert (other.text, other.start, other.end) == ("down, down", pytest.approx(4.0), pytest.approx(5.6))
    assert other.words == (pytest.approx(4.0), pytest.approx(5.2))


@pytest.mark.parametrize(
    ("data", "lines", "remark"),
    [
        ("été".encode("cp1252"), ["été"], "song.txt:1: not UTF-8, read as Windows-1252 (1 line)"),
        (
            "été\n".encode() + "là".encode("cp1252"),
            ["été", "là"],
            "song.txt:2: not UTF-8, read as Windows-1252 (1 line)",
        ),
        ("Ã©tÃ©\nla".encode(), ["été", "la"], "song.txt:1: garbled letters mended (1 line)"),
        ("donâ€™t".encode(), ["don’t"], "song.txt:1: garbled letters mended (1 line)"),
        ("Ã la".encode(), ["Ã la"], None),
        ("été".encode("utf-16"), ["été"], None),
        ("été, là-bas".encode("utf-16-le"), ["été, là-bas"], None),
        ("été".encode("utf-32"), ["été"], None),
        ("itâ€\x9ds Ã©tÃ© â™ª".encode(), ["it”s été"], "song.txt:1: garbled letters mended (1 line)"),
        ("donÃ¢â‚¬â„¢t".encode(), ["don’t"], "song.txt:1: garbled letters mended (1 line)"),
        ("un “CAFÉ”".encode(), ["un “CAFÉ”"], None),
    ],
)
def test_encodings_are_told_and_garbled_letters_mended(data, lines, remark):
    found = parse_lyrics(data, "song.txt")
    assert [line.text for line in found.lines] == lines and found.remarks == ((remark,) if remark else ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "song.txt: no words to sing; "),
        (b"[Verse 1]\n\n[Chorus]\n", "song.txt: no words to sing; "),
        (b"\0\1\2", "song.txt: is no text; "),
        (b"\xff\xfea", "song.txt: begins as UTF-16 and is not; "),
        (b"la\n" * (MOST_LINES + 1), f"song.txt: {MOST_LINES + 1} lines are no song; "),
        (b"a\n" * 400_000, "song.txt: over 20000 lines are no song; give at most 1000"),
        (b"one\n" + b"la " * 51, "song.txt:2: a line of 152 letters; break it into sung lines"),
        (b"#BPM:fast\n: 0 1 2 la\n", "song.txt: #BPM: 'fast' is no number; "),
        (b"#BPM:0\n: 0 1 2 la\n", "song.txt: #BPM: 0 is not between 1 and 10000; "),
        (b"#BPM:99\n#GAP:inf\n: 0 1 2 la\n", "song.txt: #GAP: inf is not between "),
        (b"#TITLE:x\n: 0 1 2 la\n", "song.txt: #BPM is missing; write it as #BPM:120"),
        (b"#BPM:100\n: 0 1 2 la\nB 10 200\n", "song.txt:3: its tempo changes; "),
        (b"{\\rtf1 la}", "song.txt: is a page of a browser or word processor; save it as plain text"),
        (b"<!DOCTYPE html>\nla", "song.txt: is a page of a browser or word processor; save it as plain text"),
    ],
)
def test_what_is_no_song_is_told_in_a_line(data, said):
    with pytest.raises(EigenreelError, match=re.escape(said)) as told:
        parse_lyrics(data, "song.txt")
    assert "\n" not in str(told.value)


def test_files_that_are_none_or_huge(tmp_path):
    for path, said in ((tmp_path, "is no file"), (tmp_path / "none.txt", "no such file")):
        with pytest.raises(EigenreelError, match=f"{said}; give a text file"):
            read_lyrics(path)
    huge = tmp_path / "huge.txt"
    huge.write_bytes(b"la\n" * (LARGEST // 3 + 1))
    with pytest.raises(EigenreelError, match="1 MB are no lyrics"):
        read_lyrics(huge)


@given(st.one_of(st.binary(max_size=300), st.text(alphabet="[]<>:.#-*(x2) 019aB~\n", max_size=200).map(str.encode)))
@example(b"[00:00.00]a<00:00:10>b")
@example(b"#BPM:1e-320\n: 0 1 2 a")
def test_any_bytes_are_lines_or_one_clear_error(data):
    try:
        lines, said = parse_lyrics(data, "song.txt").lines, "song.txt: fine; fine"
    except EigenreelError as error:
        lines, said = (), str(error)
    assert re.fullmatch(r"song\.txt(:\d+)?: .+; .+", said)
    for line in lines:
        assert line.text == " ".join(line.text.split()) and any(sign.isalnum() for sign in line.text)
        assert line.words == () or len(line.words) == len(line.text.split())
        assert line.start is None or line.start >= 0
