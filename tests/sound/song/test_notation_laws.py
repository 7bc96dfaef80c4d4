"""Laws of the song parser: it is the inverse of the composer, and it never fails in any way but one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from song_strategies import scores

from eigenreel.errors import ScriptError
from eigenreel.sound.song.notation import compose, parse
from eigenreel.sound.song.score import Score

FRONT = "---\ntitle: T\nunit: u\nstyles: {A: disco, B: disco+p_funk}\n---\n"
HEAD = "X:1\nT:T\nM:4/4\nL:1/8\nQ:1/4=120\nK:C\n"
LINE = '%%lesson a/b\n"C"C2 D2 E4 |\nw: one two three\n'
MARKS = [
    "P:A\n", "P:B\n", "\n", "%%lesson a/b\n", "w: ", "w:", "%", "C", "c2", "^F/", "_B3/2", "=E", "z", "z4", "Z", "Z2",
    "|", "||", "|:", "|]", " ", '"Am7"', '"', '"X"', '"^hi"', "(3", "(3:2:1", "(5", "(", ")", "-", ">", "<<", "[M:7/8]",
    "[K:Dphr]", "[Q:1/4=90]", "[L:1/16]", "[V:1]", "[CE]", "{g}", "!f!", "x", "G,", "c''", "C,,", "1/0", "/", "//",
    "_", "*", "~", "\\-", "\\", "la", "la-la", "M:3/4\n", "Q:fast\n", "K:H\n", "L:1/3\n", "V:2\n", "\t", "\0", "é",
    LINE, LINE, '"F"z8|\n', "9999999999",
]  # fmt: skip


def parse_or_error(data: bytes) -> Score | None:
    """The score, or None after exactly one well-formed error line."""
    mistake: ScriptError | None = None
    try:
        return parse(data, "songs/song.abc")
    except ScriptError as error:
        mistake = error
    assert mistake.what
    assert mistake.remedy
    assert "\n" not in str(mistake)
    assert str(mistake).startswith("songs/song.abc:")
    assert 1 <= mistake.line <= data.replace(b"\r", b"\n").count(b"\n") + 1
    return None


def assert_survives(score: Score) -> None:
    text = compose(score)
    assert parse(text, "songs/song.abc") == score
    assert compose(parse(text, "songs/song.abc")) == text


@given(scores())
@settings(max_examples=80)
def test_parsing_inverts_composing(score):
    """parse(compose(x)) = x."""
    assert_survives(score)


@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
@settings(max_examples=200)
def test_any_tune_parses_or_gives_one_error(tune):
    """A tune made of our own marks in any order parses, or gives one error; what parses survives composing."""
    score = parse_or_error((FRONT + HEAD + "P:A\n" + LINE + tune).encode())
    if score:
        assert_survives(score)


@given(st.lists(st.sampled_from(["C", "D2", "z", "z2", "(3", "|", '"G7"', "-", "_B", "^C", ">", " "]), max_size=16))
@settings(max_examples=200)
def test_any_line_of_music_parses_or_gives_one_error(marks):
    """The same of one line of notes, with as many syllables as it wants, or not."""
    notes = sum(mark in ("C", "D2", "_B", "^C") for mark in marks)
    text = f"P:A\n%%lesson a/b\n{''.join(marks)}\nw: {' '.join(['la'] * notes)}\nP:B\n{LINE}"
    score = parse_or_error((FRONT + HEAD + text).encode())
    if score:
        assert_survives(score)


@given(st.binary(max_size=60), st.sampled_from([b"", FRONT.encode(), (FRONT + HEAD).encode()]))
@settings(max_examples=200)
def test_any_bytes_parse_or_give_one_error(data, head):
    """The same of bytes."""
    parse_or_error(head + data)


@given(st.text(st.sampled_from("titleunstyharmogd: []{},-'\"\n0123456789ACG#+&*|>é"), max_size=60))
@settings(max_examples=200)
def test_any_front_matter_parses_or_gives_one_error(front):
    """The same of front matter."""
    parse_or_error(f"---\ntitle: T\nunit: u\n{front}\n---\n{HEAD}P:A\n{LINE}".encode())
