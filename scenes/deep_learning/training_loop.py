"""The training loop: forward, loss, backward, update, around and around, until the network has learned."""

import numpy as np
from manim import DOWN, RIGHT, UP, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.island_field import IslandField, LossFall
from eigenreel.kit.keyframes import eased, play_over
from eigenreel.kit.training_wheel import TrainingWheel
from eigenreel.maths.island_network import IslandNetwork, island, trained

SIZES, SEED = (2, 3, 1), 3
POINTS, TURNS = 26, 7
"""Points of each answer, and turns of the wheel; each turn makes twice as many steps as the one before it."""
WHEEL, WHEEL_PLACE = 2.36, np.array([-3.0, theme.STAGE_CENTER[1], 0.0])
FIELD, FIELD_SPAN = 3.9, 2.3
"""The side of the square in which the data lie, in scene units, and how far the square reaches, in theirs."""
GRAPH = (3.9, 1.35)
START_SPEED = 0.5
"""How fast the wheel turns at the start, as a share of its average speed."""
REST, LEARN, LOOK, FORGET = 0.3, 5.6, 0.7, 0.9
"""Seconds: all is new, the wheel turns, the network has learned, and forgets."""
YES, NO = theme.SECOND, theme.CONTEXT


class TrainingLoop(Lesson):
    rate = Parameter(3.0, "the learning rate", range=(1.0, 4.0))

    def course(self):
        points, answers = island(POINTS, seed=1)
        network = IslandNetwork.of_chance(SIZES, SEED)
        return points, answers, trained(network, points, answers, rate=self.rate, steps=2**TURNS - 1)

    def facts(self):
        points, answers, course = self.course()
        losses = [network.loss(points, answers) for network in course]
        return {"steps": len(course) - 1, "loss_first": losses[0], "loss_second": losses[1], "loss_last": losses[-1]}

    def vignette(self):
        """The wheel makes one step, two, four; the boundary closes around the island, and the loss falls."""
        points, answers, course = self.course()
        wheel = TrainingWheel(SIZES, WHEEL, WHEEL_PLACE)
        field = IslandField(points, answers, FIELD, FIELD_SPAN, yes=YES, no=NO).to_corner(UP + RIGHT, buff=theme.MARGIN)
        graph = LossFall([network.loss(points, answers) for network in course], GRAPH)
        graph.align_to(theme.STAGE.bottom * UP, DOWN).align_to(field, RIGHT)
        end = REST + LEARN + LOOK + FORGET

        def draw(time):
            share = np.clip((time - REST) / LEARN, 0, 1)
            turns = TURNS * (START_SPEED * share + (1 - START_SPEED) * share**2)
            gone = eased((time - REST - LEARN - LOOK) / FORGET)
            steps = steps_after(turns)
            network = between(course, steps)
            network = course[0] if gone == 1 else network.plus(network.plus(course[0], -1.0), -gone)
            wheel.turn(turns)
            said = network.activations(points[:1])
            wheel.network.set_weights(network.weights)
            wheel.network.set_activations([np.abs(layer[0]) for layer in said], theme.MAIN)
            field.draw_boundary(network.chances)
            graph.show(steps, 1 - gone)

        play_over(self, end, VGroup(wheel, field, graph), draw, REST)


def steps_after(turns):
    """Steps made after so many turns: each turn makes twice as many as the one before.

    The first turns make theirs in their last quarter, where the wheel says so; the fast ones all along.
    """
    whole = min(int(turns), TURNS - 1)
    part = turns - whole
    all_along = min(1.0, whole / 3)
    part = (1 - all_along) * eased(4 * part - 3) + all_along * part
    return 2**whole - 1 + 2**whole * part


def between(course, steps):
    """The network after so many steps; on the way from one to the next it is between the two."""
    before = min(int(steps), len(course) - 2)
    return course[before].plus(course[before + 1].plus(course[before], -1.0), steps - before)
