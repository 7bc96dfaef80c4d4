"""Every mistake that an author can make is one line: the place, what is wrong, the way out."""

# ruff: noqa: E501 - a table is easier to read with one case a line
from __future__ import annotations

import textwrap

import pytest

from eigenreel.errors import EigenreelError, ScriptError
from eigenreel.words import script as script_module
from eigenreel.words.script import (
    Cue,
    Fact,
    Pause,
    Text,
    compose_script,
    parse_script,
    read_script,
    study,
)

FRONT = """---
title: Vectors
question: What is an arrow?
summary: Arrows and numbers.
level: beginner
audience: everyone
flashcards:
  - front: What is {larger:.1f}?
    back: A number.
    difficulty: easy
    beat: one
quiz:
  - question: How much?
    answers: ["{larger}", "16%", Yes]
    correct: 0
    explanation: Because.
    beat: two
---
"""
BODY = """
## First

[one] Some words, [@here] and more.

[two] The number {larger}. [pause 0.8] Done.
"""
GOOD = FRONT + BODY


def parse(text: str | bytes):
    return parse_script(text if isinstance(text, bytes) else text.encode(), "vectors.md")


def body(text: str) -> str:
    return FRONT + "\n" + textwrap.dedent(text)


def test_parts_of_a_script():
    """Chapters, beats, cues, rests and facts are found with their lines."""
    script = parse(GOOD)
    assert script.beat_names == ("one", "two")
    assert [(chapter.title, chapter.line) for chapter in script.chapters] == [("First", 20)]
    assert script.beat("one").pieces == (Text("Some words,"), Cue("here"), Text("and more."))
    assert script.beat("two").pieces == (
        Text("The number "),
        Fact("larger"),
        Text("."),
        Pause(0.8),
        Text("Done."),
    )
    assert [beat.line for beat in script.beats] == [22, 24]
    assert script.cues("one") == ("here",)
    assert script.fact_names == {"larger"}
    assert script.chapter_of("two") == "First"
    with pytest.raises(EigenreelError, match="no beat 'tow' in this script; perhaps you meant two"):
        script.beat("tow")


def test_example_of_the_documentation_parses():
    """The script in the docstring of script.py is a script."""
    text = script_module.__doc__
    example = textwrap.dedent(text[text.index("    ---") : text.index("``##`` opens")])
    script = parse(example)
    assert script.fact_names == {"larger", "share"}
    assert parse(compose_script(script)) == script


def test_study_fills_every_fact():
    """Front matter says the numbers that the film says; answers stay what the author wrote, even Yes."""
    front = study(parse(GOOD), {"larger": 3.0})
    assert front.quiz[0].answers == ("3", "16%", "Yes")
    assert front.flashcards[0].front == "What is 3.0?"


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"large": 3}, r"vectors\.md:8: unknown fact 'larger'; .*perhaps you meant large"),
        ({}, r"vectors\.md:8: unknown fact 'larger'; .*there are none"),
        ({"larger": "x"}, r"vectors\.md:8: fact 'larger' is a str"),
        ({"larger": float("nan")}, r"vectors\.md:8: fact 'larger' is nan; mend facts"),
        ({"larger": [1, 2]}, r"vectors\.md:8: fact 'larger' is a list"),
        ({"larger": True}, r"vectors\.md:8: fact 'larger' is a bool"),
    ],
)
def test_study_refuses_facts(facts, message):
    with pytest.raises(ScriptError, match=message):
        study(parse(GOOD), facts)


def test_study_refuses_answers_that_became_the_same():
    """With other parameters two answers may coincide: then the question has no answer."""
    text = GOOD.replace('"16%"', '"3"')
    with pytest.raises(
        ScriptError, match=r"vectors\.md:13: quiz question 1 has the answer '3' twice; make them differ"
    ):
        study(parse(text), {"larger": 3.0})


