"""What hangs on a name in mathematics: indices, powers, primes."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable

from eigenreel.words.expression_signs import Sign, read_signs
from eigenreel.words.quantities import say_integer, say_power
from eigenreel.words.signs import ALONE, GREEK, HATS, OPERATORS, SETS


def say_letter(letter: str) -> str:
    """A one-letter name, with its hat. A capital A is spelled as it sounds: voices take it for the article."""
    base, hat = letter[0], letter[1:]
    name = GREEK.get(base) or SETS.get(base, base)
    return " ".join(filter(None, ("eigh" if name in ("A", "a") else name, HATS.get(hat, ""))))


class Hangings(ABC):
    """A cursor on the signs of an expression, and readers of all that stands raised or lowered behind a base.

    The bases themselves are read by the class that reads whole expressions.
    """

    @abstractmethod
    def factor(self) -> str:
        """A base with everything that hangs on it."""

    @abstractmethod
    def atom(self) -> str:
        """A base alone."""

    @abstractmethod
    def group(self) -> str:
        """What stands in brackets."""

    @abstractmethod
    def read_all(self) -> str:
        """The whole expression."""

    def __init__(self, signs: list[Sign], say_word: Callable[[str], str]) -> None:
        self.signs, self.position, self.say_word = signs, 0, say_word

    def kind(self, ahead: int = 0) -> str:
        index = self.position + ahead
        return self.signs[index].kind if index < len(self.signs) else ""

    def take(self) -> str:
        self.position += 1
        return self.signs[self.position - 1].text

    def hang(self, base: str, number: bool, comma: bool = True) -> str:
        """An index, a power, a prime … behind its base; the power of a long base is set off by a comma."""
        kind = self.kind()
        if kind in ("lowered", "under"):
            return f"{base} {self.index()}"
        if kind == "prime":
            return f"{base} {self.take()}"
        if kind in ("factorial", "percent", "degree"):
            self.take()
            return f"{base} {ALONE[kind]}"
        power = self._raised(self.take(), number) if kind == "raised" else self.power(number)
        long = comma and re.search(r" (?!(one|two|three|hat|bar|tilde|sub|prime|[a-z])\b)", base)
        return (
            f"{base}, {power}" if long and power in ("squared", "cubed", "transpose", "inverse") else f"{base} {power}"
        )

    def index(self, letters: int = 9) -> str:
        """A lowered sign or what stands after _; of single letters at most so many."""
        if self.kind() == "lowered":
            return _say_index(self.take(), self.inner)
        self.take()
        if self.kind() == "open":
            return f"sub {self.group()}"
        if self.kind() in ("number", "infinity"):
            return self.atom()
        if self.kind() == "word":
            return self.say_word(self.take())
        if self.kind() == "function":
            return "sub " + self.take()
        names: list[str] = []
        while self.kind() == "name" and len(names) < letters:
            names.append(say_letter(self.take()))
        return " ".join(["sub", *names])

    def power(self, number: bool = False) -> str:
        """What stands after ^."""
        self.take()
        if self.kind() == "open":
            return f"to the {self.group()}"
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
        return f"to the {self.inner(text)}"

    def inner(self, text: str) -> str:
        """A small expression inside another."""
        signs = read_signs(text)
        return type(self)(signs, self.say_word).read_all() if signs else text


def _say_index(text: str, inner: Callable[[str], str]) -> str:
    if text.isdigit():
        return " ".join(say_integer(int(digit)) for digit in text)
    return "sub " + (" ".join(map(say_letter, text)) if text.isalpha() else inner(text))
