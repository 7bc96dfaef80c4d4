"""Conditional probability: what one learns restricts the world, and shares are counted among those who are left."""

from manim import DOWN, LEFT, RIGHT, UP, Circle, Dot, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.kit.trait_crowd import TraitCrowd
from eigenreel.maths.two_traits import TwoTraits
from eigenreel.theme import Formula

ROOM = (8.2, 6.5)
"""Width and height of the crowd's place in scene units."""
A, REST, B = theme.HIGHLIGHT, theme.MAIN, theme.TEXT
SIZE, SIGN = 86, 0.21
"""The type size of the formulas, and the radius of the signs that stand in them for the traits."""
PAUSE, GO, LOOK, BACK = 0.5, 1.3, 1.0, 1.1
"""Seconds: all are there, some leave, those who are left are looked at, the others come back."""


class ConditionalProbability(Lesson):
    both = Parameter(12, "people with both traits", range=(1, 30))
    only_a = Parameter(18, "people with the first trait only: coloured", range=(0, 30))
    only_b = Parameter(4, "people with the second trait only: ringed", range=(0, 30))
    neither = Parameter(46, "people with neither", range=(0, 60))

    def crowd(self):
        return TwoTraits(self.both, self.only_a, self.only_b, self.neither)

    def facts(self):
        crowd = self.crowd()
        return {
            "people": crowd.people, "both": crowd.both, "with_a": crowd.with_a, "with_b": crowd.with_b,
            "a_given_b": float(crowd.a_given_b), "b_given_a": float(crowd.b_given_a),
        }  # fmt: skip

    def vignette(self):
        """Only the ringed stay: how many of them are yellow? Then only the yellow: how many of them are ringed?"""
        told = self.facts()
        place = (theme.STAGE.left + ROOM[0] / 2) * RIGHT + theme.STAGE_CENTER[1] * UP
        crowd = TraitCrowd(self.crowd(), ROOM, place, color_a=A, color_rest=REST, color_b=B, seed=6)
        given_b = Chance(told["both"], told["with_b"], of_ring=False)
        given_a = Chance(told["both"], told["with_a"], of_ring=True)
        formulas = VGroup(given_b, given_a).arrange(DOWN, buff=1.6, aligned_edge=LEFT)
        formulas.to_edge(RIGHT, buff=theme.MARGIN).set_y(theme.STAGE_CENTER[1])
        to_b, end = visit(PAUSE / 2)
        to_a, end = visit(end + PAUSE)

        def draw(time):
            crowd.stand(to_a(time), to_b(time))
            for formula, share in ((given_b, to_b(time)), (given_a, to_a(time))):
                formula.light(theme.DIM + (1 - theme.DIM) * share)

        play_over(self, end, VGroup(crowd, formulas), draw, PAUSE / 2)


def visit(start):
    """Keyframes from 0 to 1 and back, and when they end."""
    times = [start, start + GO, start + GO + LOOK, start + GO + LOOK + BACK]
    return Keyframes(*zip(times, (0, 1, 1, 0), strict=True)), times[-1]


class Chance(VGroup):
    """P(one sign | the other) = a fraction of heads: of a colour given a ring, or the other way round."""

    def __init__(self, heads, among, *, of_ring):
        formula = Formula(f"P(thin A thin | thin B thin) = {heads} / {among}", size=SIZE)
        self.dot, self.ring = Dot(radius=SIGN, color=A), Circle(radius=SIGN, color=B, stroke_width=4)
        self.letters = formula.rest("A", "B")
        super().__init__(self.letters, self.dot, self.ring)
        for letter, sign in zip("AB", (self.ring, self.dot) if of_ring else (self.dot, self.ring), strict=True):
            sign.move_to(formula[letter]).match_y(formula["="])

    def light(self, opacity):
        """Dim all of it alike; the inside of the ring stays empty."""
        self.letters.set_fill(opacity=opacity)
        self.dot.set_fill(opacity=opacity)
        self.ring.set_stroke(opacity=opacity)
