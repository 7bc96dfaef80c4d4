"""Updaters: whether one takes the time is read from its code, not from a signature made anew in every frame."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from types import FunctionType, MethodType
from typing import Any

from manim import Mobject

from eigenreel.stage.quick.table import instead_of


@instead_of(Mobject, "update")
def update(self: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
    if self.updating_suspended:
        return self
    for updater in self.updaters:
        if takes_time(updater):
            updater(self, dt)
        else:
            updater(self)
    if recursive:
        for submob in self.submobjects:
            if (
                submob.submobjects
                or submob.updaters
                or type(submob).update is not update
                or "update" in submob.__dict__
            ):
                submob.update(dt, recursive=recursive)
    return self


def takes_time(updater: Callable[..., Any]) -> bool:
    """Whether a parameter is called dt: ``"dt" in inspect.signature(updater).parameters``."""
    function = updater.__func__ if type(updater) is MethodType else updater
    if type(function) is not FunctionType or function.__dict__:
        return "dt" in signature(updater).parameters
    code = function.__code__
    if function is not updater and code.co_argcount == 0:
        return "dt" in signature(updater).parameters
    flags = bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)
    names = code.co_varnames[function is not updater : code.co_argcount + code.co_kwonlyargcount + flags]
    return "dt" in names
