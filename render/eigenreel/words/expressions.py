"""Mathematics as people read it aloud: "the gradient of L", "w transpose x", "the probability of A given B"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from eigenreel.words.expression_signs import Sign, is_mathematics, read_signs
from eigenreel.words.quantities import say_fraction, say_integer, say_plain, say_power
from eigenreel.words.signs import FUNCTIONS, GREEK, HATS, OPERATORS, SETS

_HEADS = {"P": "the probability", "E": "the expected value", "O": "order", "ℙ": "the probability", "𝔼": "the expected value"}
_BIG = {"∑": "the sum", "∏": "the product", "∫": "the integral"}
_ORDERS = {"²": "second ", "³": "third ", "": ""}
_ALONE = {"infinity": "infinity", "dots": "and so on", "percent": "percent", "degree": "degrees", "factorial": "factorial"}
_QUANTIFIERS = {"∀": "for all", "∃": "there is", "¬": "not", "∅": "the empty set"}


def say_expression(text: str, say_word: Callable[[str], str] = str) -> str | None:
    """The words for an expression; None if it is not one. Words inside it go through ``say_word``.

    >>> say_expression("∇L"), say_expression("wᵀx"), say_expression("P(A|B)"), say_expression("‖x‖²")
    ('the gradient of L', 'w transpose x', 'the probability of eigh given B', 'the norm of x, squared')
    >>> say_expression("∂L/∂w"), say_expression("e^−x"), say_expression("x₁"), say_expression("xᵢ"), say_expression("√2")
    ('the partial derivative of L with respect to w', 'e to the minus x', 'x one', 'x sub i', 'the square root of two')
    """
    signs = read_signs(text) if is_mathematics(text) else None
    if not signs:
        return None
    return _Reader(signs, say_word).read_all()


def say_letter(letter: str) -> str:
    """A one-letter name, with its hat. A capital A is spelled as it sounds: voices take it for the article."""
    base, hat = letter[0], letter[1:]
    name = GREEK.get(base) or SETS.get(base, base)
    return " ".join(filter(None, ("eigh" if name in ("A", "a") else name, HATS.get(hat, ""))))


class _Reader:
    """Reads signs from left to right; every method takes the signs that it says."""

    def __init__(self, signs: list[Sign], say_word: Callable[[str], str]) -> None:
        self.signs, self.position, self.say_word = signs, 0, say_word

    def read_all(self) -> str:
        parts = [self.read_until(())]
        while self.position < len(self.signs):
            # A bracket that was never opened: skip it, lose nothing else.
            self.position += 1
            parts.append(self.read_until(()))
        return " ".join(filter(None, parts))

    def kind(self, ahead: int = 0) -> str:
        index = self.position + ahead
        return self.signs[index].kind if index < len(self.signs) else ""

    def take(self) -> str:
        self.position += 1
        return self.signs[self.position - 1].text

    def read_until(self, closers: tuple[str, ...], separator: str = "given") -> str:
        """Everything up to a closing sign, which is left. ``separator`` is what a lone bar or double bar says."""
        parts: list[str] = []
        commas: list[int] = []
        while self.kind() and self.kind() not in ("close", *closers):
            kind = self.kind()
            if kind == "comma":
                commas.append(len(parts))
                parts.append(",")
                self.take()
            elif kind == "operator":
                sign = self.take()
                starred = sign == "*" and parts and self.kind() in ("", "close", "operator", "comma")
                parts.append("star" if starred else OPERATORS[sign])
            elif kind in ("bar", "norm") and parts and self.signs[self.position - 1].kind != "operator":
                parts.append("given" if kind == "bar" else separator)
                self.take()
            else:
                factor = self.factor()
                parts += ["times", factor] if self._needs_times(parts, factor) else [factor]
        if len(commas) == 1:
            parts[commas[0]] = "and" if closers or self.kind() == "close" else ","
        return " ".join(parts).replace(" ,", ",")

    def _needs_times(self, parts: list[str], factor: str) -> bool:
        """Two factors that are written side by side and would be heard as one."""
        before = self.before_factor
        if not parts or before is None or before.kind in ("operator", "comma", "bar", "norm", "quantifier"):
            return False
        return factor.startswith("the ") or self.began_with == "open" or before.kind == "close"

    def factor(self) -> str:
        """An atom with everything that hangs on it: indices, powers, primes, arguments."""
        self.before_factor = self.signs[self.position - 1] if self.position else None
        self.began_with = self.kind()
        before, began = self.before_factor, self.began_with
        text = self._atom()
        while self.kind() in ("raised", "lowered", "to", "under", "prime", "factorial", "percent", "degree"):
            text = self._hang(text, number=began == "number")
        if self.kind() == "open" and began in ("name", "function"):
            text = self._call(text)
            while self.kind() in ("raised", "to"):
                text = self._hang(text, number=False)
        self.before_factor, self.began_with = before, began
        return text

    def _atom(self) -> str:
        kind = self.kind()
        match kind:
            case "number":
                return say_plain(self.take())
            case "part":
                return say_fraction(*map(int, unicodedata.normalize("NFKC", self.take()).split("⁄")))
            case "name":
                return self._name()
            case "function":
                return self._function()
            case "word":
                return self.say_word(self.take())
            case "slope":
                return self._slope()
            case "root":
                root = {"√": "square", "∛": "cube"}[self.take()]
                return f"the {root} root of {self._operand()}"
            case "nabla":
                return self._nabla()
            case "partial":
                self.take()
                return f"partial {self._operand()}"
            case "big":
                return self._big(_BIG[self.take()])
            case "open":
                return self._group()
            case "bar" | "norm":
                return self._bars(kind)
            case "quantifier":
                return _QUANTIFIERS[self.take()]
            case "raised" | "lowered" | "to" | "under" | "prime":
                return self._hang("", number=False).strip()
        self.take()
        return _ALONE[kind]

    def _operand(self) -> str:
        """What a prefix applies to; perhaps nothing."""
        if self.kind() in ("", "close", "comma"):
            return "it"
        sign = OPERATORS[self.take()] + " " if self.kind() == "operator" else ""
        return sign + (self.factor() if self.kind() not in ("", "close", "comma") else "")

    def _name(self) -> str:
        letter = self.take()
        # A capital sigma before what it adds up is a sum; before a power or alone it is a letter.
        if letter == "Σ" and self.position == 1 and (self._is_small_name(0) or (self.kind() == "lowered" and self.kind(1))):
            return self._big("the sum")
        if letter in _HEADS and self.kind() in ("open", "lowered", "under") and not (self.kind() != "open" and self.kind(1) != "open"):
            return _HEADS[letter]
        if letter in SETS and self.kind() == "raised":
            return f"{say_letter(letter)} {self._inner(self.take())}"
        text = say_letter(letter)
        if self.kind() == "number" and len(letter) == 1 and self.signs[self.position].text.isdigit():
            text += " " + say_plain(self.take())
        return text

    def _is_small_name(self, ahead: int) -> bool:
        return self.kind(ahead) == "name" and self.signs[self.position + ahead].text[0].islower()

    def _function(self) -> str:
        name = self.take()
        text = FUNCTIONS[name]
        if name in ("log", "ln") and self.kind() in ("lowered", "under"):
            return f"log base {self._index()}"
        if self.kind() in ("name", "number", "root"):
            return f"{text} {'of ' if text.startswith('the ') else ''}{self.factor()}"
        return text

    def _call(self, head: str) -> str:
        """Arguments in brackets."""
        opened = self.signs[self.position - 1].text
        divergence = head in (FUNCTIONS["KL"], "D sub KL")
        self.take()
        content = self.read_until((), "from" if divergence or opened == "D" else "relative to")
        self._close()
        if divergence:
            head = FUNCTIONS["KL"]
        return f"order {content}" if head == "order" else f"{head} of {content}"

    def _group(self) -> str:
        self.take()
        content = self.read_until(())
        self._close()
        return content

    def _close(self) -> None:
        if self.kind() == "close":
            self.take()

    def _bars(self, kind: str) -> str:
        self.take()
        content = self.read_until((kind,))
        if self.kind() == kind:
            self.take()
        if kind == "bar":
            matrix = re.fullmatch(r"eigh|[B-Z]", content)
            return f"the determinant of {content}" if matrix else f"the absolute value of {content}"
        if self.kind() in ("lowered", "under"):
            return f"the L {self._index()} norm of {content}"
        if self.kind() == "infinity":
            return f"the L {_ALONE[self.signs[self.position].kind]} norm of {content}" if self.take() else content
        return f"the norm of {content}"

    def _nabla(self) -> str:
        self.take()
        noun, respect = "gradient", ""
        while self.kind() in ("raised", "lowered", "under"):
            if self.kind() == "raised":
                noun = {"2": "Hessian"}.get(self.take(), "gradient")
            else:
                respect = f" with respect to {self._index(letters=1).removeprefix('sub ')}"
        if self.kind() == "operator" and self.signs[self.position].text in "·⋅×":
            noun = "curl" if self.take() == "×" else "divergence"
        if self.kind() in ("", "close", "comma", "operator"):
            return f"the {noun}{respect}" if respect else "nabla"
        comma = "," if respect else ""
        text = f"the {noun}{respect}{comma} of {self._atom()}"
        while self.kind() in ("raised", "lowered", "to", "under", "prime"):
            text = self._hang(text, number=False, comma=False)
        if self.kind() == "open":
            text += f" at {self._group()}"
        return text

    def _slope(self) -> str:
        sign, order, top, bottom, second = self.signs[self.position].groups
        self.take()
        partial = "partial " if sign == "∂" else ""
        of = f" of {self._inner(top)}" if top else ""
        by = self._inner(bottom) + (f" and {self._inner(second)}" if second else "")
        return f"the {_ORDERS[order]}{partial}derivative{of} with respect to {by}"

    def _big(self, noun: str) -> str:
        low = high = ""
        while self.kind() in ("lowered", "under", "raised", "to"):
            if self.kind() in ("lowered", "under"):
                low = self._index().removeprefix("sub ")
            else:
                high = self._inner(self.take()) if self.kind() == "raised" else self._power()
        span = f" from {low} to {high.removeprefix('to the ')}" if low and high else f" over {low}" if low else ""
        return f"{noun}{span} of {self._operand()}"

    def _hang(self, base: str, number: bool, comma: bool = True) -> str:
        """An index, a power, a prime … behind its base. A power of a long base is set off, so that it belongs to all of it."""
        kind = self.kind()
        if kind in ("lowered", "under"):
            return f"{base} {self._index()}"
        if kind == "prime":
            return f"{base} {self.take()}"
        if kind in ("factorial", "percent", "degree"):
            self.take()
            return f"{base} {_ALONE[kind]}"
        power = self._raised(self.take(), number) if kind == "raised" else self._power(number)
        long = comma and re.search(r" (?!(one|two|three|hat|bar|tilde|sub|prime|[a-z])\b)", base)
        return f"{base}, {power}" if long and power in ("squared", "cubed", "transpose", "inverse") else f"{base} {power}"

    def _index(self, letters: int = 9) -> str:
        """A lowered sign or what stands after _; of single letters at most so many."""
        if self.kind() == "lowered":
            return _say_index(self.take(), self._inner)
        self.take()
        if self.kind() == "open":
            return f"sub {self._group()}"
        if self.kind() in ("number", "infinity"):
            return self._atom()
        if self.kind() == "word":
            return self.say_word(self.take())
        if self.kind() == "function":
            return "sub " + self.take()
        names: list[str] = []
        while self.kind() == "name" and len(names) < letters:
            names.append(say_letter(self.take()))
        return " ".join(["sub", *names])

    def _power(self, number: bool = False) -> str:
        """What stands after ^."""
        self.take()
        if self.kind() == "open":
            return f"to the {self._group()}"
        minus = self.kind() == "operator" and self.take() in "−+"
        if self.kind() == "number":
            return self._raised(("−" if minus else "") + self.take(), number)
        if self.kind() == "name" and not minus and self.signs[self.position].text in "T*":
            return self._raised(self.take(), number)
        if not self.kind():
            return "star"
        return f"to the {'minus ' if minus else ''}{self.factor()}"

    def _raised(self, text: str, number: bool) -> str:
        if text == "T":
            return "transpose"
        if text == "−1" and not number:
            return "inverse"
        if re.fullmatch(r"−?\d+", text):
            return say_power(text)
        if text in ("+", "−"):
            return OPERATORS[text]
        return f"to the {self._inner(text)}"

    def _inner(self, text: str) -> str:
        """A small expression inside another."""
        signs = read_signs(text)
        return _Reader(signs, self.say_word).read_all() if signs else text


def _say_index(text: str, inner: Callable[[str], str]) -> str:
    if text.isdigit():
        return " ".join(say_integer(int(digit)) for digit in text)
    return "sub " + (" ".join(map(say_letter, text)) if text.isalpha() else inner(text))
