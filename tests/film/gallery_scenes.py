"""Scenes in the manner of Manim's gallery: graphs, vector spaces, tables, text, code, vector images, formulas."""

# ruff: noqa: F403, F405

from __future__ import annotations

from pathlib import Path

import numpy as np
from manim import *

HEART = """<svg viewBox="0 0 100 90"><g fill="#ff3366" stroke="#220011" stroke-width="4">
<path d="M50 80 C-20 30 20 -10 50 25 C80 -10 120 30 50 80 Z"/><circle cx="50" cy="40" r="10" fill="none"/></g>
<rect x="5" y="70" width="20" height="12" rx="4" transform="rotate(20)" fill-opacity="0.5"/></svg>"""


class LinearMap(LinearTransformationScene):
    def __init__(self, **kwargs):
        super().__init__(show_coordinates=False, **kwargs)

    def construct(self):
        self.add_vector([1, 2], color=YELLOW, animate=False)
        self.add_unit_square(animate=False)
        self.apply_matrix([[0, -1], [1, 1]], run_time=0.5)


class NonlinearMap(LinearTransformationScene):
    def construct(self):
        self.apply_nonlinear_transformation(lambda p: p + 0.3 * np.array([np.sin(p[1]), 0, 0]), run_time=0.3)


class Vectors(VectorScene):
    def construct(self):
        self.add_plane()
        vector = self.add_vector([2, 1, 0], color=GREEN, animate=False)
        self.play(FadeIn(VGroup(*(Dot(vector.point_from_proportion(a)) for a in (0, 0.5, 1)))), run_time=0.3)
        self.play(vector.animate.rotate(1), run_time=0.3)


class FunctionGraphs(Scene):
    def construct(self):
        axes = Axes(x_range=[-4, 4], y_range=[-2, 2], tips=True)
        sine, cosine = axes.plot(np.sin, color=BLUE), axes.plot(np.cos, color=RED)
        area = axes.get_area(sine, x_range=(0, 3), bounded_graph=cosine, color=[BLUE, GREEN], opacity=0.5)
        bars = axes.get_riemann_rectangles(cosine, x_range=(-4, 0), dx=0.5)
        label = axes.get_graph_label(sine, label=Text("sin"))
        self.play(Create(axes), run_time=0.3)
        self.play(Create(sine), FadeIn(bars), run_time=0.3)
        self.play(FadeIn(area), Write(label), ReplacementTransform(bars, cosine), run_time=0.4)


class Planes(Scene):
    def construct(self):
        polar = PolarPlane(size=5, azimuth_step=8, radius_step=2).shift(3 * LEFT)
        complex_plane = ComplexPlane(x_range=[-2, 2], y_range=[-2, 2]).shift(3 * RIGHT)
        complex_plane.prepare_for_nonlinear_transform()
        line = NumberLine(x_range=[-3, 3], include_tip=True, unit_size=1).to_edge(DOWN)
        self.add(polar, complex_plane, line)
        self.play(complex_plane.animate.apply_complex_function(lambda z: z**2 / 2), run_time=0.4)
        curve = polar.plot_polar_graph(lambda t: 2 * np.sin(3 * t), [0, 2 * PI], color=ORANGE)
        self.play(Create(curve), run_time=0.3)


class ImplicitAndParametric(Scene):
    def construct(self):
        circle = ImplicitFunction(lambda x, y: x**2 + y**2 - 4, color=YELLOW, min_depth=4, max_quads=300)
        knot = ParametricFunction(lambda t: [2 * np.sin(2 * t), 2 * np.sin(3 * t), 0], t_range=(0, TAU), color=GREEN)
        self.play(Create(circle), Create(knot), run_time=0.4)
        field = ArrowVectorField(lambda p: np.array([p[1], -p[0], 0]) / 2, x_range=[-4, 4, 2], y_range=[-2, 2, 2])
        self.play(FadeIn(field), run_time=0.3)


class Streams(Scene):
    def construct(self):
        lines = StreamLines(
            lambda p: RIGHT + np.sin(p[0]) * UP, x_range=[-4, 4, 2], y_range=[-2, 2, 1], padding=1, virtual_time=2
        )
        self.add(lines)
        lines.start_animation(warm_up=False, flow_speed=2)
        self.wait(0.4)
        self.play(lines.end_animation(), run_time=0.3)


class Networks(Scene):
    def construct(self):
        graph = Graph([1, 2, 3, 4], [(1, 2), (2, 3), (3, 4), (1, 3)], layout="circular")
        self.play(Create(graph), run_time=0.3)
        self.play(graph[1].animate.shift(UP), graph.animate.add_edges((2, 4)), run_time=0.3)
        arrows = DiGraph([1, 2, 3], [(1, 2), (2, 3), (3, 1)], layout="spring", layout_config={"seed": 1})
        self.play(FadeTransform(graph, arrows), run_time=0.3)


