"""Numbers as words: what a person reads for "16.1%", "−3", "1,536D", "2–3", "3/4", "1e−03" or "1986"."""

from __future__ import annotations

import re
import unicodedata

from num2words import num2words

MINUS = "\N{MINUS SIGN}"
LONGEST = 30
"""Digits of a number that is read as one; longer ones are read digit by digit."""
NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:e[+−-]?\d+)?"
"""A number without a sign: digits, perhaps in groups of three, a decimal part, an exponent."""

_SIGNED = rf"[−+-]?{NUMBER}"
_PARTS = re.compile(r"([−+-]?)([\d,]*)(?:\.(\d+))?(?:e([+−-]?\d+))?")
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"({_SIGNED})", "plain"),
        (rf"({_SIGNED})\s?%", "percent"),
        (rf"({_SIGNED})(%?)\s?–\s?({_SIGNED})(%?)", "range"),
        (rf"({NUMBER})(%?)-({NUMBER})(%?)", "range"),
        (rf"{NUMBER}(?:[×x]{NUMBER})+", "size"),
        (rf"{NUMBER}(?:[-:]{NUMBER}){{2,}}", "list"),
        (rf"({NUMBER}):({NUMBER})", "range"),
        (r"([−-]?)(\d{1,9})[/∕⁄](\d{1,9})", "fraction"),
        (rf"([−-]?{NUMBER})([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])", "mixed"),
        (r"([−-]?)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])", "part"),
        (r"(\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:st|nd|rd|th)", "ordinal"),
        (r"(\d{3}0)[’']?s", "decade"),
        (rf"({_SIGNED})×", "times"),
        (rf"[±]({NUMBER})(%?)", "about"),
        (rf"#({NUMBER})", "rank"),
        (rf"([−-]?)([$€£])({NUMBER})", "money"),
        (rf"({_SIGNED})°([CF]?)", "degrees"),
    )
)
_PARTS_OF = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters")}
_MONEY = {"$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds")}
_DEGREES = {"": "", "C": " Celsius", "F": " Fahrenheit"}


def say_number(text: str) -> str | None:
    """The words for a written number of any of the forms above; None if it is something else.

    >>> say_number("16.1%"), say_number("−3"), say_number("1,536")
    ('sixteen point one percent', 'minus three', 'one thousand five hundred thirty-six')
    >>> say_number("3/4"), say_number("2–3"), say_number("28×28"), say_number("21st"), say_number("x")
    ('three quarters', 'two to three', 'twenty-eight by twenty-eight', 'twenty-first', None)
    """
    for pattern, kind in _FORMS:
        if match := pattern.fullmatch(text):
            return _SAY[kind](match)
    return None


def say_plain(text: str) -> str:
    """A number that matches NUMBER, with or without a sign.

    >>> say_plain("0.05"), say_plain("-12.50"), say_plain("1e−03")
    ('zero point zero five', 'minus twelve point five zero', 'one times ten to the minus three')
    """
    sign, whole, decimals, exponent = _PARTS.fullmatch(text).groups()
    words = [{"+": "plus", "": ""}.get(sign, "minus"), _say_digits(whole.replace(",", ""))]
    if decimals:
        words.append("point " + _one_by_one(decimals))
    if exponent:
        words.append("times ten " + say_power(exponent))
    return " ".join(filter(None, words))


def say_integer(value: int) -> str:
    """A whole number as Americans read it: without "and", without commas.

    >>> say_integer(-1101)
    'minus one thousand one hundred one'
    """
    return num2words(value).replace(",", "").replace(" and ", " ")


def _say_digits(digits: str) -> str:
    """A whole number of any length: past the names of powers, people read digits."""
    return say_integer(int(digits)) if 0 < len(digits) <= LONGEST else _one_by_one(digits)


def _one_by_one(digits: str) -> str:
    return " ".join(say_integer(int(digit)) for digit in digits)


