"""Gradient descent: a ball that cannot see its valley steps against the slope, until it lands."""

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    ORIGIN,
    PI,
    RIGHT,
    TAU,
    UP,
    Arrow,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    GrowArrow,
    GrowFromCenter,
    Indicate,
    LaggedStart,
    Line,
    ReplacementTransform,
    RightAngle,
    TransformFromCopy,
    ValueTracker,
    VGroup,
    Write,
    linear,
    rate_functions,
    smooth,
    there_and_back,
)  # fmt: skip

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.axes import LabelledAxes
from eigenreel.kit.code_lines import CodeLines
from eigenreel.kit.loss_cup import LossCup, ToRelief
from eigenreel.kit.race import LossRecord, RacePanel
from eigenreel.kit.readouts import Readouts
from eigenreel.kit.runner import Comet, Runner
from eigenreel.maths.descent import STEPS, VALLEYS, Landscape, descend, three_rates
from eigenreel.maths.descent_facts import facts_of_descent
from eigenreel.theme import Formula, Number, Prose

TOP_LOSS = 7.0
WIDTH, HEIGHT = 6.8, 4.5
"""The graph of the first chapter, in scene units."""
ABREAST = 1.5
"""How far from its bottom the second weight starts."""
VIEW = {"phi": 58 * DEGREES, "theta": -114 * DEGREES, "zoom": 0.92}
ASIDE = 2.2
"""How far to the left the map lies, in scene units, so that there is room for words."""
PANEL_WIDTH, PANEL_HEIGHT = 2.35, 2.75
COLORS = {"small": theme.MAIN, "good": theme.MINIMUM, "large": theme.CONTRAST}
CODE_SIZE = 40
RECORD_SIZE = (3.6, 2.1)
ARROW_SHARE = 0.5
"""The length of arrows for slopes, as a share of the slope, so that they fit beside each other."""
SOLID, SHEER = 0.85, 0.3
"""Opacities of the landscape in space and as a map."""
STREAMS, LOOP, GOLDEN = 16, 6, 0.618
CODE = f"""
for step in range({STEPS}):
    w = w - rate * slope(w)
    print(loss(w))
"""


