"""All rules, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eigenreel.check.beats import beats
from eigenreel.check.caption_speed import caption_speed
from eigenreel.check.contrast import contrast
from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding
from eigenreel.check.flashing import flashing
from eigenreel.check.lateness import lateness
from eigenreel.check.legibility import legibility
from eigenreel.check.margins import margins
from eigenreel.check.numbers import numbers
from eigenreel.check.overlap import overlap
from eigenreel.check.silence import silence
from eigenreel.check.speech_rate import speech_rate
from eigenreel.check.stillness import stillness

Rule = Callable[[Evidence], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    margins,
    overlap,
    legibility,
    contrast,
    stillness,
    silence,
    speech_rate,
    caption_speed,
    flashing,
    lateness,
    beats,
    numbers,
)