BODY_MISTAKES = [
    ("## T\n\nno name here", "21: paragraph has no [beat]; open it with a name such as [arrow]"),
    ("## T\n\n[pause 1] x", "21: paragraph has no [beat]"),
    ("## T\n\n[A b] x", "21: bad beat name 'A b'; use lower-case letters"),
    ("## T\n\n[one] x\n\n[one] y", "23: beat [one] is repeated; give it another name; the first is in line 21"),
    ("## T\n\n[one] x\n\n[two] y\n\n## T\n\n[three] z", "25: chapter 'T' is repeated"),
    ("## T\n\n[one] x [@c] y\nz [@c] w", "22: cue [@c] is repeated in this beat"),
    ("## T\n\n[one] x [@C d] y", "21: bad cue name 'C d'"),
    ("## T\n\n[one] wo[@c]rd", "21: '[@c]' stands inside a word; put a space before it"),
    ("[one] x\n\n## T\n\n[two] y", "19: beat [one] comes before the first heading"),
    ("## T\n\n[one]\n\n[two] x", "21: beat [one] is empty"),
    ("## T\n\n[one] [@c] [pause 1] …\n\n[two] x", "21: beat [one] is empty"),
    ("## T\n\n## U\n\n[one] x\n\n[two] x", "19: chapter 'T' has no beats"),
    ("## T\n\n[one] x\n\n[two] y\n\n## U", "25: chapter 'U' has no beats"),
    ("", "19: there are no beats; add a line"),
    ("##\n\n[one] x", "19: heading without words"),
    ("## T {x}\n\n[one] x", "19: a heading cannot hold cues, pauses or facts"),
    ("# T\n\n[one] x", "19: a heading with # is not part of a script; chapters are '## Title'"),
    ("## T\n\n### U\n\n[one] x", "21: a heading with ### is not part of a script"),
    ("T\n---\n\n[one] x", "19: an underlined heading is not part of a script"),
    ("## T\n\n- [one] x", "21: a list is not part of a script"),
    ("## T\n\n[one] king\n- man", "22: a list is not part of a script; write sentences; if the sign is minus"),
    ("## T\n\n1. [one] x", "21: a numbered list is not part of a script"),
    ("## T\n\n| a | b |\n|---|---|\n| 1 | 2 |", "21: a table is not part of a script"),
    ("## T\n\n```\nx\n```", "21: a block of code is not part of a script"),
    ("## T\n\n    x = 1", "21: an indented block is not part of a script"),
    ("## T\n\n> x", "21: a quotation block is not part of a script"),
    ("## T\n\n<div>x</div>", "21: HTML is not part of a script"),
    ("## T\n\n<!-- open", "21: HTML is not part of a script; write sentences; only a comment"),
    ("## T\n\n***", "21: a ruled line is not part of a script"),
    ("## T\n\n[one] ![a](b.png)", "21: '![' is not part of a script; pictures belong to the scene"),
    ("## T\n\n[one] some *stress* here", "21: '*' is not part of a script; a voice cannot say emphasis"),
    ("## T\n\n[one] some _stress_ here", "21: '_' is not part of a script"),
    ("## T\n\n[one] the `code` here", "21: '`' is not part of a script"),
    ("## T\n\n[one] a <b>c</b>", "21: '<b>' is not part of a script"),
    ("## T\n\n[one] a &nbsp; b", "21: '&nbsp;' is not part of a script; write the character itself"),
    ("## T\n\n[one] see [this](that)", "21: [this] stands inside a paragraph"),
    ("## T\n\n[one] x\n[two] y", "22: [two] stands inside a paragraph; put an empty line before [two]"),
    ("## T\n\n[one] [0, 1]", "21: '[0, 1]' is neither a cue nor a pause; write [@name], [pause 0.8], or \\["),
    ("## T\n\n[one] x [pause]", "21: bad pause '[pause]'; give seconds"),
    ("## T\n\n[one] x [pause 0]", "21: bad pause '[pause 0]'"),
    ("## T\n\n[one] x [pause 99]", "21: bad pause '[pause 99]'"),
    ("## T\n\n[one] x [pause long]", "21: bad pause '[pause long]'"),
    ("## T\n\n[one] {x", "21: '{' without its other half; close it, or write \\{"),
    ("## T\n\n[one] a]", "21: ']' without its other half"),
    ("## T\n\n[one] {}", "21: '{}' is not a fact"),
    ("## T\n\n[one] {a b}", "21: '{a b}' is not a fact"),
    ("## T\n\n[one] x\ny {a:.1q}", "22: bad format '.1q' of fact 'a'; use one such as .2f"),
    ("## T\n\n[one] x\n\n[three] y", "17: quiz question 1 names the unknown beat 'two'; it has: one, three"),
    ("## T\n\n[two] x\n\n[onne] y", "11: flashcard 1 names the unknown beat 'one'; perhaps you meant onne?"),
    ("## T\n\n[one] a\tb", "21: a tab character; use spaces"),
    ("## T\n\n[one] a\0b", "21: the control character U+0000; remove it"),
    ("## T\n\n[one] a\x1bb", "21: the control character U+001B"),
    ("## T\n\n[one] a\u2028b", "21: the control character U+2028"),
]


@pytest.mark.parametrize(("text", "message"), BODY_MISTAKES, ids=[message[:40] for _, message in BODY_MISTAKES])
def test_mistakes_in_the_body(text, message):
    with pytest.raises(ScriptError) as caught:
        parse(FRONT + text)
    assert str(caught.value).startswith(f"vectors.md:{message}")


