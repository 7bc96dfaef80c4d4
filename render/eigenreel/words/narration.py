"""Narration: what a voice reads for every beat, word by word, beside what a viewer reads in the captions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eigenreel.errors import EigenreelError, ScriptError, suggest
from eigenreel.words.facts import fill_fact
from eigenreel.words.script import Beat, Cue, Fact, Pause, Script, Text
from eigenreel.words.spoken import Lexicon, speak
from eigenreel.words.tokens import Token, is_sayable, join_tokens, split_text


@dataclass(frozen=True)
class Word:
    """One token of the written text, such as ``16.1%,``, and what is read for it: ``sixteen point one percent,``.

    ``spoken`` is never empty, holds one or several words and carries the punctuation that the voice phrases by. Cues
    stand right before the word; ``pause`` is a rest in seconds before it (after them). ``ipa``, if given, is the
    pronunciation of ``spoken`` without its punctuation, in the alphabet that the voice takes.
    """

    written: str
    spoken: str
    cues: tuple[str, ...] = ()
    pause: float = 0.0
    ipa: str | None = None


@dataclass(frozen=True)
class Utterance:
    """The words of one beat; ``end_cues`` and ``end_pause`` (seconds) stand after the last."""

    beat: str
    words: tuple[Word, ...]
    end_cues: tuple[str, ...] = ()
    end_pause: float = 0.0

    @property
    def spoken(self) -> str:
        return " ".join(word.spoken for word in self.words)

    @property
    def written(self) -> str:
        return " ".join(word.written for word in self.words)


@dataclass(frozen=True)
class Narration:
    """All utterances of a lesson, in order."""

    key: str
    lang: str
    utterances: tuple[Utterance, ...]

    def utterance(self, beat: str) -> Utterance:
        """The utterance of that beat.

        Raises:
            EigenreelError: there is none.
        """
        for utterance in self.utterances:
            if utterance.beat == beat:
                return utterance
        names = [utterance.beat for utterance in self.utterances]
        raise EigenreelError(f"no beat {beat!r} in the script of {self.key}; {suggest(beat, names)}")


def narrate(
    script: Script, facts: Mapping[str, object], lexicon: Lexicon, key: str = "", lang: str = "en"
) -> Narration:
    """The script with its facts filled and every word in its written and its spoken form.

    Raises:
        ScriptError: an unknown fact, a format that does not fit it, or a beat that its facts leave without words.
    """
    return Narration(key, lang, tuple(_utterance(beat, script, facts, lexicon, lang) for beat in script.beats))


def _utterance(beat: Beat, script: Script, facts: Mapping[str, object], lexicon: Lexicon, lang: str) -> Utterance:
    tokens, end = _tokens(beat, script, facts)
    if not tokens:
        raise ScriptError(
            script.path, beat.line, f"beat [{beat.name}] has no words", "its facts are empty; write some words"
        )
    forms = speak([token.text for token in tokens], lexicon, lang)
    words = tuple(
        Word(token.text, form.text, token.cues, token.pause, form.ipa)
        for token, form in zip(tokens, forms, strict=True)
    )
    return Utterance(beat.name, words, end.cues, end.pause)


def _tokens(beat: Beat, script: Script, facts: Mapping[str, object]) -> tuple[Sequence[Token], Token]:
    """The tokens of a beat, and what stands after the last of them."""
    tokens: list[Token] = []
    pending, text = Token(""), ""

    def flush() -> None:
        nonlocal pending, text
        for word in split_text(text):
            tokens.append(replace(pending, text=word))
            pending = Token("")
        text = ""

    for piece in beat.pieces:
        match piece:
            case Text(content):
                text += content
            case Fact():
                text += fill_fact(piece, facts, script.path)
            case Cue(name):
                flush()
                pending = replace(pending, cues=(*pending.cues, name))
            case Pause(seconds):
                flush()
                pending = replace(pending, pause=pending.pause + seconds)
    flush()
    return _end(join_tokens(tokens), pending)


def _end(tokens: list[Token], pending: Token) -> tuple[Sequence[Token], Token]:
    if tokens and not is_sayable(tokens[-1].text):
        last = tokens.pop()
        tokens[-1] = replace(tokens[-1], text=f"{tokens[-1].text} {last.text}")
        pending = Token("", last.cues + pending.cues, last.pause + pending.pause)
    return tokens, pending
