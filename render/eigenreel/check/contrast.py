"""Text stands out from what is behind it by at least 4.5 : 1 (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from eigenreel.check.evidence import Evidence, TextOnScreen
from eigenreel.check.finding import Finding

MIN_RATIO = 4.5
CROSSED_SHARE = 0.12
"""The share of the pixels behind a text that may be too close to it in brightness: a thin line that crosses it."""

LOST_SHARE = 0.5
"""The share of the pixels behind one of its letters from which that letter is lost."""


def contrast(evidence: Evidence) -> Iterator[Finding]:
    seen = set()
    for snapshot, text in evidence.texts():
        worst = worst_ratio(text)
        if worst < MIN_RATIO and text.label not in seen:
            seen.add(text.label)
            yield Finding(
                "contrast",
                evidence.key,
                evidence.beat_at(snapshot.frame),
                evidence.seconds(snapshot.frame),
                text.label,
                f"contrast with what is behind it is {worst:.1f} : 1, less than {MIN_RATIO} : 1",
                "use a lighter colour, or put a backdrop behind it",
            )


def worst_ratio(text: TextOnScreen) -> float:
    """The contrast of the whole, or of its worst letter."""
    letters = [_ratios(rgba, behind / 255) for rgba, behind in zip(text.rgbas, text.behind, strict=True) if len(behind)]
    if not letters:
        return 21.0
    whole = float(np.quantile(np.concatenate(letters), CROSSED_SHARE))
    return min(whole, *(float(np.quantile(ratios, LOST_SHARE)) for ratios in letters))


def _ratios(rgba: np.ndarray, behind: np.ndarray) -> np.ndarray:
    """The contrast of a colour that is partly transparent with each of the colours (n, 3) that it lies on."""
    seen = rgba[3] * rgba[:3] + (1 - rgba[3]) * behind
    return contrast_ratios(seen, behind)


def relative_luminance(rgb: np.ndarray) -> np.ndarray:
    """WCAG's relative luminance of sRGB colours (…, 3) in 0…1.

    >>> float(relative_luminance(np.array([1.0, 1.0, 1.0])).round(3))
    1.0
    """
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast_ratios(colours: np.ndarray, others: np.ndarray) -> np.ndarray:
    """WCAG's contrast ratio of colours (3,) or (n, 3) with others (n, 3).

    >>> contrast_ratios(np.ones(3), np.zeros((1, 3))).tolist()
    [21.0]
    """
    one, many = relative_luminance(colours), relative_luminance(others)
    return (np.maximum(one, many) + 0.05) / (np.minimum(one, many) + 0.05)
