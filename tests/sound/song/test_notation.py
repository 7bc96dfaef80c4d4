"""Songs as text: what is read, and what is said of every mistake."""

from __future__ import annotations

import re
import textwrap
from fractions import Fraction
from pathlib import Path

import pytest

from eigenreel.errors import EigenreelError, ScriptError
from eigenreel.sound.song import notation
from eigenreel.sound.song.chords import QUALITIES
from eigenreel.sound.song.notation import parse, read_song
from eigenreel.sound.song.score import PARTS, STYLES, Recording

FRONT = '---\ntitle: T\nunit: "1.2"\nsinger: [G3, C5]\nstyles:\n  Intro: disco\n  Verse: barbershop\n---\n'
HEAD = "X:1\nT:T\nM:4/4\nL:1/8\nQ:1/4=120\nK:C\n"
SONG = (
    FRONT
    + HEAD
    + """P:Intro
"Dm7"Z |
P:Verse
%%lesson linear_algebra/vectors
"C"G2 E2 "G7/B"F3 D | C8 |
w: I am a row of | num-bers.
"""
).replace("F3 D | C8", "F2 DD | C4 E4")


def verse(tune: str, words: str = ""):
    """The verse of a song whose verse is that line."""
    text = SONG[: SONG.index("%%lesson")] + f"%%lesson a/b\n{tune}\nw: {words}\n"
    return parse(text, "song.abc").sections[1]


def with_recordings(written: str) -> str:
    """The song with more at the end of its front matter."""
    return SONG.replace("---\nX:1", f"{written}\n---\nX:1", 1)


def pitches(tune: str, words: str) -> list[int]:
    return [note.pitch for note in verse(tune, words).lines[0].notes]


def test_a_song_is_read():
    """Positions count quarter notes from the start; rows are those of the file."""
    score = parse(SONG.replace("w: I am a row of", "w: I am a ma-trix"), "songs/first.abc")
    verse = score.sections[1]
    line = verse.lines[0]
    assert (score.name, score.title, score.unit, score.singer) == ("first", "T", "1.2", (55, 72))
    assert (verse.name, verse.style, verse.start, verse.tempo) == ("Verse", "barbershop", 4, 120)
    assert line.text == "I am a matrix numbers."
    assert [note.pitch for note in line.notes] == [67, 64, 65, 62, 62, 60, 64]
    assert [note.start for note in line.notes][:4] == [4, 5, 6, 7]
    assert [chord.symbol for chord in verse.chords] == ["C", "G7/B"]
    assert verse.chords[1].bass == 11 and verse.chords[1].length == 6
    assert line.row == 19 and SONG.split("\n")[18].startswith('"C"G2')
    assert score.duration == pytest.approx(6.0)


def test_authors_are_the_lines_c_of_the_header():
    """In order; one that is empty names nobody."""
    text = SONG.replace("T:T\n", "T:T\nC:Ada \\% Co\nC:\nC: Béla % arranged\n")
    assert parse(text, "song.abc").authors == ("Ada % Co", "Béla") and parse(SONG, "song.abc").authors == ()


def test_the_example_in_the_documentation_of_the_module_is_a_song():
    text = textwrap.dedent(notation.__doc__.split("A small one:\n", 1)[1].split("``docs", 1)[0]).strip("\n")
    assert [section.name for section in parse(text, "short.abc").sections] == ["Intro", "Verse 1"]


@pytest.mark.parametrize(
    ("tune", "words", "lengths"),
    [
        ("C>D E<F z4 |", "a b c d", ["3/4", "1/4", "1/4", "3/4"]),
        ("C>>D z6 |", "a b", ["7/8", "1/8"]),
        ("(3CDE z6 |", "a b c", ["1/3", "1/3", "1/3"]),
        ("(3:2:2C2D z6 |", "a b", ["2/3", "1/3"]),
        ("C/D/ E// F3// z6 |", "a b c d", ["1/4", "1/4", "1/8", "3/8"]),
        ("C4- C4- | C4 z4 |", "la_ | _", ["6"]),
        ("(C2 D2) z4 |", "la_", ["1", "1"]),
    ],
)
def test_lengths(tune, words, lengths):
    """Fractions, broken rhythms, tuplets, ties and slurs."""
    notes = verse(tune, words).lines[0].notes
    assert [note.length for note in notes] == [Fraction(length) for length in lengths]


