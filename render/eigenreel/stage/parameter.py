"""Parameters: the numbers and words of a lesson that an instructor may change."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

from eigenreel.errors import EigenreelError, suggest

Value = TypeVar("Value")

TRUE_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Parameter(Generic[Value]):
    """A class attribute of a lesson that ``--set NAME=VALUE`` changes; its type is that of its default.

    Args:
        default: a number, a truth value, a text, or a list (of lists) of numbers, whose shape is kept.
        help: what it means, for ``eigenreel list --parameters`` and error lines.
        range: the least and the greatest allowed number; for a list it holds for every entry.
        choices: the only values allowed.

    >>> Parameter(0.01, "share of people who are ill", range=(0, 1)).parse("0.05")
    0.05
    >>> Parameter([[3.0, 1.0], [0.0, 2.0]], "a 2×2 matrix").parse("[[1, 0], [0, 1]]")
    [[1.0, 0.0], [0.0, 1.0]]
    """

    def __init__(
        self,
        default: Value,
        help: str,
        range: tuple[float, float] | None = None,
        choices: Sequence[Value] | None = None,
    ) -> None:
        self.default, self.help, self.range, self.choices = default, help, range, choices
        self.name = "parameter"

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, lesson: None, owner: type) -> Parameter[Value]: ...
    @overload
    def __get__(self, lesson: object, owner: type) -> Value: ...
    def __get__(self, lesson, owner):
        if lesson is None:
            return self
        # A copy, so that a lesson that changes a list does not change the next lesson's default.
        return lesson.__dict__.get(self.name, copy.deepcopy(self.default))

    def __set__(self, lesson: object, value: Value) -> None:
        lesson.__dict__[self.name] = self._checked(value, repr(value))

    def parse(self, text: str) -> Value:
        """The value that ``--set`` gave as text.

        Raises:
            EigenreelError: the text is not of the default's type, or out of range.
        """
        return self._checked(self._read(text), text)

    def _read(self, text: str) -> Any:
        if isinstance(self.default, str):
            return text
        if isinstance(self.default, bool):
            if text.lower() not in TRUE_WORDS:
                raise self._wrong(text, "give yes or no")
            return TRUE_WORDS[text.lower()]
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            # Too many digits or brackets for Python are no JSON either.
            raise self._wrong(text, f"give {self._kind()}") from error

    def _checked(self, value: Any, text: str) -> Value:
        value = self._like(value, self.default, text)
        if self.choices is not None and value not in self.choices:
            raise self._wrong(text, f"choose {self.allowed}")
        if self.range is not None:
            low, high = self.range
            if not all(low <= number <= high for number in _numbers(value)):
                raise self._wrong(text, f"give {self._kind()}")
        return value

    def _like(self, value: Any, example: Any, text: str) -> Any:
        """``value`` with the type and shape of ``example``; integers become floats where floats are wanted."""
        if isinstance(example, (list, tuple)):
            if not isinstance(value, (list, tuple)) or len(value) != len(example):
                raise self._wrong(text, f"give {self._kind()}")
            return [self._like(part, model, text) for part, model in zip(value, example, strict=True)]
        if isinstance(example, float) and isinstance(value, (int, float)) and not isinstance(value, bool):
            # A whole number may be larger than any float.
            if not abs(value) <= sys.float_info.max:
                raise self._wrong(text, f"give {self._kind()}")
            return float(value)
        if type(value) is not type(example):
            raise self._wrong(text, f"give {self._kind()}")
        return value

    @property
    def allowed(self) -> str:
        """What values it takes, in words."""
        return self._kind() if self.choices is None else "one of " + ", ".join(map(str, self.choices))

    def _kind(self) -> str:
        between = f" from {self.range[0]} to {self.range[1]}" if self.range is not None else ""
        if isinstance(self.default, (list, tuple)):
            return f"a list shaped like {json.dumps(self.default)}{between and f', each number{between}'}"
        kinds = {bool: "yes or no", int: "a whole number", float: "a number", str: "a text"}
        return f"{kinds[type(self.default)]}{between}"

    def _wrong(self, text: str, remedy: str) -> EigenreelError:
        return EigenreelError(f"{self.name}={text} does not fit ({self.help}); {remedy}")


def parameters_of(cls: type) -> dict[str, Parameter]:
    """A class's parameters by name, those of its bases first."""
    return {
        name: value
        for base in reversed(cls.__mro__)
        for name, value in vars(base).items()
        if isinstance(value, Parameter)
    }


def parse_parameters(cls: type, texts: Mapping[str, str], place: str) -> dict[str, Any]:
    """The values of ``--set`` for a lesson.

    Raises:
        EigenreelError: a name that the lesson does not have, or a value that does not fit.
    """
    known = parameters_of(cls)
    for name in texts:
        if name not in known:
            there = suggest(name, known, f"leave out --set {name}")
            raise EigenreelError(f"no parameter '{name}' in {place}; {there}")
    return {name: known[name].parse(text) for name, text in texts.items()}


def _numbers(value: Any) -> list[float]:
    if isinstance(value, list):
        return [number for part in value for number in _numbers(part)]
    return [value] if isinstance(value, (int, float)) else []