class GradientDescent(Lesson):
    start = Parameter(7.0, "the weight at which the ball starts; the best weight is 4", range=(0.5, 7.5))
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

    # Things that are on stage for most of the film

    def set_the_stage(self):
        self.valley = VALLEYS[self.function]
        self.land = Landscape(self.valley)
        self.rates = three_rates(self.valley, self.rate)
        self.path = descend(self.valley.slope, self.start, self.rate)
        self.told = self.facts()
        self.axes = LabelledAxes((0, 8, 2), (0, TOP_LOSS, 2), size=(WIDTH, HEIGHT), x_name="weight", y_name="loss")
        self.axes.to_edge(LEFT, buff=theme.MARGIN + 0.2).set_y(theme.STAGE_CENTER[1])
        self.ends = self.land.ring(TOP_LOSS, np.array([PI, 0.0]))[:, 0].clip(0.1, 7.9)
        self.curve = self.axes.curve(self.valley.loss, theme.MAIN, x=tuple(self.ends))
        self.readouts = Readouts(
            {"weight": (self.ends[0], theme.TEXT), "loss": (TOP_LOSS, theme.LOSS), "slope": (0, theme.GRADIENT)}
        )
        self.readouts.next_to(self.axes, RIGHT, buff=1.2).align_to(self.axes.y_axis, UP)

    def on_curve(self, weights):
        """Places (n, 3) on the curve of weights (n,)."""
        return self.axes.places(weights, self.valley.loss(weights))

    def show_numbers_of(self, runner):
        """Let the readouts say where a runner is."""
        for name, number in (("weight", float), ("loss", self.valley.loss), ("slope", self.valley.slope)):
            self.readouts[name].add_updater(
                lambda shown, number=number: shown.set_value(number(runner.weight_at(runner.progress)))
            )

    # One weight

    def ask(self):
        left, right = self.ends
        height = ValueTracker(0)
        tour = Runner(
            [left, right, self.start],
            lambda w: self.axes.places(w, height.get_value() * self.valley.loss(w)),
            prints=False,
        )
        drop = Line(stroke_color=theme.CONTEXT, stroke_width=2)
        drop.add_updater(lambda line: line.put_start_and_end_on(*self.under(tour)))
        progress = ValueTracker(0)
        axes = self.axes
        self.show_numbers_of(tour)
        with self.beat("wrong") as words:
            self.play(Create(axes.x_axis), FadeIn(axes.x_ticks, axes.x_numbers, shift=0.1 * UP), run_time=1.4)
            self.wait_until("weight")
            tour.follow(progress)
            self.play(
                GrowFromCenter(tour.ball), FadeIn(axes.x_name), FadeIn(self.readouts.row("weight"), shift=0.2 * RIGHT)
            )
            self.wait_until("loss")
            self.add(drop, tour)
            self.play(
                height.animate.set_value(1),
                Create(axes.y_axis),
                FadeIn(axes.y_ticks, axes.y_numbers, axes.y_name),
                FadeIn(self.readouts.row("loss"), shift=0.2 * RIGHT),
                run_time=2,
            )
            self.wait_until("sweep")
            self.bring_to_back(self.curve)
            gently = rate_functions.ease_in_out_sine
            # The runner eases each of its steps by itself, so the curve must be drawn at the same pace.
            self.play(
                progress.animate(rate_func=linear).set_value(1),
                Create(self.curve, rate_func=smooth),
                run_time=max(words.until("best") + 0.6, 2.5),
            )
            bottom = Dot(axes.c2p(self.valley.bottom, self.valley.floor), color=theme.MINIMUM, radius=0.11)
            self.play(
                progress.animate(rate_func=linear).set_value(2), GrowFromCenter(bottom, rate_func=gently), run_time=2
            )
        self.tour, self.drop, self.bottom = tour, drop, bottom

    def under(self, runner):
        """A runner's ball and the place of its weight on the axis; never quite the same, so that there is a line."""
        ball = runner.ball.get_center()
        return ball + 1e-3 * UP, np.array([ball[0], self.axes.x_axis.get_y(), 0])

    def feel_the_slope(self):
        near = self.axes.curve(self.valley.loss, theme.MAIN, x=(self.start - 0.35, self.start + 0.35))
        slope = self.valley.slope(self.start)
        tangent = self.axes.tangent(self.start, self.valley.loss(self.start), slope, length=2.4)
        up = np.sign(slope) * (tangent.get_end() - tangent.get_start()) / 2.4
        centre = self.tour.ball.get_center()
        uphill = Arrow(centre, centre + 1.4 * up, buff=0, color=theme.GRADIENT, stroke_width=6)
        self.arrow = self.step_arrow()
        with self.beat("blind"):
            self.wait_until("dark")
            self.add(near, self.tour)
            self.play(self.curve.animate.set_stroke(opacity=0.12), FadeOut(self.bottom), run_time=1.5)
            self.wait_until("tangent")
            self.bring_to_front(self.tour)
            self.play(GrowFromCenter(tangent), FadeIn(self.readouts.row("slope"), shift=0.2 * RIGHT), run_time=1.5)
            self.play(GrowArrow(uphill))
            self.wait_until("down")
            self.play(FadeOut(uphill), GrowArrow(self.arrow), run_time=1.2)
        self.near, self.tangent = near, tangent

    def step_arrow(self):
        """How far the first step goes, along the axis of the weight."""
        begin, end = self.axes.places(self.path[:2], np.zeros(2))
        arrow = Arrow(begin, end, buff=0, color=theme.STEP, stroke_width=7, max_tip_length_to_length_ratio=0.35)
        return arrow.shift(0.22 * UP)

    def take_a_step(self):
        told = self.told
        rule = self.beside_axes(
            Formula('"step" = {{ "rate" : rate }} times {{ "slope" : slope }}', colors={"slope": theme.GRADIENT})
        )
        slope = told["slope"] if not told["slope"].startswith("−") else f"({told['slope']})"
        sign = "−" if told["sign"] == "negative" else ""
        numbers = Formula(
            f"{{{{ {told['rate']} : rate }}}} times {{{{ {slope} : slope }}}} = {{{{ {sign}{told['step']} : step }}}}",
            colors={"slope": theme.GRADIENT, "step": theme.STEP},
        )
        operation = "-" if told["sign"] == "positive" else "+"
        new = Formula(
            f"{told['start']} {operation} {{{{ {told['step']} : step }}}} = {told['next']}", colors={"step": theme.STEP}
        )
        numbers.next_to(rule, DOWN, buff=0.35, aligned_edge=LEFT)
        new.next_to(numbers, DOWN, buff=0.35, aligned_edge=LEFT)
        self.runner = Runner(self.path, self.on_curve)
        self.progress = ValueTracker(0)
        with self.beat("step"):
            self.wait_until("rate")
            self.play(Write(rule), run_time=1.4)
            self.wait_until("product")
            self.play(
                TransformFromCopy(rule["rate"], numbers["rate"]),
                TransformFromCopy(self.readouts["slope"].copy(), numbers["slope"]),
                FadeIn(VGroup(*(glyph for glyph in numbers if glyph not in [*numbers["rate"], *numbers["slope"]]))),
                run_time=1.5,
            )
            self.wait_until("move")
            self.start_running()
            self.play(self.steps_to(1), FadeIn(new, shift=0.2 * DOWN), run_time=2)
            self.wait_until("check")
            self.play(Indicate(self.readouts["loss"], color=theme.LOSS), FadeOut(self.arrow))
        self.formulas = VGroup(rule, numbers, new)

    def beside_axes(self, mobject):
        return mobject.next_to(self.readouts, DOWN, buff=0.6).align_to(self.readouts, LEFT)

    def start_running(self):
        """The runner of the computed path takes the place of the ball that toured the valley."""
        self.remove(self.tour, self.near)
        self.readouts[0].clear_updaters()
        for number in self.readouts.numbers.values():
            number.clear_updaters()
        self.show_numbers_of(self.runner.follow(self.progress))
        self.drop.clear_updaters().add_updater(lambda line: line.put_start_and_end_on(*self.under(self.runner)))
        self.tangent.add_updater(lambda line: line.become(self.tangent_at(self.runner.weight_at(self.runner.progress))))
        self.add(self.drop, self.tangent, self.runner)

    def steps_to(self, count):
        """An animation in which the runner takes all of its steps up to this one, each as long as the others."""
        return self.progress.animate(rate_func=linear).set_value(count)

    def tangent_at(self, weight):
        return self.axes.tangent(weight, self.valley.loss(weight), self.valley.slope(weight), length=2.4)

    def repeat(self):
        cycle = self.beside_axes(VGroup(*(Prose(word) for word in ("step", "check", "repeat")))).arrange(
            RIGHT, buff=0.5
        )
        cycle.align_to(self.readouts, LEFT)
        taken = Number(1, ".0f", prefix="step ", suffix=f" of {STEPS}", size=theme.BODY)
        taken.next_to(cycle, DOWN, buff=0.5, aligned_edge=LEFT)
        with self.beat("repeat") as words:
            self.play(
                FadeOut(self.formulas),
                LaggedStart(*(FadeIn(word, shift=0.2 * UP) for word in cycle), lag_ratio=0.4),
                run_time=1.6,
            )
            self.wait_until("again")
            taken.add_updater(lambda shown: shown.set_value(np.floor(self.progress.get_value())))
            self.play(self.curve.animate.set_stroke(opacity=1), FadeIn(taken), self.steps_to(2), run_time=1.4)
            self.wait_until("shorter")
            self.play(self.steps_to(8), run_time=max(words.until("settle") - 0.4, 4))
            self.play(self.steps_to(STEPS), run_time=4)
            self.play(Indicate(self.readouts["loss"], color=theme.LOSS))
            taken.clear_updaters()
        self.leaving = VGroup(cycle, taken, self.readouts, self.tangent, self.drop, self.runner)

    # Two weights

    def open_the_landscape(self):
        with self.beat("landscape") as words:
            self.clear_the_graph()
            self.wait_until("second")
            climber = self.stand_the_curve_up()
            opening = ToRelief(self.cup, 1, 1, SOLID, (climber,))
            self.move_camera(**VIEW, added_anims=[opening], run_time=max(words.until("slopes") - 1.4, 3))
            climb = ValueTracker(0)
            climber.follow(climb)
            self.play(climb.animate(rate_func=linear).set_value(1), FadeIn(self.axis_names()), run_time=1.4)
            slopes = VGroup(self.slope_arrow([1, 0], theme.GRADIENT), self.slope_arrow([0, 1], theme.GRADIENT))
            self.play(LaggedStart(*map(GrowArrow, slopes), lag_ratio=0.3), run_time=1.3)
            self.wait_until("gradient")
            gradient = self.slope_arrow([1, 1], theme.HIGHLIGHT)
            self.play(GrowArrow(gradient), slopes.animate.set_opacity(theme.DIM), run_time=1.2)
            self.wait_until("run")
            self.walk_down(climber, VGroup(slopes, gradient))

    def clear_the_graph(self):
        """Only the curve, its axes and the ball stay; they move to where the landscape will be."""
        axes = self.axes
        words = (axes.x_ticks, axes.y_ticks, axes.x_numbers, axes.y_numbers, axes.x_name, axes.y_name)
        self.back = Runner([self.path[-1], self.start], self.on_curve, prints=False)
        self.leaving.suspend_updating()
        self.play(FadeOut(self.leaving, *words), FadeIn(self.back), run_time=1)
        climb = ValueTracker(0)
        self.back.follow(climb)
        aside = axes.c2p(self.valley.bottom, 0)[0] * LEFT
        self.play(
            *(part.animate.shift(aside) for part in (axes, self.curve)),
            climb.animate(rate_func=linear).set_value(1),
            run_time=1.8,
        )

    def stand_the_curve_up(self):
        """Put the flat graph upright in space and look at it from the front: the picture stays the same."""
        self.cup = self.loss_cup().set_relief(0, 1, 0)
        start = [self.start, self.land.second_bottom]
        climber = Runner([start, self.second_start()], self.cup.ground, prints=False)
        self.remove(self.axes, self.curve, self.back)
        self.set_camera_orientation(phi=90 * DEGREES, theta=-90 * DEGREES)
        self.keep_round(climber)
        self.add(self.cup, climber)
        return climber

    def loss_cup(self):
        highest = max(TOP_LOSS, 1.03 * self.land.loss(self.second_start()))
        return LossCup(
            self.land, highest, unit=WIDTH / 8, loss_unit=HEIGHT / TOP_LOSS, foot=self.axes.c2p(0, 0)[1],
            levels=np.arange(1, TOP_LOSS + 1), slice_ends=self.ends, top=TOP_LOSS,
        )  # fmt: skip

    def second_start(self):
        return np.array([self.start, self.land.second_bottom + ABREAST])

    def keep_round(self, runner):
        self.camera.add_fixed_orientation_mobjects(runner.ball)

    def axis_names(self):
        """Flat names that stay beside the ends of the axes in space, wherever the camera goes."""
        near, left, upright = self.cup.axes
        places = ((near.get_end, RIGHT), (left.get_center, LEFT), (upright.get_end, UP))
        names = VGroup(*(Prose(name, size=theme.LABEL, color=theme.AXIS) for name in ("weight 1", "weight 2", "loss")))
        for name, (place, side) in zip(names, places, strict=True):
            name.add_updater(
                lambda word, place=place, side=side: word.next_to(self.on_screen(place()), side, buff=0.2),
                call_updater=True,
            )
        self.camera.add_fixed_in_frame_mobjects(names)
        self.names = names
        return names

    def on_screen(self, place):
        return self.camera.project_point(place) * [1, 1, 0]

    def slope_arrow(self, parts, color):
        """An arrow along the ground, uphill, by those parts of the gradient that are asked for; flat on the screen."""
        start = self.second_start()
        uphill = self.land.gradient(start) * parts
        ahead = start + 1e-4 * uphill
        here, there = self.cup.ground(np.array([start, ahead]))
        ends = self.on_screen(here), self.on_screen(here + ARROW_SHARE * (there - here) / 1e-4)
        arrow = Arrow(*ends, buff=0, color=color, stroke_width=6, max_tip_length_to_length_ratio=0.3)
        self.camera.add_fixed_in_frame_mobjects(arrow)
        return arrow

    def walk_down(self, climber, arrows):
        walk = descend(self.land.gradient, self.second_start(), self.rate)
        self.walker = Runner(walk, self.cup.ground, trail=True, prints=False)
        self.keep_round(self.walker)
        taken = ValueTracker(0)
        self.remove(climber)
        self.add(self.walker.follow(taken))
        fading = self.cup.slice.animate.set_stroke(opacity=0)
        self.play(FadeOut(arrows), fading, taken.animate(rate_func=linear).set_value(3), run_time=2.4)
        self.play(taken.animate(rate_func=linear).set_value(STEPS), run_time=3.5)
        self.walker.clear_updaters()

    def rise_above_it(self):
        with self.beat("map") as words:
            pressing = ToRelief(self.cup, 1, 0, SHEER, (self.walker,))
            above = {"phi": 0, "theta": -90 * DEGREES, "zoom": 1, "frame_center": ASIDE * RIGHT}
            self.move_camera(
                **above, added_anims=[pressing, FadeOut(self.names[2])], run_time=max(words.until("ring") - 0.4, 3)
            )
            self.wait_until("ring")
            self.play(LaggedStart(*map(Create, self.cup.rings), lag_ratio=0.15), run_time=1.6)
            self.wait_until("cross")
            cross = self.crossing()
            self.play(Create(cross[0]), GrowArrow(cross[1]), run_time=1.2)
            self.play(Create(cross[2]))
            self.wait_until("path")
            self.add(self.walker)
            prints = self.footprints()
            self.play(FadeOut(cross), LaggedStart(*(GrowFromCenter(dot) for dot in prints), lag_ratio=0.2), run_time=2)
            self.wait_until("many")
            rule = Formula(
                '{{ bold(w) : left }} arrow.l bold(w) - "rate" times {{ nabla L : slope }}',
                colors={"slope": theme.GRADIENT},
            )
            rule.next_to(self.on_screen(self.cup.axes[0].get_end()), RIGHT, buff=0.5).set_y(theme.STAGE_CENTER[1])
            self.camera.add_fixed_in_frame_mobjects(rule)
            self.wait_until("same")
            self.play(Write(rule), run_time=1.6)
        self.map = VGroup(self.cup, self.cup.rings, prints, rule, self.names[:2])

    def crossing(self):
        """The ring's direction at the start, the gradient, and the right angle between them."""
        here, uphill = self.second_start(), self.land.gradient(self.second_start())
        start, end = self.cup.ground(np.array([here, here + ARROW_SHARE * uphill])) * [1, 1, 0]
        along = (end - start) @ np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 0]]) * 0.7
        tangent = Line(start - along, start + along, color=theme.TEXT, stroke_width=3)
        arrow = Arrow(start, end, buff=0, color=theme.GRADIENT, stroke_width=6)
        corner = RightAngle(Line(start, start + along), Line(start, end), length=0.22, color=theme.TEXT, stroke_width=3)
        return VGroup(tangent, arrow, corner)

    def footprints(self):
        places = self.cup.ground(self.walker.path[:-1]) * [1, 1, 0]
        return VGroup(*(Dot(place, radius=0.07, color=theme.STEP) for place in places))

    # Three learning rates

    def choose_three_rates(self):
        self.race = self.race_panels()
        with self.beat("rates"):
            self.play(FadeOut(self.map, self.walker), run_time=1)
            self.set_camera_orientation(frame_center=ORIGIN)
            self.play(*(Create(part) for part in (self.race[1].axes, self.race[1].curve)), run_time=1.5)
            self.wait_until("three")
            for panel in self.race[::2]:
                self.play(
                    TransformFromCopy(self.race[1].axes, panel.axes),
                    TransformFromCopy(self.race[1].curve, panel.curve),
                    run_time=0.9,
                )
            self.play(LaggedStart(*(GrowFromCenter(panel.runner.ball) for panel in self.race), lag_ratio=0.2))
            for name, panel in zip(COLORS, self.race, strict=True):
                self.wait_until(name)
                self.play(
                    FadeIn(panel.label, shift=0.2 * UP),
                    Indicate(panel.runner.ball, color=COLORS[name], scale_factor=1.6),
                )

    def race_panels(self):
        rates = {"small": self.rates.small, "good": self.rates.good, "large": self.rates.large}
        texts = {"small": self.told["small_rate"], "good": self.told["rate"], "large": self.told["large_rate"]}
        self.runs = {name: descend(self.valley.slope, self.start, rate) for name, rate in rates.items()}
        panels = VGroup(
            *(
                RacePanel(self.valley, self.runs[name], f"rate {texts[name]}", color, (PANEL_WIDTH, PANEL_HEIGHT))
                for name, color in COLORS.items()
            )
        )
        panels.arrange(RIGHT, buff=theme.GAP).to_corner(UP + RIGHT, buff=theme.MARGIN)
        return panels

    def write_the_loop(self):
        code = CodeLines(CODE, size=CODE_SIZE).to_edge(LEFT, buff=theme.MARGIN)
        code.next_to(self.race, DOWN, buff=0.4, coor_mask=[0, 1, 0])
        record = LossRecord([self.valley.loss(run) for run in self.runs.values()], list(COLORS.values()), RECORD_SIZE)
        record.match_x(code).align_to(self.race, UP)
        for panel in self.race:
            for number, line in zip(panel.readings, code, strict=True):
                number.match_x(panel.label).match_y(line)
        with self.beat("loop"):
            for cue, line in zip(("for", "move", "check"), code, strict=True):
                self.wait_until(cue)
                row = [panel.readings[code.submobjects.index(line)] for panel in self.race]
                self.play(Write(line), FadeIn(*row, shift=0.2 * UP), run_time=1.2)
            self.wait_until("chart")
            self.play(Create(record.axes), run_time=1.5)
        self.code, self.record = code, record

    def run_it(self):
        count = ValueTracker(0)
        for panel in (*self.race, self.record):
            panel.follow(count)
        with self.beat("run") as words:
            self.add(self.record, self.race)
            self.play(count.animate(rate_func=linear).set_value(4), run_time=words.until("flies") + 2.4)
            self.play(count.animate(rate_func=linear).set_value(STEPS), run_time=max(words.until("verdict") - 1, 6))
            for panel in (*self.race, self.record):
                panel.clear_updaters()
            self.wait_until("verdict")
            for panel in self.race:
                self.play(Indicate(panel.label, color=panel.runner.ball.get_color()), run_time=0.8)

    # The answer

    def answer(self):
        left, middle, right = self.race
        gone = VGroup(left, right, middle.label, middle.readings, middle.runner, self.code, self.record)
        self.axes.to_edge(LEFT, buff=theme.MARGIN + 0.2)
        self.curve = self.axes.curve(self.valley.loss, theme.MAIN, x=tuple(self.ends))
        runner = Runner(self.path, self.on_curve)
        count = ValueTracker(0)
        lines = VGroup(*(Prose(text) for text in ("feel the slope", "step against it", "check", "repeat")))
        lines.arrange(DOWN, buff=0.45, aligned_edge=LEFT).next_to(self.axes, RIGHT, buff=1.4).match_y(self.axes)
        with self.beat("answer", rest=2.0):
            self.play(FadeOut(gone), run_time=1)
            axes, curve = VGroup(self.axes.x_axis, self.axes.y_axis), VGroup(middle.axes.x_axis, middle.axes.y_axis)
            self.play(ReplacementTransform(middle.curve, self.curve), ReplacementTransform(curve, axes), run_time=1.4)
            self.play(FadeIn(runner), FadeIn(self.axes.x_name, self.axes.y_name))
            self.wait_until("feel")
            tangent = self.tangent_at(self.start)
            self.play(FadeIn(lines[0], shift=0.2 * RIGHT), GrowFromCenter(tangent))
            tangent.add_updater(lambda line: line.become(self.tangent_at(runner.weight_at(runner.progress))))
            runner.follow(count)
            self.wait_until("step")
            self.add(runner)
            self.play(FadeIn(lines[1], shift=0.2 * RIGHT), count.animate(rate_func=linear).set_value(1), run_time=1.3)
            self.wait_until("check")
            self.play(FadeIn(lines[2], shift=0.2 * RIGHT), count.animate(rate_func=linear).set_value(2))
            self.play(FadeIn(lines[3], shift=0.2 * RIGHT), count.animate(rate_func=linear).set_value(4), run_time=1.4)
            self.play(count.animate(rate_func=linear).set_value(STEPS), run_time=6)

    def vignette(self):
        """Balls stream down the cup from all sides, each along its own gradients, again and again."""
        self.set_the_stage()
        self.cup = self.loss_cup()
        self.cup.slice.set_stroke(opacity=0)
        self.set_camera_orientation(**VIEW)
        rim = self.land.ring(self.cup.rim, np.linspace(0, TAU, STREAMS, endpoint=False))
        streams = VGroup(*(Comet(descend(self.land.gradient, start, 0.04, 120), self.cup.ground) for start in rim))
        moment = ValueTracker(0)
        offsets = np.arange(STREAMS) * GOLDEN % 1

        def flow(group):
            for comet, offset in zip(group, offsets, strict=True):
                comet.set_moment((moment.get_value() + offset) % 1)

        streams.add_updater(flow, call_updater=True)
        self.add(self.cup.surface, streams)
        self.play(
            moment.animate(rate_func=linear).set_value(1),
            self.camera.theta_tracker.animate(rate_func=there_and_back).increment_value(12 * DEGREES),
            run_time=LOOP,
        )