def test_a_sign_holds_to_the_bar_line():
    """In all octaves, as ABC 2.1 says; a tied note keeps it over the bar line."""
    assert pitches("^G,2 G2 =G2 G2 | G2 z6 |", "a b c d e") == [56, 68, 67, 67, 67]
    assert pitches("z4 ^G4- | G4 G4 |", "a _ b") == [68, 67]


def test_words_hold_hyphens_spaces_and_bars():
    line = verse("G2 G2 A4 | c4- c2 A2 |", r"set the~n\-th el-|e-_ment.").lines[0]
    assert line.words == ("set", "the n-th", "element.")
    assert [syllable.text for syllable in line.syllables] == ["set", "the n-th", "el", "e", "ment."]
    assert [syllable.word for syllable in line.syllables] == [0, 1, 2, 2, 2]


def test_an_upbeat_may_open_the_song_and_be_paid_back_at_a_border():
    """A short bar is right where it is the rest of another."""
    verse = parse(SONG.replace('"Dm7"Z |', '"Dm7"z8 | z6 |').replace('"C"G2', '"C"z2 | G2'), "song.abc").sections[1]
    assert [bar.length for bar in verse.bars] == [1, 4, 4]
    with pytest.raises(ScriptError, match=r"song.abc:16: a bar of 3 quarters in 4/4; add or remove"):
        parse(SONG.replace('"Dm7"Z |', '"Dm7"z8 | z6 |'), "song.abc")


@pytest.mark.parametrize("name", ["pedal steel", "pedal_steel"])
def test_players_of_two_words_may_have_another_instrument(name):
    song = SONG.replace("barbershop", "alt_country").replace("unit:", f"instruments: {{{name}: 25}}\nunit:")
    assert parse(song, "song.abc").instruments == (("pedal steel", 25),)


MISTAKES = {
    "syllables": ("I am a row of", "I am a row", r":20: bar 1 of this line has 4 syllables \(I am a row\) for 5 notes"),
    "one bar too many": ("num-bers.", "num-bers. | so", r":20: this line has 8 syllables \(.*\) for 7 notes"),
    "chord": ('"G7/B"', '"G17"', r":19: unknown chord 'G17'; perhaps you meant G7\?"),
    "too high": ("C4 E4", "c'4 E4", r""":19: note "c'4" \(MIDI 84\) at sign \d+ is above the singer's range of 55"""),
    "too low": ("C4 E4", "C,4 E4", r":19: note 'C,4' \(MIDI 48\) at sign \d+ is below"),
    "bar too long": (
        "C4 E4",
        "C4 E5",
        r":19: a bar of 9/2 quarters in 4/4; add or remove notes or rests, or change M:",
    ),
    "bar too short": ("C4 E4", "C4 E3", r":19: a bar of 7/2 quarters in 4/4"),
    "no bar line": ("C4 E4 |", "C4 E4", r":19: the last bar of 'Verse' has no bar line; end it with \|"),
    "unknown section": ("  Verse:", "  Vers: disco\n  Verse:", r":7: styles names the unknown section 'Vers'; perhaps"),
    "harmony": ("unit:", "harmony: [Verse, Tag]\nunit:", r":3: harmony names the unknown section 'Tag'; it has: Intro"),
    "player": (
        "unit:",
        "instruments: {bas: 3}\nunit:",
        r":3: instruments names the unknown player 'bas'; perhaps.* bass",
    ),
    "no style": ("P:Verse", "P:Verse 2", r":17: section 'Verse 2' has no style; add it under 'styles:'"),
    "style": (
        "barbershop",
        "barbershot",
        r":7: styles: Verse names the unknown style 'barbershot'; perhaps.*barbershop\?",
    ),
    "no lesson": ("%%lesson linear_algebra/vectors\n", "", r":18: a line without a lesson; put a line %%lesson"),
    "lesson": ("linear_algebra/vectors", "Vectors", r":18: a lesson 'Vectors'; write its key, as in %%lesson linear_a"),
    "tab": ("G2 E2", "G2\tE2", r":19: a tab character; use spaces"),
    "repeat": ("C4 E4 |", "C4 E4 :|", r":19: a repeat \(:\|\) at sign \d+; write the music out"),
    "harmony notes": ("C4 E4", "[CE]4 E4", r":19: several notes at once \(\[\) at sign \d+; write one"),
    "decoration": ("C4 E4", "!f!C4 E4", r":19: a decoration \(!\)"),
    "letter": ("C4 E4", "C4 h4", r":19: cannot read 'h4 \|' at sign \d+; write notes"),
    "voice": ("P:Verse", "V:2\nP:Verse", r":17: a field V: in the tune; P, M, L, Q, K, w and N may stand there"),
    "tempo": ("Q:1/4=120", "Q:fast", r":13: unknown tempo 'fast'; write it as Q:1/4=112"),
    "key": ("K:C", "K:H", r":14: unknown key 'H'; write a note and a mode"),
    "metre": ("M:4/4", "M:4/5", r":11: unknown metre '4/5'"),
    "tempo inside": ("C4 E4", "[Q:1/4=90] C4 E4", r":19: the tempo changes inside a section; begin a new one"),
    "key inside": ("C4 E4", "[K:Am] C4 E4", r":19: the key changes inside a section"),
    "metre inside": ("C4 E4", "C4 [M:3/4] E4", r":19: the metre changes inside a bar; put M: after a bar line"),
    "star": ("num-bers", "num *", r":20: '\*' leaves a note without a syllable"),
    "lonely hyphen": ("num-bers.", "num-", r":20: the words end in '-'"),
    "no words": ("w: I am a row of | num-bers.\n", "", r":19: notes without words; add a line w:"),
    "words twice": ("num-bers.", "num-bers.\nw: la", r":21: words without notes; put w: right under"),
    "tie": ("F2 DD", "F2- DD", r":19: a tie \(-\) to another pitch, 'D'; write a slur"),
    "title": ("T:T", "T:Other", r":10: T: is 'Other', the front matter's title 'T'; make them one"),
    "blank": ("P:Verse", "\nP:Verse", r":18: something below the blank line that ends the tune"),
    "section twice": ("P:Verse", "P:Intro", r":17: a second section 'Intro'; give each a name of its own"),
    "no key": ("K:C\n", "", r":14: a field P: in the tune's header"),
    "no metre": ("M:4/4\n", "", r":13: the tune's header has no M:; add it above K:"),
    "grid": ("DD", "D1/11 D21/11", r":19: 'D1/11' at sign \d+ ends between the smallest parts of a beat"),
    "tuplet": ("DD | C4 E4 |", "(3DD |", r":19: a tuplet lacks 1 of its notes"),
    "broken": ("DD |", "D> |", r":19: '>' at sign \d+ is not between two notes; write it as in A>B"),
}