FRONT_MISTAKES = [
    ("title: Vectors\n", "", "1: front matter has no 'title'; add a line 'title: …'"),
    ("title: Vectors", "title:", "2: title is empty"),
    ("title: Vectors", "tilte: Vectors", "2: front matter has an unknown field 'tilte'; perhaps you meant title?"),
    ("level: beginner", "level: beginner\nlevle: x", "6: front matter has an unknown field 'levle'; perhaps you meant level?"),
    ("level: beginner", "level: beginner\ntitle: x", "6: 'title' is given twice; keep one; the first is in line 2"),
    ("level: beginner", "level: [a, b]", "5: level is not text"),
    ("title: Vectors", "title: a: b", "2: front matter is not YAML (mapping values are not allowed here); put the value in"),
    ("title: Vectors", "title: 'a", "2: front matter is not YAML"),
    ("title: Vectors", "title: *a", "2: front matter holds an anchor or alias"),
    ("title: Vectors", "title: &a b", "2: front matter holds an anchor or alias"),
    ("title: Vectors", "title: !!int 3", "2: front matter holds the tag"),
    ("title: Vectors", 'title: "a\\0b"', "2: title holds the control character U+0000"),
    ("title: Vectors", "title: a {b", "2: '{' without its other half"),
    ("    difficulty: easy\n", "", "8: flashcard 1 has no 'difficulty'; add a line 'difficulty: …'"),
    ("difficulty: easy", "difficulty: simple", "10: flashcard 1: difficulty is 'simple'; choose 'easy', 'medium' or 'hard'"),
    ("    back:", "    bakc:", "9: flashcard 1 has an unknown field 'bakc'; perhaps you meant back?"),
    ("correct: 0", "correct: 3", "13: quiz question 1 has no answer 3; count from 0 to 2"),
    ("correct: 0", "correct: first", "15: quiz question 1: correct is 'first'; give the number of the right answer"),
    ("correct: 0", "correct: -1", "15: quiz question 1: correct is '-1'; give the number"),
    ("[\"{larger}\", \"16%\", Yes]", "['1']", "14: quiz question 1: answers has too few entries; give at least 2"),
    ("[\"{larger}\", \"16%\", Yes]", "['1', '1']", "13: quiz question 1 has the answer '1' twice"),
    ("[\"{larger}\", \"16%\", Yes]", "one", "14: quiz question 1: answers is not a list"),
    ("What is {larger:.1f}?", "What is {larger:.1z}?", "8: bad format '.1z' of fact 'larger'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"), FRONT_MISTAKES, ids=[message[:40] for *_, message in FRONT_MISTAKES]
)
def test_mistakes_in_the_front_matter(old, new, message):
    assert old in FRONT
    with pytest.raises(ScriptError) as caught:
        parse(GOOD.replace(old, new, 1))
    assert str(caught.value).startswith(f"vectors.md:{message}")


def test_mistakes_in_the_file(tmp_path):
    """A file that is no script at all, or that cannot be read, is one line too."""
    with pytest.raises(ScriptError, match=r"vectors\.md:1: no front matter; begin the file with a --- line"):
        parse("## T\n\n[one] x")
    with pytest.raises(ScriptError, match=r"vectors\.md:1: the front matter does not end"):
        parse("---\ntitle: x\n")
    with pytest.raises(ScriptError, match=r"vectors\.md:22: byte 0xE9 is not UTF-8; save the file as UTF-8"):
        parse(GOOD.encode().replace(b"Some words", b"Some caf\xe9"))
    with pytest.raises(EigenreelError, match=r"none\.md: cannot read this script \(No such file"):
        read_script(tmp_path / "none.md")


def test_a_script_of_a_day_is_refused_before_it_is_spoken():
    """Speech of so many words would take all memory; the limit is three hours."""
    names = ["one", "two", *(f"more{number}" for number in range(200))]
    beats = [f"[{name}] {'word ' * 1000}" for name in names]
    with pytest.raises(ScriptError, match=r"beat \[more28\] ends after more than 30000 words, .*; divide the script"):
        parse(body("## T\n\n" + "\n\n".join(beats)))
    assert len(parse(body("## T\n\n" + "\n\n".join(beats[:30]))).beats) == 30


def test_what_is_allowed():
    """A byte-order mark, comments, literal signs and mathematics are no mistakes."""
    text = "\ufeff" + body(
        r"""
        <!-- a note
        on two lines -->
        ## A \# title

        [one] Take \[0, 1\], \{x\}, 2 * 3, x_1, a < b, b > a, |x| & more: P(A | B) = 50% – at 5 o'clock!

        [two] words
        """
    )
    beat = parse(text).beat("one")
    assert beat.pieces == (
        Text("Take [0, 1], {x}, 2 * 3, x_1, a < b, b > a, |x| & more: P(A | B) = 50% – at 5 o'clock!"),
    )
    assert parse(compose_script(parse(text))) == parse(text)
