"""One step of gradient descent in three lines: the rule, the rule with numbers, and the new weight."""

from __future__ import annotations

from collections.abc import Mapping

from manim import DOWN, LEFT, VGroup

from eigenreel import theme
from eigenreel.theme import Formula


class StepSums(VGroup):
    """Its submobjects are the three lines; parts are ``step``, ``rate`` and ``slope``.

    Args:
        told: the numbers as ``facts_of_descent`` writes them.

    >>> told = {"sign": "negative", "rate": "0.3", "slope": "−3", "step": "0.9", "start": "1", "next": "1.9"}
    >>> [len(line) for line in StepSums(told)]
    [15, 13, 9]
    """

    def __init__(self, told: Mapping[str, str], gap: float = 0.35) -> None:
        # A negative slope raises the weight: minus a negative step is plus its size.
        falling = told["sign"] == "negative"
        slope = f"({told['slope']})" if falling else told["slope"]
        step = f"−{told['step']}" if falling else told["step"]
        sign = "+" if falling else "-"
        colors = {"slope": theme.GRADIENT, "step": theme.STEP}
        named = [part(f'"{name}"', name) for name in ("step", "rate", "slope")]
        rule = Formula("{} = {} times {}".format(*named), colors=colors)
        numbers = Formula(
            f"{part(told['rate'], 'rate')} times {part(slope, 'slope')} = {part(step, 'step')}", colors=colors
        )
        new = Formula(
            f"{told['start']} {sign} {part(told['step'], 'step')} = {told['next']}", colors={"step": theme.STEP}
        )
        super().__init__(rule, numbers, new)
        self.arrange(DOWN, buff=gap, aligned_edge=LEFT)


def part(code: str, label: str) -> str:
    """A labelled part of a formula.

    >>> part("x", "input")
    '{{ x : input }}'
    """
    return f"{{{{ {code} : {label} }}}}"
