"""Vectors: one arrow keeps its numbers while the names of its axes change."""

from math import cos, sin

from manim import (
    DEGREES, DOWN, LEFT, ORIGIN, OUT, RIGHT, TAU, UP,
    Arrow, Arrow3D, Create, DashedLine, Dot, FadeIn, FadeOut, FadeTransform, GrowArrow, LaggedStart, Line,
    ManimColor, ReplacementTransform, RoundedRectangle, TransformFromCopy, ValueTracker, VGroup, Write,
    always_redraw, linear,
)  # fmt: skip

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.barcode import Barcode
from eigenreel.kit.plane import Column, Plane
from eigenreel.maths.vectors import add, length, list_of_chance, mixed_light
from eigenreel.theme import Formula, Prose

MANY = 1536
ROOM = 6.2
"""The height that the plane may take, in scene units."""
PANEL = 3.6 * RIGHT + 0.4 * UP
"""The middle of the room beside the plane."""
LIST_PLACE, MEANING_PLACE = PANEL + 1.5 * LEFT, PANEL + 1.5 * RIGHT
"""The list of numbers, and beside it what it means."""
LIST_SIZE = 88
CODE_WIDTH, CODE_HEIGHT = 11.2, 0.85
ICON = 1.5


class Vectors(Lesson):
    first = Parameter([3.0, 2.0], "the arrow of the film: steps along the first and the second axis", range=(1, 4))
    second = Parameter([1.0, 2.0], "the arrow that is added to it", range=(1, 4))
    third = Parameter(2.0, "the third number of the arrow in space", range=(1, 4))

    def facts(self):
        total = add(self.first, self.second)
        return {
            "first_x": plain(self.first[0]), "first_y": plain(self.first[1]),
            "second_x": plain(self.second[0]), "second_y": plain(self.second[1]),
            "sum_x": plain(total[0]), "sum_y": plain(total[1]),
            "many": MANY,
            "length": length(list_of_chance(MANY, seed=1)),
        }  # fmt: skip

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

    # Things that are on stage for most of the film

    def set_the_stage(self):
        self.total = add(self.first, self.second)
        reach = int(max(self.total) + 1.999)
        self.plane = Plane((-1, reach), (-1, reach), unit=ROOM / (reach + 1))
        self.plane.to_edge(LEFT, buff=2 * theme.MARGIN).set_y(theme.STAGE_CENTER[1])
        self.arrow = self.plane.arrow(self.first, theme.VECTOR)
        self.names = self.plane.axis_names("east", "north")
        self.list = Column(self.written(self.first), size=LIST_SIZE).move_to(LIST_PLACE)

    def written(self, vector):
        return [format(plain(number), "g") for number in vector]

    def rename(self, x, y, x_color=theme.AXIS, y_color=theme.AXIS):
        """Animations that give the axes other names."""
        new = self.plane.axis_names(x, y, x_color=x_color, y_color=y_color)
        moves = [FadeTransform(old, fresh) for old, fresh in zip(self.names, new, strict=True)]
        self.names = new
        return moves

    # The question

    def ask(self):
        self.strangers = VGroup(street_corner(), colour_patch(mixed_light(self.first)), Prose("“queen”", size=theme.TITLE))
        self.strangers.arrange(RIGHT, buff=2.2).move_to(theme.STAGE_CENTER)
        place, patch, word = self.strangers
        with self.beat("question") as words:
            self.play(Create(place), run_time=1.2)
            self.wait_until("colour")
            self.play(FadeIn(patch, scale=0.6))
            self.wait_until("word")
            self.play(Write(word))
            self.wait_until("same")
            arrows = VGroup(*(self.plane.arrow(self.first, theme.VECTOR).move_to(each) for each in self.strangers))
            self.play(
                LaggedStart(*(FadeTransform(one, arrow) for one, arrow in zip(self.strangers, arrows, strict=True)), lag_ratio=0.15),
                run_time=2,
            )
        self.three_arrows = arrows

    def walk_to_a_place(self):
        walker = Dot(self.plane.c2p(0, 0), color=theme.MAIN, radius=0.11)
        steps = self.plane.steps(self.first, theme.MAIN)
        east, north = self.counts()
        with self.beat("place") as words:
            self.play(FadeOut(self.three_arrows, scale=0.7), FadeIn(self.plane), FadeIn(self.names), FadeIn(walker))
            self.play(Create(steps[0]), walker.animate.move_to(steps[0].get_end()), FadeIn(east), run_time=2)
            self.wait_until("north")
            self.play(Create(steps[1]), walker.animate.move_to(steps[1].get_end()), FadeIn(north), run_time=1.6)
            self.wait_until("arrow")
            self.play(GrowArrow(self.arrow), run_time=1.5)
            self.wait_until("pair")
            self.play(FadeIn(self.list.brackets))
            self.play(TransformFromCopy(east, self.list.entries[0]), TransformFromCopy(north, self.list.entries[1]))
            self.play(FadeOut(walker, steps, east, north))

    def counts(self):
        """The two numbers, beside the steps that they count."""
        x, y = self.written(self.first)
        east = Formula(x, size=theme.FORMULA, color=theme.MAIN)
        east.next_to(self.plane.c2p(self.first[0] / 2, 0), DOWN, buff=0.2)
        north = Formula(y, size=theme.FORMULA, color=theme.MAIN)
        north.next_to(self.plane.c2p(self.first[0], self.first[1] / 2), RIGHT, buff=0.2)
        return east, north

    # One arrow, three meanings

    def mix_a_colour(self):
        red, green = self.plane.steps(self.first, theme.RED_LIGHT)
        green.move_to(self.plane.c2p(0, self.first[1] / 2)).set_color(theme.GREEN_LIGHT)
        patch = colour_patch(mixed_light(self.first)).move_to(MEANING_PLACE)
        with self.beat("colour") as words:
            self.wait_until("names")
            self.play(*self.rename("red", "green", theme.RED_LIGHT, theme.GREEN_LIGHT), run_time=1.5)
            self.play(Create(red), Create(green), run_time=1.2)
            self.wait_until("glow")
            self.play(
                FadeIn(patch, target_position=self.arrow.get_end(), scale=0.1),
                self.list.entries[0].animate.set_color(theme.RED_LIGHT),
                self.list.entries[1].animate.set_color(theme.GREEN_LIGHT),
                run_time=2,
            )
            self.play(self.arrow.animate.set_color(ManimColor(mixed_light(self.first))))
        self.lights, self.patch = VGroup(red, green), patch

    def spell_a_word(self):
        queen = Prose("“queen”", size=theme.TITLE).move_to(MEANING_PLACE)
        shadows = self.plane.shadows(self.first)
        with self.beat("word") as words:
            self.play(FadeOut(self.lights), self.arrow.animate.set_color(theme.VECTOR), self.list.animate.set_color(theme.TEXT))
            self.wait_until("names")
            self.play(*self.rename("royal", "female"), run_time=1.5)
            self.play(Create(shadows))
            self.wait_until("queen")
            self.play(FadeTransform(self.patch, queen), run_time=1.5)
        self.queen, self.shadows = queen, shadows

    def name_the_vector(self):
        title = Prose("vector", size=theme.TITLE, color=theme.VECTOR).move_to(MEANING_PLACE)
        with self.beat("name") as words:
            self.play(FadeOut(self.queen), FadeOut(self.shadows), Write(title))
            self.wait_until("stay")
            for pair in (("east", "north"), ("red", "green"), ("first", "second")):
                self.play(*self.rename(*pair), run_time=1)
        self.title = title

    # Adding

    def add_arrows(self):
        other = self.plane.arrow(self.second, theme.SECOND)
        moved = self.plane.arrow(self.second, theme.SECOND, start=self.first)
        total = self.plane.arrow(self.total, theme.CONTRAST)
        row = self.sum_of_lists()
        with self.beat("add") as words:
            self.play(
                FadeOut(self.title), GrowArrow(other), ReplacementTransform(self.list, row[0]),
                FadeIn(row[1]), TransformFromCopy(other, row[2]), run_time=1.5,
            )  # fmt: skip
            self.wait_until("second")
            self.play(ReplacementTransform(other, moved), run_time=1.8)
            self.wait_until("sum")
            self.play(GrowArrow(total), run_time=1.5)
            self.wait_until("numbers")
            self.play(Write(row[3]), FadeIn(row[4].brackets))
            for index in range(2):
                target = row[4].entries[index]
                terms = VGroup(row[0].entries[index], row[2].entries[index])
                self.play(TransformFromCopy(terms, target))
        self.row, self.moved, self.total_arrow = row, moved, total

    def sum_of_lists(self):
        """The two lists, a plus, an equals sign and the list of the sum, beside the plane."""
        row = VGroup(
            Column(self.written(self.first)).set_color(theme.VECTOR),
            Formula("+"),
            Column(self.written(self.second)).set_color(theme.SECOND),
            Formula("="),
            Column(self.written(self.total)).set_color(theme.CONTRAST),
        )
        return row.arrange(RIGHT, buff=0.3).scale(1.15).move_to(PANEL)

    def add_meanings(self):
        colours = [self.first, self.second, self.total]
        patches = VGroup(*(colour_patch(mixed_light(each), 0.9) for each in colours))
        for patch, part in zip(patches, (0, 2, 4), strict=True):
            patch.next_to(self.row[part], UP, buff=0.7)
        runner = Dot(self.plane.c2p(0, 0), color=theme.TEXT, radius=0.13)
        sentence = Prose("royal + female = queen", size=theme.HEADING).next_to(self.row, DOWN, buff=0.8)
        with self.beat("meaning") as words:
            self.wait_until("walk")
            self.play(*self.rename("east", "north"), FadeIn(runner, scale=2))
            self.play(runner.animate.move_to(self.plane.c2p(*self.first)), run_time=0.8)
            self.play(runner.animate.move_to(self.plane.c2p(*self.total)), run_time=0.8)
            self.wait_until("light")
            self.play(
                FadeOut(runner), *self.rename("red", "green", theme.RED_LIGHT, theme.GREEN_LIGHT),
                LaggedStart(*(TransformFromCopy(self.row[part], patch) for part, patch in zip((0, 2, 4), patches, strict=True)), lag_ratio=0.3),
                run_time=1.8,
            )  # fmt: skip
            self.wait_until("words")
            self.play(*self.rename("royal", "female"), Write(sentence), run_time=1.6)
        self.play(FadeOut(patches, sentence, self.moved, self.total_arrow))

    # More numbers

    def rise_into_space(self):
        tall = Column([*self.written(self.first), format(plain(self.third), "g")], size=LIST_SIZE).move_to(PANEL + RIGHT)
        start, foot = self.plane.c2p(0, 0), self.plane.c2p(*self.first)
        top = foot + self.third * self.plane.unit * OUT
        blue = Line(start, start + (self.third + 1) * self.plane.unit * OUT, color=theme.BLUE_LIGHT, stroke_width=5)
        lift = DashedLine(foot, top, color=theme.BLUE_LIGHT, stroke_width=4)
        risen = Arrow3D(start, top, color=theme.VECTOR, thickness=0.025, base_radius=0.1, height=0.32, resolution=10)
        names = self.names_in_space(blue)
        self.camera.add_fixed_in_frame_mobjects(self.row, tall)
        with self.beat("three") as words:
            self.play(FadeOut(self.row[1:]), self.row[0].animate.set_color(theme.TEXT), *map(FadeOut, self.names), run_time=1.2)
            self.wait_until("turn")
            self.move_camera(
                phi=62 * DEGREES, theta=-65 * DEGREES, frame_center=0.5 * (start + foot) + 2.4 * RIGHT + 0.9 * OUT,
                added_anims=[Create(blue), FadeIn(names)], run_time=2.5,
            )  # fmt: skip
            self.wait_until("tip")
            self.play(Create(lift), FadeTransform(self.arrow, risen), FadeOut(self.row[0]), FadeIn(tall), run_time=2)
            self.move_camera(theta=-82 * DEGREES, run_time=max(words.remaining, 2))
        self.space, self.tall = [self.plane, blue, lift, risen, names], tall

    def names_in_space(self, blue):
        """Names at the ends of the three axes, which keep facing the viewer."""
        ends = (self.plane.x_axis.get_end(), self.plane.y_axis.get_end(), blue.get_end())
        colours = (theme.RED_LIGHT, theme.GREEN_LIGHT, theme.BLUE_LIGHT)
        names = VGroup(*(Prose(name, size=theme.LABEL, color=colour) for name, colour in zip(("red", "green", "blue"), colours, strict=True)))
        for name, end in zip(names, ends, strict=True):
            name.move_to(end + 0.35 * (end - self.plane.c2p(0, 0)) / length(end - self.plane.c2p(0, 0)))
            self.camera.add_fixed_orientation_mobjects(name)
        return names

    def draw_the_list(self):
        codes, signs, arrow = self.long_lists()
        count = Prose(f"{MANY} numbers", size=theme.HEADING).move_to(MEANING_PLACE)
        dots = Formula("dots.v", size=LIST_SIZE).next_to(self.tall, DOWN, buff=0.25)
        value = f"{self.facts()['length']:.1f}"
        formula = Formula(f"sqrt(v_1^2 + v_2^2 + dots.c + v_({MANY})^2) = {{{{ {value} : value }}}}", colors={"value": theme.HIGHLIGHT})
        formula.next_to(codes[2], DOWN, buff=0.45)
        self.camera.add_fixed_in_frame_mobjects(count, dots)
        with self.beat("many") as words:
            self.play(*map(FadeOut, self.space), self.tall.animate.move_to(LIST_PLACE), run_time=1.5)
            self.set_camera_orientation(phi=0, theta=-90 * DEGREES, frame_center=ORIGIN)
            dots.next_to(self.tall, DOWN, buff=0.25)
            self.play(Write(dots), Write(count), run_time=1.5)
            self.wait_until("bars")
            self.play(
                FadeOut(VGroup(self.tall, dots), target_position=codes[0], scale=0.2),
                count.animate.set_height(0.42).next_to(codes[0], UP, buff=0.3),
                FadeIn(codes[0], scale=0.2), run_time=2,
            )  # fmt: skip
            self.wait_until("still")
            self.play(FadeOut(count), GrowArrow(arrow), run_time=1.2)
            self.wait_until("sum")
            self.play(FadeIn(codes[1], shift=0.3 * DOWN), Write(signs[0]))
            self.play(TransformFromCopy(codes[1], codes[2]), Write(signs[1]), run_time=1.2)
            self.wait_until("measure")
            self.play(Write(formula), run_time=2)
        self.many = [*codes, signs, arrow, formula]

    def long_lists(self):
        """Three long lists as stripes, the third the sum of the others; the signs between them; an arrow over the first."""
        lists = [list_of_chance(MANY, seed) for seed in (1, 2)]
        codes = [Barcode(numbers, width=CODE_WIDTH, height=CODE_HEIGHT) for numbers in (*lists, add(*lists))]
        for code, height in zip(codes, (2.0, 0.8, -0.4), strict=True):
            code.move_to(height * UP + 0.4 * RIGHT)
        signs = VGroup(*(Formula(sign).next_to(code, LEFT, buff=0.3) for sign, code in zip("+=", codes[1:], strict=True)))
        arrow = Arrow(codes[0].get_corner(UP + LEFT), codes[0].get_corner(UP + RIGHT), buff=0, color=theme.VECTOR, stroke_width=6)
        return codes, signs, arrow.shift(0.35 * UP)

    def answer(self):
        place, patch, word = strangers = VGroup(
            street_corner(), colour_patch(mixed_light(self.first)), Prose("“queen”", size=theme.TITLE)
        )
        strangers.arrange(RIGHT, buff=2.2).move_to(theme.STAGE_CENTER)
        lists = VGroup(*(Column(self.written(self.first), size=LIST_SIZE).move_to(each) for each in strangers))
        arrows = VGroup(*(self.plane.arrow(self.first, theme.VECTOR).scale(0.8).move_to(each) for each in strangers))
        with self.beat("answer", rest=2) as words:
            self.play(*map(FadeOut, self.many), FadeIn(strangers), run_time=1.5)
            self.wait_until("all")
            self.play(LaggedStart(*(FadeTransform(one, other) for one, other in zip(strangers, lists, strict=True)), lag_ratio=0.15), run_time=2)
            self.wait_until("last")
            self.play(LaggedStart(*(FadeTransform(one, other) for one, other in zip(lists, arrows, strict=True)), lag_ratio=0.15), run_time=2)

    def vignette(self):
        """An arrow turns once around the plane, and shines in the colour that its two numbers mix."""
        plane = Plane((-4, 4), (-3, 3), unit=1.1)
        angle = ValueTracker(0.0)
        self.add(plane)
        self.add(always_redraw(lambda: turning_arrow(plane, angle.get_value())))
        self.play(angle.animate.set_value(TAU), run_time=6, rate_func=linear)


def plain(number):
    """A whole number without its decimals."""
    return int(number) if float(number).is_integer() else float(number)


def street_corner():
    """Two streets and a place on their corner."""
    across = VGroup(*(Line(ICON * LEFT, ICON * RIGHT, color=theme.GRID, stroke_width=5).shift(height * UP) for height in (-0.6, 0.5)))
    along = VGroup(*(Line(ICON * DOWN, ICON * UP, color=theme.GRID, stroke_width=5).shift(place * RIGHT) for place in (-0.7, 0.6)))
    return VGroup(across, along, Dot(0.6 * RIGHT + 0.5 * UP, color=theme.MAIN, radius=0.2))


def colour_patch(light, side=2.0):
    """A patch of light in this colour."""
    patch = RoundedRectangle(width=side, height=side, corner_radius=0.15 * side, stroke_width=0)
    return patch.set_fill(ManimColor(light), 1)


def turning_arrow(plane, angle):
    vector = (2.4 * cos(angle), 2.4 * sin(angle))
    light = mixed_light([abs(vector[0]), abs(vector[1])])
    return VGroup(plane.shadows(vector), plane.arrow(vector, ManimColor(light)))
