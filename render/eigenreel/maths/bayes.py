"""Bayes' theorem for a yes-or-no test: as a rule for probabilities, and as a count of people."""

from __future__ import annotations

from dataclasses import dataclass

SIZES = (1_000, 10_000, 100_000, 1_000_000)
"""Towns to count in: from one person to a thousand people for each of a thousand dots."""

WHOLE = 1e-6
"""People by which a count may miss a whole number and still be one: rounding of floats, nothing else."""


def posterior(prior: float, likelihood: float, false_alarm: float) -> float:
    """P(ill | positive), by Bayes' theorem.

    Args:
        prior: P(ill), from 0 to 1.
        likelihood: P(positive | ill), the sensitivity, from 0 to 1.
        false_alarm: P(positive | healthy), which is 1 − specificity, from 0 to 1.

    Raises:
        ValueError: an argument is not a probability, or a positive test cannot happen.

    Source: T. Bayes, "An Essay towards solving a Problem in the Doctrine of Chances", 1763, proposition 5.

    >>> round(posterior(0.01, 0.95, 0.05), 3)
    0.161
    """
    for name, value in (("prior", prior), ("likelihood", likelihood), ("false_alarm", false_alarm)):
        if not 0 <= value <= 1:
            raise ValueError(f"{name} is {value}, not a probability")
    ill, healthy = prior * likelihood, (1 - prior) * false_alarm
    if ill + healthy == 0:
        raise ValueError("a positive test has probability 0: nothing can be concluded from it")
    return ill / (ill + healthy)


def posterior_after(tests: int, prior: float, likelihood: float, false_alarm: float) -> float:
    """P(ill | so many positive tests) when the tests err independently of each other, given the state of health.

    Each posterior is the prior of the next test.

    >>> round(posterior_after(2, 0.01, 0.95, 0.05), 3)
    0.785
    """
    for _ in range(tests):
        prior = posterior(prior, likelihood, false_alarm)
    return prior


@dataclass(frozen=True)
class Town:
    """A town in which everybody was tested. Counts of people, expected ones; whole numbers when ``exact``.

    ``found`` + ``missed`` are ill, ``alarms`` + ``cleared`` healthy, ``found`` + ``alarms`` positive.
    """

    people: int
    found: float
    missed: float
    alarms: float
    cleared: float
    exact: bool

    @property
    def ill(self) -> float:
        return self.found + self.missed

    @property
    def healthy(self) -> float:
        return self.alarms + self.cleared

    @property
    def positive(self) -> float:
        return self.found + self.alarms


def town(prevalence: float, sensitivity: float, specificity: float) -> Town:
    """The smallest town of ``SIZES`` in which every expected count is a whole number of people, else the largest.

    In a town of 1,000 people, 9.5 of 10 would be found; in one of 10,000, it is 95 of 100: nobody is cut in half.

    Raises:
        ValueError: an argument is not a probability.

    >>> town(0.01, 0.95, 0.95)
    Town(people=10000, found=95, missed=5, alarms=495, cleared=9405, exact=True)
    """
    for name, value in (("prevalence", prevalence), ("sensitivity", sensitivity), ("specificity", specificity)):
        if not 0 <= value <= 1:
            raise ValueError(f"{name} is {value}, not a probability")
    shares = (
        prevalence * sensitivity,
        prevalence * (1 - sensitivity),
        (1 - prevalence) * (1 - specificity),
        (1 - prevalence) * specificity,
    )
    for people in SIZES:
        counts = [people * share for share in shares]
        if all(abs(count - round(count)) < WHOLE for count in counts):
            return Town(people, *map(round, counts), exact=True)
    return Town(people, *counts, exact=False)
