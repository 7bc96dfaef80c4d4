"""Narration: the script with its facts filled, as words that are written and spoken, with their cues and rests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from script_strategies import scripts

from eigenreel.errors import EigenreelError, ScriptError
from eigenreel.words.lexicon import Lexicon
from eigenreel.words.narration import Word, narrate
from eigenreel.words.script import parse_script

FRONT = "---\ntitle: T\nquestion: Q\nsummary: S\nlevel: L\naudience: A\n---\n"


def narration(text: str, facts=None, lang="en"):
    script = parse_script(f"{FRONT}## T\n\n[one] {text}".encode(), "t.md")
    return narrate(script, facts or {}, Lexicon(), "a/b", lang)


def words(text: str, **facts) -> list[tuple[str, str]]:
    return [(word.written, word.spoken) for word in narration(text, facts).utterance("one").words]


def test_facts_are_written_and_spoken():
    """Captions keep the written form; the voice gets words."""
    assert words("only {p:.1%}.", p=0.16102) == [("only", "only"), ("16.1%.", "sixteen point one percent.")]
    assert words("{n:,} people", n=1000) == [("1,000", "one thousand"), ("people", "people")]
    assert words("{x} and {y:.2f}", x=3.0, y=-0.5)[::2] == [("3", "three"), ("−0.50", "minus zero point five zero")]
    assert words("{town}", town="one in six") == [("one", "one"), ("in", "in"), ("six", "six")]
    assert words("{x:.0f}", x=-0.2) == [("0", "zero")]


def test_cues_and_rests_stand_before_their_word():
    utterance = narration(
        "[@a] First [pause 0.5] [@b] [@c] then [pause 1] [pause 0.5] last. [@end] [pause 2]"
    ).utterance("one")
    assert utterance.words == (
        Word("First", "First", ("a",)),
        Word("then", "then", ("b", "c"), 0.5),
        Word("last.", "last.", (), 1.5),
    )
    assert (utterance.end_cues, utterance.end_pause) == (("end",), 2.0)


def test_expressions_and_lone_signs_are_one_token():
    """Spaces inside brackets of an expression do not divide it; a lone dash belongs to the word before it."""
    written = [
        word.written for word in narration("P(A | B) — or ‖x − y‖ – is (see (b)) |u − v|.").utterance("one").words
    ]
    assert written == ["P(A | B) —", "or", "‖x − y‖ –", "is", "(see", "(b))", "|u − v|."]
    assert narration("a [@c] — b").utterance("one").words[1] == Word("— b", "b", ("c",))
    ending = narration("a b [@c] —").utterance("one")
    assert [word.written for word in ending.words] == ["a", "b —"]
    assert ending.end_cues == ("c",)


@pytest.mark.parametrize(
    ("text", "facts", "message"),
    [
        ("one\ntwo {lagrer}", {"larger": 1}, r"t\.md:11: unknown fact 'lagrer'; .*perhaps you meant larger"),
        ("{x:d}", {"x": 1.5}, r"t\.md:10: fact 'x' = 1\.5 does not take the format 'd'"),
        ("{x:.1f}", {"x": "a"}, r"t\.md:10: fact 'x' is a str"),
        ("{x}", {"x": ""}, r"t\.md:10: beat \[one\] has no words; its facts are empty"),
    ],
)
def test_mistakes(text, facts, message):
    with pytest.raises(ScriptError, match=message):
        narration(text, facts)


def test_unknown_beat():
    with pytest.raises(EigenreelError, match="no beat 'oen' in the script of a/b; perhaps you meant one"):
        narration("x").utterance("oen")


@given(scripts())
@settings(max_examples=50)
def test_nothing_written_is_lost(script):
    """The written words are the text of the beats; cues and rests are all there; no spoken form is empty."""
    facts = dict.fromkeys(script.fact_names, 2)
    result = narrate(script, facts, Lexicon())
    for beat, utterance in zip(script.beats, result.utterances, strict=True):
        cues = [cue for word in utterance.words for cue in word.cues] + list(utterance.end_cues)
        assert tuple(cues) == script.cues(beat.name)
        assert all(word.spoken.strip() for word in utterance.words)
        text = "".join(getattr(piece, "text", "") for piece in beat.pieces)
        assert set("".join(text.split())) <= set(utterance.written)
