"""Bayes' theorem: count the people who test positive, draw them as areas, and let the areas flow until they are level."""

from manim import DL, DOWN, LEFT, ORIGIN, RIGHT, UP, AnimationGroup, Arrow, Create, FadeIn, FadeOut, FadeTransform
from manim import GrowArrow, LaggedStart, ReplacementTransform, SurroundingRectangle, TransformFromCopy, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.crowd_table import CrowdTable, on_one_line, under_blocks
from eigenreel.kit.fraction import Fraction
from eigenreel.kit.test_strip import TestStrip
from eigenreel.kit.tested_crowd import TestedCrowd
from eigenreel.kit.wall_rectangle import Flow, ToShares, WallRectangle
from eigenreel.maths.bayes_facts import facts_of_test
from eigenreel.theme import CONTEXT, GAP, HEALTHY, ILL, POSITIVE, Formula, Prose

HEADLINE = 3.1 * UP
"""Where the line above the picture stands."""
GRID_COLUMNS, GRID_SPACING = 50, 0.215
VIGNETTE_COLUMNS, VIGNETTE_SPACING = 40, 0.31
SWELL = 1.6
FINE_DOT = 0.06
TOWN_SIZE = {"width": 10.0, "height": 4.1}
TOWN_PLACE = 0.4 * RIGHT + 0.1 * DOWN
BAR_SIZE = {"width": 7.0, "height": 0.6}
RULE_SHRINK, RULE_TOWN_PLACE, RULE_PLACE = 0.55, 1.7 * UP + 0.3 * RIGHT, 0.5 * DOWN
LABEL_HEIGHT = -0.95
BRIGHT_BACK, FORGOTTEN = 1.0, 0.25


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
        verdict = Prose("positive", color=POSITIVE).next_to(strip, DOWN, buff=GAP)
        finds = self.say("finds {sensitivity_percent} of the ill", ILL)
        clears = self.say("clears {specificity_percent} of the healthy", HEALTHY)
        claims = VGroup(finds, clears).arrange(DOWN, buff=0.4, aligned_edge=LEFT)
        seen = VGroup(strip, verdict)
        aside = VGroup(seen.copy().scale(0.75), claims).arrange(RIGHT, buff=1.0).move_to(1.8 * UP)
        bar = self.rectangle(0.0, 1.0, 0.0, BAR_SIZE).move_to(1.2 * DOWN)
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
            self.play(self.show(number))
        self.leaving = VGroup(verdict, claims, bar, title, number)

    # Counting people

    def meet_the_town(self):
        crowd = self.crowd = self.people(CONTEXT)
        grid = crowd.scattered(GRID_COLUMNS, GRID_SPACING, 0.5 * DOWN, seed=4)
        hidden = {name: (0 * centres + self.strip.get_center(), 0.0) for name, (centres, _) in grid.items()}
        swollen = {name: (grid[name][0], SWELL * grid[name][1]) for name in ("missed", "found")}
        size = self.say("{town_people} people")
        self.headers = (self.say("{ill_people} ill", ILL), self.say("{healthy_people} healthy", HEALTHY))
        VGroup(size, *self.headers).arrange(RIGHT, buff=1.2).move_to(HEADLINE)
        on_one_line(size, *self.headers)
        dot = self.say("each dot: {dot_people}", CONTEXT, theme.NOTE).next_to(HEADLINE, DOWN, buff=0.45)
        with self.beat("town"):
            self.play(
                FadeOut(self.leaving),
                FadeOut(self.strip, scale=0.1),
                crowd.stand(hidden).march(grid, lag=0.5, delay=RIGHT),
                FadeIn(size),
                run_time=2.5,
            )
            self.wait_until("dot")
            self.play(FadeIn(dot, shift=0.2 * DOWN))
            self.wait_until("ill")
            self.play(crowd.march(swollen, colors=dict.fromkeys(swollen, ILL)), FadeIn(self.headers[0]), run_time=1.5)
            self.wait_until("healthy")
            healthy = dict.fromkeys(("cleared", "alarms"), HEALTHY)
            self.play(crowd.march(grid, colors=healthy, delay=RIGHT), FadeIn(self.headers[1]), run_time=1.5)
        self.leaving = VGroup(size, dot)

    def test_everyone(self):
        colors = {"missed": ILL, "found": ILL, "cleared": HEALTHY, "alarms": HEALTHY}
        numbers = {name: self.say(f"{{{name}_count:,.0f}}", color) for name, color in colors.items()}
        rows = (Prose("negative", color=CONTEXT), Prose("positive", color=POSITIVE))
        table = self.table = CrowdTable(self.crowd, self.headers, rows, numbers, HEADLINE[1])
        headers = [h.animate.move_to(place, aligned_edge=LEFT) for h, place in zip(self.headers, table.header_places, strict=True)]
        with self.beat("test"):
            self.play(FadeOut(self.leaving), self.crowd.march(table.places, delay=RIGHT), *headers, run_time=2)
            self.wait_until("found")
            self.play(Create(table.divider), FadeIn(*rows))
            self.step_down("found")
            self.wait_until("missed")
            self.play(FadeIn(numbers["missed"], shift=0.2 * RIGHT))
            self.wait_until("alarms")
            self.step_down("alarms")
            self.play(FadeIn(numbers["cleared"], shift=0.2 * RIGHT))
        self.leaving = VGroup(numbers["missed"], numbers["cleared"], rows[0], table.divider, *self.headers)

    def step_down(self, name):
        """A group crosses the divider, and its number appears beside it."""
        self.play(self.crowd.march(self.table.below(name)), run_time=1.5)
        self.play(FadeIn(self.table.numbers[name], shift=0.2 * RIGHT), run_time=0.6)

    def keep_the_positives(self):
        gone = {name: (getattr(self.crowd, name).centres + UP, 0.0) for name in ("missed", "cleared")}
        together = self.crowd.positives(9.5, 2.9, 0.54, 1.05 * UP)
        swollen = {"found": (together["found"][0], 1.25 * together["found"][1])}
        total = self.say("{positive_people} positive", POSITIVE).move_to(HEADLINE)
        ill, healthy = self.say("{found_count:,.0f} ill", ILL), self.say("{alarms_count:,.0f} healthy", HEALTHY)
        middles = tuple(float(centres[:, 0].min() + centres[:, 0].max()) / 2 for centres, _ in together.values())
        under_blocks((ill, healthy), middles, LABEL_HEIGHT)
        ratio = Fraction([self.say("{found_count:,.0f}", ILL)], [self.say("{positive_count:,.0f}", POSITIVE)])
        equation = VGroup(ratio, Formula("="), Prose(self.told["turn"].rstrip("."))).arrange(RIGHT, buff=GAP).move_to(2.25 * DOWN)
        equation[2][: len(self.told["posterior_percent"])].set_color(POSITIVE)
        with self.beat("positives", rest=1.5):
            self.wait_until("leave")
            self.play(FadeOut(self.leaving), self.crowd.march(gone, delay=LEFT), run_time=1.5)
            self.wait_until("together")
            self.play(
                self.crowd.march(together),
                FadeTransform(self.table.rows[1], total),
                FadeTransform(self.table.numbers["found"], ill),
                FadeTransform(self.table.numbers["alarms"], healthy),
                run_time=2,
            )
            self.wait_until("among")
            self.play(self.crowd.march(swollen, lag=0.6), run_time=1)
            self.play(self.crowd.march({"found": together["found"]}, lag=0.6), run_time=1)
            self.wait_until("share")
            self.play(TransformFromCopy(ill[: len(ratio.top[0])], ratio.top[0]))
            self.play(Create(ratio.line), TransformFromCopy(total[: len(ratio.bottom[0])], ratio.bottom[0]))
            self.wait_until("answer")
            self.play(FadeIn(equation[1:], shift=0.2 * RIGHT))
        self.leaving = VGroup(total, ill, healthy, equation)

    # Areas

    def draw_areas(self):
        square = self.square = self.rectangle(self.prevalence, 0, 0, TOWN_SIZE).move_to(TOWN_PLACE)
        spread = self.crowd.spread_in(square.frame.get_corner(DL), *TOWN_SIZE.values(), largest=FINE_DOT)
        melted = {name: (centres, 0.0) for name, (centres, _) in spread.items()}
        self.prior = square.measure(self.say("prior {prevalence_percent}", ILL), LEFT, UP)
        with self.beat("prior"):
            self.play(FadeOut(self.leaving), self.crowd.march(spread, delay=RIGHT), run_time=2)
            self.wait_until("strip")
            self.play(FadeIn(square), self.crowd.march(melted, lag=0.2), run_time=1.5)
            self.remove(self.crowd)
            self.wait_until("width")
            self.show_in_two(self.prior, "prior", "name")
        with self.beat("likelihood"):
            self.prepare_levels(self.prevalence)
            self.wait_until("tall")
            self.play(ToShares(square, self.prevalence, self.sensitivity, 0), run_time=1.5)
            self.show_in_two(self.likelihood, "likelihood", "name")
            self.wait_until("low")
            self.play(ToShares(square, self.prevalence, self.sensitivity, self.told["false_rate"]), run_time=1.2)
            self.play(self.show(self.false_rate))
            self.wait_until("wide")
            self.complement = square.measure(self.say("{healthy_percent}", HEALTHY), RIGHT, UP)
            self.play(self.show(self.complement))

    def prepare_levels(self, wall):
        """The measures that the bright parts will have when they have risen."""
        risen = self.square.copy().set_shares(wall, self.sensitivity, self.told["false_rate"])
        self.likelihood = risen.measure(self.say("likelihood\n{sensitivity_percent}", ILL), LEFT, LEFT)
        self.false_rate = risen.measure(self.say("{false_rate_percent}", HEALTHY), RIGHT, RIGHT)

    def let_them_flow(self):
        measures = VGroup(self.prior, self.likelihood, self.complement, self.false_rate)
        with self.beat("flow", rest=1.2) as words:
            self.wait_until("forget")
            self.play(FadeOut(measures), self.dim(FORGOTTEN))
            self.wait_until("pour")
            self.play(Flow(self.square), run_time=max(2.5, words.until("wall")))
            self.wait_until("share")
            self.posterior = self.square.measure(self.say("posterior {posterior_percent}", POSITIVE), LEFT, DOWN)
            self.show_in_two(self.posterior, "posterior", "after")

    # Bayes' rule

    def write_the_rule(self):
        shares = (self.prevalence, self.sensitivity, self.told["false_rate"])
        given = Formula('P("ill" | +) =')
        symbols = self.rule(('P("ill")', 'P(+ | "ill")'), ('P("healthy")', 'P(+ | "healthy")'), "thin")
        VGroup(given, symbols).arrange(RIGHT, buff=GAP).move_to(RULE_PLACE)
        prior, likelihood, rest, false_rate = (self.told[f"{name}_decimal"] for name in ("prevalence", "sensitivity", "healthy", "false_rate"))
        numbers = self.rule((prior, likelihood), (rest, false_rate), "times")
        equals, result = Formula("="), Formula(f"= {{{{ {self.told['posterior_decimal']} : result }}}}", colors={"result": POSITIVE})
        row = VGroup(equals, numbers, result).arrange(RIGHT, buff=GAP).next_to(symbols, DOWN, buff=0.5)
        row.shift((given.get_right() - equals.get_right()) * RIGHT)
        with self.beat("rule", rest=2):
            self.play(FadeOut(self.posterior), Flow(self.square, back_to=shares), run_time=1.5)
            self.play(self.square.animate.scale(RULE_SHRINK).move_to(RULE_TOWN_PLACE))
            measures = self.factors(prior, likelihood, rest, false_rate)
            self.wait_until("top")
            self.play(FadeIn(given), LaggedStart(*map(self.show, measures[:2]), lag_ratio=0.5), run_time=1.2)
            self.play(FadeTransform(self.square.left_part.copy(), symbols.top[0], stretch=False), run_time=1.5)
            self.wait_until("bottom")
            self.play(Create(symbols.line), TransformFromCopy(symbols.top[0], symbols.bottom[0]), run_time=1.2)
            self.wait_until("plus")
            self.play(FadeIn(symbols.bottom[1]), *map(self.show, measures[2:]), run_time=0.8)
            self.play(FadeTransform(self.square.right_part.copy(), symbols.bottom[2], stretch=False), run_time=1.2)
            self.wait_until("numbers")
            self.play(FadeIn(equals, numbers, shift=0.4 * DOWN))
            self.wait_until("result")
            self.play(FadeIn(result, shift=0.3 * RIGHT))
            self.wait_until("name")
            frame = SurroundingRectangle(given, symbols, color=POSITIVE, buff=0.2, corner_radius=0.1, stroke_width=2.5)
            self.play(Create(frame), run_time=1.2)
        self.leaving = VGroup(given, symbols, row, frame, *measures)

    def factors(self, prior, likelihood, rest, false_rate):
        """The four measures of the areas, as the factors of the rule."""
        labels = ((f"prior {prior}", ILL, LEFT, UP), (f"likelihood {likelihood}", ILL, LEFT, LEFT))
        labels += ((rest, HEALTHY, RIGHT, UP), (false_rate, HEALTHY, RIGHT, RIGHT))
        return [self.square.measure(Prose(text, color=color), side, edge) for text, color, side, edge in labels]

    def rule(self, ill, healthy, sign):
        """The area of the ill over both areas, each a product of two factors."""
        top, below = (Formula(f" {sign} ".join(ill), color=ILL) for _ in range(2))
        return Fraction([top], [below, Formula("+"), Formula(f" {sign} ".join(healthy), color=HEALTHY)])

    def test_again(self):
        strip = TestStrip(shell_color=theme.TEXT, line_color=POSITIVE).scale(0.6).move_to(HEADLINE)
        strip.align_to(self.square.frame.copy().scale(1 / RULE_SHRINK).move_to(TOWN_PLACE), RIGHT)
        with self.beat("second", rest=1.2) as words:
            larger = self.square.animate.scale(1 / RULE_SHRINK).move_to(TOWN_PLACE)
            self.play(FadeOut(self.leaving), larger, FadeIn(strip, shift=0.3 * DOWN))
            self.play(Flow(self.square), run_time=1.2)
            self.wait_until("grow")
            wall = self.square.wall
            prior = self.square.measure(self.say("prior {posterior_percent}", ILL), LEFT, UP)
            self.play(ToShares(self.square, wall, 0, 0), self.dim(BRIGHT_BACK), self.show(prior))
            self.prepare_levels(wall)
            self.wait_until("again")
            levels = ToShares(self.square, wall, self.sensitivity, self.told["false_rate"])
            self.play(levels, self.show(self.likelihood), self.show(self.false_rate), run_time=1.2)
            self.wait_until("pour")
            self.play(FadeOut(prior, self.likelihood, self.false_rate), self.dim(FORGOTTEN), run_time=0.6)
            self.play(Flow(self.square), run_time=max(2, words.until("lands")))
            posterior = self.square.measure(self.say("posterior {second_percent}", POSITIVE), LEFT, DOWN)
            self.play(self.show(posterior))
        self.leaving = VGroup(strip, posterior)

    def answer(self):
        stages = {"before": "prevalence", "one positive test": "posterior", "two": "second"}
        bars = VGroup(*(self.rectangle(self.told[share], 1, 1, BAR_SIZE) for share in stages.values())).arrange(DOWN, buff=1.0)
        names = [Prose(name).next_to(bar, LEFT, buff=GAP) for name, bar in zip(stages, bars, strict=True)]
        numbers = [self.say(f"{{{share}_percent}}", ILL).next_to(bar, RIGHT, buff=GAP) for share, bar in zip(stages.values(), bars, strict=True)]
        VGroup(*names, bars, *numbers).move_to(theme.STAGE_CENTER)
        corners = [(bar.left_part.get_corner(UP + RIGHT), bar.left_part.get_corner(DOWN + RIGHT)) for bar in bars]
        moves = [Arrow(one[1], two[0], buff=0.08, color=POSITIVE, stroke_width=5) for one, two in zip(corners, corners[1:])]
        with self.beat("answer", rest=2):
            self.wait_until("before")
            self.play(FadeOut(self.leaving), ReplacementTransform(self.square, bars[0]), FadeIn(names[0], numbers[0]), run_time=1.5)
            for index, cue in ((1, "one"), (2, "two")):
                self.wait_until(cue)
                self.play(TransformFromCopy(bars[index - 1], bars[index]), FadeIn(names[index], numbers[index]))
            self.wait_until("moral")
            self.play(LaggedStart(*map(GrowArrow, moves), lag_ratio=0.8, run_time=2.5))

    # What the steps share

    def say(self, text, color=theme.TEXT, size=theme.BODY):
        """Words on screen, with the facts filled in as in the script."""
        return Prose(text.format_map(self.told), color=color, size=size)

    def people(self, color):
        counts = {name: self.told[f"{name}_count"] for name in ("missed", "found", "cleared", "alarms")}
        return TestedCrowd(**counts, color=color)

    def rectangle(self, wall, left, right, size):
        return WallRectangle(wall, left, right, left_color=ILL, right_color=HEALTHY, line_color=CONTEXT, **size)

    def show(self, measure):
        return AnimationGroup(Create(measure.line), FadeIn(measure.label))

    def show_in_two(self, measure, word, cue):
        """The number now, its name at the cue."""
        name, number = measure.label[: len(word)], measure.label[len(word) :]
        self.play(Create(measure.line), FadeIn(number))
        self.wait_until(cue)
        self.play(FadeIn(name))

    def dim(self, opacity):
        return self.square.backs.animate.set_opacity(opacity)

    def vignette(self):
        """A thousand dots are tested; those who test positive swell, and few of them are ill."""
        self.told = self.facts()
        crowd = self.people(HEALTHY)
        VGroup(crowd.missed, crowd.found).set_color(ILL)
        grid = crowd.scattered(VIGNETTE_COLUMNS, VIGNETTE_SPACING, ORIGIN, seed=4)
        scale = {"missed": 0.4, "found": 1.8, "cleared": 0.4, "alarms": 1.8}
        tested = {name: (centres, scale[name] * radius) for name, (centres, radius) in grid.items()}
        self.add(crowd.stand(grid))
        self.play(crowd.march(tested, delay=RIGHT, lag=0.7), run_time=2.5)
        self.wait(1)
        self.play(crowd.march(grid, delay=RIGHT, lag=0.7), run_time=2.5)
