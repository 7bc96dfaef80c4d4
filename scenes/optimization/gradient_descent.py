"""Gradient descent: a ball that cannot see its valley steps against the slope, until it lands."""

import numpy as np  # noqa: I001  (many names, few lines)
from manim import (
    DEGREES, DOWN, IN, LEFT, ORIGIN, PI, RIGHT, UP,
    Arrow, Create, Dot, FadeIn, FadeOut, GrowArrow, GrowFromCenter, Indicate, LaggedStart, ReplacementTransform,
    TransformFromCopy, ValueTracker, VGroup, Write, config, linear, smooth, there_and_back,
)  # fmt: skip

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.flat_in_space import on_screen
from eigenreel.kit.guessing_line import GuessingLine
from eigenreel.kit.loss_cup import LossCup, ToRelief
from eigenreel.kit.loss_graph import LossGraph
from eigenreel.kit.race import RaceBoard
from eigenreel.kit.readouts import column
from eigenreel.kit.runner import Comet, Runner
from eigenreel.kit.step_sums import StepSums
from eigenreel.maths.descent import STEPS, VALLEYS, Landscape, descend, three_rates
from eigenreel.maths.descent_facts import facts_of_descent
from eigenreel.theme import Formula, Number, Prose

TOP_LOSS = 7.0
GRAPH = (6.8, 4.5)
"""Width and height of the graph of the loss, in scene units."""
MACHINE, CLOSE_UP = (3.7, 2.5), 1.85
"""Width and height of the machine beside the graph, and how many times as large it is while it is alone."""
ABREAST = 1.1, 1.5
"""How far from its bottom the second weight starts: at least, and where that is not higher than the curve."""
RIM = 1.02
"""The loss at the landscape's rim, as a multiple of that at the start; or higher, where the curve goes higher."""
VIEW = {"phi": 45 * DEGREES, "theta": -120 * DEGREES, "zoom": 0.86, "frame_center": 0.72 * IN}
"""From above and aside, and looking under the middle: the corner of the axes stays above the captions."""
CLOSE = {"phi": 38 * DEGREES, "theta": -114 * DEGREES, "zoom": 1.45}
LOOK_BELOW = 0.55 * IN
"""How far under the middle of the cup the camera looks then, so that the cup stands above the captions."""
ABOVE = {"phi": 0, "theta": -90 * DEGREES, "zoom": 1.0}
ASIDE = 2.2 * RIGHT
"""How far from the middle the camera looks at the map, so that there is room for words."""
TALL, CLOSE_TALL = 0.5, 0.56
"""The height of the landscape as a share of the graph's, low enough to look over the rim at the bottom; up close."""
SOLID, SHEER = 0.85, 0.3
"""Opacities of the landscape in space and as a map."""
SLOPE_SHARE, GRADIENT_SHARE = 0.26, 0.5
"""The length of arrows in space and on the map, as a share of the slope."""
HIGHEST_TIP = 10.4
"""The loss that no arrow in space reaches beyond, so that its tip stays in the frame."""
LARGE_PANELS = 1.45
"""How many times as large the three panels are while they are alone."""
STREAMS, LOOP, GOLDEN = 34, 6, 0.618
COLORS = {"small": theme.MAIN, "good": theme.MINIMUM, "large": theme.CONTRAST}
CODE = f"""
for step in range({STEPS}):
    w = w - rate * slope(w)
    print(loss(w))
"""