WRONG_RECORDINGS = {
    "no list": (
        "recordings: tone.wav",
        r":8: recordings is not a list; write each under it, beginning with '- file: …'",
    ),
    "no fields": (
        "recordings: [tone.wav]",
        r":8: recordings: entry 1 is not a group of fields; begin it with '- file:",
    ),
    "no file": ("recordings:\n  - section: Verse", r":9: recordings: entry 1 has no 'file'; add a line 'file: …'"),
    "section": ("section: Vers", r":10: recordings names the unknown section 'Vers'; perhaps you meant Verse\?"),
    "through what": ("instead_of: lead\n    through: Ver", r":12: recordings names the unknown section 'Ver'"),
    "through back": (
        "instead_of: lead\n    through: Intro",
        r":12: 'a.wav' is through 'Intro', which is before 'Verse'",
    ),
    "through nothing": ("through: Verse", r":9: recordings: entry 1 has 'through:' without 'instead_of:'; say which"),
    "part": (
        "instead_of: [lead, vocals]",
        r":11: .*instead_of names the unknown part 'vocals'; perhaps you meant voices",
    ),
    "part twice": ("instead_of: [lead, lead]", r":11: .*instead_of names 'lead' twice; keep one"),
    "no part": ("instead_of: [[lead]]", r":11: .*instead_of is no name of a part; it has: lead, voices, drums"),
    "field": ("fadein: 2", r":11: .*has an unknown field 'fadein'; perhaps you meant fade_in\?"),
    "place": ("at: two", r":11: .*at is 'two'; give seconds, as in 1.5, or beats or bars, as in '2 beats'"),
    "far place": ("at: 3601 s", r":11: .*at is '3601'; give seconds"),
    "list of places": ("at: [1]", r":11: .*at is .*; give seconds"),
    "late": ("at: 4 bars", r":11: 'a.wav' begins after section 'Verse', which lasts 4.00 s; name the section that"),
    "early": ("at: -2 bars", r":11: 'a.wav' begins before the song does; give a later 'at:', and cut"),
    "order": ("from: 3\n    to: 2.5", r":9: .*goes from 3 s to 2.5 s of its file; write the smaller one as 'from:'"),
    "negative": ("from: -3", r":11: .*from is '-3'; give seconds of the file, as in 12.5 or 1:30"),
    "endless": ("to: inf", r":11: .*to is 'inf'; give seconds of the file"),
    "gain": ("gain: loud", r":11: .*gain is 'loud'; give dB from -60 to 24"),
    "much gain": ("gain: 30", r":11: .*gain is '30'; give dB"),
    "fade": ("fade_out: 61", r":11: .*fade_out is '61'; give seconds from 0 to 60"),
    "pan": ("pan: left", r":11: .*pan is 'left'; give a number from -1, left, to 1, right"),
}


