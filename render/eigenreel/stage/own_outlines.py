"""Shapes that decide themselves where their subpaths are."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from eigenreel.stage.outlines import Matrix, Subpaths, outline

# As they were when Manim was imported: a scene may put others in their place.
SPLITS, EQUALS = VMobject.get_subpath_split_indices_from_points, VMobject.consider_points_equals_2d


def is_plain(vmobject: VMobject) -> bool:
    """Whether its subpaths are found as in every VMobject."""
    cls = type(vmobject)
    return (
        cls.get_subpath_split_indices_from_points is SPLITS
        and cls.consider_points_equals_2d is EQUALS
        and vmobject.n_points_per_cubic_curve == 4
        and len(vmobject.points) % 4 == 0
    )


def own_outline(vmobject: VMobject, points: np.ndarray, matrix: Matrix) -> tuple[bytes, Subpaths]:
    splits = vmobject.get_subpath_split_indices_from_points(points, n_dims=2).tolist()
    closed = [vmobject.consider_points_equals_2d(points[start], points[end - 1]) for start, end in splits]
    return outline(points, splits, closed, matrix)
