"""Which of Manim's functions have a quicker equivalent, and when that stands in for them.

An equivalent gives the same result to the last bit, asks every method that a subclass or a single mobject may have
replaced, and hands whatever it does not know to Manim's own function. It stands in for the time of a recording only.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any, TypeVar

import manim

MIRRORED = ("0.22.0",)
"""The versions of Manim whose functions the equivalents were written after; with any other none stands in."""

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Equivalent:
    """A quicker function, and the place it takes.

    Attributes:
        owner: the class or module that defines Manim's function.
        stock: Manim's own, as it was when Manim was imported.
    """

    owner: type | ModuleType
    name: str
    stock: FunctionType
    quick: FunctionType


EQUIVALENTS: list[Equivalent] = []
_STOCK: dict[int, Any] = {}
_RELIED: list[tuple[type | ModuleType, str, Any]] = []


def instead_of(owner: type | ModuleType, name: str) -> Callable[[Function], Function]:
    """Enter a function into the table; as its ``stock`` it has Manim's own, for what it leaves to that."""
    stock = relies_on(owner, name)

    def enter(quick: Function) -> Function:
        functools.update_wrapper(quick, stock)
        # Nobody shall unwrap one function to find the other.
        del quick.__wrapped__
        quick.stock = stock
        _STOCK[id(quick)] = stock
        EQUIVALENTS.append(Equivalent(owner, name, stock, quick))
        return quick

    return enter


def manims_own(function: Any) -> Any:
    """The function of Manim that this one stands in for, or else itself."""
    return _STOCK.get(id(function), function)


def relies_on(owner: type | ModuleType, name: str) -> Any:
    """A function of Manim that equivalents do not call, because they know what it does."""
    stock = vars(owner)[name]
    _RELIED.append((owner, name, stock))
    return stock


@contextmanager
def quick_functions() -> Iterator[None]:
    """Let the equivalents stand in, unless a scene file has changed anything in Manim that they know."""
    put: list[tuple[Any, Equivalent]] = []
    if manim.__version__ in MIRRORED and all(vars(owner).get(name) is stock for owner, name, stock in _RELIED):
        put = [(place, each) for each in EQUIVALENTS for place in _places(each)]
    for place, each in put:
        setattr(place, each.name, each.quick)
    try:
        yield
    finally:
        for place, each in put:
            # What the scene itself has put there stays.
            if vars(place).get(each.name) is each.quick:
                setattr(place, each.name, each.stock)


def _places(each: Equivalent) -> list[Any]:
    """Where Manim's function is: in its class, or in all of Manim's modules that imported it."""
    if not isinstance(each.owner, ModuleType):
        return [each.owner]
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("manim.")]
    return [module for module in modules if vars(module).get(each.name) is each.stock]
