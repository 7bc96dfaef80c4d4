"""PSNR, SSIM and luma have the values that their definitions give."""

from __future__ import annotations

import numpy as np
import pytest
from measuring.likeness import C1, C2, EXACT, luma, psnr, ssim
from scipy.signal import convolve2d


def pictures(seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    one = np.uint8(127 + 100 * np.sin(np.arange(60)[:, None] / 5) * np.cos(np.arange(48) / 7))
    return one, np.uint8(np.clip(one + chance.normal(0, 12, one.shape), 0, 255))


def window() -> np.ndarray:
    """fspecial('gaussian', 11, 1.5)."""
    y, x = np.mgrid[-5:6, -5:6]
    weights = np.exp(-(x * x + y * y) / (2 * 1.5**2))
    return weights / weights.sum()


def published_ssim(one: np.ndarray, other: np.ndarray) -> float:
    """The authors' ssim_index.m, line by line, with whole windows and both variances by themselves."""
    x, y, w = one.astype(float), other.astype(float), window()

    def filtered(values):
        return convolve2d(values, w, "valid")

    mu1, mu2 = filtered(x), filtered(y)
    sigma1_sq, sigma2_sq = filtered(x * x) - mu1 * mu1, filtered(y * y) - mu2 * mu2
    sigma12 = filtered(x * y) - mu1 * mu2
    return np.mean((2 * mu1 * mu2 + C1) * (2 * sigma12 + C2) / ((mu1**2 + mu2**2 + C1) * (sigma1_sq + sigma2_sq + C2)))


def test_ssim_is_the_published_one():
    one, other = pictures()
    assert ssim(one, other) == pytest.approx(published_ssim(one, other), abs=1e-5)
    assert 0.3 < ssim(one, other) < 0.9


def test_ssim_of_flat_pictures_is_their_luminance_term():
    """Without structure, (2ab + C1) / (a² + b² + C1) is left."""
    for a, b, tolerance in ((80.0, 120.0, 5e-5), (80.0, 81.0, 1e-6)):
        expected = (2 * a * b + 6.5025) / (a * a + b * b + 6.5025)
        assert ssim(np.full((20, 20), a), np.full((20, 20), b)) == pytest.approx(expected, abs=tolerance)


def test_ssim_is_exact_where_pictures_are_nearly_alike():
    """As a film and its frames are: on dark ground, off by one here and there."""
    one, _ = pictures()
    one = np.where(np.arange(48) < 30, np.uint8(16), one)
    other = one + np.uint8(np.random.default_rng(2).random(one.shape) < 0.1)
    assert ssim(one, other) == pytest.approx(published_ssim(one, other), abs=1e-6)


def test_ssim_of_equal_pictures_is_one_and_of_negatives_below_zero():
    one, _ = pictures()
    assert ssim(one, one) == pytest.approx(1)
    assert ssim(one, 254 - one) < 0


def test_psnr_of_a_known_error():
    """Off by 5 everywhere: 20 log10(255 / 5) dB."""
    one = np.full((8, 8), 100, np.uint8)
    assert psnr(one, one + np.uint8(5)) == pytest.approx(34.151, abs=1e-3)
    assert psnr(one + np.uint8(5), one) == pytest.approx(34.151, abs=1e-3)
    assert psnr(one, one) == EXACT


@pytest.mark.parametrize(
    ("colour", "bt709", "bt601"),
    [
        ((0, 0, 0), 16, 16),
        ((255, 255, 255), 235, 235),
        ((255, 0, 0), 63, 81),
        ((0, 255, 0), 173, 145),
        ((0, 0, 255), 32, 41),
    ],
)
def test_luma_of_the_colour_bars(colour, bt709, bt601):
    """The values of full bars in both standards."""
    pixels = np.full((2, 2, 3), colour, np.uint8)
    assert luma(pixels, "bt709").tolist() == [[bt709, bt709]] * 2
    assert luma(pixels, "bt601").tolist() == [[bt601, bt601]] * 2
