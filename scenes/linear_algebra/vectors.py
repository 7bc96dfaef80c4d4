"""Vectors: one arrow keeps its numbers while the names of its axes change."""

from math import exp, log  # noqa: I001  (many names, few lines)

from manim import (
    DEGREES, DOWN, LEFT, ORIGIN, RIGHT, UP,
    AnimationGroup, Create, Dot, FadeIn, FadeOut, Group, Indicate, LaggedStart, Line,
    ReplacementTransform, TransformFromCopy, ValueTracker, VGroup, Write,
)  # fmt: skip

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.barcode import Barcode
from eigenreel.kit.flat_arrow import GrowFlatArrow, MoveArrow
from eigenreel.kit.light_space import LightSpace
from eigenreel.kit.long_sum import LongSum
from eigenreel.kit.naming import Naming
from eigenreel.kit.plane import Column, Plane, SumOfColumns, longer
from eigenreel.kit.plane_worlds import EAST, LIGHTS, WORDS, Lamp, LightField, Pin, Town, WordMap, worlds
from eigenreel.maths.vector_facts import facts_of_sum, written
from eigenreel.maths.vectors import add, filled_by_chance, length, list_of_chance
from eigenreel.theme import Formula, Number, Prose

MANY = 1536
ROOM, SMALL_ROOM, VIGNETTE_ROOM = 5.7, 3.1, 6.1
"""The heights of the plane, of the planes that stand side by side, and of the vignette's, in scene units."""
LIST_PLACE, MEANING_PLACE = 2.4 * RIGHT + 1.3 * UP, 3.4 * RIGHT + 1.5 * DOWN
"""Beside the plane: the list of numbers, and under it what it means."""
SUM_PLACE = 3.8 * RIGHT + 0.1 * UP
LIST_SIZE, WORD_SIZE, WORD_ROOM = 96, 104, 1.35
CARDS = (4.4 * LEFT, ORIGIN, 4.4 * RIGHT)
NAMES_ROOM = 0.55
"""How far cards step to the left to make room for the names of their axes."""
CODE_WIDTH, CODE_HEIGHT, DIGITS = 10.5, 1.5, 1.3
CODES_PLACE, ARROWS_PLACE, FORMULA_PLACE = 3.7 * RIGHT + 2.5 * UP, 3.6 * LEFT + 0.6 * UP, 3.5 * RIGHT + 1.2 * DOWN
VIGNETTE_PLACE = 3.9 * RIGHT
LOOK, CHANGE = 1.2, 1.0
"""Seconds: how long the vignette shows a world, and how long it changes."""