def say_ordinal(value: int) -> str:
    return num2words(value, to="ordinal").replace(",", "").replace(" and ", " ")


def say_year(value: int) -> str:
    """A year from 1100 to 2099.

    >>> say_year(1763), say_year(1905), say_year(2007), say_year(2026)
    ('seventeen sixty-three', 'nineteen oh-five', 'two thousand seven', 'twenty twenty-six')
    """
    return num2words(value, to="year").replace(" and ", " ")


def say_power(exponent: str) -> str:
    """What follows a base raised to a whole number that is written out.

    >>> say_power("2"), say_power("−1"), say_power("10")
    ('squared', 'to the minus one', 'to the tenth')
    """
    if len(exponent) > LONGEST:
        return f"to the {_one_by_one(exponent.lstrip('+-' + MINUS))}"
    value = int(exponent.replace(MINUS, "-"))
    if value in (2, 3):
        return {2: "squared", 3: "cubed"}[value]
    return f"to the {say_ordinal(value)}" if value > 3 else f"to the {say_integer(value)}"


def say_fraction(numerator: int, denominator: int) -> str:
    """A fraction; past tenths it is read as one number over another.

    >>> say_fraction(1, 2), say_fraction(2, 3), say_fraction(7, 100), say_fraction(5, 2)
    ('one half', 'two thirds', 'seven over one hundred', 'five halves')
    """
    if not 2 <= denominator <= 10 or not 1 <= numerator < 20:
        return f"{say_integer(numerator)} over {say_integer(denominator)}"
    one, many = _PARTS_OF.get(denominator, (say_ordinal(denominator), say_ordinal(denominator) + "s"))
    return f"{say_integer(numerator)} {one if numerator == 1 else many}"


def _minus(sign: str) -> str:
    return "minus " if sign else ""


def _range(match: re.Match[str]) -> str:
    first, second = say_plain(match[1]), say_plain(match[match.lastindex - 1 if match.lastindex > 2 else 2])
    percents = match.lastindex > 2 and (match[2] or match[4])
    return f"{first} to {second}" + (" percent" if percents else "")


def _fraction_of(sign: str) -> tuple[int, int]:
    numerator, denominator = unicodedata.normalize("NFKC", sign).split("⁄")
    return int(numerator), int(denominator)


def _mixed(match: re.Match[str]) -> str:
    part = say_fraction(*_fraction_of(match[2]))
    return f"{say_plain(match[1])} and {part.replace('one half', 'a half').replace('one quarter', 'a quarter')}"


def _money(match: re.Match[str]) -> str:
    one, many = _MONEY[match[2]]
    return f"{_minus(match[1])}{say_plain(match[3])} {one if match[3] == '1' else many}"


def _degrees(match: re.Match[str]) -> str:
    return f"{say_plain(match[1])} degree{'' if match[1] == '1' else 's'}{_DEGREES[match[2]]}"


_SAY = {
    "plain": lambda match: say_plain(match[1]),
    "percent": lambda match: f"{say_plain(match[1])} percent",
    "range": _range,
    "size": lambda match: " by ".join(map(say_plain, re.split("[×x]", match[0]))),
    "list": lambda match: " ".join(map(say_plain, re.split("[-:]", match[0]))),
    "fraction": lambda match: _minus(match[1]) + say_fraction(int(match[2]), int(match[3])),
    "mixed": _mixed,
    "part": lambda match: _minus(match[1]) + say_fraction(*_fraction_of(match[2])),
    "ordinal": lambda match: say_ordinal(int(match[1].replace(",", ""))),
    "decade": lambda match: re.sub("ys$", "ies", say_year(int(match[1])) + "s"),
    "times": lambda match: f"{say_plain(match[1])} times",
    "about": lambda match: f"plus or minus {say_plain(match[1])}" + (" percent" if match[2] else ""),
    "rank": lambda match: f"number {say_plain(match[1])}",
    "money": _money,
    "degrees": _degrees,
}
