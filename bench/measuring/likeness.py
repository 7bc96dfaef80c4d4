"""How alike two pictures are: PSNR and SSIM of luma."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import correlate1d

PEAK = 255.0
EXACT = 100.0
"""The PSNR of equal pictures, which has no number of its own."""

SIGMA, RADIUS = 1.5, 5
C1, C2 = (0.01 * PEAK) ** 2, (0.03 * PEAK) ** 2

KR_KB = {"bt601": (0.299, 0.114), "bt709": (0.2126, 0.0722)}


def luma(pixels: np.ndarray, matrix: str) -> np.ndarray:
    """The luma, 16…235, of pictures in red, green and blue.

    Args:
        pixels: uint8 (h, w, 3 or 4).
        matrix: "bt601" or "bt709".

    Returns:
        uint8 (h, w), rounded.
    """
    kr, kb = KR_KB[matrix]
    red, green, blue = (pixels[..., channel].astype(np.float32) for channel in range(3))
    full = kr * red + (1 - kr - kb) * green + kb * blue
    return np.uint8(np.rint(16 + full * np.float32(219 / 255)))


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    """Peak signal-to-noise ratio in decibels; EXACT at most.

    >>> round(psnr(np.zeros((4, 4)), np.ones((4, 4))), 2)
    48.13
    """
    error = np.mean((one.astype(np.float32) - other.astype(np.float32)) ** 2)
    return min(float(10 * np.log10(PEAK**2 / error)), EXACT) if error else EXACT


def ssim(one: np.ndarray, other: np.ndarray) -> float:
    """Mean structural similarity, -1…1; 1 is equal.

    Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to structural similarity",
    IEEE Transactions on Image Processing 13 (2004): a Gaussian window of 11 × 11 with σ = 1.5, K1 = 0.01, K2 = 0.03,
    averaged where the window lies within the picture.

    Args:
        one, other: (h, w) of 0…255, at least 11 each way.

    >>> ssim(np.full((16, 16), 100), np.full((16, 16), 100))
    1.0
    """
    x, y = one.astype(np.float32), other.astype(np.float32)
    difference = x - y
    mean_x, mean_y = smoothed(x), smoothed(y)
    squares = mean_x * mean_x + mean_y * mean_y
    mean = mean_x - mean_y
    variances = smoothed(x * x + y * y) - squares
    variance = smoothed(difference * difference) - mean * mean
    # 2ab = a² + b² - (a - b)² in both factors of the paper: where pictures are nearly alike, as here, that is exact.
    score = (1 - mean * mean / (squares + C1)) * (1 - variance / (variances + C2))
    return float(np.mean(score, dtype=np.float64))


def smoothed(values: np.ndarray) -> np.ndarray:
    """Averages under the window, (h - 10, w - 10)."""
    weights = np.exp(-(np.arange(-RADIUS, RADIUS + 1) ** 2) / (2 * SIGMA**2)).astype(np.float32)
    weights /= weights.sum()
    inner = slice(RADIUS, -RADIUS)
    return correlate1d(correlate1d(values, weights, 0)[inner], weights, 1)[:, inner]