class Tables(Scene):
    def construct(self):
        table = Table([["1", "2"], ["3", "4"]], row_labels=[Text("a"), Text("b")], include_outer_lines=True)
        table.add_highlighted_cell((2, 2), color=GREEN)
        self.play(table.create(), run_time=0.3)
        self.play(table.get_entries((1, 1)).animate.set_color(RED), table.animate.scale(0.6), run_time=0.3)


class Texts(Scene):
    def construct(self):
        title = Text("Titel: äß ∑ λ", t2c={"äß": RED}, weight=BOLD).to_edge(UP)
        marked = MarkupText('<span foreground="yellow">m</span><b>a<sup>2</sup></b> <u>k</u> <i>up</i>')
        block = Paragraph("one", "two lines", alignment="center", gradient=(BLUE, GREEN)).scale(0.6).to_edge(DOWN)
        self.play(Write(title), run_time=0.3)
        self.play(AddTextLetterByLetter(Text("letters").next_to(title, DOWN)), FadeIn(marked), run_time=0.4)
        self.play(FadeIn(block, shift=UP), Unwrite(title), run_time=0.3)


class CodeBlock(Scene):
    def construct(self):
        code = Code(code_string="def f(x):\n    return x ** 2  # squared\n", language="python", background="window")
        self.play(FadeIn(code), run_time=0.3)
        self.play(code.animate.scale(0.6).to_corner(UL), run_time=0.3)


class TypstFormulas(Scene):
    def construct(self):
        formula = MathTypst("sum_(k=1)^n {{ k : k }} = (n(n+1))/2", font_size=60)
        prose = Typst("*Bold*, _italic_, and $x^2$").to_edge(DOWN)
        self.play(Write(formula), FadeIn(prose), run_time=0.4)
        self.play(formula.animate.set_color_by_gradient(RED, BLUE), run_time=0.3)


class VectorImage(Scene):
    def construct(self):
        path = Path(config.get_dir("media_dir")) / "heart.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEART, encoding="utf-8")
        heart = SVGMobject(path).scale(2)
        self.play(DrawBorderThenFill(heart), run_time=0.4)
        self.play(heart.animate.rotate(0.5), SpinInFromNothing(heart.copy().scale(0.3).to_corner(UR)), run_time=0.3)


class Decorations(Scene):
    def construct(self):
        square = Square()
        brace = Brace(square, DOWN)
        parts = VGroup(brace, Text("side").next_to(brace, DOWN))
        cut = Cutout(Circle(radius=1.5), Square(), fill_opacity=1, color=BLUE).shift(3 * LEFT)
        union = Union(Square(), Circle().shift(RIGHT), color=GREEN, fill_opacity=0.5).shift(3 * RIGHT)
        angle = Angle(Line(ORIGIN, RIGHT), Line(ORIGIN, UP), dot=True)
        self.add(square, SurroundingRectangle(square, corner_radius=0.2), cut, union, angle, Cross(square))
        self.play(GrowFromEdge(parts, LEFT), Wiggle(cut), FocusOn(union), run_time=0.4)
        self.play(CyclicReplace(cut, union, square), Broadcast(Circle()), run_time=0.4)
        self.play(TransformMatchingShapes(Text("abc"), Text("cab")), run_time=0.3)


class Charts(Scene):
    def construct(self):
        sectors = VGroup(
            *(Sector(radius=1.5, angle=a, start_angle=s, fill_opacity=1, color=c)
              for a, s, c in ((1, 0, RED), (2, 1, GREEN), (TAU - 3, 3, BLUE)))
        )  # fmt: skip
        ring = AnnularSector(inner_radius=2, outer_radius=2.5, angle=4, color=YELLOW)
        hexagons = VGroup(*(RegularPolygon(6).scale(0.4) for _ in range(6))).arrange_in_grid(2, 3).to_edge(LEFT)
        self.play(Create(sectors), GrowFromCenter(ring), run_time=0.3)
        self.play(LaggedStartMap(FadeIn, hexagons, lag_ratio=0.3), sectors.animate.set_opacity(0.4), run_time=0.4)


class BooleansAndArrows(Scene):
    def construct(self):
        arrows = VGroup(
            Arrow(LEFT, RIGHT, tip_shape=ArrowSquareTip), DoubleArrow(LEFT, RIGHT), CurvedArrow(LEFT, RIGHT),
            LabeledDot(Text("7", color=BLACK)), DashedVMobject(Circle(), num_dashes=9), ArcBetweenPoints(LEFT, UP),
        ).arrange_in_grid(2, 3)  # fmt: skip
        self.play(*(GrowFromPoint(each, ORIGIN) for each in arrows), run_time=0.3)
        self.play(arrows.animate.apply_function(lambda p: p + 0.2 * np.sin(p[1]) * RIGHT), run_time=0.3)
        self.play(ApplyMethod(arrows.shift, UP), run_time=0.2)


GALLERY = [
    LinearMap, NonlinearMap, Vectors, FunctionGraphs, Planes, ImplicitAndParametric, Streams, Networks, Tables, Texts,
    CodeBlock, TypstFormulas, VectorImage, Decorations, Charts, BooleansAndArrows,
]  # fmt: skip
