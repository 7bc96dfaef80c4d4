"""A shear of the plane: grid, basis arrows, a circle that becomes an ellipse, and the matrix beside them."""

from manim import *


class PlaneAndMatrix(Scene):
    def construct(self):
        matrix = [[1, 1], [0, 1]]
        plane = NumberPlane()
        still = NumberPlane(background_line_style={"stroke_color": GREY, "stroke_opacity": 0.4})
        circle = Circle(radius=1, color=YELLOW)
        right = Vector(RIGHT, color=GREEN)
        up = Vector(UP, color=RED)
        name = MathTypst("A = mat(1, 1; 0, 1)", font_size=60).to_corner(UL).add_background_rectangle()

        self.add(still)
        self.play(Create(plane, run_time=2, lag_ratio=0.1))
        self.play(GrowArrow(right), GrowArrow(up), Create(circle))
        self.play(FadeIn(name))
        moving = VGroup(plane, circle)
        targets = [Vector(np.dot(matrix, arrow.get_end()[:2]), color=arrow.color) for arrow in (right, up)]
        self.play(ApplyMatrix(matrix, moving), *map(Transform, (right, up), targets), run_time=3)
        self.wait(0.5)
        area = MathTypst("det A = 1", font_size=60, color=YELLOW).to_corner(UR).add_background_rectangle()
        self.play(Write(area))
        self.wait(0.5)
