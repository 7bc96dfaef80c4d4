"""Items in another place: a small film inside a larger one shows the same pixels there."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from manim import BLUE, RED, UP, Circle, Cube, Dot, ImageMobject, PMobject, Square, ThreeDScene

from eigenreel.film.raster import draw
from eigenreel.stage.display import Pixels, Stencil
from eigenreel.stage.moved import faded, grown, moved
from eigenreel.stage.recorder import record

SMALL, WHOLE, CORNER = (160, 90), (320, 200), (40, 30)
BLACK = (0, 0, 0, 255)


class Everything(ThreeDScene):
    """Shapes with pens and gradients, a solid, an image, points."""

    def construct(self):
        image = ImageMobject(np.uint8([[0, 100], [200, 255]])).scale_to_fit_height(1).shift(2.5 * UP)
        points = PMobject().add_points(np.random.default_rng(1).uniform(-2, 2, (50, 3)))
        ring = Circle(2, color=[RED, BLUE], stroke_width=12).set_fill([BLUE, RED], 0.5)
        self.add(image, Cube(1.5).rotate(0.5, axis=np.array([1.0, 1, 0])), ring, Square(3), Dot(), points)
        self.wait(0.1)


@pytest.fixture(scope="module")
def items():
    recording, _ = record(Everything, width=SMALL[0], height=SMALL[1], fps=10)
    return [recording.items[number] for number in recording.runs[0].items]


def inside(pixels):
    (x, y), (width, height) = CORNER, SMALL
    return pixels[y : y + height, x : x + width]


def there(items):
    return [moved(item, *CORNER, SMALL, WHOLE) for item in items]


def stencil(shape):
    pixels = np.zeros((SMALL[1], SMALL[0], 4), np.uint8)
    pixels[...] = [50, 100, 200, 255]
    return Stencil((((shape,), zlib.compress(pixels.tobytes())),))


def test_moved_items_show_the_same_pixels(items):
    square = next(item for item in items if hasattr(item, "fill"))
    pixels = np.random.default_rng(0).integers(0, 255, (20, 30, 4)).astype(np.uint8)
    part = Pixels(zlib.compress(pixels.tobytes()), overlay=True, box=(5, 6, 35, 26))
    for some in (items, [stencil(square)], [part]):
        small, large = draw(some, *SMALL, BLACK), draw(there(some), *WHOLE, BLACK)
        assert small.max() > 0 and np.array_equal(inside(large)[8:-8, 8:-8], small[8:-8, 8:-8])


@pytest.mark.parametrize("opacity", [0.25, 0.5])
def test_faded_items_are_as_much_darker(items, opacity):
    """One by one, on black; what lies on something else of the same item lets it through, so Mesh is left out."""
    grey = np.full((90, 160, 4), (200, 100, 50, 255), np.uint8)
    whole = Pixels(zlib.compress(grey.tobytes()))
    shapes = [item for item in items if type(item).__name__ in ("Picture", "Cloud")] + [whole]
    for item in [*shapes, stencil(next(item for item in items if hasattr(item, "fill")))]:
        full, less = (draw([each], *SMALL, BLACK)[..., :3].astype(int) for each in (item, faded(item, opacity)))
        assert full.max() > 0 and np.abs(less - opacity * full).max() <= 3
    for item in items:
        full, less = (int(draw([each], *SMALL, BLACK)[..., :3].sum()) for each in (item, faded(item, opacity)))
        assert 0 < less < full and faded(item, 1.0) is item


def test_grown_letters_are_those_of_that_size():
    letter = Square(1)

    class One(ThreeDScene):
        def construct(self):
            self.add(letter.set_fill(RED, 1).set_stroke(width=0))

    class Two(ThreeDScene):
        def construct(self):
            self.add(letter.copy().scale(2).shift(UP))

    (one, two) = (record(each, width=160, height=90, fps=10)[0] for each in (One, Two))
    middle, up = (80.0, 45.0), (80.0, 45.0 - 90 / 8)
    assert grown(one.items[0], 2, middle, up) == two.items[0]
