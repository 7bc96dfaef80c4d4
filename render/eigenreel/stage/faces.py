"""Faces of solids in bulk: centres, light and outlines of many faces at once.

The formulas are those of Manim's ThreeDCamera, VMobject and three_d_utils, applied to arrays. Sums of three products
may round differently in the last of 53 bits, which colours and outlines, kept in 16 and 32 bits by Cairo, almost never
show.
"""

from __future__ import annotations

import numpy as np
from manim.constants import UP
from manim.utils.space_ops import get_unit_normal

from eigenreel.stage.outlines import close

NEARLY_ALIGNED = 1e-6


def centres(points: np.ndarray) -> np.ndarray:
    """The middle of each face's bounding box, of its anchors only, as ``VMobject.get_center``.

    Args:
        points: (faces, n, 3) with n a multiple of 4.

    Returns:
        (faces, 3).
    """
    curves = points.reshape(len(points), -1, 4, 3)
    anchors = curves[:, :, (0, 3)].reshape(len(points), -1, 3)
    return (anchors.min(axis=1) + anchors.max(axis=1)) / 2


def corner_indices(n: int) -> tuple[int, int]:
    """Where Manim takes a face's light from: its first point and one that lies across.

    >>> corner_indices(16)
    (0, 6)
    """
    return 0, ((n - 1) // 6) * 3


def unit_normals(points: np.ndarray, index: int) -> np.ndarray:
    """The normal of each face at one of its points, as ``get_3d_vmob_unit_normal``.

    Args:
        points: (faces, n, 3).

    Returns:
        (faces, 3).
    """
    n = points.shape[1]
    if n <= 4:
        return np.tile(UP, (len(points), 1))
    before = index - 3 if index > 2 else n - 4
    after = index + 3 if index < n - 3 else 3
    forth, back = points[:, after] - points[:, index], points[:, before] - points[:, index]
    across, length = _scaled_cross(forth, back)
    with np.errstate(invalid="ignore", divide="ignore"):
        normals = across / length[:, None]
    # Where an edge has no length or both are in line, Manim chooses by cases; those faces are few.
    for face in np.flatnonzero(~(length > NEARLY_ALIGNED)):
        normals[face] = get_unit_normal(forth[face], back[face])
    return normals


def _scaled_cross(forth: np.ndarray, back: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cross products of vectors scaled to a largest component of 1, and their lengths; NaN where one is zero."""
    with np.errstate(invalid="ignore", divide="ignore"):
        u = forth / np.abs(forth).max(axis=1, keepdims=True)
        v = back / np.abs(back).max(axis=1, keepdims=True)
        cross = np.empty_like(u)
        cross[:, 0] = u[:, 1] * v[:, 2] - u[:, 2] * v[:, 1]
        cross[:, 1] = u[:, 2] * v[:, 0] - u[:, 0] * v[:, 2]
        cross[:, 2] = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
        return cross, np.sqrt((cross * cross).sum(axis=1))


def lightness(at: np.ndarray, normals: np.ndarray, light: np.ndarray) -> np.ndarray:
    """What the light adds to red, green and blue at each place, as ``get_shaded_rgb``.

    Args:
        at, normals: (faces, 3).
        light: (3,).

    Returns:
        (faces,).
    """
    to_light = light - at
    distance = np.sqrt((to_light * to_light).sum(axis=1))
    to_light = to_light / np.where(distance > 0, distance, 1)[:, None]
    amount = 0.5 * (normals * to_light).sum(axis=1) ** 3
    return np.where(amount < 0, 0.5 * amount, amount)


def shaded(points: np.ndarray, colours: np.ndarray, light: np.ndarray) -> np.ndarray:
    """Colours at the two corners of each face, in its light.

    Args:
        points: (faces, n, 3).
        colours: (faces, kinds, 2, 4), RGBA for each kind (fill, stroke) and corner.
    """
    result = colours.copy()
    for number, index in enumerate(corner_indices(points.shape[1])):
        amount = lightness(points[:, index], unit_normals(points, index), light)
        result[:, :, number, :3] += amount[:, None, None]
    return result


def whole_and_closed(points: np.ndarray, tolerances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether each face is one subpath, and whether it is closed, by Manim's tests of equality.

    Args:
        points: (faces, n, 2 or more), projected.
        tolerances: (faces,).

    Returns:
        bool (faces,), bool (faces,).
    """
    flat = points[:, :, :2]
    joined = close(flat[:, 3:-1:4], flat[:, 4::4], tolerances[:, None, None]).all(axis=(1, 2))
    return joined, close(flat[:, 0], flat[:, -1], tolerances[:, None]).all(axis=1)
