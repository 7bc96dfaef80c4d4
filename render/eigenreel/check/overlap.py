"""Text never lies on text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from eigenreel.check.evidence import Evidence, TextOnScreen
from eigenreel.check.finding import Finding

TOUCH = 0.02
"""Scene units by which two glyphs must cross each other to count: accents and italics lean over a little."""


def overlap(evidence: Evidence) -> Iterator[Finding]:
    seen = set()
    for snapshot in evidence.snapshots:
        for one, other in combinations(snapshot.texts, 2):
            pair = frozenset((one.label, other.label))
            if pair not in seen and glyphs_cross(one, other):
                seen.add(pair)
                yield Finding(
                    "overlap",
                    evidence.key,
                    evidence.beat_at(snapshot.frame),
                    evidence.seconds(snapshot.frame),
                    one.label,
                    f"lies on the text '{other.label}'",
                    "move one of them, or fade it out first",
                )


def glyphs_cross(one: TextOnScreen, other: TextOnScreen) -> bool:
    """Whether any glyph's box of one text crosses one of the other by more than a touch, in both directions."""
    a, b = one.glyphs[:, None, :], other.glyphs[None, :, :]
    width = np.minimum(a[..., 2], b[..., 2]) - np.maximum(a[..., 0], b[..., 0])
    height = np.minimum(a[..., 3], b[..., 3]) - np.maximum(a[..., 1], b[..., 1])
    return bool(np.any((width > TOUCH) & (height > TOUCH)))
