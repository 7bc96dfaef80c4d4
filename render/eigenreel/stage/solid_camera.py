"""A recording camera for scenes in space: projects, lights and sorts all faces of a frame at once.

Depths are computed face by face exactly as Manim does, because faces that are equally far keep their order, and one
rounding would swap them. Projection is Manim's own method on all points together. All test scenes come out bit for bit
as Manim draws them; where a product of matrices rounds differently for many points than for few (see faces.py), a
colour or a point may move by one step of Cairo's grid, which the tests bound at 70 dB.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from types import FunctionType
from typing import Any

import numpy as np
from manim import Mobject, VMobject

from eigenreel.stage.display import CLEAR, Mesh, Paint, Shape, Stroke
from eigenreel.stage.face_table import FaceTable, tabulate
from eigenreel.stage.ledger import Ledger
from eigenreel.stage.outlines import Matrix
from eigenreel.stage.quick.table import manims_own
from eigenreel.stage.recording_camera import DisplayCamera

# A class of mobjects that overrides one of these decides for itself what it looks like or where it is.
PLAIN_METHODS = (
    "get_fill_rgbas", "get_stroke_rgbas", "get_stroke_width", "get_center", "get_critical_point", "get_anchors",
    "get_start_anchors", "get_end_anchors", "get_points_defining_boundary", "get_extremum_along_dim",
    "get_z_index_reference_point", "get_subpath_split_indices_from_points", "consider_points_equals_2d",
    "get_num_points", "get_background_image",
)  # fmt: skip
GRADIENT_METHOD = "get_gradient_start_and_end_points"
COLOUR_ARRAYS = {"fill_rgbas", "stroke_rgbas"}
# As they were when Manim was imported: a scene may put others in their place.
STOCK_METHODS = {name: getattr(VMobject, name) for name in (*PLAIN_METHODS, GRADIENT_METHOD)}


class SolidCamera(DisplayCamera):
    """The mixin before ThreeDCamera."""

    def begin(self, ledger: Ledger, plain: tuple[int, ...] | None = None) -> None:
        self._table: FaceTable | None = None
        self._rows: dict[int, int] = {}
        self._plain_types: dict[type, bool] = {}
        self._ends: dict[tuple, tuple[float, float, float, float]] = {}
        super().begin(ledger, plain)

    # -- which, and in which order

    def get_mobjects_to_display(self, *args: Any, **kwargs: Any) -> list[Mobject]:
        mobjects = super().get_mobjects_to_display(*args, **kwargs)
        self._plain_types = {}
        faces = [mobject for mobject in mobjects if self._is_face(mobject)]
        self._rows = {}
        self._ends = {}
        turn = self.get_rotation_matrix().T
        depths = {}
        if faces:
            self._table = self._tabulate(faces)
            depths = dict(zip(map(id, faces), [np.dot(centre, turn)[2] for centre in self._table.centres], strict=True))
            self._rows = {id(face): row for row, face in enumerate(faces) if self._table.whole[row]}
        keys = [depths[id(each)] if id(each) in depths else self._depth(each, turn, depths) for each in mobjects]
        return [mobjects[number] for number in sorted(range(len(mobjects)), key=keys.__getitem__)]

    def _depth(self, mobject: Mobject, turn: np.ndarray, known: dict[int, float]) -> float:
        """How near what is no face is; the flat comes last. Manim's own expression, so that ties stay ties."""
        if not getattr(mobject, "shade_in_3d", False):
            return np.inf
        group = id(vars(mobject).get("z_index_group", mobject))
        if group not in known:
            known[group] = np.dot(mobject.get_z_index_reference_point(), turn)[2]
        return known[group]

    def _is_face(self, mobject: Mobject) -> bool:
        own = vars(mobject)
        return (
            own.get("shade_in_3d", False)
            and self.should_apply_shading
            and self._is_plain(type(mobject))
            and "z_index_group" not in own
            and own.keys() >= COLOUR_ARRAYS
            and own.keys().isdisjoint(PLAIN_METHODS)
            and len(mobject.points) % 4 == 0
            and mobject.n_points_per_cubic_curve == 4
            and not mobject.submobjects
            and not mobject.background_stroke_width
            and mobject.background_image is None
            and not isinstance(mobject.stroke_width, str)
            and mobject not in self.fixed_in_frame_mobjects
            and mobject not in self.fixed_orientation_mobjects
        )

    def _is_plain(self, cls: type) -> bool:
        if cls not in self._plain_types:
            self._plain_types[cls] = issubclass(cls, VMobject) and all(
                manims_own(getattr(cls, name)) is method for name, method in STOCK_METHODS.items()
            )
        return self._plain_types[cls]

    def _tabulate(self, faces: list[VMobject]) -> FaceTable:
        last = self._table if self._table is not None and self._table.faces == faces else None
        scale = self.cairo_line_width_multiple * (self.frame_width / self.frame_width)
        table = tabulate(faces, np.array(self.light_source.points[0]), scale, last)
        table.project(self.project_points(table.points), self._matrix(vars(self)["pixel_array"]))
        for row, face in enumerate(faces):
            if GRADIENT_METHOD in vars(face):
                table.axes[row] = self._gradient_ends(face)
        table.compare(last if last is not None and last.layout is table.layout else None)
        return table

    # -- drawing

    def _view(self, matrix: Matrix) -> Hashable:
        turn, centre = self.get_rotation_matrix().tobytes(), self.frame_center.tobytes()
        projection = turn, centre, self.get_focal_distance(), self.get_zoom(), self.exponential_projection
        return super()._view(matrix), projection

    def _geometry(self, vmobject: VMobject) -> Hashable:
        if vmobject in self.fixed_orientation_mobjects:
            # Its place follows a function of the scene.
            return self.transform_points_pre_display(vmobject, vmobject.points).tobytes()
        return vmobject.points.tobytes(), vmobject in self.fixed_in_frame_mobjects

    def _project(self, vmobjects: Sequence[VMobject]) -> list[np.ndarray]:
        """As Manim's camera, with one call for all that it only projects."""
        fixed_somehow = self.fixed_in_frame_mobjects | self.fixed_orientation_mobjects.keys()
        free = [each not in fixed_somehow for each in vmobjects]
        points = [each.points for each, is_free in zip(vmobjects, free, strict=True) if is_free]
        projected = iter(())
        if points:
            cuts = np.cumsum([len(each) for each in points[:-1]])
            projected = iter(np.split(self.project_points(np.concatenate(points)), cuts))
        return [
            next(projected) if is_free else self.transform_points_pre_display(each, each.points)
            for each, is_free in zip(vmobjects, free, strict=True)
        ]

    def display_multiple_non_background_colored_vmobjects(
        self, vmobjects: Iterable[VMobject], pixel_array: np.ndarray
    ) -> None:
        if pixel_array is not vars(self)["pixel_array"]:
            super().display_multiple_non_background_colored_vmobjects(vmobjects, pixel_array)
            return
        rows = self._rows
        for is_face, members in groupby(vmobjects, lambda each: id(each) in rows):
            if is_face:
                self._items.extend(self._face_numbers([rows[id(each)] for each in members], self._matrix(pixel_array)))
            else:
                super().display_multiple_non_background_colored_vmobjects(members, pixel_array)

    def _face_numbers(self, rows: list[int], matrix: Matrix) -> Iterable[int]:
        """Items for faces that follow each other: a mesh of those that changed, a shape for each that did not."""
        table = self._table
        key = np.array(rows, np.int32).tobytes()
        if key in table.meshes:
            return [table.meshes[key]]
        numbers = []
        for changed, members in groupby(rows, table.changed.tolist().__getitem__):
            if changed:
                numbers.append(self._mesh_number(table, list(members), matrix))
            else:
                numbers.extend(self._single_number(table, row, matrix) for row in members)
        if len(numbers) == 1:
            table.meshes[key] = numbers[0]
        return numbers

    def _mesh_number(self, table: FaceTable, rows: Sequence[int], matrix: Matrix) -> int:
        order = np.array(rows, np.int32)
        mesh = Mesh(
            points=table.outlines(order).tobytes(),
            curves=(table.layout.sizes[order] // 4).astype(np.int32).tobytes(),
            closed=table.closed[order].tobytes(),
            axes=table.axes[order].tobytes(),
            rows=order.tobytes(),
            palette=table.palette_bytes,
            pens=table.pens,
            pen_rows=table.pen_rows[order].tobytes(),
            matrix=matrix,
        )
        return self.ledger.number(mesh)

    def _gradient_ends(self, vmobject: VMobject) -> tuple[float, float, float, float]:
        """As the plain camera; a function that ThreeDAxes gives to each of its parts is called once for each axis."""
        key = _meaning(vars(vmobject).get(GRADIENT_METHOD))
        if key is None or vmobject in self.fixed_in_frame_mobjects or vmobject in self.fixed_orientation_mobjects:
            return super()._gradient_ends(vmobject)
        if key not in self._ends:
            self._ends[key] = super()._gradient_ends(vmobject)
        return self._ends[key]

    def _single_number(self, table: FaceTable, row: int, matrix: Matrix) -> int:
        if row not in table.shapes:
            outline = table.grid[table.layout.starts[row] : table.layout.ends[row]]
            fill, stroke = (_gradient(colours, table.axes[row]) for colours in table.palette[row])
            width, join, cap = table.pens[table.pen_rows[row]]
            pen = Stroke(stroke, width, join, cap) if width and stroke is not CLEAR else None
            subpaths = ((0, len(outline), bool(table.closed[row])),)
            shape = Shape(outline.tobytes(), subpaths, fill, pen, None, matrix)
            table.shapes[row] = self.ledger.number(shape)
        return table.shapes[row]


def _meaning(function: Any) -> tuple | None:
    """What two functions have in common if they are made alike from the same objects; None for other callables."""
    if not isinstance(function, FunctionType) or function.__defaults__ or function.__kwdefaults__:
        return None
    return function.__code__, *(id(cell.cell_contents) for cell in function.__closure__ or ())


def _gradient(colours: np.ndarray, axis: np.ndarray) -> Paint:
    if not colours[:, 3].any():
        return CLEAR
    return Paint(tuple(map(tuple, colours.tolist())), tuple(axis.tolist()))
