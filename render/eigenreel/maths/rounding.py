"""Numbers as people write them: as few digits as still tell the truth."""

from __future__ import annotations

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


def _decimals(share: float) -> int:
    distance = min(share, 1 - share)
    # A hair more, so that 1 − 0.9 counts as 0.1.
    return max(3, 1 - floor(log10(distance * (1 + 1e-9)))) if distance > 1e-12 else 3


def _trim(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