@pytest.mark.parametrize("name", WRONG_RECORDINGS)
def test_a_wrong_recording_is_one_line_with_its_place(name):
    written, message = WRONG_RECORDINGS[name]
    if not written.startswith("recordings"):
        section = "" if written.startswith("section") else "section: Verse\n    "
        written = f"recordings:\n  - file: a.wav\n    {section}{written}"
    with pytest.raises(ScriptError, match="^song.abc" + message) as caught:
        parse(with_recordings(written), "song.abc")
    assert "; " in str(caught.value) and "\n" not in str(caught.value)


def test_recordings_are_read_as_people_write_them():
    """Times in minutes, units in any form, one part or several, a fade of nothing."""
    fields = "from: 1:30, to: 100, gain: -3, fade_in: .5, pan: 0.25, at: -1 bar, instead_of: lead, through: Verse"
    other = "- {file: b.wav, section: Intro, at: 1.5 s}"
    written = f"recordings:\n- {{file: my voice.m4a, section: Verse, {fields}}}\n{other}"
    voice, other = parse(with_recordings(written), "song.abc").recordings
    assert voice == Recording(
        "my voice.m4a", "Verse", -1.0, "bars", 90.0, 100.0, -3.0, 0.5, 0.0, 0.25, ("lead",), "Verse"
    )
    assert other == Recording("b.wav", "Intro", 1.5) and (voice.row, other.row) == (9, 10)


def test_a_recording_that_is_not_there_is_said_when_the_song_is_read(tmp_path):
    path = tmp_path / "first.abc"
    path.write_text(with_recordings("recordings: [{file: a.wav, section: Verse}]"), encoding="utf-8")
    with pytest.raises(
        ScriptError, match=r"first.abc:8: recording 'a.wav' is not there \(.*\); put it beside the song"
    ):
        read_song(path)
    (tmp_path / "a.wav").touch()
    assert read_song(path).recordings[0].file == "a.wav"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line_with_its_place(name):
    """file:line: what; way out."""
    old, new, message = MISTAKES[name]
    assert old in SONG
    with pytest.raises(ScriptError, match="^song.abc" + message) as caught:
        parse(SONG.replace(old, new, 1), "song.abc")
    assert "; " in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_is_read(tmp_path):
    path = tmp_path / "first.abc"
    with pytest.raises(EigenreelError, match=r"first.abc: cannot read this song \(No such file"):
        read_song(path)
    path.write_bytes(SONG.encode("utf-16"))
    with pytest.raises(ScriptError, match=r"first.abc:1: byte 0xFF is not UTF-8; save the file as UTF-8"):
        read_song(path)
    path.write_bytes(b"\xef\xbb\xbf" + SONG.replace("\n", "\r\n").encode())
    assert read_song(path).name == "first"


def test_the_example_of_the_guide_is_a_song():
    """docs/songs.md: its short song parses, and its mistakes are those that are said."""
    guide = (Path(__file__).parents[3] / "docs" / "songs.md").read_text(encoding="utf-8")
    song = guide.split("```\n")[1]
    assert [line.text for line in parse(song, "short.abc").lines] == [
        "A vector is numbers in a row.",
        "Stack them and see them dance.",
    ]
    for style in STYLES:
        assert f"`{style}`" in guide
    listed = guide.split("## Your own recordings in it")[1]
    example = listed.split("```\n")[1].replace("Chorus", "Intro").replace("Verse 1", "Verse")
    voice, guitar, rain = parse(with_recordings(example.replace("-1 beat", "1 beat").rstrip()), "song.abc").recordings
    assert (voice.instead_of, guitar.start, guitar.unit, rain.gain) == (("lead",), 3.5, "beats", -6)
    for field in ("file", "section", "at", "from", "to", "gain", "fade_in", "fade_out", "pan", "instead_of", "through"):
        assert f"`{field}`" in listed
    assert all(f"`{part}`" in listed for part in PARTS)
    known = re.search(r"Known: triads, `([^`]+)`", guide)[1].split()
    assert {QUALITIES[name] for name in ["", "m", *known]} == set(QUALITIES.values())
