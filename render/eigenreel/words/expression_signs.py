"""Lexing of written mathematics: which tokens are mathematics at all, and the signs that they are made of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from eigenreel.words.quantities import NUMBER
from eigenreel.words.signs import (
    FUNCTIONS,
    GREEK,
    HATS,
    LOWERED,
    LOWERED_SIGNS,
    OPERATORS,
    PRIMES,
    RAISED,
    RAISED_SIGNS,
    SETS,
)

_HAT = "[" + "".join(HATS) + "]"
_LETTER = "[A-Za-z" + "".join(GREEK) + "".join(SETS) + "]"
_VARIABLE = rf"{_LETTER}{_HAT}?"
_RUN = rf"{_VARIABLE}(?:[{LOWERED_SIGNS}]+|_{_LETTER}|_?\d)?"
_OPERATOR = "|".join(map(re.escape, sorted((sign for sign in OPERATORS if sign not in "|∣‖,;"), key=len, reverse=True)))

_LEXER = re.compile(
    rf"""(?P<space>[ \N{{NO-BREAK SPACE}}\N{{THIN SPACE}}\N{{NARROW NO-BREAK SPACE}}]+)
    | (?P<slope>(?P<d>[d∂])(?P<order>[²³]?)(?P<top>{_RUN})?/(?P=d)(?P<bottom>{_RUN})[²³]?
        (?:(?P=d)(?P<second>{_RUN}))?(?![A-Za-z]))
    | (?P<number>{NUMBER}(?![\d.]))
    | (?P<part>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
    | (?P<word>[A-Za-z]{{2,}}(?!{_HAT}))
    | (?P<name>{_VARIABLE})
    | (?P<raised>[{RAISED_SIGNS}]+|\^⊤|\^T\b|⊤)
    | (?P<lowered>[{LOWERED_SIGNS}]+)
    | (?P<to>\^) | (?P<under>_)
    | (?P<prime>[′″]+|['’](?=\())
    | (?P<root>[√∛]) | (?P<nabla>∇) | (?P<partial>∂) | (?P<big>[∑∏∫])
    | (?P<open>[(\[{{]) | (?P<close>[)\]}}])
    | (?P<bar>[|∣]) | (?P<norm>‖|\|\|)
    | (?P<operator>{_OPERATOR}|-)
    | (?P<comma>[,;])
    | (?P<infinity>∞) | (?P<percent>%) | (?P<factorial>!) | (?P<degree>°) | (?P<dots>…|⋯)
    | (?P<quantifier>[∀∃¬∅])""",
    re.VERBOSE,
)

_UNMISTAKABLE = "√∛∇∂∑∏∫‖∞⊤′″∀∃¬∅^=<>|∣½⅓⅔¼¾⅛"
_SIGNS = re.compile(
    "["
    + "".join((*GREEK, *SETS, *HATS, RAISED_SIGNS, LOWERED_SIGNS, _UNMISTAKABLE))
    + "]|"
    + "|".join(re.escape(sign) for sign in OPERATORS if sign not in tuple("+-*/:,;∧~"))
)
_NAMES = "|".join(sorted(FUNCTIONS, key=len, reverse=True))
_SHAPES = re.compile(
    rf"""(?:[A-Za-z]|{_NAMES})['’′]?[(\[].*[)\]].*      # f(x), P(A), log(x)
    | [A-Za-z](?:_\w+(?:[−+-]\w+)?|_[({{].*|\d{{1,2}})   # x_1, x_new, x_t+1, x_(t+1), x1
    | [−-]?{NUMBER}[a-zA-CE-Z](?:[a-z])?                # 2x, 3A, 2ab; but 3D is a word
    | [−+-](?:[A-Za-z]{{1,2}})(?:[−+*/-].*)?            # −x
    | (?:[A-Za-z]|{NUMBER})(?:[+*/-](?:[A-Za-z]|{NUMBER}))+   # x+1, n-1, 1/n
    | [A-HJ-NP-Z][xv]                                   # Ax
    | {NUMBER}[(].+                                     # 2(x+1)
    | [a-z]!                                            # n!
    | [(\[{{]?[A-Za-z][+*/-].*""",
    re.VERBOSE,
)
_SLOPE = re.compile(r"d[A-Za-z]?/d[A-Za-z].?")
_NOT_SHAPES = re.compile(r"\d-D|[A-Z]/[A-Z]|[A-Za-z]-[A-Za-z]{2,}.*|[A-Za-z]/[A-Za-z]{2,}.*|\d+s|[A-Z]\+")
_TWO_LETTER_WORDS = frozenset(("am an as at be by do go he if in is it me my no of on or so to up us we").split())  # noqa: SIM905

MAX_SIGNS = 150
"""Signs of one expression; it also bounds how deep reading may nest."""


@dataclass(frozen=True)
class Sign:
    """One sign: its kind (a group of the lexer), its text, and the groups of a derivative."""

    kind: str
    text: str
    groups: tuple[str | None, ...] = ()


def is_mathematics(text: str) -> bool:
    """Whether a token is an expression rather than a word or a plain number.

    >>> [is_mathematics(text) for text in ("∇L", "P(A|B)", "x_1", "2x", "e^x", "x-axis", "word", "3D", "n-1")]
    [True, True, True, True, True, False, False, False, True]
    """
    text = _plain(text)
    if _NOT_SHAPES.fullmatch(text) and not _SLOPE.fullmatch(text):
        return False
    return bool(_SIGNS.search(text) or _SHAPES.fullmatch(text) or _SLOPE.fullmatch(text))


def read_signs(text: str) -> list[Sign] | None:
    """The signs of an expression; None if it holds one that is not known, or more than anybody reads aloud."""
    text, signs, position = _plain(text), [], 0
    while position < len(text):
        match = _LEXER.match(text, position)
        if not match:
            return None
        position = match.end()
        signs += _signs(match)
    return signs if len(signs) <= MAX_SIGNS else None


def _plain(text: str) -> str:
    """Accents become marks after their letter (ŷ is y and a hat); raised and lowered signs stay."""
    return "".join(_unhat(sign) for sign in text)


def _unhat(sign: str) -> str:
    parts = unicodedata.normalize("NFD", sign)
    return parts if len(parts) == 2 and parts[1] in HATS else sign


def _signs(match: re.Match[str]) -> list[Sign]:
    kind = match.lastgroup or ""
    if match["slope"]:
        return [Sign("slope", match[0], (match["d"], match["order"], match["top"], match["bottom"], match["second"]))]
    text = match[0]
    match kind:
        case "space":
            return []
        case "raised":
            return [Sign("raised", "T" if text in ("^⊤", "^T", "⊤") else text.translate(RAISED))]
        case "lowered":
            return [Sign("lowered", text.translate(LOWERED))]
        case "prime":
            return [Sign("prime", PRIMES[text[0]])]
        case "operator":
            return [Sign("operator", "−" if text == "-" else text)]
        case "word":
            return _word_signs(text)
    return [Sign(kind, text)]


def _word_signs(text: str) -> list[Sign]:
    """A function, a word, or a product of one-letter names such as Ax."""
    if text in FUNCTIONS:
        return [Sign("function", text)]
    if len(text) == 2 and text not in _TWO_LETTER_WORDS:
        return [Sign("name", letter) for letter in text]
    return [Sign("word", text)]
