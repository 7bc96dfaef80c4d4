"""Bayes' theorem: count the people who test positive, draw them as areas, let the areas flow until they are level."""

from manim import (  # noqa: I001  (many names, few lines)
    DL, DOWN, LEFT, RIGHT, UP,
    AnimationGroup, Create, FadeIn, FadeOut, GrowArrow, LaggedStart, Line, ReplacementTransform,
    SurroundingRectangle, TransformFromCopy, VGroup, linear,
)  # fmt: skip

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.bayes_rule import BayesRule
from eigenreel.kit.belief_bars import BeliefBars
from eigenreel.kit.crowd_share import CrowdShare
from eigenreel.kit.crowd_table import CrowdTable, on_one_line
from eigenreel.kit.test_strip import TestStrip
from eigenreel.kit.tested_areas import TestedAreas
from eigenreel.kit.tested_crowd import GROUPS, TestedCrowd
from eigenreel.kit.wall_rectangle import Flow, ToShares
from eigenreel.maths.bayes_facts import facts_of_test
from eigenreel.theme import CONTEXT, GAP, HEALTHY, ILL, POSITIVE, Prose

HEADLINE = 3.1 * UP
"""Where the line above the picture stands."""
GRID_COLUMNS, GRID_SPACING = 50, 0.215
VIGNETTE_COLUMNS, VIGNETTE_SPACING, SWEEP = 50, 0.265, 8.8
SWELL = 1.6
FINE_DOT = 0.06
TOWN_SIZE = {"width": 10.0, "height": 4.1}
TOWN_PLACE = 0.4 * RIGHT + 0.1 * DOWN
BAR_SIZE = {"width": 7.0, "height": 0.6}
RULE_SHRINK, RULE_TOWN_PLACE, RULE_PLACE = 0.55, 1.7 * UP + 0.3 * RIGHT, 1.35 * DOWN


