"""Images whose rows are all alike are laid a row at a time: the pixels are those of the whole transformation."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from eigenreel.film import picture
from eigenreel.film.picture import _perspective, lay_image, overlay
from eigenreel.film.stripes import lay_stripes

BILINEAR = Image.Resampling.BILINEAR
PLACES = st.floats(-20, 90, allow_nan=False)


def laid(image, corners, resampling=BILINEAR):
    pixels = np.full((60, 80, 4), (40, 80, 120, 255), np.uint8)
    whole = np.array(corners, np.float64)
    lay_image(pixels, lambda: Image.fromarray(image), image.shape[1::-1], whole.tobytes(), resampling)
    return pixels


def upright(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]


@given(
    seed=st.integers(0, 2**32),
    rows=st.integers(1, 5),
    columns=st.integers(1, 40),
    box=st.tuples(PLACES, PLACES, PLACES, PLACES),
    opaque=st.booleans(),
)
@example(seed=0, rows=2, columns=30, box=(10.25, 5.5, 70.75, 40.125), opaque=True)
@example(seed=1, rows=2, columns=30, box=(70.75, 40.5, 10.25, 5.25), opaque=False)
def test_stripes_are_laid_as_a_whole_image_is(seed, rows, columns, box, opaque):
    row = np.random.default_rng(seed).integers(0, 256, (1, columns, 4), dtype=np.uint8)
    if opaque:
        row[:, :, 3] = 255
    image = np.repeat(row, rows, axis=0)
    quick = laid(image, upright(*box))
    with patch.object(picture, "lay_stripes", lambda *_: None):
        whole = laid(image, upright(*box))
    assert (quick == whole).all()


@pytest.mark.parametrize("step", [1, 3, 9, 27, 81])
def test_colours_on_the_edge_between_levels_go_where_pillow_rounds_them(step):
    """2048 stripes on 729 pixels, in steps that share factors with that: many colours are nearly whole numbers."""
    row = (np.arange(2048) % (256 // step) * step).astype(np.uint8)
    image = np.full((2, 2048, 4), 255, np.uint8)
    image[:, :, :3] = row[:, None]
    corners = np.array(upright(1095.0, 151.875, 1824.0, 253.125)) - (1095, 151)
    coefficients = _perspective(corners, 2048, 2)
    quick = lay_stripes(Image.fromarray(image), (729, 102), coefficients)
    whole = Image.fromarray(image).transform((729, 102), Image.Transform.PERSPECTIVE, coefficients, BILINEAR)
    assert (quick == np.asarray(whole)).all()


def test_only_upright_stripes_are_laid_by_rows():
    """So that the law above is about two ways."""
    image = np.full((2, 8, 4), 255, np.uint8)
    with patch.object(picture, "lay_stripes", wraps=lay_stripes) as by_rows:
        laid(image, upright(10.25, 10.5, 50.25, 40.5))
        assert by_rows.call_count == 1
        laid(image, [(10, 10), (50, 11), (10, 40), (50, 41)])
        laid(image, upright(10, 10, 50, 40), Image.Resampling.BICUBIC)
        image[1] = 0
        laid(image, upright(10, 10, 50, 40))
    assert by_rows.call_count == 1


def test_rows_that_are_opaque_replace_what_is_below():
    rng = np.random.default_rng(3)
    below, above = rng.integers(0, 256, (2, 20, 30, 4), dtype=np.uint8)
    above[3:, :, 3] = 255
    both = np.asarray(Image.alpha_composite(Image.fromarray(below), Image.fromarray(above)))
    overlay(below, above)
    assert (below == both).all()
