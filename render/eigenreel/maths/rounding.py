"""Numbers as people write them: as few digits as still tell the truth."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10


def percent(share: float) -> str:
    """A share as a percentage: one decimal, and more near 0 % and 100 % until two digits of the distance show.

    Raises:
        ValueError: the share is not from 0 to 1.

    >>> [percent(share) for share in (0.01, 0.161, 0.95, 0.7848, 0.00123, 0.99974)]
    ['1%', '16.1%', '95%', '78.5%', '0.12%', '99.974%']
    """
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is not a share from 0 to 1")
    return f"{_trim(100 * share, _decimals(share) - 2)}%"


def decimal(share: float) -> str:
    """A share as a decimal fraction, with the digits of ``percent``.

    >>> [decimal(share) for share in (0.01, 0.16102, 0.95, 1.0)]
    ['0.01', '0.161', '0.95', '1']
    """
    return _trim(share, _decimals(share))


def as_given(share: float) -> str:
    """A share that someone chose, as a percentage with all the digits that they gave.

    >>> [as_given(share) for share in (0.01, 0.01234, 1 - 0.95, 0.999)]
    ['1%', '1.234%', '5%', '99.9%']
    """
    return f"{100 * share:.6g}%"


def _decimals(share: float) -> int:
    distance = min(share, 1 - share)
    # A hair more, so that 1 − 0.9 counts as 0.1.
    return max(3, 1 - floor(log10(distance * (1 + 1e-9)))) if distance > 1e-12 else 3


def _trim(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def count_of_people(count: float, exact: bool) -> str:
    """A number of people, with "about" where a whole number would not be true.

    >>> count_of_people(9405, True), count_of_people(12.3, False)
    ('9,405', 'about 12')
    """
    return f"{count:,.0f}" if exact else f"about {count:,.0f}"


def one_in(share: float) -> str:
    """A share in everyday words.

    >>> [one_in(share) for share in (0.161, 0.2, 0.5, 0.79, 0.97)]
    ['about 1 in 6', '1 in 5', '1 in 2', 'about 8 in 10', 'nearly all of them']
    """
    if share < 0.6:
        many = round(1 / share)
        return f"1 in {many}" if abs(1 / share - many) < 1e-9 else f"about 1 in {many}"
    tenths = round(10 * share)
    if tenths == 10:
        return "nearly all of them"
    return f"{tenths} in 10" if abs(10 * share - tenths) < 1e-9 else f"about {tenths} in 10"


def distractors(right: str, candidates: Iterable[str], count: int) -> list[str]:
    """The first candidates that differ from the right answer and from each other.

    Raises:
        ValueError: there are not enough of them.

    >>> distractors("50%", ["95%", "50%", "95%", "5%"], 2)
    ['95%', '5%']
    """
    wrong = [text for text in dict.fromkeys(candidates) if text != right]
    if len(wrong) < count:
        raise ValueError(f"only {len(wrong)} wrong answers beside {right}, {count} are needed")
    return wrong[:count]
