"""Text keeps 0.5 units from the frame's edges and out of the zone that captions use."""

from __future__ import annotations

from collections.abc import Iterator

from manim import config

from eigenreel import theme
from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding

SLACK = 0.01
"""Scene units that antialiasing and rounding may take."""


def margins(evidence: Evidence) -> Iterator[Finding]:
    right, top = config.frame_width / 2, config.frame_height / 2
    caption_top = -top + theme.CAPTION_ZONE
    seen = set()
    for snapshot, text in evidence.texts():
        left_edge, bottom_edge, right_edge, top_edge = text.box
        overshoot = {
            "left margin": -right + theme.MARGIN - left_edge,
            "right margin": right_edge - (right - theme.MARGIN),
            "top margin": top_edge - (top - theme.MARGIN),
            "caption zone": caption_top - bottom_edge,
        }
        for place, units in overshoot.items():
            if units > SLACK and (text.label, place) not in seen:
                seen.add((text.label, place))
                yield Finding(
                    "margins",
                    evidence.key,
                    evidence.beat_at(snapshot.frame),
                    evidence.seconds(snapshot.frame),
                    text.label,
                    f"reaches {units:.2f} units into the {place}",
                    "move it inwards or make it smaller",
                )
