"""What is said of two arrows and their sum, with numbers as people write them."""

from __future__ import annotations

from collections.abc import Sequence

from eigenreel.maths.vectors import add


def facts_of_sum(first: Sequence[float], second: Sequence[float]) -> dict[str, object]:
    """Both numbers of two vectors and of their sum, and the words that are counted with those of the first.

    >>> facts = facts_of_sum([3, 1], [0.1, 0.2])
    >>> facts["sum_x"], facts["sum_y"], facts["step_x"], facts["step_y"]
    (3.1, 1.2, 'steps', 'step')
    """
    vectors = {"first": first, "second": second, "sum": add(first, second)}
    numbers = {
        f"{name}_{axis}": plain(number)
        for name, vector in vectors.items()
        for axis, number in zip("xy", vector, strict=True)
    }
    words = {f"{thing}_{axis}": counted(thing, numbers[f"first_{axis}"]) for thing in ("step", "part") for axis in "xy"}
    return {**numbers, **words}


def plain(number: float) -> float:
    """A number without decimals that are zero, or that only a binary sum has.

    >>> plain(3.0), plain(0.1 + 0.2)
    (3, 0.3)
    """
    short = round(float(number), 6)
    return int(short) if short.is_integer() else short


def written(vector: Sequence[float]) -> list[str]:
    """The numbers of a vector as they are set.

    >>> written([3.0, 0.5])
    ['3', '0.5']
    """
    return [format(plain(number), "g") for number in vector]


def counted(thing: str, number: float) -> str:
    """The thing's name as it stands after the number.

    >>> counted("step", 1), counted("step", 2)
    ('step', 'steps')
    """
    return thing if number == 1 else f"{thing}s"