class GradientDescent(Lesson):
    start = Parameter(7.0, "the weight at the start, at least 1 from the best weight, 4", range=(1, 7.5))
    rate = Parameter(0.3, "the good learning rate", range=(0.3, 0.9))
    function = Parameter("bowl", "the loss: a parabola, or one with a flat or a steep bottom", choices=tuple(VALLEYS))

    def facts(self):
        return facts_of_descent(VALLEYS[self.function], self.start, self.rate)

    def construct(self):
        self.set_the_stage()
        self.ask()
        self.feel_the_slope()
        self.take_a_step()
        self.repeat()
        self.open_the_landscape()
        self.rise_above_it()
        self.choose_three_rates()
        self.write_the_loop()
        self.run_it()
        self.answer()

    def set_the_stage(self):
        self.valley = VALLEYS[self.function]
        self.land = Landscape(self.valley)
        self.told = self.facts()
        self.path = descend(self.valley.slope, self.start, self.rate)
        room = 2 * (TOP_LOSS / RIM - self.valley.loss(self.start)) / self.land.second_curvature
        abreast = np.sqrt(np.clip(room, *np.square(ABREAST)))
        self.second_start = np.array([self.start, self.land.second_bottom + abreast])
        self.graph = LossGraph(self.valley, TOP_LOSS, GRAPH)

    # One weight

    def ask(self):
        graph, axes = self.graph, self.graph.axes
        height, travelled = ValueTracker(0), ValueTracker(0)
        # From a weight on the right, so that the first way leads through all that there is to see.
        wrong = self.valley.bottom + abs(self.start - self.valley.bottom)
        tour = Runner(
            [wrong, *graph.ends, self.start],
            lambda weight: axes.places(weight, height.get_value() * self.valley.loss(weight)),
            prints=False,
        )
        graph.watch(tour)
        machine = self.machine_beside(graph.readouts, tour)
        with self.beat("wrong") as words:
            self.be_wrong(machine)
            self.wait_until("weight")
            self.play(machine.ground.animate.restore(), GrowFromCenter(tour.ball), Create(axes.x_axis), run_time=1.2)
            self.add(tour.follow(travelled))
            reading = FadeIn(graph.readouts.row("weight"), shift=0.2 * RIGHT)
            lettering = FadeIn(axes.x_ticks, axes.x_numbers, axes.x_name, shift=0.1 * UP)
            self.play(lettering, reading, steps(travelled, 1), run_time=max(words.until("loss") - 0.5, 1.5))
            self.add(graph.drop, tour)
            self.play(
                height.animate.set_value(1), Create(axes.y_axis), FadeIn(axes.y_ticks, axes.y_numbers, axes.y_name),
                FadeIn(graph.readouts.row("loss"), shift=0.2 * RIGHT), run_time=2,
            )  # fmt: skip
            self.wait_until("sweep")
            self.bring_to_back(graph.curve)
            # The runner eases its step by itself, so the curve must be drawn at the same pace.
            drawing = Create(graph.curve, rate_func=smooth)
            self.play(steps(travelled, 2), drawing, run_time=max(words.until("best") + 0.6, 2.5))
            best = Dot(axes.c2p(self.valley.bottom, self.valley.floor), color=theme.MINIMUM, radius=0.11)
            self.play(steps(travelled, 3), GrowFromCenter(best), run_time=2)
        self.tour, self.best, self.machine = tour, best, machine.clear_updaters()

    def machine_beside(self, neighbour, runner):
        """A machine under a neighbour, level with the graph; it guesses with the weight of a runner."""
        machine = GuessingLine(self.valley, runner.weight, MACHINE)
        lift = self.graph.axes.x_axis.get_y() - machine.axes.x_axis.get_y()
        machine.ground.align_to(neighbour, LEFT).shift(lift * UP)
        return machine.watch(runner)

    def be_wrong(self, machine):
        """The machine fills the stage: houses, its guesses, and its mistakes."""
        machine.ground.save_state().scale(CLOSE_UP).move_to(theme.STAGE_CENTER)
        machine.update()
        axes, (size, price) = VGroup(machine.axes.x_axis, machine.axes.y_axis), machine.names
        houses = LaggedStart(*map(GrowFromCenter, machine.houses), lag_ratio=0.1)
        self.play(Create(axes), houses, run_time=1.2)
        self.play(Create(machine.line), run_time=0.9)
        self.wait_until("wrong")
        self.play(Create(machine.gaps), run_time=1.2)
        self.wait_until("price")
        self.play(FadeIn(price, shift=0.2 * RIGHT), Indicate(machine.line, 1.0, color=theme.TEXT))
        self.wait_until("size")
        self.play(FadeIn(size, shift=0.2 * UP))
        self.wait_until("gaps")
        self.play(Indicate(machine.gaps, 1.0, color=theme.TEXT))
        self.add(machine)

    def feel_the_slope(self):
        graph, ball = self.graph, self.tour.ball.get_center()
        near = graph.near(self.start, 0.35)
        tangent = graph.tangent_at(self.start)
        uphill = Arrow(ball, ball + 1.4 * graph.uphill(self.start), buff=0, color=theme.GRADIENT, stroke_width=6)
        self.arrow = graph.step_arrow(*self.path[:2])
        with self.beat("blind"):
            self.wait_until("dark")
            self.add(near, self.tour)
            self.play(graph.curve.animate.set_stroke(opacity=0.12), FadeOut(self.best, self.machine), run_time=1.5)
            self.wait_until("tangent")
            slope = graph.readouts.row("slope")
            self.bring_to_front(self.tour)
            self.play(ReplacementTransform(near, tangent), FadeIn(slope, shift=0.2 * RIGHT), run_time=1.5)
            self.bring_to_front(self.tour)
            self.play(GrowArrow(uphill))
            self.wait_until("down")
            self.play(FadeOut(uphill), GrowArrow(self.arrow), run_time=1.2)
        self.remove(tangent)

    def take_a_step(self):
        rule, numbers, new = sums = self.below_readouts(StepSums(self.told))
        self.runner, self.taken = Runner(self.path, self.graph.ground), ValueTracker(0)
        self.change_runners()
        with self.beat("step"):
            self.wait_until("rate")
            self.play(Write(rule), run_time=1.4)
            self.wait_until("product")
            self.play(
                TransformFromCopy(rule["rate"], numbers["rate"]),
                TransformFromCopy(rule["slope"], numbers["slope"]),
                FadeIn(numbers.rest("rate", "slope")),
                run_time=1.5,
            )
            self.wait_until("move")
            self.play(steps(self.taken, 1), FadeIn(new, shift=0.2 * DOWN), run_time=2)
            self.wait_until("check")
            self.play(Indicate(self.graph.readouts["loss"], color=theme.LOSS), FadeOut(self.arrow))
        self.sums = sums

    def below_readouts(self, mobject):
        return mobject.next_to(self.graph.readouts, DOWN, buff=0.6, aligned_edge=LEFT)

    def change_runners(self):
        """The runner of the computed path takes the place of the ball that toured the valley."""
        self.remove(self.tour)
        self.runner.follow(self.taken)
        self.graph.watch(self.runner)
        self.add(self.graph.tangent, self.runner)

    def repeat(self):
        cycle = theme.row(*(Prose(word) for word in ("step", "check", "repeat")), gap=0.5)
        count = Number(1, ".0f", prefix="step ", suffix=f" of {STEPS}", size=theme.BODY, color=theme.CONTEXT)
        self.below_readouts(VGroup(cycle, count).arrange(DOWN, buff=0.45, aligned_edge=LEFT))
        count.add_updater(lambda shown: shown.set_value(np.floor(self.taken.get_value() + 1e-6)))
        with self.beat("repeat") as words:
            self.play(FadeOut(self.sums), run_time=0.4)
            self.play(LaggedStart(*(FadeIn(word, shift=0.2 * UP) for word in cycle), lag_ratio=0.4), run_time=1.4)
            brighter = self.graph.curve.animate.set_stroke(opacity=1)
            self.play(FadeIn(count), brighter, steps(self.taken, 2), run_time=1.4)
            self.wait_until("shorter")
            self.play(steps(self.taken, 8), run_time=max(words.until("settle") - 0.4, 4))
            self.play(steps(self.taken, STEPS), run_time=4)
            self.play(Indicate(self.graph.readouts["loss"], color=theme.LOSS))
        count.clear_updaters()
        self.instruments = VGroup(cycle, count, self.graph.readouts, self.graph.tangent, self.graph.drop)

    # Two weights

    def open_the_landscape(self):
        with self.beat("landscape") as words:
            self.clear_the_graph()
            self.wait_until("second")
            climber, climbed = self.stand_the_curve_up(), ValueTracker(0)
            opening = ToRelief(self.cup, 1, TALL, SOLID, (climber,))
            self.move_camera(**VIEW, added_anims=[opening], run_time=max(words.until("slopes") - 1.4, 3))
            self.names = self.cup.axis_names(self.camera)
            climber.follow(climbed)
            self.play(steps(climbed, 1), FadeIn(self.names), run_time=1.4)
            first, second, gradient = (self.slope_arrow(parts) for parts in ([1, 0], [0, 1], [1, 1]))
            slopes = VGroup(first, second)
            self.play(LaggedStart(*map(GrowArrow, slopes), lag_ratio=0.3), run_time=1.3)
            self.wait_until("gradient")
            self.play(GrowArrow(gradient), slopes.animate.set_opacity(theme.DIM), run_time=1.2)
            self.wait_until("run")
            self.walk_down(climber, VGroup(slopes, gradient))

    def clear_the_graph(self):
        """Only the curve, its axes and the ball stay; they move to where the landscape will be."""
        graph = self.graph.rest()
        self.back, climbed = Runner([self.path[-1], self.start], graph.ground, prints=False), ValueTracker(0)
        self.runner.clear_updaters()
        self.add(self.back)
        self.play(FadeOut(self.instruments, graph.lettering, self.runner), run_time=1)
        self.back.follow(climbed)
        aside = graph.axes.c2p(self.valley.bottom, 0)[0] * LEFT
        # Not the axes as a whole: the lettering that has just gone would come back with them.
        self.flat = (graph.axes.x_axis, graph.axes.y_axis, graph.curve)
        moves = (part.animate.shift(aside) for part in self.flat)
        self.play(*moves, steps(climbed, 1), run_time=1.6)

    def stand_the_curve_up(self):
        """Put the flat graph upright in space and look at it from the front: the picture stays the same."""
        self.cup = self.loss_cup().set_relief(0, 1, 0)
        below = np.array([self.start, self.land.second_bottom])
        climber = Runner([below, self.second_start], self.cup.ground, prints=False)
        self.remove(*self.flat, self.back)
        self.set_camera_orientation(phi=90 * DEGREES, theta=-90 * DEGREES)
        self.keep_round(climber)
        self.add(self.cup, climber)
        return climber

    def loss_cup(self):
        rim = max(*self.valley.loss(self.graph.ends), RIM * self.land.loss(self.second_start))
        foot = self.graph.axes.c2p(0, 0)[1]
        return LossCup(
            self.land, rim, unit=GRAPH[0] / 8, loss_unit=GRAPH[1] / TOP_LOSS, foot=foot,
            levels=np.arange(1, TOP_LOSS + 1), slice_ends=self.graph.ends, top=TOP_LOSS,
        )  # fmt: skip

    def keep_round(self, runner):
        self.camera.add_fixed_orientation_mobjects(runner.ball)

    def slope_arrow(self, parts):
        steepest = np.sum(self.land.gradient(self.second_start) ** 2)
        share = min(SLOPE_SHARE, (HIGHEST_TIP - self.land.loss(self.second_start)) / steepest)
        return self.cup.slope_arrow(self.camera, self.second_start, parts, share)

    def walk_down(self, climber, arrows):
        walk = descend(self.land.gradient, self.second_start, self.rate)
        self.walker, taken = Runner(walk, self.cup.ground, trail=True, prints=False), ValueTracker(0)
        self.keep_round(self.walker)
        self.remove(climber)
        self.add(self.walker.follow(taken))
        fading = self.cup.slice.animate.set_stroke(opacity=0)
        self.play(FadeOut(arrows), fading, steps(taken, 3), run_time=2.4)
        self.play(steps(taken, STEPS), run_time=3.5)
        self.walker.clear_updaters()

    def rise_above_it(self):
        with self.beat("map") as words:
            pressing = ToRelief(self.cup, 1, 0, SHEER, (self.walker,))
            rising = max(words.until("ring") - 0.4, 3)
            leaving = FadeOut(self.names[2])
            self.move_camera(**ABOVE, frame_center=ASIDE, added_anims=[pressing, leaving], run_time=rising)
            self.wait_until("ring")
            self.play(LaggedStart(*map(Create, self.cup.rings), lag_ratio=0.15), run_time=1.6)
            self.add(self.walker)
            self.wait_until("cross")
            tangent, arrow, corner = crossing = self.cup.crossing(self.second_start, GRADIENT_SHARE)
            self.play(Create(tangent), GrowArrow(arrow), run_time=1.2)
            self.play(Create(corner))
            self.wait_until("path")
            prints = self.cup.footprints(self.walker.path[:-1])
            self.play(FadeOut(crossing), LaggedStart(*map(GrowFromCenter, prints), lag_ratio=0.2), run_time=2)
            weights, rule = beside = self.rule_beside_map()
            self.wait_until("many")
            ends = zip(self.names[:2], (weights["first"], weights["second"]), strict=True)
            copies = (TransformFromCopy(name, weight) for name, weight in ends)
            self.play(*copies, FadeIn(weights.rest("first", "second")), run_time=1.5)
            self.wait_until("same")
            self.play(Write(rule), run_time=1.6)
        self.map = VGroup(self.cup.surface, self.cup.axes[2], self.cup.rings, prints, beside, self.names[:2])

    def rule_beside_map(self):
        """A billion weights, and under them the step that all of them take."""
        weights = Formula("bold(w) = ({{ w_1 : first }}, {{ w_2 : second }}, dots.h, w_(10^9))")
        colors = {"slope": theme.GRADIENT}
        rule = Formula('bold(w) arrow.l bold(w) - "rate" times {{ nabla L : slope }}', colors=colors)
        both = VGroup(weights, rule).arrange(DOWN, buff=0.6, aligned_edge=LEFT)
        both.next_to(on_screen(self.camera, self.cup.axes[0].get_end()), RIGHT, buff=0.6).set_y(theme.STAGE_CENTER[1])
        self.camera.add_fixed_in_frame_mobjects(*both)
        return both

    # Three learning rates

    def choose_three_rates(self):
        self.board = self.race_board()
        panels = self.board.panels.save_state()
        panels.scale(LARGE_PANELS).move_to(theme.STAGE_CENTER)
        first, middle, last = panels
        with self.beat("rates"):
            self.cut_the_map(panels)
            self.wait_until("three")
            self.play(
                *(TransformFromCopy(middle.axes, side.axes) for side in (first, last)),
                *(TransformFromCopy(middle.curve, side.curve) for side in (first, last)),
                run_time=1.5,
            )
            self.play(LaggedStart(*(GrowFromCenter(panel.runner.ball) for panel in panels), lag_ratio=0.2))
            for cue, panel in zip(COLORS, panels, strict=True):
                self.wait_until(cue)
                ball = Indicate(panel.runner.ball, color=COLORS[cue], scale_factor=1.6)
                self.play(FadeIn(panel.label, shift=0.2 * UP), ball)

    def cut_the_map(self, panels):
        """What the landscape is along its first weight is one valley again: that of the middle panel."""
        (near, left, _), middle = self.cup.axes, panels[1]
        # The camera still looks aside; what it sees does not move when both are put back.
        panels.shift(ASIDE)
        self.play(self.cup.slice.animate.set_stroke(opacity=1), run_time=0.8)
        self.play(
            FadeOut(self.map, self.walker, run_time=1),
            ReplacementTransform(self.cup.slice, middle.curve),
            ReplacementTransform(near, middle.axes.x_axis),
            ReplacementTransform(left, middle.axes.y_axis),
            run_time=1.8,
        )
        panels.shift(-ASIDE)
        self.set_camera_orientation(frame_center=ORIGIN)

    def race_board(self):
        rates = three_rates(self.valley, self.rate)
        labels = {"small": self.told["small_rate"], "good": self.told["rate"], "large": self.told["large_rate"]}
        runs = {
            name: (descend(self.valley.slope, self.start, getattr(rates, name)), f"rate {labels[name]}", color)
            for name, color in COLORS.items()
        }
        return RaceBoard(self.valley, runs, CODE)

    def write_the_loop(self):
        board = self.board
        with self.beat("loop"):
            self.play(board.panels.animate.restore(), run_time=1.5)
            for number, cue in enumerate(("for", "move", "check")):
                self.wait_until(cue)
                self.play(Write(board.code[number]), FadeIn(board.row(number), shift=0.2 * UP), run_time=1.2)
            self.wait_until("chart")
            self.play(Create(board.record.axes), run_time=1.5)

    def run_it(self):
        board, taken = self.board, ValueTracker(0)
        with self.beat("run") as words:
            self.add(board.record, board.panels, board.readings)
            board.follow(taken)
            self.play(steps(taken, 4), run_time=words.until("flies") + 3)
            self.play(steps(taken, STEPS), run_time=max(words.until("verdict") - 1, 6))
            board.rest()
            self.wait_until("verdict")
            self.verdicts = board.verdicts(("too small", "good", "too large"))
            self.play(LaggedStart(*(FadeIn(word, shift=0.2 * UP) for word in self.verdicts), lag_ratio=0.6), run_time=2)

    # The answer

    def answer(self):
        middle, graph = self.board.panels[1], LossGraph(self.valley, TOP_LOSS, GRAPH)
        others = VGroup(*(part for panel in self.board.panels[::2] for part in panel))
        numbers = VGroup(*(self.board.row(line) for line in range(3)))
        gone = (others, middle.label, middle.runner, numbers, self.board.code, self.board.record, self.verdicts)
        runner, self.taken = Runner(self.path, graph.ground), ValueTracker(0)
        lines = column("feel the slope", "step against it", "check", "repeat")
        lines.align_to(graph.readouts, LEFT).set_y(theme.SAFE_TOP - 0.1, UP)
        graph.watch(runner)
        machine = self.machine_beside(lines, runner)
        with self.beat("answer", rest=2.0) as words:
            self.play(FadeOut(*gone), run_time=1)
            frame, small = (VGroup(axes.x_axis, axes.y_axis) for axes in (graph.axes, middle.axes))
            self.play(ReplacementTransform(middle.curve, graph.curve), ReplacementTransform(small, frame), run_time=1.4)
            self.play(FadeIn(runner, graph.lettering, machine))
            runner.follow(self.taken)
            for cue, line, count in zip(("feel", "step", "check"), lines, (0, 1, 2), strict=False):
                self.wait_until(cue)
                new = GrowFromCenter(graph.tangent) if cue == "feel" else steps(self.taken, count)
                self.play(FadeIn(line, shift=0.2 * RIGHT), new, run_time=1.2)
                self.add(runner)
            self.play(FadeIn(lines[3], shift=0.2 * RIGHT), steps(self.taken, 4), run_time=1.4)
            self.play(steps(self.taken, STEPS), run_time=max(words.remaining, 4))

    def vignette(self):
        """Balls stream down the landscape from all sides, each along its own gradients, again and again."""
        self.set_the_stage()
        cup = self.loss_cup().set_relief(1, CLOSE_TALL)
        self.set_camera_orientation(**CLOSE, frame_center=cup.rings[-1].get_center() + LOOK_BELOW)
        angles = np.linspace(-PI, PI, STREAMS, endpoint=False)
        paths = (descend(self.land.gradient, start, 0.04, 120) for start in self.land.ring(cup.rim, angles))
        streams = VGroup(*(Comet(cup.ground(path)) for path in paths))
        moment, offsets = ValueTracker(0), np.arange(STREAMS) * GOLDEN % 1

        def flow(comets):
            for comet, offset in zip(comets, offsets, strict=True):
                comet.set_moment((moment.get_value() + offset) % 1)

        streams.add_updater(flow, call_updater=True)
        self.add(cup.surface, cup.rings.set_stroke(opacity=theme.DIM), streams)
        swing = self.camera.theta_tracker.animate(rate_func=there_and_back).increment_value(10 * DEGREES)
        self.play(moment.animate(rate_func=linear).set_value(1), swing, run_time=LOOP)
        # One frame more, so that the loop ends on the one that it begins with.
        self.wait(1 / config.frame_rate)


def steps(tracker, count):
    """An animation in which a runner takes all of its steps up to this one, each as long as the others."""
    return tracker.animate(rate_func=linear).set_value(count)
