"""Laws of the script parser: it is the inverse of the composer, and it never fails in any way but one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from script_strategies import scripts

from eigenreel.errors import ScriptError
from eigenreel.words.script import Script, compose_script, parse_script

HEAD = "---\ntitle: T\nquestion: Q\nsummary: S\nlevel: L\naudience: A\n---\n"
MARKS = [
    "---", "\n", "\n\n", "## ", "# ", "[a]", "[b] ", "[@c]", "[pause 1]", "[pause]", "{x}", "{x:.1%}", "{x:q}", "{",
    "}", "[", "]",
    "\\", "- ", "1. ", "    ", "> ", "```", "<!--", "-->", "<b>", "*", "_", "`", "|", "|-|", "![", "](", "]: ",
    "&amp;", "=", "word", " ",
    "title: ", "quiz:", "beat: a", "&x", "*x", "!!int 3", "{a: b}", "? ", "'", '"', "%YAML 1.1", "...", "\t", "\r",
    "\0", "\ufeff", "\x85",
    "∇", "\N{NO-BREAK SPACE}", "\u2003", "😀",
]  # fmt: skip


def parse_or_error(data: bytes) -> Script | None:
    """The script, or None after exactly one well-formed error line."""
    mistake: ScriptError | None = None
    try:
        return parse_script(data, "lesson.md")
    except ScriptError as error:
        mistake = error
    assert mistake.what
    assert mistake.remedy
    assert "\n" not in str(mistake)
    assert 1 <= mistake.line <= data.replace(b"\r", b"\n").count(b"\n") + 1
    return None


@given(scripts())
def test_parsing_inverts_composing(script):
    """parse(compose(x)) = x."""
    assert parse_script(compose_script(script).encode(), script.path) == script


@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
@settings(max_examples=300)
def test_any_body_parses_or_gives_one_error(body):
    """Text made of our own marks in any order parses, or gives one error; what parses survives composing."""
    script = parse_or_error((HEAD + body).encode())
    if script is not None:
        assert parse_script(compose_script(script).encode(), "lesson.md") == script


@given(st.lists(st.sampled_from(MARKS), max_size=20).map("".join))
@settings(max_examples=300)
def test_any_front_matter_parses_or_gives_one_error(front):
    """The same of front matter."""
    parse_or_error(f"---\n{front}\n---\n## T\n\n[a] word".encode())


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"")
@example(b"---\n---\n")
def test_any_bytes_parse_or_give_one_error(data):
    """Any byte string parses or gives one error."""
    parse_or_error(data)
    parse_or_error(HEAD.encode() + data)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ">" * 5000,
        HEAD + "- " * 3000 + "x",
        HEAD + "## t\n\n[a] " + "[" * 50000,
        HEAD + "## t\n\n[a] " + "*" * 50000,
        "---\nquiz: " + "[" * 5000 + "\n---\n",
        "---\nquiz: " + "{a: " * 5000 + "\n---\n",
        "---\n" + "- " * 5000 + "\n---\n",
        "---\na: &a [1, 1]\nb: [*a, *a]\n---\n",
        HEAD + "## t\n\n<!--" + "-" * 50000,
    ],
)
def test_deep_and_long_input_gives_one_error(text):
    """Nesting and length exhaust neither the stack nor patience."""
    assert parse_or_error(text.encode()) is None


@given(scripts(), st.integers(0, 3))
@settings(max_examples=25)
def test_line_ends_and_order_mark_do_not_matter(script, kind):
    """A file with other line ends, a byte-order mark or none at its end is the same script."""
    text = compose_script(script)
    variant = [text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n"), text + "\n\n\n"][kind]
    assert parse_script(variant.encode(), script.path) == script


@given(scripts())
@settings(max_examples=25)
def test_lines_do_not_count(script):
    """Equality is about what is said, not where it stands."""
    moved = replace(script, chapters=tuple(replace(chapter, line=chapter.line + 7) for chapter in script.chapters))
    assert moved == script
