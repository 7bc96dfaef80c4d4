"""eigenreel: narrated, captioned explainer films from a script and a Manim scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Lesson", "Parameter"]

if TYPE_CHECKING:
    from eigenreel.stage.lesson import Lesson
    from eigenreel.stage.parameter import Parameter


def __getattr__(name: str) -> Any:
    # Importing Manim takes seconds; the command line must not pay for it before a scene needs it.
    if name == "Lesson":
        from eigenreel.stage.lesson import Lesson

        return Lesson
    if name == "Parameter":
        from eigenreel.stage.parameter import Parameter

        return Parameter
    raise AttributeError(f"module 'eigenreel' has no attribute '{name}'")