class BayesTheorem(Lesson):
    prevalence = Parameter(0.01, "share of people who are ill", range=(0.001, 0.6))
    sensitivity = Parameter(0.95, "share of the ill whom the test finds", range=(0.6, 0.999))
    specificity = Parameter(0.95, "share of the healthy whom the test clears", range=(0.6, 0.999))

    def facts(self):
        return facts_of_test(self.prevalence, self.sensitivity, self.specificity)

    def construct(self):
        self.told = self.facts()
        self.ask()
        self.meet_the_town()
        self.test_everyone()
        self.keep_the_positives()
        self.draw_areas()
        self.let_them_flow()
        self.write_the_rule()
        self.test_again()
        self.answer()

    # A positive test

    def ask(self):
        strip = self.strip = TestStrip(shell_color=theme.TEXT, line_color=POSITIVE).scale(1.6).move_to(0.8 * UP)
        verdict = Prose("positive", color=POSITIVE, size=theme.HEADING).next_to(strip, DOWN, buff=GAP)
        claims = VGroup(
            self.say("finds {sensitivity_percent} of the ill", ILL),
            self.say("clears {specificity_percent} of the healthy", HEALTHY),
        ).arrange(DOWN, buff=0.4, aligned_edge=LEFT)
        seen = VGroup(strip, verdict)
        aside = VGroup(seen.copy().scale(0.75), claims).arrange(RIGHT, buff=1.0).move_to(1.8 * UP)
        bar = TestedAreas(0, 1, 0, **BAR_SIZE).set_shares(0, 1, 0).move_to(1.2 * DOWN)
        title = Prose("chance that you are ill").next_to(bar, UP, buff=GAP)
        doubt = Prose("?", color=POSITIVE).move_to(bar)
        guess = bar.copy().set_shares(self.sensitivity, 1, 0)
        number = guess.measure(self.say("{sensitivity_percent}?", ILL), LEFT, DOWN)
        with self.beat("question"):
            self.play(FadeIn(strip.shell, strip.control, shift=0.5 * UP))
            self.wait_until("positive")
            self.play(Create(strip.result), FadeIn(verdict, shift=0.2 * DOWN))
            self.wait_until("right")
            self.play(seen.animate.scale(0.75).move_to(aside[0]))
            self.play(LaggedStart(*(FadeIn(claim, shift=0.3 * RIGHT) for claim in claims), lag_ratio=0.8, run_time=2.4))
            self.wait_until("ask")
            self.play(FadeIn(bar, title, shift=0.2 * UP), FadeIn(doubt, scale=0.5))
            self.wait_until("tempting")
            self.play(FadeOut(doubt), ToShares(bar, self.sensitivity, 1, 0), run_time=2)
            self.play(number.appear())
        self.leaving = VGroup(verdict, claims, bar, title, number)

    # Counting people

    def meet_the_town(self):
        crowd = self.crowd = TestedCrowd.of(self.told, CONTEXT)
        grid = crowd.scattered(GRID_COLUMNS, GRID_SPACING, 0.5 * DOWN, seed=4)
        hidden = {name: (0 * centres + self.strip.get_center(), 0.0) for name, (centres, _) in grid.items()}
        swollen = {name: (grid[name][0], SWELL * grid[name][1]) for name in ("missed", "found")}
        size = self.say("{town_people} people")
        self.headers = (self.say("{ill_shown} ill", ILL), self.say("{healthy_shown} healthy", HEALTHY))
        VGroup(size, *self.headers).arrange(RIGHT, buff=1.2).move_to(HEADLINE)
        on_one_line(size, *self.headers)
        beside = size.copy()
        size.set_x(0)
        dot = self.say("each dot: {dot_people}", CONTEXT, theme.NOTE).next_to(HEADLINE, DOWN, buff=0.45)
        with self.beat("town"):
            self.play(FadeOut(self.leaving), run_time=0.6)
            everybody = crowd.stand(hidden).march(grid, lag=0.6)
            self.play(everybody, FadeOut(self.strip, scale=0.1), FadeIn(size), run_time=2.5)
            self.wait_until("dot")
            self.play(FadeIn(dot, shift=0.2 * DOWN))
            self.wait_until("ill")
            ill = crowd.march(swollen, colors=dict.fromkeys(swollen, ILL))
            header = AnimationGroup(size.animate.move_to(beside), FadeIn(self.headers[0]), lag_ratio=0.6)
            self.play(ill, header, run_time=1.5)
            self.wait_until("healthy")
            healthy = dict.fromkeys(("cleared", "alarms"), HEALTHY)
            self.play(crowd.march(grid, colors=healthy, delay=RIGHT), FadeIn(self.headers[1]), run_time=1.5)
        self.leaving = VGroup(size, dot)

    def test_everyone(self):
        shown = {name: self.told[f"{name}_shown"] for name in GROUPS}
        table = self.table = CrowdTable(self.crowd, self.headers, shown, HEADLINE[1])
        numbers, rows = table.numbers, table.rows
        headers = [header.animate.move_to(place) for header, place in zip(self.headers, table.headers, strict=True)]
        with self.beat("test"):
            self.play(FadeOut(self.leaving), run_time=0.4)
            self.play(self.crowd.march(table.places, delay=RIGHT), *headers, run_time=1.7)
            self.wait_until("found")
            self.play(Create(table.divider), FadeIn(*rows))
            self.step_down("found")
            self.wait_until("missed")
            self.play(FadeIn(numbers["missed"], shift=0.2 * RIGHT))
            self.wait_until("alarms")
            self.step_down("alarms")
            self.play(FadeIn(numbers["cleared"], shift=0.2 * RIGHT))
        self.leaving = VGroup(numbers["missed"], numbers["cleared"], *rows, table.divider, *self.headers)

    def step_down(self, name):
        """A group crosses the divider, and its number appears beside it."""
        self.play(self.crowd.march(self.table.below(name)), run_time=1.5)
        self.play(FadeIn(self.table.numbers[name], shift=0.2 * RIGHT), run_time=0.6)

    def keep_the_positives(self):
        gone = {name: (getattr(self.crowd, name).centres + UP, 0.0) for name in ("missed", "cleared")}
        together = self.crowd.positives(9.5, 2.9, 0.54, 1.05 * UP)
        swollen = {"found": (together["found"][0], 1.2 * together["found"][1])}
        counted = [self.told[f"{name}_shown"] for name in ("found", "alarms", "positive")]
        emphasis = len(self.told["posterior_percent"])
        share = CrowdShare(together, *counted, self.told["turn"].rstrip("."), emphasis, HEADLINE)
        numbers = [self.table.numbers[name] for name in together]
        row = SurroundingRectangle(self.table.lower_row, color=POSITIVE, buff=0.12, corner_radius=0.1, stroke_width=2.5)
        with self.beat("positives", rest=1.5):
            self.play(Create(row), run_time=1.5)
            self.wait_until("leave")
            self.play(FadeOut(self.leaving, row), self.crowd.march(gone, delay=LEFT), run_time=1.5)
            self.wait_until("together")
            self.play(self.crowd.march(together), FadeOut(*numbers), FadeIn(share.total, shift=0.3 * UP), run_time=2)
            self.play(FadeIn(share.ill, share.healthy, shift=0.2 * DOWN), run_time=0.7)
            self.play(share.look_for_you(together), run_time=2.2)
            self.wait_until("among")
            self.play(self.crowd.march(swollen, lag=0.6), run_time=1)
            self.play(self.crowd.march({"found": together["found"]}, lag=0.6), run_time=1)
            self.wait_until("share")
            self.play(share.take_found())
            self.play(Create(share.ratio.line), share.take_total())
            self.wait_until("answer")
            self.play(FadeIn(share.outcome, shift=0.2 * RIGHT))
        self.leaving = share

    # Areas

    def draw_areas(self):
        told = self.told
        square = TestedAreas(self.prevalence, self.sensitivity, told["false_rate"], **TOWN_SIZE).move_to(TOWN_PLACE)
        spread = self.crowd.spread_in(square.frame.get_corner(DL), *TOWN_SIZE.values(), largest=FINE_DOT)
        melted = {name: (centres, 0.0) for name, (centres, _) in spread.items()}
        measures = self.measured(square, "prior {prevalence_percent}", "{healthy_percent}")
        with self.beat("prior"):
            self.play(FadeOut(self.leaving), self.crowd.march(spread, delay=RIGHT), run_time=2)
            self.wait_until("strip")
            self.play(FadeIn(square), self.crowd.march(melted, lag=0.2), run_time=1.5)
            self.remove(self.crowd)
            self.wait_until("width")
            self.play(measures.prior.appear_without("prior"))
            self.wait_until("name")
            self.name_it(measures.prior)
        with self.beat("likelihood"):
            self.wait_until("tall")
            self.play(square.test(healthy=False), run_time=1.5)
            self.play(measures.likelihood.appear_without("likelihood"))
            self.wait_until("name")
            self.name_it(measures.likelihood)
            self.wait_until("low")
            self.play(square.test(), measures.false_rate.appear(), run_time=1.2)
            self.wait_until("wide")
            self.play(measures.rest.appear())
        self.square, self.measures = square, measures

    def let_them_flow(self):
        square, (prior, *others) = self.square, self.measures
        with self.beat("flow", rest=1.2) as words:
            self.wait_until("bright")
            bright = VGroup(square.left_part, square.right_part).copy().set_fill(opacity=0)
            self.play(Create(bright.set_stroke(POSITIVE, width=2)), run_time=1.2)
            self.wait_until("forget")
            self.play(FadeOut(*others, bright), square.forget())
            self.wait_until("pour")
            self.play(Flow(square), run_time=max(2.5, words.until("wall")))
            self.wait_until("share")
            posterior = square.measure(self.say("posterior {posterior_percent}", POSITIVE), LEFT, DOWN)
            self.play(posterior.appear_without("posterior"))
            self.wait_until("after")
            self.name_it(posterior)
        self.leaving = VGroup(prior, posterior)

    # Bayes' rule

    def write_the_rule(self):
        told, shares = self.told, (self.prevalence, self.sensitivity, self.told["false_rate"])
        ill = told["prevalence_decimal"], told["sensitivity_decimal"]
        healthy = told["healthy_decimal"], told["false_rate_decimal"]
        rule = BayesRule(ill, healthy, told["posterior_decimal"], ILL, HEALTHY).move_to(RULE_PLACE)
        symbols = rule.symbols
        frame = SurroundingRectangle(rule.given, symbols, color=POSITIVE, buff=0.2, corner_radius=0.1, stroke_width=2.5)
        with self.beat("rule", rest=2):
            self.play(FadeOut(self.leaving), Flow(self.square, back_to=shares), run_time=1.4)
            self.play(self.square.animate.scale(RULE_SHRINK).move_to(RULE_TOWN_PLACE), run_time=0.9)
            measures = self.square.measures(f"prior {ill[0]}", f"likelihood {ill[1]}", *healthy)
            self.wait_until("top")
            begin = FadeIn(rule.given), Create(symbols.line)
            self.play(*begin, *(measure.appear() for measure in measures[:2]), run_time=1.2)
            self.play(rule.receive(self.square.left_part, symbols.top[0]), run_time=1.5)
            self.wait_until("bottom")
            self.play(TransformFromCopy(symbols.top[0], symbols.bottom[0]), run_time=1.2)
            self.wait_until("plus")
            self.play(FadeIn(symbols.bottom[1]), *(measure.appear() for measure in measures[2:]), run_time=0.8)
            self.play(rule.receive(self.square.right_part, symbols.bottom[2]), run_time=1.2)
            self.wait_until("numbers")
            self.play(FadeIn(rule.equals, rule.numbers, shift=0.2 * DOWN))
            self.wait_until("result")
            self.play(FadeIn(rule.result, shift=0.3 * RIGHT))
            self.wait_until("name")
            self.play(Create(frame), run_time=1.2)
        self.leaving = VGroup(rule, frame, *measures)

    def test_again(self):
        square = self.square
        strip = TestStrip(shell_color=theme.TEXT, line_color=POSITIVE).scale(0.6).move_to(HEADLINE)
        strip.align_to(square.copy().scale(1 / RULE_SHRINK).move_to(TOWN_PLACE), RIGHT)
        with self.beat("second", rest=1.2) as words:
            larger = square.animate.scale(1 / RULE_SHRINK).move_to(TOWN_PLACE)
            self.play(FadeOut(self.leaving), larger, FadeIn(strip, shift=0.3 * DOWN))
            self.play(Flow(square), run_time=1.2)
            self.wait_until("grow")
            prior, *others = self.measured(square, "prior {posterior_percent}", "{posterior_rest_percent}")
            self.play(*square.believe(), prior.appear())
            self.wait_until("again")
            self.play(square.test(), *(measure.appear() for measure in others), run_time=1.2)
            self.wait_until("pour")
            self.play(FadeOut(*others), square.forget(), run_time=0.6)
            self.play(Flow(square), run_time=max(2, words.until("lands")))
            posterior = square.measure(self.say("posterior {second_percent}", POSITIVE), LEFT, DOWN)
            self.play(posterior.appear())
        self.leaving = VGroup(strip, prior, posterior)

    def answer(self):
        stages = {"before": "prevalence", "after one test": "posterior", "after two": "second"}
        states = [(name, self.told[share], self.told[f"{share}_percent"]) for name, share in stages.items()]
        beliefs = BeliefBars("chance that you are ill", states, color=ILL, rest_color=HEALTHY, **BAR_SIZE)
        bars, names, numbers = beliefs.move_to(theme.STAGE_CENTER).bars, beliefs.names, beliefs.numbers
        with self.beat("answer", rest=2):
            self.play(FadeOut(self.leaving), ReplacementTransform(self.square, bars[0]), run_time=2)
            self.play(FadeIn(beliefs.title, shift=0.2 * DOWN))
            self.wait_until("before")
            self.play(FadeIn(names[0], numbers[0]))
            for index, cue in ((1, "one"), (2, "two")):
                self.wait_until(cue)
                self.play(TransformFromCopy(bars[index - 1], bars[index]), FadeIn(names[index], numbers[index]))
            self.wait_until("moral")
            self.play(LaggedStart(*map(GrowArrow, beliefs.moves), lag_ratio=0.8, run_time=2.5))

    # What the steps share

    def say(self, text, color=theme.TEXT, size=theme.BODY):
        """Words on screen, with the facts filled in as in the script."""
        return Prose(text.format_map(self.told), color=color, size=size)

    def name_it(self, measure):
        """The name of a measure joins its number; from now on they are one."""
        self.play(measure.show_name())
        self.add(measure)

    def measured(self, square, prior, rest):
        """The measures of the areas in percent."""
        likelihood, false_rate = "likelihood\n{sensitivity_percent}", "{false_rate_percent}"
        return square.measures(*(text.format_map(self.told) for text in (prior, likelihood, rest, false_rate)))

    def vignette(self):
        """The test sweeps over a thousand dots; those who test positive stay large, and few of them are ill."""
        self.told = self.facts()
        crowd = TestedCrowd.of(self.told, HEALTHY)
        VGroup(crowd.missed, crowd.found).set_color(ILL)
        grid = crowd.scattered(VIGNETTE_COLUMNS, VIGNETTE_SPACING, theme.STAGE_CENTER[1] * UP, seed=4)
        scale = {"missed": 0.35, "found": 1.35, "cleared": 0.35, "alarms": 1.35}
        tested = {name: (centres, scale[name] * radius) for name, (centres, radius) in grid.items()}
        ends = theme.SAFE_BOTTOM * UP, theme.SAFE_TOP * UP
        test = Line(*ends, stroke_color=POSITIVE, stroke_width=4).set_x(-SWEEP)
        self.add(crowd.stand(tested))
        self.wait(0.8)
        self.play(crowd.march(grid, delay=RIGHT, lag=0.7), run_time=2)
        sweep = test.animate(rate_func=linear).set_x(SWEEP)
        self.play(crowd.march(tested, delay=RIGHT, lag=0.7), sweep, run_time=3)
        self.remove(test)
        self.wait(0.6)
