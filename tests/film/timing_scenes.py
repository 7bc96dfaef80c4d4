"""Scenes about when things happen: updaters, waits, sections, paths that are traced, orders that change."""

# ruff: noqa: F403, F405

from __future__ import annotations

import random

import numpy as np
from manim import *


class TracedPaths(Scene):
    def construct(self):
        dot = Dot(LEFT)
        path = TracedPath(dot.get_center, stroke_color=YELLOW, stroke_width=4)
        fading = TracedPath(dot.get_top, dissipating_time=0.3, stroke_opacity=[0, 1])
        self.add(path, fading, dot)
        self.play(MoveAlongPath(dot, Circle()), rate_func=linear, run_time=0.6)
        self.play(dot.animate.shift(UP), run_time=0.3)
        self.wait(0.4)


class StopConditions(Scene):
    def construct(self):
        dot = Dot().add_updater(lambda mob, dt: mob.shift(2 * dt * RIGHT))
        self.add(dot)
        self.wait(2, stop_condition=lambda: dot.get_x() > 1)
        self.wait_until(lambda: dot.get_x() > 1.6, max_time=1)
        dot.suspend_updating()
        self.wait(0.3)
        dot.resume_updating()
        self.wait(0.2, frozen_frame=True)
        self.wait(0.2)


class SceneUpdaters(Scene):
    def construct(self):
        self.dot = Dot()
        self.add(self.dot)
        self.add_updater(lambda dt: self.dot.shift(dt * UP))
        self.wait(0.4)
        self.play(self.dot.animate.shift(RIGHT), run_time=0.3)
        turn_animation_into_updater(Rotating(Square(), run_time=1), cycle=True)
        self.always_update_mobjects = True
        self.wait(0.2)


class Trackers(Scene):
    def construct(self):
        value, z = ValueTracker(1), ComplexValueTracker(1 + 1j)
        number = DecimalNumber(1, mob_class=Text).add_updater(lambda mob: mob.set_value(value.get_value()))
        line = always_redraw(lambda: Line(ORIGIN, z.points[0], color=RED, stroke_width=2 + value.get_value()))
        shadow, bar = Dot().add_updater(lambda mob: mob.next_to(line, UP)), Square(0.5)
        f_always(bar.move_to, line.get_end)
        self.add(number, line, shadow, bar)
        self.play(value.animate.set_value(3), z.animate.set_value(-2 + 0.5j), run_time=0.5)
        self.play(ChangeDecimalToValue(number.clear_updaters(), 7), run_time=0.3)


class Orders(Scene):
    """bring_to_front, z-index, foreground, groups in groups, copies, replacement."""

    def construct(self):
        discs = VGroup(*(Circle(fill_opacity=1, color=c).shift(x * RIGHT) for x, c in enumerate((RED, GREEN, BLUE))))
        self.add(discs)
        self.bring_to_front(discs[0])
        self.play(discs[1].animate.shift(UP), run_time=0.2)
        self.bring_to_back(discs[2])
        discs[1].set_z_index(-1)
        self.play(discs.animate.shift(LEFT), run_time=0.2)
        self.add_foreground_mobjects(discs[2])
        self.play(FadeIn(Square(4, fill_opacity=0.5)), run_time=0.2)
        self.replace(discs[0], Star(fill_opacity=1).move_to(discs[0]))
        self.play(Swap(discs[0], discs[1]), run_time=0.2)
        self.clear()
        self.wait(0.2)


class Groups(Scene):
    def construct(self):
        squares = VGroup(*(Square(0.5) for _ in range(4))).arrange()
        self.play(AnimationGroup(*map(Create, squares), lag_ratio=0.5), run_time=0.4)
        self.play(Succession(*(each.animate.shift(UP) for each in squares), lag_ratio=0.5), run_time=0.4)
        self.play(LaggedStart(*(Rotate(each, 1) for each in squares), lag_ratio=0.2, rate_func=there_and_back),
                  run_time=0.4)  # fmt: skip
        self.play(squares.animate(path_arc=2, lag_ratio=0.3).arrange(DOWN), run_time=0.4)
        self.play(ChangeSpeed(squares.animate.shift(RIGHT), speedinfo={0.3: 0.5, 1: 1}), run_time=0.4)


class Randoms(Scene):
    """Numbers of both generators, in construct and in updaters."""

    def construct(self):
        dots = VGroup(*(Dot([random.uniform(-5, 5), np.random.normal(), 0], color=random_color()) for _ in range(5)))
        dots.add_updater(lambda mob: mob[0].shift(0.1 * np.random.normal(size=3) * [1, 1, 0]))
        self.add(dots)
        self.play(ShowIncreasingSubsets(dots.copy().shift(UP)), run_time=0.4)


class SectionsSkipped(Scene):
    def construct(self):
        square = Square()
        self.next_section("begin")
        self.play(Create(square), run_time=0.3)
        self.next_section("left out", skip_animations=True)
        self.play(square.animate.shift(RIGHT), run_time=0.5)
        self.wait(0.5)
        self.next_section("nothing in it")
        self.next_section("end")
        self.add(Circle())
        self.play(square.animate.scale(2), run_time=0.3)
        self.wait(0.3)


class SkippedFromTheStart(Scene):
    def __init__(self, **kwargs):
        super().__init__(skip_animations=True, **kwargs)

    def construct(self):
        self.play(Create(Square()), run_time=0.5)
        self.renderer._original_skipping_status = False
        self.play(Create(Circle()), run_time=0.3)


class OddTimes(Scene):
    """Lengths that are no whole frames, shorter than one, and rates that go backwards."""

    def construct(self):
        dot = Dot()
        self.play(dot.animate.shift(RIGHT), run_time=0.33)
        self.play(dot.animate.shift(UP), run_time=0.05)
        self.wait(0.17)
        self.play(Rotate(dot, PI, about_point=ORIGIN), rate_func=there_and_back_with_pause, run_time=0.47)
        self.play(Blink(dot), run_time=0.4)


class FinishedEarly(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=0.2)
        self.remove(*self.mobjects)
        self.wait(0.1)
        self.add(Circle())


TIMES = [
    TracedPaths, StopConditions, SceneUpdaters, Trackers, Orders, Groups, Randoms, SectionsSkipped, SkippedFromTheStart,
    OddTimes, FinishedEarly,
]  # fmt: skip
