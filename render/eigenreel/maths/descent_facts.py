"""Everything that the lesson says about three descents, as people write it."""

from __future__ import annotations

from math import copysign

from eigenreel.maths.descent import STEPS, Valley, descend, three_rates

TOO_NEAR = 1.0
"""A start closer to the bottom than this has hardly any way to go."""


def facts_of_descent(valley: Valley, start: float, rate: float) -> dict[str, object]:
    """The first step, and where the three rates end.

    Raises:
        ValueError: the start is too near the bottom, or the rate is not a good one.

    >>> from eigenreel.maths.descent import VALLEYS
    >>> facts = facts_of_descent(VALLEYS["bowl"], 7.0, 0.3)
    >>> facts["slope"], facts["step"], facts["next"], facts["loss_next"], facts["large_loss"]
    ('3', '0.9', '6.1', '2.71', '204')
    >>> facts = facts_of_descent(VALLEYS["bowl"], 7.5, 0.35)
    >>> facts["step"], facts["next"]
    ('1.225', '6.275')
    """
    if abs(start - valley.bottom) < TOO_NEAR:
        raise ValueError(f"a start of {start} is closer than {TOO_NEAR} to the bottom at {valley.bottom}")
    rates = three_rates(valley, rate)
    slope = valley.slope(start)
    following = float(descend(valley.slope, start, rate, 1)[-1])
    ends = {
        name: valley.loss(float(descend(valley.slope, start, each)[-1]))
        for name, each in (("small", rates.small), ("good", rates.good), ("large", rates.large))
    }
    rising = slope > 0
    step = rate * abs(slope)
    decimals = _enough_decimals(start, step, following)
    return {
        "start": written(start),
        "slope": written(slope),
        "slope_size": written(abs(slope)),
        "sign": "positive" if rising else "negative",
        "uphill": "right" if rising else "left",
        "downhill": "left" if rising else "right",
        "rate": written(rate),
        "step": written(step, decimals),
        "next": written(following, decimals),
        "loss_start": written(valley.loss(start)),
        "loss_next": written(valley.loss(following)),
        "loss_end": written(ends["good"]),
        "steps": STEPS,
        "small_rate": written(rates.small),
        "large_rate": written(rates.large),
        "small_loss": written(ends["small"]),
        "large_loss": large(ends["large"]),
        **_wrong_answers(rate, slope, written(step, decimals)),
    }


def _enough_decimals(*numbers: float) -> int:
    """2, or more where the last of three numbers, as written, would not be the sum or difference of the others.

    With two of them 7.5 − 1.225 = 6.275 would read 7.5 − 1.23 = 6.28.
    """
    for decimals in (2, 3, 4):
        start, step, end = (float(written(number, decimals).replace("−", "-")) for number in numbers)
        if min(abs(start - step - end), abs(start + step - end)) < 0.1**decimals / 2:
            return decimals
    return 2


def written(value: float, decimals: int = 2) -> str:
    """A number with at most so many decimals, and a minus sign that is one.

    >>> written(0.9000000001), written(-3.0), written(2.705)
    ('0.9', '−3', '2.71')
    """
    number = f"{for_two_decimals(value) if decimals == 2 else value:.{decimals}f}"
    return number.rstrip("0").rstrip(".").replace("-", "−")


def for_two_decimals(value: float) -> float:
    """A number that, shown with two decimals, is rounded as people do it and has no minus before zero.

    >>> f"{for_two_decimals(2.705):.2f}", f"{for_two_decimals(-0.001):.2f}"
    ('2.71', '0.00')
    """
    # Floats hold 2.705 as a little less, so a hair is added.
    return 0.0 if abs(value) < 0.005 else value + copysign(1e-9, value)


def large(value: float) -> str:
    """A number that may have run away: whole, and in words where it has too many digits to read.

    >>> large(204.2), large(31_415_926.0), large(2.7e26)
    ('204', 'over 30 million', 'over a billion billion')
    """
    if value < 1e5:
        return f"{value:,.0f}"
    for size, name in ((1e18, "a billion billion"), (1e12, "a trillion"), (1e9, "a billion")):
        if value >= size:
            return f"over {name}"
    step = 10 ** (len(str(int(value))) - 1)
    rounded = int(value // step * step)
    return f"over {rounded // 10**6} million" if rounded >= 10**6 else f"over {rounded:,}"


def _wrong_answers(rate: float, slope: float, right: str) -> dict[str, str]:
    """Steps that a student may get wrong; none of them is the right one."""
    wrong = [written(rate + abs(slope)), written(abs(slope)), written(abs(slope) / rate)]
    first, second = [each for each in dict.fromkeys(wrong) if each != right][:2]
    return {"wrong_sum": first, "wrong_slope": second}
