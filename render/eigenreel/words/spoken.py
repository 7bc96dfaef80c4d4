"""Spoken form: what a voice reads for each written token. Captions keep what is written, such as "16.1%" and "∇L"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eigenreel.words.lexicon import Lexicon as Lexicon


@dataclass(frozen=True)
class Spoken:
    """What is read for one token, with its punctuation, and perhaps how the words of it sound."""

    text: str
    ipa: str | None = None


def speak(tokens: Sequence[str], lexicon: Lexicon, lang: str = "en") -> list[Spoken]:
    return [Spoken(token) for token in tokens]
