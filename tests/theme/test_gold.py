"""What the type looks like."""

from __future__ import annotations

import numpy as np
from manim import DOWN, Scene, VGroup

from eigenreel import theme
from eigenreel.theme import Formula, Number, Prose, row
from golden import WORST, assert_accepted, last_frame, worst_tile


class Specimen(Scene):
    def construct(self):
        bayes = Formula(
            'P("ill" | +) = (P(+ | "ill") P("ill")) / P(+)', colors={'"ill"': theme.ILL, "+": theme.POSITIVE}
        )
        gradient = Formula('nabla L = vec(delim: "[", {{ 2 w_1 : one }}, sqrt(w_2))', colors={"one": theme.GRADIENT})
        share = Number(0.1612, ".1%", color=theme.POSTERIOR)
        prose = Prose("Two short lines, *at most*:\nit’s #1 & costs $5", colors={"#1": theme.LOSS})
        self.add(VGroup(Prose("Title", size=theme.TITLE), bayes, row(gradient, share), prose).arrange(DOWN, buff=0.5))


def test_specimen():
    assert_accepted("theme/specimen", last_frame(Specimen))


def test_a_lost_glyph_is_seen():
    frame = last_frame(Specimen)
    broken = frame.copy()
    # One letter of the second line of prose.
    rows, columns = np.nonzero(frame[180:].max(axis=2) > 128)
    broken[180 + rows.min() :, columns.min() : columns.min() + 12] = 0
    assert worst_tile(frame, broken) > WORST
