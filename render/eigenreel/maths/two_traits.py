"""A crowd in which everyone has a trait or not, and another trait or not; chances are shares of heads."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np


@dataclass(frozen=True)
class TwoTraits:
    """How many people have the traits A and B.

    Attributes:
        both, only_a, only_b, neither: numbers of people.

    Raises:
        ValueError: a number is negative, or nobody has A, or nobody has B: then nothing can be said given it.

    >>> crowd = TwoTraits(both=12, only_a=18, only_b=4, neither=46)
    >>> crowd.a_given_b, crowd.b_given_a
    (Fraction(3, 4), Fraction(2, 5))
    """

    both: int
    only_a: int
    only_b: int
    neither: int

    def __post_init__(self) -> None:
        if min(self.both, self.only_a, self.only_b, self.neither) < 0:
            raise ValueError(f"{self}: a number of people is negative")
        if not (self.with_a and self.with_b):
            raise ValueError(f"{self}: somebody must have each trait")

    @property
    def people(self) -> int:
        return self.both + self.only_a + self.only_b + self.neither

    @property
    def with_a(self) -> int:
        return self.both + self.only_a

    @property
    def with_b(self) -> int:
        return self.both + self.only_b

    @property
    def a_given_b(self) -> Fraction:
        """P(A | B) = P(A and B) / P(B)."""
        return Fraction(self.both, self.with_b)

    @property
    def b_given_a(self) -> Fraction:
        """P(B | A) = P(A and B) / P(A)."""
        return Fraction(self.both, self.with_a)

    def people_with(self) -> tuple[np.ndarray, np.ndarray]:
        """Who has A and who has B, in the order both, only A, only B, neither: two of bool (people,)."""
        counts = (self.both, self.only_a, self.only_b, self.neither)
        return np.repeat([True, True, False, False], counts), np.repeat([True, False, True, False], counts)
