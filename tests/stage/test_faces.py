"""Bulk formulas for faces agree with Manim's, face by face, also where edges have no length or lie in line."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Cube, Line3D, Sphere, Surface, ThreeDAxes, ThreeDCamera, Torus
from manim.mobject.three_d.three_d_utils import get_3d_vmob_unit_normal

from eigenreel.stage.face_table import tabulate
from eigenreel.stage.faces import centres, corner_indices, unit_normals, whole_and_closed

SOLIDS = {
    "surface": Surface(lambda u, v: np.array([u, v, u * v]), resolution=5),
    "sphere": Sphere(resolution=(6, 5)),
    "cube": Cube(),
    "torus": Torus(resolution=(5, 4)),
    "line": Line3D([0, 0, 0], [1, 2, 3]),
    "axes": ThreeDAxes(),
}


@pytest.fixture(params=SOLIDS)
def faces(request):
    family = SOLIDS[request.param].family_members_with_points()
    return [face for face in family if face.shade_in_3d and not face.submobjects and len(face.points) % 4 == 0]


def by_size(faces):
    for size in {len(face.points) for face in faces}:
        same = [face for face in faces if len(face.points) == size]
        yield same, np.stack([face.points for face in same])


def test_centres_are_those_of_manim_to_the_last_bit(faces):
    for same, points in by_size(faces):
        assert np.array_equal(centres(points), [face.get_center() for face in same])


def test_normals_agree_with_manim(faces):
    for same, points in by_size(faces):
        for index in corner_indices(points.shape[1]):
            expected = [get_3d_vmob_unit_normal(face, index) for face in same]
            assert np.allclose(unit_normals(points, index), expected, rtol=0, atol=1e-12)


def test_colours_agree_with_manims_shading(faces):
    camera = ThreeDCamera()
    table = tabulate(faces, camera.light_source.points[0], 0.01, None)
    for face, (fill, stroke) in zip(faces, table.palette, strict=True):
        assert np.allclose(fill, camera.get_fill_rgbas(face), rtol=0, atol=1e-12)
        assert np.allclose(stroke, camera.get_stroke_rgbas(face), rtol=0, atol=1e-12)


def test_subpaths_agree_with_manim(faces):
    for same, points in by_size(faces):
        tolerances = np.array([face.tolerance_for_point_equality for face in same])
        whole, closed = whole_and_closed(points, tolerances)
        splits = [face.get_subpath_split_indices_from_points(face.points, n_dims=2) for face in same]
        assert whole.tolist() == [len(split) == 1 for split in splits]
        assert closed.tolist() == [face.consider_points_equals_2d(face.points[0], face.points[-1]) for face in same]