class Vectors(Lesson):
    first = Parameter([3.0, 2.0], "the arrow of the film: steps along the first and the second axis", range=(1, 4))
    second = Parameter([1.0, 2.0], "the arrow that is added to it", range=(1, 4))
    third = Parameter(2.0, "the third number of the arrow in space", range=(1, 4))

    def facts(self):
        return {**facts_of_sum(self.first, self.second), "many": MANY, "length": length(self.long_list())}

    def long_list(self):
        """The numbers of the arrow in space, and then as many of chance as a language model takes for a word."""
        return filled_by_chance([*self.first, self.third], MANY, seed=1)

    def construct(self):
        self.set_the_stage()
        self.ask()
        self.walk_to_a_place()
        self.mix_a_colour()
        self.spell_a_word()
        self.name_the_vector()
        self.add_arrows()
        self.add_meanings()
        self.rise_into_space()
        self.draw_the_list()
        self.answer()

    # What is on stage for most of the film

    def set_the_stage(self):
        self.measure()
        self.plane = self.a_plane(ROOM).to_edge(LEFT, buff=2.2 * theme.MARGIN)
        self.plane.set_y(theme.STAGE_CENTER[1] - 0.25)
        # Where long arrows make its unit small, the words beside its axis still need their room.
        self.plane.shift(max(0, theme.SAFE_LEFT + WORD_ROOM - self.plane.c2p(0, 0)[0]) * RIGHT)
        self.town = Town(self.plane)
        self.field = LightField(self.plane, self.full)
        self.pin = Pin(self.plane.c2p(*self.first))
        self.arrow = self.plane.arrow(self.first, theme.VECTOR)
        self.list = Column(written(self.first), size=LIST_SIZE).move_to(LIST_PLACE)
        self.naming = Naming(self.plane, self.list, *EAST)

    def measure(self):
        self.total = add(self.first, self.second)
        self.full = max(self.total)
        self.reach = int(self.full + 1.999)

    def a_plane(self, room):
        """A plane for both arrows and their sum, this high."""
        return Plane((-1, self.reach), (-1, self.reach), unit=room / (self.reach + 1))

    # The question

    def ask(self):
        small = self.a_plane(SMALL_ROOM)
        self.map = VGroup(small, Town(small), Pin(small.c2p(*self.first), height=0.7))
        lamp, word = Lamp(self.first, self.full, radius=1.25), Prose('"queen"', size=WORD_SIZE)
        cards = VGroup(self.map, lamp, word)
        arrows = VGroup()
        for card, place in zip(cards, CARDS, strict=True):
            card.move_to(place + 1.1 * UP)
            arrows.add(small.arrow(self.first, theme.VECTOR).move_to(place + 1.9 * DOWN))
        with self.beat("question"):
            self.play(FadeIn(self.map[:2]), run_time=1)
            self.play(FadeIn(self.map[2], shift=0.5 * DOWN), run_time=0.6)
            self.wait_until("colour")
            self.play(FadeIn(lamp, scale=0.3))
            self.wait_until("word")
            self.play(Write(word))
            self.wait_until("same")
            self.play(LaggedStart(*map(GrowFlatArrow, arrows), lag_ratio=0.2), run_time=2)
        self.others = VGroup(lamp, word, arrows)

    def walk_to_a_place(self):
        walker = Dot(self.plane.c2p(0, 0), color=theme.TEXT, radius=0.13).set_z_index(1)
        steps = self.plane.steps(self.first, theme.MAIN)
        counts = self.counts()
        with self.beat("place"):
            self.play(FadeOut(self.others), run_time=0.8)
            self.play(ReplacementTransform(self.map, VGroup(self.plane, self.town, self.pin)), run_time=1.6)
            self.play(FadeIn(self.naming.names), FadeIn(walker, scale=3))
            for step, count, cue in zip(steps, counts, ("east", "north"), strict=True):
                self.wait_until(cue)
                self.play(Create(step), walker.animate.move_to(step.get_end()), FadeIn(count), run_time=1.6)
            self.wait_until("arrow")
            self.play(GrowFlatArrow(self.arrow), run_time=1.5)
            self.wait_until("pair")
            self.play(FadeIn(self.list.brackets), *(
                ReplacementTransform(count, entry) for count, entry in zip(counts, self.list.entries, strict=True)
            ))  # fmt: skip
            self.meaning = Pin(MEANING_PLACE + 0.8 * DOWN, height=1.6)
            self.play(FadeIn(self.naming.rows, shift=0.2 * RIGHT), FadeOut(walker, steps))
            self.play(TransformFromCopy(self.pin, self.meaning))

    def counts(self):
        """The two numbers, beside the steps that they count."""
        x, y = (Formula(number, color=theme.MAIN) for number in written(self.first))
        x.next_to(self.plane.c2p(self.first[0] / 2, 0), DOWN, buff=0.15)
        y.next_to(self.plane.c2p(self.first[0], self.first[1] / 2), RIGHT, buff=0.2)
        return VGroup(x, y)

    # One arrow, three meanings

    def mix_a_colour(self):
        start, (x, y) = self.plane.c2p(0, 0), self.first
        red = Line(start, self.plane.c2p(x, 0), color=theme.RED_LIGHT, stroke_width=8)
        green = Line(start, self.plane.c2p(0, y), color=theme.GREEN_LIGHT, stroke_width=8)
        spot = Lamp(self.first, self.full, radius=0.2).move_to(self.plane.c2p(x, y)).set_z_index(1)
        self.lamp = Lamp(self.first, self.full).move_to(MEANING_PLACE)
        with self.beat("colour"):
            self.play(FadeOut(self.pin, self.meaning), FadeOut(self.town), run_time=1.5)
            self.wait_until("names")
            self.play(self.naming.rename(*LIGHTS), FadeIn(self.field), run_time=2.5)
            self.wait_until("glow")
            self.play(FadeIn(spot, scale=2.5))
            self.play(ReplacementTransform(spot, self.lamp), run_time=1.4)
            for line, entry in zip((red, green), self.list.entries, strict=True):
                self.play(Create(line), entry.animate.set_color(line.get_color()), run_time=1)
        self.lights = VGroup(red, green)

    def spell_a_word(self):
        self.words = words_here = WordMap(self.plane, self.first)
        self.meaning = Prose('"queen"', size=WORD_SIZE).move_to(MEANING_PLACE)
        with self.beat("word"):
            self.play(FadeOut(self.lights, self.field, self.lamp), self.list.animate.set_color(theme.TEXT))
            self.wait_until("names")
            self.play(self.naming.rename(*WORDS), run_time=1.5)
            self.wait_until("king")
            self.play(FadeIn(words_here.king, scale=0.7))
            self.wait_until("woman")
            self.play(FadeIn(words_here.woman, scale=0.7))
            self.wait_until("queen")
            self.play(Create(words_here.shadows), FadeIn(words_here.queen, shift=0.3 * UP), run_time=1.2)
            self.play(TransformFromCopy(words_here.queen, self.meaning))

    def name_the_vector(self):
        title = Prose("vector", size=WORD_SIZE, color=theme.VECTOR).move_to(MEANING_PLACE)
        with self.beat("name"):
            self.play(FadeOut(self.words, self.meaning), Indicate(self.list, color=theme.VECTOR), run_time=1.4)
            self.wait_until("vector")
            self.play(Write(title))
            self.wait_until("picture")
            flight = FadeOut(self.list.copy(), target_position=self.arrow)
            self.play(flight, Indicate(self.arrow, 1, color=theme.TEXT), run_time=1.4)
            self.wait_until("stay")
            self.play(FadeIn(self.town), self.naming.rename(*EAST), run_time=1.2)
            self.wait_until("change")
            self.play(FadeOut(self.town), FadeIn(self.field), self.naming.rename(*LIGHTS), run_time=1.2)
            self.play(FadeOut(self.field), self.naming.rename(*WORDS), run_time=1.2)
            self.play(self.naming.rename("first", "second"), run_time=1.2)
        self.title = title

    # Adding

    def add_arrows(self):
        other = self.plane.arrow(self.second, theme.SECOND)
        total = self.plane.arrow(self.total, theme.MAIN)
        row = self.row = SumOfColumns(*map(written, (self.first, self.second, self.total))).move_to(SUM_PLACE)
        with self.beat("add"):
            self.play(FadeOut(self.title, self.naming.rows), GrowFlatArrow(other), run_time=1.5)
            self.play(ReplacementTransform(self.list, row[0]), FadeIn(row[1:3], shift=0.3 * LEFT))
            self.wait_until("second")
            self.play(MoveArrow(other, *self.plane.ends(self.second, self.first)), run_time=1.8)
            self.wait_until("sum")
            self.play(GrowFlatArrow(total), run_time=1.5)
            self.wait_until("numbers")
            self.play(FadeIn(row[3], row[4].brackets), run_time=0.6)
            self.add_entries(0)
            self.wait_until("below")
            self.add_entries(1)
        self.add(row[4])
        self.other, self.total_arrow = other, total

    def add_entries(self, index):
        """The numbers in this place of both lists run into the place of their sum."""
        target = self.row[4].entries[index]
        terms = VGroup(*(self.row[part].entries[index].copy() for part in (0, 2)))
        self.play(
            AnimationGroup(*(FadeOut(term, target_position=target) for term in terms), FadeIn(target), lag_ratio=0.25),
            run_time=1.4,
        )

    def add_meanings(self):
        runner = Dot(self.plane.c2p(0, 0), color=theme.TEXT, radius=0.14).set_z_index(1)
        lamps = VGroup(*(Lamp(each, self.full, radius=0.5) for each in (self.first, self.second, self.total)))
        x, y = self.first
        words_row = SumOfColumns(*map(written, ((x, 0), (0, y), (x, y)))).move_to(SUM_PLACE)
        meanings = VGroup(*(Prose(word, size=theme.LABEL) for word in ("royal", "female", '"queen"')))
        self.row.put_above(lamps)
        words_row.put_above(meanings)
        with self.beat("meaning"):
            self.wait_until("walk")
            self.play(self.naming.rename(*EAST, rows=False), FadeIn(self.town), FadeIn(runner, scale=2), run_time=0.8)
            for stop in (self.first, self.total):
                self.play(runner.animate.move_to(self.plane.c2p(*stop)), run_time=0.75)
            self.wait_until("light")
            self.play(
                FadeOut(runner), FadeOut(self.town), FadeIn(self.field), self.naming.rename(*LIGHTS, rows=False),
                LaggedStart(*(FadeIn(lamp, scale=0.3) for lamp in lamps), lag_ratio=0.4), run_time=1.8,
            )  # fmt: skip
            self.wait_until("words")
            self.play(FadeOut(self.field, lamps, self.row), self.naming.rename(*WORDS, rows=False),
                      FadeOut(self.total_arrow), MoveArrow(self.arrow, *self.plane.ends((x, 0))),
                      MoveArrow(self.other, *self.plane.ends((0, y), (x, 0))), run_time=1.1)  # fmt: skip
            self.play(FadeIn(words_row[0], meanings[0]), run_time=0.4)
            self.wait_until("female")
            self.play(FadeIn(words_row[1:3], meanings[1]), run_time=0.5)
            self.wait_until("queen")
            self.total_arrow.put(*self.plane.ends(self.first))
            self.play(GrowFlatArrow(self.total_arrow), FadeIn(words_row[3:], meanings[2]), run_time=1.2)
        self.row, self.meanings, self.lone_arrow, self.arrow = words_row, meanings, self.arrow, self.total_arrow

    # More numbers

    def rise_into_space(self):
        arrow, start, foot = self.arrow, *self.plane.ends(self.first)
        space = LightSpace(self.plane, (*self.first, self.third), self.camera)
        tall = Column(written([*self.first, self.third]), size=LIST_SIZE).move_to(LIST_PLACE + RIGHT)
        for entry, line in zip(tall.entries, space.way, strict=True):
            entry.set_color(line.get_color())
        short = Column(written(self.first), size=LIST_SIZE).move_to(tall)
        lamp = Lamp(self.first, max(self.full, self.third), radius=0.9).next_to(tall, DOWN, buff=0.7)
        lamp.add_updater(lambda lamp: lamp.shine((*self.first, arrow.tip[2] / self.plane.unit)))
        self.camera.add_fixed_in_frame_mobjects(short, tall, lamp)
        with self.beat("three") as words:
            self.play(
                FadeOut(self.row[:4], self.meanings, self.other, self.lone_arrow, self.naming.names),
                MoveArrow(arrow, start, foot, color=theme.VECTOR), run_time=0.8,
            )  # fmt: skip
            self.play(ReplacementTransform(self.row[4], short))
            self.wait_until("turn")
            arrow.face(self.camera)
            self.move_camera(
                phi=62 * DEGREES, theta=-65 * DEGREES, zoom=space.zoom,
                frame_center=space.middle, run_time=2.5,
                added_anims=[Create(space.axis), FadeIn(space.names), Create(space.way[:2]), FadeIn(lamp)],
            )  # fmt: skip
            self.wait_until("list")
            self.play(longer(short, tall))
            self.wait_until("tip")
            self.play(Create(space.way[2]), MoveArrow(arrow, start, space.top), run_time=2)
            self.move_camera(theta=-82 * DEGREES, run_time=max(words.remaining, 2))
        lamp.clear_updaters()
        self.space, self.tall = [self.plane, *space, arrow, lamp], tall

    def draw_the_list(self):
        self.code = Barcode(self.long_list(), width=CODE_WIDTH, height=CODE_HEIGHT, shown=3).move_to(0.8 * UP)
        self.long_sum = long_sum = LongSum(
            self.long_list(), list_of_chance(MANY, seed=2), codes_at=CODES_PLACE, arrows_at=ARROWS_PLACE
        )
        with self.beat("many") as words:
            self.move_camera(theta=-66 * DEGREES, run_time=max(words.until("bars", lead=1.2), 1))
            self.play(*map(FadeOut, self.space), run_time=0.8)
            self.set_camera_orientation(phi=0, theta=-90 * DEGREES, frame_center=ORIGIN, zoom=1)
            self.wait_until("bars")
            self.lay_down_the_list()
            self.wait_until("grow")
            self.lengthen_the_list(words.until("still", lead=0.5))
            self.wait_until("still")
            self.measure_the_arrow()
            self.wait_until("sum")
            codes, signs, arrows = long_sum.codes, long_sum.signs, long_sum.arrows
            self.play(FadeIn(codes[1], shift=0.3 * DOWN), FadeIn(signs[0]), GrowFlatArrow(arrows[1]), run_time=1.4)
            self.play(FadeIn(codes[2], shift=0.3 * DOWN), FadeIn(signs[1]), run_time=0.8)
            self.wait_until("flat")
            self.play(FadeIn(long_sum.sheet), run_time=1.5)
            self.play(GrowFlatArrow(arrows[2]), run_time=1.6)

    def lay_down_the_list(self):
        """The column becomes a row of stripes between the same brackets."""
        code, digits = self.code, VGroup(*self.tall.entries)
        self.brackets = code.enclose(self.tall.sides)
        moves = [digit.animate.set_color(theme.TEXT).move_to(code.stripe(place, 3)).shift(DIGITS * UP)
                 for place, digit in enumerate(digits)]  # fmt: skip
        self.play(FadeOut(self.tall.brackets), *moves, FadeIn(code, self.brackets), run_time=2)
        self.digits = digits

    def lengthen_the_list(self, run_time):
        """Ever more numbers share the same width."""
        count, code = ValueTracker(log(3)), self.code
        label = Number(3, ".0f", suffix=" numbers", size=theme.HEADING, edge=ORIGIN).next_to(code, DOWN, buff=0.7)
        self.play(FadeOut(self.digits, run_time=0.5), FadeIn(label, run_time=0.5))
        code.add_updater(lambda code: code.show(exp(count.get_value())))
        label.add_updater(lambda label: label.set_value(exp(count.get_value())))
        self.play(count.animate.set_value(log(MANY)), run_time=max(run_time - 0.5, 2))
        code.clear_updaters()
        self.count = label.clear_updaters()

    def measure_the_arrow(self):
        """The list steps aside for the arrow that it is."""
        long_sum = self.long_sum
        value = f"{self.facts()['length']:.1f}"
        source = f"sqrt(v_1^2 + v_2^2 + dots.c + v_({MANY})^2) = {{{{ {value} : value }}}}"
        self.formula = Formula(source, colors={"value": theme.VECTOR}, size=theme.BODY).move_to(FORMULA_PLACE)
        self.play(FadeOut(self.count, self.brackets), self.code.animate.become(long_sum.codes[0]), run_time=1.1)
        self.play(GrowFlatArrow(long_sum.arrows[0]), run_time=0.9)
        self.wait_until("measure")
        self.play(Write(self.formula), run_time=2)
        first = long_sum.arrows[0]
        self.size = Formula(value, size=theme.BODY, color=theme.VECTOR).next_to(first, DOWN, buff=0.1)
        self.play(FadeIn(self.size, shift=0.2 * DOWN))

    # The answer

    def answer(self):
        places = [place + NAMES_ROOM * LEFT for place in CARDS]
        planes = [self.a_plane(SMALL_ROOM).move_to(place + 1.2 * UP) for place in places]
        looks = worlds(planes, self.first, self.full, size=theme.NOTE)
        lists = VGroup(*(Column(written(self.first)).move_to(place + 2 * DOWN) for place in places))
        arrows = [plane.arrow(self.first, theme.VECTOR) for plane in planes]
        done = self.long_sum
        gone = [self.code, *done.codes[1:], *done.signs, done.arrows, done.sheet, self.formula, self.size]
        with self.beat("answer", rest=2.5):
            cards = [FadeIn(Group(*pair)) for pair in zip(planes, looks, strict=True)]
            self.play(*(FadeOut(each, run_time=0.7) for each in gone), LaggedStart(*cards, lag_ratio=0.3, run_time=2.4))
            self.wait_until("all")
            self.play(LaggedStart(*(FadeIn(each, shift=0.4 * DOWN) for each in lists), lag_ratio=0.2), run_time=1.6)
            self.wait_until("last")
            self.play(*map(GrowFlatArrow, arrows), run_time=2)

    def vignette(self):
        """One arrow stays while its plane is a town, all mixtures of two lights, and a map of words."""
        self.measure()
        plane = self.a_plane(VIGNETTE_ROOM).to_edge(LEFT, buff=1.2)
        numbers = Column(written(self.first), size=1.4 * LIST_SIZE).move_to(VIGNETTE_PLACE + 1.5 * UP)
        pictures, under = worlds(3 * [plane], self.first, self.full, size=theme.BODY), VIGNETTE_PLACE + 1.4 * DOWN
        meanings = Pin(under, height=1.7), Lamp(self.first, self.full), Prose('"queen"', size=1.2 * WORD_SIZE)
        looks = [Group(world, meaning.move_to(under)) for world, meaning in zip(pictures, meanings, strict=True)]
        self.add(plane, numbers, looks[0], plane.arrow(self.first, theme.VECTOR).set_z_index(1))
        self.wait(LOOK / 2)
        for old, new in zip(looks, (*looks[1:], looks[0]), strict=True):
            self.play(FadeOut(old), FadeIn(new), run_time=CHANGE)
            self.wait(LOOK / (2 if new is looks[0] else 1))
