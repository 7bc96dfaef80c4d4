"""Mathematics as people read it aloud: "the gradient of L", "w transpose x", "the probability of A given B"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from string import ascii_lowercase

from eigenreel.words.expression_hangings import Hangings, say_letter
from eigenreel.words.expression_signs import is_mathematics, read_signs
from eigenreel.words.quantities import say_fraction, say_plain
from eigenreel.words.signs import ALONE, FUNCTIONS, OPERATORS, SETS

_HEADS = {
    "P": "the probability",
    "E": "the expected value",
    "O": "order",
    "ℙ": "the probability",
    "𝔼": "the expected value",
}
_BIG = {"∑": "the sum", "∏": "the product", "∫": "the integral"}
_ORDERS = {"²": "second ", "³": "third ", "": ""}
_QUANTIFIERS = {"∀": "for all", "∃": "there is", "¬": "not", "∅": "the empty set"}


def say_expression(text: str, say_word: Callable[[str], str] = str) -> str | None:
    """The words for an expression; None if it is not one. Words inside it go through ``say_word``.

    >>> say_expression("∇L"), say_expression("wᵀx"), say_expression("P(A|B)"), say_expression("‖x‖²")
    ('the gradient of L', 'w transpose x', 'the probability of eigh given B', 'the norm of x, squared')
    >>> say_expression("∂L/∂w"), say_expression("e^−x"), say_expression("xᵢ"), say_expression("√2")
    ('the partial derivative of L with respect to w', 'e to the minus x', 'x sub i', 'the square root of two')
    """
    signs = read_signs(text) if is_mathematics(text) else None
    if not signs:
        return None
    # What a sign has nothing to work on leaves spaces.
    return " ".join(_Reader(signs, say_word).read_all().split()) or None


class _Reader(Hangings):
    """Reads signs from left to right; every method takes the signs that it says."""

    def read_all(self) -> str:
        parts = [self.read_until(())]
        while self.position < len(self.signs):
            # A bracket that was never opened: skip it, lose nothing else.
            self.position += 1
            parts.append(self.read_until(()))
        return " ".join(filter(None, parts))

    def read_until(self, closers: tuple[str, ...], separator: str = "given", arguments: bool = False) -> str:
        """Everything up to a closing sign, which is left. ``separator`` is what a lone double bar says."""
        parts: list[str] = []
        commas: list[int] = []
        while self.kind() and self.kind() not in ("close", *closers):
            kind = self.kind()
            if kind == "comma":
                commas.append(len(parts))
                parts.append(",")
                self.take()
            elif kind == "operator":
                parts.append(self._operator(bool(parts)))
            elif kind in ("bar", "norm") and parts and not self._opens_bars(kind, closers, arguments):
                parts.append("given" if kind == "bar" else separator)
                self.take()
            else:
                factor = self.factor()
                parts += ["times", factor] if self._needs_times(parts, factor) else [factor]
        if arguments and len(commas) == 1:
            parts[commas[0]] = "and"
        return " ".join(parts).replace(" ,", ",")

    def _operator(self, follows: bool) -> str:
        before = self.signs[self.position - 1]
        sign = self.take()
        if sign == "*" and follows and self.kind() in ("", "close", "operator", "comma"):
            return "star"
        if sign in "·⋅" and follows and before.kind == self.kind() == "name" and before.text in ascii_lowercase:
            return "dot"
        return OPERATORS[sign]

    def _opens_bars(self, kind: str, closers: tuple[str, ...], arguments: bool) -> bool:
        """Whether a bar behind something opens a new pair, as in ‖u‖‖v‖, rather than divides: P(A|B), KL(p‖q)."""
        if self.signs[self.position - 1].kind == "operator":
            return True
        ahead = sum(sign.kind == kind for sign in self.signs[self.position :])
        return not arguments and not closers and ahead >= 2

    def _needs_times(self, parts: list[str], factor: str) -> bool:
        """Two factors that are written side by side and would be heard as one."""
        before = self.before_factor
        divided = parts and parts[-1] in ("given", "from", "relative to")
        if not parts or divided or before is None or before.kind in ("operator", "comma", "quantifier"):
            return False
        return factor.startswith("the ") or self.began_with == "open" or before.kind in ("close", "bar", "norm")

    def factor(self) -> str:
        """An atom with everything that hangs on it: indices, powers, primes, arguments."""
        self.before_factor = self.signs[self.position - 1] if self.position else None
        self.began_with = self.kind()
        before, began = self.before_factor, self.began_with
        text = self.atom()
        while self.kind() in ("raised", "lowered", "to", "under", "prime", "factorial", "percent", "degree"):
            text = self.hang(text, number=began == "number")
        if self.kind() == "open" and began in ("name", "function"):
            text = self._call(text)
            while self.kind() in ("raised", "to", "lowered", "under"):
                text = self.hang(text, number=False)
        self.before_factor, self.began_with = before, began
        return text

    def atom(self) -> str:
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
                return f"the {root} root of {self._operand()}".rstrip()
            case "nabla":
                return self._nabla()
            case "partial":
                self.take()
                return f"partial {self._operand()}".rstrip()
            case "big":
                return self._big(_BIG[self.take()])
            case "open":
                return self.group()
            case "bar" | "norm":
                return self._bars(kind)
            case "quantifier":
                return _QUANTIFIERS[self.take()]
            case "raised" | "lowered" | "to" | "under" | "prime":
                return self.hang("", number=False).strip()
            case "operator":
                # Of two signs in a row, or of one that has nothing to work on, the name is said.
                return OPERATORS[self.take()]
            case "comma" | "close" | "":
                return ""
        self.take()
        return ALONE[kind]

    def _operand(self) -> str:
        """What a prefix applies to; nothing, if that stands in the next token."""
        if self.kind() in ("", "close", "comma"):
            return ""
        sign = OPERATORS[self.take()] + " " if self.kind() == "operator" else ""
        return sign + (self.factor() if self.kind() not in ("", "close", "comma") else "")

    def _name(self) -> str:
        letter = self.take()
        # A capital sigma before what it adds up is a sum; before a power or alone it is a letter.
        indexed = self.kind() == "lowered" and not self.signs[self.position].text.isdigit()
        if letter == "Σ" and self.position == 1 and (self._is_small_name() or indexed):
            return self._big("the sum")
        if (
            letter in _HEADS
            and self.kind() in ("open", "lowered", "under")
            and not (self.kind() != "open" and self.kind(1) != "open")
        ):
            return _HEADS[letter]
        if letter in SETS and self.kind() == "raised":
            return f"{say_letter(letter)} {self.inner(self.take())}"
        text = say_letter(letter)
        if self.kind() == "number" and len(letter) == 1 and self.signs[self.position].text.isdigit():
            text += " " + say_plain(self.take())
        return text

    def _is_small_name(self) -> bool:
        return self.kind() == "name" and self.signs[self.position].text[0].islower()

    def _function(self) -> str:
        name = self.take()
        text = FUNCTIONS[name]
        if name in ("log", "ln") and self.kind() in ("lowered", "under"):
            return f"log base {self.index()}"
        if self.kind() in ("name", "number", "root"):
            return f"{text} {'of ' if text.startswith('the ') else ''}{self.factor()}"
        return text

    def _call(self, head: str) -> str:
        """Arguments in brackets."""
        opened = self.signs[self.position - 1].text
        divergence = head in (FUNCTIONS["KL"], "D sub KL")
        self.take()
        content = self.read_until((), "from" if divergence or opened == "D" else "relative to", arguments=True)
        self._close()
        if divergence:
            head = FUNCTIONS["KL"]
        return f"order {content}" if head == "order" else f"{head} of {content}"

    def group(self) -> str:
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
            return f"the L {self.index()} norm of {content}"
        if self.kind() == "infinity":
            return f"the L {ALONE[self.signs[self.position].kind]} norm of {content}" if self.take() else content
        return f"the norm of {content}"

    def _nabla(self) -> str:
        self.take()
        noun, respect = "gradient", ""
        while self.kind() in ("raised", "lowered", "under"):
            if self.kind() == "raised":
                noun = {"2": "Hessian"}.get(self.take(), "gradient")
            else:
                respect = f" with respect to {self.index(letters=1).removeprefix('sub ')}"
        if self.kind() == "operator" and self.signs[self.position].text in "·⋅×":
            noun = "curl" if self.take() == "×" else "divergence"
        if self.kind() in ("", "close", "comma", "operator"):
            return f"the {noun}{respect}" if respect else "nabla"
        comma = "," if respect else ""
        text = f"the {noun}{respect}{comma} of {self.atom()}"
        while self.kind() in ("raised", "lowered", "to", "under", "prime"):
            text = self.hang(text, number=False, comma=False)
        if self.kind() == "open":
            text += f" at {self.group()}"
        return text

    def _slope(self) -> str:
        sign, order, top, bottom, second = self.signs[self.position].groups
        self.take()
        partial = "partial " if sign == "∂" else ""
        of = f" of {self.inner(top)}" if top else ""
        by = self.inner(bottom) + (f" and {self.inner(second)}" if second else "")
        return f"the {_ORDERS[order]}{partial}derivative{of} with respect to {by}"

    def _big(self, noun: str) -> str:
        low = high = ""
        while self.kind() in ("lowered", "under", "raised", "to"):
            if self.kind() in ("lowered", "under"):
                low = self.index().removeprefix("sub ")
            else:
                high = self.inner(self.take()) if self.kind() == "raised" else self.power()
        span = f" from {low} to {high.removeprefix('to the ')}" if low and high else f" over {low}" if low else ""
        return f"{noun}{span} of {self._operand()}".rstrip()
