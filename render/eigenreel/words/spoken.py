"""Spoken form: what a voice reads for each written token. Captions keep what is written, such as "16.1%" and "∇L"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from eigenreel.words.expression_hangings import say_letter
from eigenreel.words.expression_signs import is_mathematics
from eigenreel.words.expressions import say_expression
from eigenreel.words.lexicon import Lexicon as Lexicon
from eigenreel.words.quantities import NUMBER, say_number, say_plain, say_year
from eigenreel.words.signs import ABBREVIATIONS, FUNCTIONS, LETTERS, LONE, OPERATORS, UNITS

_OUTSIDE = re.compile(r"((?:[—–-]+ )?[“\"‘«(\[{]*)(.*?)([.,;:!?…)\]}\"”’'»]*)((?: ?[—–-]+)?[)\]\"”.,]*)", re.DOTALL)
_HEARD_BEFORE = '“"('
_HEARD_AFTER = '.,;:!?…)"”'
_BRACKETS = ("()", "[]", "{}")
_ENDS_SENTENCE = re.compile(r"[.!?…]")
_BEFORE_YEARS = frozenset(["in", "since", "until", "year", "circa", "around", "by", "from", "after", "before"])
_AFTER_NAMES = frozenset(
    ["is", "are", "has", "times", "plus", "minus", "equals", "and", "given", "transpose", "inverse", "maps", "moves"]
)
# Units of one letter are units only after a space: 2m is two times m.
_ATTACHED = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True) if unit not in ("m", "h"))
_UNIT = re.compile(rf"([−+-]?{NUMBER})\s?({_ATTACHED})")
_COUNTED = re.compile(rf"({NUMBER})-?([A-Z]{{1,3}})")
_VERSION = re.compile(r"([A-Za-z]{2,})-?(\d+(?:\.\d+)?)")
_LISTED = re.compile(rf"[−+-]?{NUMBER}(?:[,;][−+-]?{NUMBER})+")
_SIZED = re.compile("(?:grid|matrix|matrices|table|image|picture|plane|tensor|layer)s?")
_NO_BREAK = re.compile("[\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}]+")


@dataclass(frozen=True)
class Spoken:
    """What is read for one token, with its punctuation, and perhaps how the words of it sound."""

    text: str
    ipa: str | None = None


@dataclass(frozen=True)
class _Token:
    """A written token: punctuation before it, what is said, punctuation after it."""

    before: str
    core: str
    after: str

    @property
    def ends_sentence(self) -> bool:
        return bool(_ENDS_SENTENCE.search(self.after))


@dataclass(frozen=True)
class _Context:
    """A token between its neighbours; at an end of the beat they are empty."""

    token: _Token
    previous: _Token
    following: _Token
    beyond: _Token

    @property
    def opens_sentence(self) -> bool:
        return not self.previous.core or self.previous.ends_sentence or self.previous.after.endswith(":")


_NOTHING = _Token("", "", "")


def speak(tokens: Sequence[str], lexicon: Lexicon, lang: str = "en") -> list[Spoken]:
    """The spoken form of each written token of a beat, in order; none is empty.

    Outside English only the lexicon changes words: voices of other languages read their own numbers.

    >>> [form.text for form in speak("It is 16.1%, not −3: ∇L ≈ 0.".split(), Lexicon())]
    ['It', 'is', 'sixteen point one percent,', 'not', 'minus three:', 'the gradient of L', 'is about', 'zero.']
    """
    parts = [_NOTHING, *map(_peel, tokens), _NOTHING, _NOTHING]
    english = lang.split("-")[0] == "en"
    forms = [
        _say(_Context(token, *neighbours), lexicon, english)
        for token, *neighbours in zip(parts[1:-2], parts, parts[2:], parts[3:], strict=False)
    ]
    return [
        _with_punctuation(parts[index + 1], _without_repetition(form, parts[max(0, index - 1) : index + 1]))
        for index, form in enumerate(forms)
    ]


def _without_repetition(form: Spoken, before: Sequence[_Token]) -> Spoken:
    """After "the gradient", ∇L is read "of L" rather than "the gradient of L"."""
    match = re.match(r"the ((?:\w+ )?\w+) ((?:of|with) .*)", form.text)
    said = [token.core.lower() for token in before if token.core]
    if match and said[-len(match[1].split()) :] == match[1].lower().split() and not before[-1].after:
        return Spoken(match[2])
    return form


def _peel(text: str) -> _Token:
    """Take the punctuation off, but leave brackets and bars that belong to an expression."""
    if text in OPERATORS or text in LONE:
        return _Token("", text, "")
    before, core, after, dash = _OUTSIDE.fullmatch(text).groups()
    for left, right in _BRACKETS:
        while core.count(left) > core.count(right) and after.startswith(right):
            core, after = core + right, after[1:]
        while core.count(right) > core.count(left) and before.endswith(left):
            before, core = before[:-1], left + core
    if re.fullmatch("[a-z]", core) and after.startswith("!"):
        core, after = core + "!", after[1:]
    if core + "." in ABBREVIATIONS and after.startswith("."):
        core, after = core + ".", after[1:]
    if not core:
        core, after = after or before, ""
    return _Token(before, core, after + ("," if dash.strip() and not re.search("[.,;:!?…]", after) else ""))


def _with_punctuation(token: _Token, form: Spoken) -> Spoken:
    before = "".join(sign for sign in token.before if sign in _HEARD_BEFORE)
    after = "".join(sign for sign in token.after if sign in _HEARD_AFTER)
    text = form.text
    if re.search(r"(^|\s)[A-Za-z]$", text) and _ENDS_SENTENCE.search(after):
        # "equals b. Then" would be heard as the initial of a name, without a stop.
        text = text[:-1] + LETTERS[text[-1].lower()]
    return Spoken(before + text + after, form.ipa)


def _say(context: _Context, lexicon: Lexicon, english: bool) -> Spoken:
    core = context.token.core
    if form := _from_lexicon(core, lexicon):
        return form
    if not english:
        return Spoken(core)
    return Spoken(_say_in_context(context) or _say_core(core, lexicon))


def _from_lexicon(core: str, lexicon: Lexicon) -> Spoken | None:
    """A word of the lexicon, or its plural or possessive."""
    if entry := lexicon.find(core):
        return Spoken(entry.say or core, entry.ipa)
    stem, ending = re.fullmatch(r"(.*?)((?:['’]?s)?)", core, re.DOTALL).groups()
    entry = lexicon.find(stem) if ending else None
    if not entry:
        return None
    return Spoken((entry.say or stem) + ending.replace("’", "'"), entry.ipa and entry.ipa + _sound_of_s(entry.ipa))


def _sound_of_s(ipa: str) -> str:
    if ipa[-1] in "szʃʒʧʤ":
        return "ᵻz"
    return "s" if ipa[-1] in "ptkfθ" else "z"


def _say_in_context(context: _Context) -> str | None:
    """What depends on the neighbours: letters that are names, years, units, signs between numbers."""
    core, previous, following = context.token.core, context.previous.core, context.following.core
    if core in ("A", "a"):
        return _say_a(context)
    if _is_year(context):
        return say_year(int(core))
    if core in UNITS and re.fullmatch(rf"[−+-]?{NUMBER}", previous) and not context.previous.after:
        return UNITS[core][previous != "1"]
    if core == "×" and re.fullmatch(NUMBER, previous) and _SIZED.fullmatch(context.beyond.core):
        return "by"
    if core in ("·", "⋅") and re.fullmatch("[a-z]", previous) and re.fullmatch("[a-z]", following):
        return "dot"
    if core in OPERATORS and (previous or following):
        return OPERATORS[core]
    if core in ("sin", "cos", "tan") and (re.fullmatch(rf"\w|{NUMBER}", following) or is_mathematics(following)):
        return FUNCTIONS[core]
    if len(core) == 1 and core in "√∑∏∫∂" and following:
        return f"{LONE[core]} of"
    return None


def _say_a(context: _Context) -> str | None:
    """The name A or a rather than the article."""
    following, previous = context.following.core, context.previous.core
    beside_sign = following in OPERATORS or previous in OPERATORS or following in _AFTER_NAMES or context.token.after
    if beside_sign or (context.token.core == "A" and not context.opens_sentence):
        return say_letter("A")
    return None


def _is_year(context: _Context) -> bool:
    core, token = context.token.core, context.token
    if not re.fullmatch(r"1[1-9]\d\d|20\d\d", core):
        return False
    alone = token.before.endswith("(") and token.after.startswith(")")
    counts = not token.after and re.fullmatch(r"[a-z-]+s|of|by|to|×", context.following.core)
    return alone or (context.previous.core.lower() in _BEFORE_YEARS and not counts)


def _say_core(core: str, lexicon: Lexicon) -> str:
    """A token that says the same everywhere."""

    def say_part(part: str) -> str:
        form = _from_lexicon(part, lexicon)
        return form.text if form else _say_core(part, lexicon)

    if _NO_BREAK.search(core) and not say_expression(core) and not _UNIT.fullmatch(core):
        return " ".join(map(say_part, filter(None, _NO_BREAK.split(core))))
    return (
        ABBREVIATIONS.get(core)
        or ABBREVIATIONS.get(core.lower())
        or _say_years(core)
        or say_number(core)
        or _say_counted(core)
        or _say_lone(core)
        or say_expression(core, say_part)
        or _say_compound(core, say_part)
        or _say_plain_word(core)
    )


def _say_years(core: str) -> str | None:
    years = re.fullmatch(r"(1[1-9]\d\d|20\d\d)[–-](1[1-9]\d\d|20\d\d)", core)
    return f"{say_year(int(years[1]))} to {say_year(int(years[2]))}" if years else None


def _say_counted(core: str) -> str | None:
    """A number with a unit or with capitals: 5km, 3D, 1536D, GPT-4."""
    if match := _UNIT.fullmatch(core):
        return f"{say_plain(match[1])} {UNITS[match[2]][match[1] != '1']}"
    if (match := _COUNTED.fullmatch(core)) and (match[2] == "D" or len(match[2]) > 1):
        return f"{say_plain(match[1])} {match[2]}"
    if _LISTED.fullmatch(core):
        return ", ".join(map(say_plain, re.split("[,;]", core)))
    if match := _VERSION.fullmatch(core):
        return f"{match[1]} {say_plain(match[2])}"
    return None


def _say_lone(core: str) -> str | None:
    if len(core) > 1 and core not in OPERATORS:
        return None
    if core.isalpha() and core.isascii():
        return core
    return OPERATORS.get(core) or LONE.get(core)


def _say_compound(core: str, say_part) -> str | None:
    """Words joined by a hyphen or a stroke, if one of them is not read as it is written: 64-dimensional."""
    parts = [part for part in re.split(r"[-–/]", core) if part]
    if len(parts) < 2:
        return None
    said = [say_part(part) if len(part) > 1 or not part.isalpha() else part for part in parts]
    return " ".join(said) if said != parts or "/" in core or "–" in core else None


def _say_plain_word(core: str) -> str:
    """A word as it is; signs that are left in it are called by their names rather than dropped."""
    said = "".join(_name_sign(sign) for sign in core.replace("’", "'"))
    return " ".join(said.split()) or core


def _name_sign(sign: str) -> str:
    if sign in "[]{}_*|^~`\\‖":
        return " "
    if unicodedata.category(sign) in ("No", "Lm"):
        return {"²": " squared", "³": " cubed"}.get(sign, unicodedata.normalize("NFKC", sign))
    if unicodedata.category(sign)[0] == "S" or sign in "&@#%":
        return f" {LONE.get(sign) or OPERATORS.get(sign) or unicodedata.name(sign, '').lower()} "
    return sign
