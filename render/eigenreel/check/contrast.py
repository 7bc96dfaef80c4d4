"""Text stands out from what is behind it by at least 4.5 : 1 (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding

MIN_RATIO = 4.5
CROSSED_SHARE = 0.12
"""The share of the pixels behind a text that may be too close to it in brightness: a thin line that crosses it."""


def contrast(evidence: Evidence) -> Iterator[Finding]:
    seen = set()
    for snapshot, text in evidence.texts():
        ratios = contrast_ratios(np.array(text.rgb), text.behind)
        worst = float(np.quantile(ratios, CROSSED_SHARE)) if len(ratios) else 21.0
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


def relative_luminance(rgb: np.ndarray) -> np.ndarray:
    """WCAG's relative luminance of sRGB colours (…, 3) in 0…1.

    >>> float(relative_luminance(np.array([1.0, 1.0, 1.0])).round(3))
    1.0
    """
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast_ratios(colour: np.ndarray, others: np.ndarray) -> np.ndarray:
    """WCAG's contrast ratio of a colour (3,) with others (n, 3).

    >>> contrast_ratios(np.ones(3), np.zeros((1, 3))).tolist()
    [21.0]
    """
    one, many = relative_luminance(colour), relative_luminance(others)
    return (np.maximum(one, many) + 0.05) / (np.minimum(one, many) + 0.05)
