"""Pictures made of numbers: they come in, turn, grow and are blended, with captions below."""

from manim import *

SIDE = 240


def waves(across, along):
    """A grey picture (SIDE, SIDE) of a wave with so many periods each way."""
    x, y = np.meshgrid(np.linspace(0, TAU, SIDE), np.linspace(0, TAU, SIDE))
    return np.uint8(127.5 * (1 + np.cos(across * x + along * y)))


def noise():
    """A coloured picture (SIDE, SIDE, 4) of squares."""
    colours = np.random.default_rng(7).integers(0, 256, (12, 12, 3), dtype=np.uint8)
    squares = colours.repeat(SIDE // 12, 0).repeat(SIDE // 12, 1)
    return np.dstack([squares, np.full((SIDE, SIDE), 255, np.uint8)])


class Pictures(Scene):
    def construct(self):
        pictures = Group(*(ImageMobject(pixels).set(height=2.6) for pixels in (waves(3, 0), waves(0, 5), noise())))
        pictures.arrange(RIGHT, buff=0.8).shift(0.5 * UP)
        names = VGroup(*(Typst(name, font_size=36) for name in ("three waves", "five waves", "squares")))
        for name, picture in zip(names, pictures, strict=True):
            name.next_to(picture, DOWN)
        self.play(LaggedStart(*(FadeIn(picture, shift=UP) for picture in pictures), lag_ratio=0.3, run_time=2))
        self.play(Write(names))
        self.wait(0.5)
        self.play(pictures[2].animate.rotate(PI / 6).scale(1.2), run_time=1.5)
        self.play(pictures[0].animate.move_to(pictures[1]).set_opacity(0.5), FadeOut(names), run_time=1.5)
        frame = SurroundingRectangle(pictures[1], color=YELLOW)
        self.play(Create(frame))
        self.play(FadeOut(pictures[2]), Group(pictures[0], pictures[1], frame).animate.move_to(ORIGIN).scale(2))
        self.wait(0.5)
