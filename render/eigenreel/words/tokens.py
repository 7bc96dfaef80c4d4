"""Tokens: the written words of a beat, each of which will be one spoken word of the narration."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

# A call or a norm is read as one thing, so its spaces do not divide it: P(A | B), f(x, y), ‖x − y‖.
_CALL = re.compile(
    r"(?:(?<![A-Za-z])(?:[A-Za-z]{1,2}|Var|var|Cov|cov|max|min|exp|log|det|KL)[′'⁰-ₜᵀ]{0,3}|[\u0370-\u03ff/=^√·×_′⁰-ₜᵀ])[(\[]"
)
MAX_JOINED = 8


@dataclass(frozen=True)
class Token:
    """A stretch of written text without ordinary spaces (but see _CALL); cues and a pause stand before it."""

    text: str
    cues: tuple[str, ...] = ()
    pause: float = 0.0

    @property
    def joins(self) -> bool:
        """Whether nothing is marked before it, so that it may be joined to the token before."""
        return not self.cues and not self.pause


def is_sayable(text: str) -> bool:
    """Whether a voice has something to say for it: a letter, a digit, or a sign that is no punctuation."""
    return any(sign.isalnum() or unicodedata.category(sign)[0] == "S" or sign in "%&*@#·∕‖" for sign in text)


def split_text(text: str) -> list[str]:
    """Words between spaces; no-break spaces divide nothing."""
    return [word for word in re.split(r"[ \n]+", text) if word]


def join_tokens(tokens: Sequence[Token]) -> list[Token]:
    """Tokens that a voice can say: expressions are joined, and lone punctuation goes to its neighbour.

    A dash or a bracket that stands alone belongs to the word before it, or to the one after it if a cue divides them.
    """
    return _join_punctuation(_join_expressions(tokens))


def _join_expressions(tokens: Sequence[Token]) -> list[Token]:
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        length = _expression_length(tokens, index)
        text = " ".join(token.text for token in tokens[index : index + length])
        joined.append(replace(tokens[index], text=text))
        index += length
    return joined


def _expression_length(tokens: Sequence[Token], start: int) -> int:
    """How many tokens from ``start`` on make one expression; 1 if brackets close at once or not soon."""
    first = tokens[start].text
    bars = first.count("‖") % 2 or (re.match(r"\W*\|\w", first) and first.count("|") % 2)
    if not _CALL.search(first) and not bars:
        return 1
    text = first
    for length in range(1, MAX_JOINED):
        if _is_closed(text):
            return length
        following = tokens[start + length : start + length + 1]
        if not following or not following[0].joins:
            break
        text += following[0].text
    return 1


def _is_closed(text: str) -> bool:
    # Inside brackets a ‖ may stand alone, as in KL(p ‖ q).
    balanced = all(text.count(left) == text.count(right) for left, right in ("()", "[]"))
    return balanced and ("(" in text or (text.count("‖") % 2 == 0 and text.count("|") % 2 == 0))


def _join_punctuation(tokens: Sequence[Token]) -> list[Token]:
    joined: list[Token] = []
    waiting: Token | None = None
    for token in tokens:
        if waiting:
            cues, pause = waiting.cues + token.cues, waiting.pause + token.pause
            token, waiting = Token(f"{waiting.text} {token.text}", cues, pause), None
        if is_sayable(token.text):
            joined.append(token)
        elif joined and token.joins:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {token.text}")
        else:
            waiting = token
    if waiting and joined:
        # Only punctuation follows the last cue, which then marks the end of the beat: the caller keeps it.
        joined.append(waiting)
    return joined
