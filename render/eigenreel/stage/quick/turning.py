"""Rotations: the same few matrices, which Manim lets SciPy make for every mobject and for the camera in every frame."""

from __future__ import annotations

from typing import Any

import manim.utils.space_ops
import numpy as np

from eigenreel.stage.quick.boxes import NUMBERS
from eigenreel.stage.quick.table import instead_of, relies_on

MOST_MATRICES = 1024
relies_on(manim.utils.space_ops, "normalize")
_MATRICES: dict[tuple, np.ndarray] = {}


@instead_of(manim.utils.space_ops, "rotation_matrix")
def rotation_matrix(angle: Any, axis: Any, homogeneous: bool = False) -> np.ndarray:
    key = None if homogeneous else _key(angle, axis)
    if key is None:
        return rotation_matrix.stock(angle, axis, homogeneous)
    matrix = _MATRICES.get(key)
    if matrix is None:
        if len(_MATRICES) >= MOST_MATRICES:
            _MATRICES.clear()
        matrix = _MATRICES[key] = rotation_matrix.stock(angle, axis)
    return matrix.copy()


def _key(angle: Any, axis: Any) -> tuple | None:
    """What tells rotations apart, to the bit, signs of zeros too; None for what is no plain angle or axis."""
    if type(angle) not in NUMBERS or not angle:
        return None
    if type(axis) is np.ndarray:
        return (float(angle), axis.tobytes()) if axis.dtype == np.float64 and axis.shape == (3,) else None
    if type(axis) in (list, tuple) and len(axis) == 3 and NUMBERS.issuperset(map(type, axis)):
        return float(angle), np.array(axis, float).tobytes()
    return None
