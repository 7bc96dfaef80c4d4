"""From Cairo's pixels to straight alpha, as editors and browsers take it: colours that are not yet mixed with alpha.

Cairo multiplies every colour by its alpha. Dividing gives it back; without that, soft edges get darker the second time
they are multiplied. Where nothing is drawn there is no colour; the one of what is near is put there, because encoders
blur neighbours into each other, and black would creep into the edges.
"""

from __future__ import annotations

import numpy as np

from eigenreel.film.boxes import Box

BLOCK = 8


class Straight:
    """Keeps one picture with straight alpha and brings it up to date.

    Attributes:
        pixels: uint8 (height, width, 4), RGBA; what is invisible has a colour of its neighbourhood, or none.
    """

    def __init__(self, width: int, height: int) -> None:
        self.pixels = np.zeros((height, width, 4), np.uint8)

    def update(self, premultiplied: np.ndarray, dirty: Box | None) -> Box | None:
        """Convert what changed.

        Args:
            premultiplied: uint8 (height, width, 4), RGBA as the raster draws it.
            dirty: the box outside which nothing changed; None if nothing did.

        Returns:
            The box outside which ``pixels`` did not change: a little more, since colours spread.
        """
        if dirty is None:
            return None
        changed = _widened(dirty, self.pixels.shape)
        near = _widened(changed, self.pixels.shape)
        x0, y0, x1, y1 = changed
        filled = straight(premultiplied[near[1] : near[3], near[0] : near[2]])
        self.pixels[y0:y1, x0:x1] = filled[y0 - near[1] : y1 - near[1], x0 - near[0] : x1 - near[0]]
        return changed


def straight(premultiplied: np.ndarray) -> np.ndarray:
    """A picture with straight alpha; invisible pixels get the mean colour of their block, or of those around it.

    Args:
        premultiplied: uint8 (height, width, 4), RGBA.

    >>> straight(np.array([[[10, 20, 30, 255], [5, 10, 15, 128]]], np.uint8)).tolist()
    [[[10, 20, 30, 255], [10, 20, 30, 128]]]
    """
    pixels, alpha = premultiplied.copy(), premultiplied[:, :, 3]
    # 0 wraps to 255.
    soft = np.flatnonzero(alpha - np.uint8(1) < 254)
    flat = pixels.reshape(-1, 4)
    flat[soft, :3] = unmultiplied(flat[soft].astype(np.uint32))
    clear = alpha == 0
    if clear.any():
        height, width = alpha.shape
        # A pixel as one number: copying it is several times faster.
        colours = _nearby(premultiplied).view(np.uint32)[:, :, 0]
        spread = colours.repeat(BLOCK, 0)[:height].repeat(BLOCK, 1)[:, :width]
        np.copyto(pixels.view(np.uint32)[:, :, 0], spread, where=clear)
    return pixels


def unmultiplied(sums: np.ndarray) -> np.ndarray:
    """The colours of pixels, or of sums of pixels: uint8 (…, 3) of unsigned (…, 4); black where alpha is 0."""
    alpha = np.maximum(sums[..., 3:], 1)
    return np.minimum((sums[..., :3] * 255 + alpha // 2) // alpha, 255).astype(np.uint8)


def _nearby(premultiplied: np.ndarray) -> np.ndarray:
    """The mean colour of each block, or of those around it if it is empty: uint8 (rows, columns, 4), its alpha 0."""
    height, width = premultiplied.shape[:2]
    rows, columns = -(-height // BLOCK), -(-width // BLOCK)
    whole = np.zeros((rows * BLOCK, columns * BLOCK * 4), np.uint8)
    whole[:height, : width * 4] = premultiplied.reshape(height, -1)
    sums = np.add.reduce(whole.reshape(rows, BLOCK, -1), axis=1, dtype=np.uint16)
    sums = np.add.reduce(sums.reshape(rows, columns, BLOCK, 4), axis=2, dtype=np.uint32)
    around = np.pad(sums, ((1, 1), (1, 1), (0, 0)))
    around = around[:-2] + around[1:-1] + around[2:]
    around = around[:, :-2] + around[:, 1:-1] + around[:, 2:]
    result = np.zeros((rows, columns, 4), np.uint8)
    result[:, :, :3] = unmultiplied(np.where(sums[:, :, 3:] > 0, sums, around))
    return result


def _widened(box: Box, shape: tuple[int, ...]) -> Box:
    """The box with its edges on blocks' edges, and a block more on every side, within the picture."""
    x0, y0, x1, y1 = box
    low_x, low_y = (max(edge // BLOCK - 1, 0) * BLOCK for edge in (x0, y0))
    return low_x, low_y, min((-(-x1 // BLOCK) + 1) * BLOCK, shape[1]), min((-(-y1 // BLOCK) + 1) * BLOCK, shape[0])
