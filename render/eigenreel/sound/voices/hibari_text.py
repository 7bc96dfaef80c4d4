"""Words to the phonemes that hibari reads, kept apart word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eigenreel.errors import EigenreelError

if TYPE_CHECKING:
    from eigenreel.words.narration import Word

# Marks that shape a phrase; every other sign around a word with a given pronunciation is dropped.
MARKS = ';:,.!?—…"“”'
_AROUND = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")


def phonemes_by_word(words: Sequence[Word], g2p, alphabet: frozenset[str]) -> list[str]:
    """The phonemes of every word, with its marks; joined by spaces they are what the model reads.

    The phrase is read as a whole, because neighbours change a word ("the apple", "to read", "I read it"). A word is
    followed through by counting the spaces of the text, which hibari keeps token by token.

    Raises:
        EigenreelError: a pronunciation (``ipa``) has a sign that the model does not know.
    """
    texts = [_text(word, alphabet) for word in words]
    owners = [index for index, text in enumerate(texts) for _ in _LINK.sub("x", text).split()]
    chunks = _chunks(" ".join(texts).strip(), g2p)
    if len(chunks) != len(owners):
        raise _unreadable(texts, f"{len(chunks)} words instead of {len(owners)}")
    by_word: list[list[str]] = [[] for _ in words]
    for owner, chunk in zip(owners, chunks, strict=True):
        by_word[owner].append("".join(sign for sign in chunk if sign in alphabet).strip())
    return [" ".join(filter(None, chunks)) for chunks in by_word]


def _chunks(text: str, g2p) -> list[str]:
    """The phonemes between the spaces of a text."""
    try:
        tokens = g2p.phonemize_tokens(g2p.tokenize(text))
    except ValueError as error:
        # It takes some signs for digits that are none, such as a superscript that stands alone.
        raise _unreadable([text], str(error)) from error
    chunks = [""] if tokens else []
    for token in tokens:
        chunks[-1] += token.phonemes or ""
        if token.whitespace:
            chunks.append("")
    return chunks


def _unreadable(texts: Sequence[str], why: str) -> EigenreelError:
    return EigenreelError(
        f"voice hibari cannot read {' '.join(texts)!r} ({why}); write it in plain words or in the lexicon"
    )


def _text(word: Word, alphabet: frozenset[str]) -> str:
    """What hibari is given for a word: plain text, or ``[text](/phonemes/)``."""
    from hibari.g2p.normalize import normalize

    if word.ipa is None:
        # Word by word, so that what is expanded ("5 km") still belongs to its word.
        return normalize(word.spoken)
    unknown = [sign for sign in word.ipa if sign not in alphabet]
    if unknown or not word.ipa.strip():
        raise EigenreelError(
            f"voice hibari does not know {' '.join(unknown) or 'an empty pronunciation'} in /{word.ipa}/ "
            f"for {word.spoken!r}; see the output of `hibari --phonemes WORD` for its alphabet"
        )
    before, text, after = (re.sub(r"\s+", " ", part) for part in _AROUND.match(word.spoken).groups())
    return f"{_marks(before)}[{re.sub(r'[][]', '', text) or 'x'}](/{word.ipa.strip()}/){_marks(after)}"


def _marks(text: str) -> str:
    return "".join(sign for sign in text if sign in MARKS)
