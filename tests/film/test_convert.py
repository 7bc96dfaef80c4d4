"""Laws of the conversion: right colours, and a part converts as it does within the whole."""

from __future__ import annotations

import numpy as np
import pytest

from eigenreel.film.convert import Converter, planes


def noise(width, height, seed=0):
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)
    pixels[..., 3] = 255
    return pixels


def converted(pixels):
    height, width = pixels.shape[:2]
    converter = Converter(width, height)
    converter.update(pixels, (0, 0, width, height))
    return [plane.copy() for plane in planes(converter.frame)]


def test_colours_are_those_of_bt_709():
    """Against the formulas of the standard; a colour sample is the mean of two by two pixels."""
    pixels = noise(96, 64)
    red, green, blue = (pixels[..., channel].astype(float) for channel in range(3))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    wanted = [16 + luma * 219 / 255]
    for difference in ((blue - luma) / 1.8556, (red - luma) / 1.5748):
        wanted.append((128 + difference * 224 / 255).reshape(32, 2, 48, 2).mean(axis=(1, 3)))
    for got, exact in zip(converted(pixels), wanted, strict=True):
        assert np.abs(got - exact).max() <= 1.05


@pytest.mark.parametrize("size", [(320, 180), (426, 240), (854, 480), (54, 96), (18, 16)])
def test_a_dirty_part_gives_the_same_bytes_as_the_whole(size):
    width, height = size
    rng = np.random.default_rng(3)
    pixels = noise(width, height)
    converter = Converter(width, height)
    converter.update(pixels, (0, 0, width, height))
    for seed in range(40):
        x0, x1 = sorted(rng.integers(0, width + 1, 2))
        y0, y1 = sorted(rng.integers(0, height + 1, 2))
        y1 = min(y1, y0 + 1 + seed % 5) if seed % 2 else y1
        if x0 == x1 or y0 == y1:
            continue
        pixels[y0:y1, x0:x1] = noise(width, height, seed)[y0:y1, x0:x1]
        converter.update(pixels, (x0, y0, x1, y1))
        for part, whole in zip(planes(converter.frame), converted(pixels), strict=True):
            assert np.array_equal(part, whole)
    converter.update(noise(width, height, 99), None)
    assert np.array_equal(planes(converter.frame)[0], converted(pixels)[0])
