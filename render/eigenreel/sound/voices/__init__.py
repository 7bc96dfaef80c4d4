"""The voices that can be asked for by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from eigenreel.errors import EigenreelError, suggest

if TYPE_CHECKING:
    from eigenreel.sound.speech import Voice


def _hibari() -> Voice:
    from eigenreel.sound.voices.hibari import Hibari

    return Hibari()


def _silent() -> Voice:
    from eigenreel.sound.voices.silent import Silent

    return Silent()


# A voice is one file and one line here. Engines are imported when they are first asked for.
VOICES: dict[str, Callable[[], Voice]] = {"hibari": _hibari, "silent": _silent}


@cache
def get_voice(name: str) -> Voice:
    """The voice of that name; the same object every time, so that a model is loaded once.

    Raises:
        EigenreelError: there is none of that name.
    """
    return VOICES[known_voice(name)]()


def known_voice(name: str) -> str:
    """The name itself; nothing is loaded.

    Raises:
        EigenreelError: there is no voice of that name.
    """
    if name not in VOICES:
        raise EigenreelError(f"no voice {name!r}; {suggest(name, VOICES)}")
    return name
