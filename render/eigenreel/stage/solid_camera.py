"""A recording camera for scenes in space: projects, lights and sorts all faces of a frame at once.

Depths are computed face by face exactly as Manim does, because faces that are equally far keep their order, and one
rounding would swap them. Projection is Manim's own method on all points together. So the frames equal Manim's but for
roundings in the last bit (see faces.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np
from manim import Camera, Mobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

from eigenreel.stage.display import CLEAR, Mesh, Paint, Shape, Stroke
from eigenreel.stage.faces import centres, corner_indices, shaded, whole_and_closed
from eigenreel.stage.outlines import Matrix, to_grid
from eigenreel.stage.recording_camera import DisplayCamera

# A class of mobjects that overrides one of these decides for itself what it looks like or where it is.
PLAIN_METHODS = (
    "get_fill_rgbas", "get_stroke_rgbas", "get_stroke_width", "get_center", "get_critical_point", "get_anchors",
    "get_start_anchors", "get_end_anchors", "get_points_defining_boundary", "get_extremum_along_dim",
    "get_z_index_reference_point", "get_gradient_start_and_end_points", "get_subpath_split_indices_from_points",
    "consider_points_equals_2d", "get_num_points", "get_background_image",
)  # fmt: skip

Pen = tuple[float, int, int]


@dataclass
class Block:
    """Faces with the same number of points, in the order of their families.

    Attributes:
        points: (faces, n, 3).
        colours: (faces, 2, 2, 4), without light: fill and stroke at both corners.
        pens: width, join and cap of each face.
        grid: int32 (faces, 1 + 3 × curves, 2), the outlines as a Mesh holds them.
        ends: (faces, 4), the axes of the gradients.
        changed: which faces differ from the frame before.
        meshes: numbers of the items of this block as it is, by the rows they show.
        shapes: numbers of the items of single faces.
    """

    faces: list[VMobject]
    points: np.ndarray
    colours: np.ndarray
    pens: list[Pen]
    light: np.ndarray
    centres: np.ndarray
    palette: np.ndarray
    palette_bytes: bytes
    grid: np.ndarray = field(default_factory=lambda: np.empty(0))
    ends: np.ndarray = field(default_factory=lambda: np.empty(0))
    whole: np.ndarray = field(default_factory=lambda: np.empty(0))
    closed: np.ndarray = field(default_factory=lambda: np.empty(0))
    changed: np.ndarray = field(default_factory=lambda: np.empty(0))
    meshes: dict[bytes, int] = field(default_factory=dict)
    shapes: dict[int, int] = field(default_factory=dict)


class SolidCamera(DisplayCamera):
    """The mixin before ThreeDCamera."""

    def __init__(self, **kwargs: Any) -> None:
        self._blocks: dict[int, Block] = {}
        self._places: dict[int, tuple[Block, int]] = {}
        self._plain_types: dict[type, bool] = {}
        super().__init__(**kwargs)

    # -- which, and in which order

    def get_mobjects_to_display(self, *args: Any, **kwargs: Any) -> list[Mobject]:
        mobjects = Camera.get_mobjects_to_display(self, *args, **kwargs)
        self._place_faces(mobjects)
        turn = self.get_rotation_matrix().T
        groups: dict[int, float] = {}
        depths = [self._depth(mobject, turn, groups) for mobject in mobjects]
        return [mobjects[number] for number in sorted(range(len(mobjects)), key=depths.__getitem__)]

    def _depth(self, mobject: Mobject, turn: np.ndarray, groups: dict[int, float]) -> float:
        """How near a face is; what is flat comes last. The same expression as Manim's, so that ties stay ties."""
        place = self._places.get(id(mobject))
        if place is not None and not hasattr(mobject, "z_index_group"):
            return np.dot(place[0].centres[place[1]], turn)[2]
        if not getattr(mobject, "shade_in_3d", False):
            return np.inf
        group = id(getattr(mobject, "z_index_group", mobject))
        if group not in groups:
            groups[group] = np.dot(mobject.get_z_index_reference_point(), turn)[2]
        return groups[group]

    def _place_faces(self, mobjects: list[Mobject]) -> None:
        sizes: dict[int, list[VMobject]] = {}
        for mobject in mobjects:
            if self._is_face(mobject):
                sizes.setdefault(len(mobject.points), []).append(mobject)
        self._places = {}
        for size, faces in sizes.items():
            block = self._block(size, faces)
            self._places.update((id(face), (block, row)) for row, face in enumerate(faces) if block.whole[row])

    def _is_face(self, mobject: Mobject) -> bool:
        return (
            getattr(mobject, "shade_in_3d", False)
            and self.should_apply_shading
            and self._is_plain(type(mobject))
            and len(mobject.points) % 4 == 0
            and mobject.n_points_per_cubic_curve == 4
            and not mobject.submobjects
            and not mobject.background_stroke_width
            and mobject.background_image is None
            and mobject not in self.fixed_in_frame_mobjects
            and mobject not in self.fixed_orientation_mobjects
        )

    def _is_plain(self, cls: type) -> bool:
        if cls not in self._plain_types:
            self._plain_types[cls] = issubclass(cls, VMobject) and all(
                getattr(cls, name) is getattr(VMobject, name) for name in PLAIN_METHODS
            )
        return self._plain_types[cls]

    # -- blocks

    def _block(self, size: int, faces: list[VMobject]) -> Block:
        """The faces as arrays, lit and projected; what did not change is taken from the frame before."""
        last = self._blocks.get(size)
        if last is not None and last.faces != faces:
            last = None
        points = np.concatenate([face.points for face in faces]).reshape(len(faces), size, 3)
        colours = np.stack([_two_colours(face, "fill_rgbas") for face in faces])
        colours = np.stack([colours, np.stack([_two_colours(face, "stroke_rgbas") for face in faces])], axis=1)
        pens = [self._pen(face) for face in faces]
        light = np.array(self.light_source.points[0])
        if last is not None and np.array_equal(points, last.points):
            middles = last.centres
        else:
            middles = centres(points)
        same = middles is not None and last is not None and middles is last.centres
        if same and np.array_equal(colours, last.colours) and np.array_equal(light, last.light):
            palette, palette_bytes = last.palette, last.palette_bytes
        else:
            palette = shaded(points, colours, light)
            palette_bytes = palette.tobytes()
        block = Block(faces, points, colours, pens, light, middles, palette, palette_bytes)
        self._project(block)
        self._compare(block, last)
        self._blocks[size] = block
        return block

    def _pen(self, face: VMobject) -> Pen:
        width = face.get_stroke_width() * self.cairo_line_width_multiple * (self.frame_width / self.frame_width)
        return float(width), int(LINE_JOIN_MAP[face.joint_type]), int(CAP_STYLE_MAP[face.cap_style])

    def _project(self, block: Block) -> None:
        count, size = block.points.shape[:2]
        projected = self.project_points(block.points.reshape(-1, 3)).reshape(count, size, 3)
        tolerances = np.array([face.tolerance_for_point_equality for face in block.faces])
        block.whole, block.closed = whole_and_closed(projected, tolerances)
        block.whole &= np.isfinite(projected).all(axis=(1, 2))
        first, across = corner_indices(size)
        block.ends = np.concatenate([projected[:, first, :2], projected[:, across, :2]], axis=1)
        keep = np.arange(size) % 4 != 0
        keep[0] = True
        projected[~block.whole] = 0
        block.grid = to_grid(projected[:, keep], self._matrix(self.pixel_array))

    def _compare(self, block: Block, last: Block | None) -> None:
        """Note which faces changed, and keep the numbers of the others' items."""
        if last is None:
            block.changed = np.ones(len(block.faces), bool)
            return
        block.changed = (block.grid != last.grid).any(axis=(1, 2)) | (block.ends != last.ends).any(axis=1)
        block.changed |= block.closed != last.closed
        if block.palette is not last.palette:
            block.changed |= (block.palette != last.palette).any(axis=(1, 2, 3))
        if block.pens != last.pens:
            block.changed |= np.array([one != other for one, other in zip(block.pens, last.pens, strict=True)])
        if not block.changed.any():
            block.meshes = last.meshes
        block.shapes = {row: number for row, number in last.shapes.items() if not block.changed[row]}

    # -- drawing

    def display_multiple_non_background_colored_vmobjects(
        self, vmobjects: Iterable[VMobject], pixel_array: np.ndarray
    ) -> None:
        if pixel_array is not self.pixel_array:
            super().display_multiple_non_background_colored_vmobjects(vmobjects, pixel_array)
            return
        places = self._places
        matrix = self._matrix(pixel_array)
        for kind, members in groupby(vmobjects, lambda each: _kind(places.get(id(each)))):
            if kind is None:
                super().display_multiple_non_background_colored_vmobjects(members, pixel_array)
            else:
                run = [places[id(each)] for each in members]
                self._items.extend(self._face_numbers(run[0][0], [row for _, row in run], matrix))

    def _face_numbers(self, block: Block, rows: list[int], matrix: Matrix) -> Iterable[int]:
        """Items for faces with the same pen: one mesh for what changed, one shape for each face that did not."""
        key = np.array(rows, np.int32).tobytes()
        if key in block.meshes:
            return [block.meshes[key]]
        numbers = []
        for changed, members in groupby(rows, block.changed.__getitem__):
            if changed:
                numbers.append(self._mesh_number(block, list(members), matrix))
            else:
                numbers.extend(self._single_number(block, row, matrix) for row in members)
        if len(numbers) == 1:
            block.meshes[key] = numbers[0]
        return numbers

    def _mesh_number(self, block: Block, rows: Sequence[int], matrix: Matrix) -> int:
        order = np.array(rows, np.int32)
        width, join, cap = block.pens[rows[0]]
        mesh = Mesh(
            points=block.grid[order].tobytes(),
            curves=block.points.shape[1] // 4,
            closed=block.closed[order].tobytes(),
            ends=block.ends[order].tobytes(),
            order=order.tobytes(),
            palette=block.palette_bytes,
            width=width,
            join=join,
            cap=cap,
            matrix=matrix,
        )
        return self.ledger.number(mesh)

    def _single_number(self, block: Block, row: int, matrix: Matrix) -> int:
        if row not in block.shapes:
            ends = tuple(block.ends[row].tolist())
            fill, stroke = (_gradient(colours, ends) for colours in block.palette[row])
            width, join, cap = block.pens[row]
            pen = Stroke(stroke, width, join, cap) if width and stroke is not CLEAR else None
            subpaths = ((0, block.grid.shape[1], bool(block.closed[row])),)
            shape = Shape(block.grid[row].tobytes(), subpaths, fill, pen, None, matrix)
            block.shapes[row] = self.ledger.number(shape)
        return block.shapes[row]


def _kind(place: tuple[Block, int] | None) -> tuple[int, Pen] | None:
    """Faces of one kind can share a mesh."""
    return None if place is None else (id(place[0]), place[0].pens[place[1]])


def _two_colours(face: VMobject, name: str) -> np.ndarray:
    """(2, 4): a face's first two colours, or its only one twice; Manim shades just these."""
    colours = getattr(face, name, None)
    if colours is None:
        return np.zeros((2, 4))
    return colours[:2] if len(colours) > 1 else np.repeat(colours, 2, axis=0)


def _gradient(colours: np.ndarray, ends: tuple[float, ...]) -> Paint:
    if not colours[:, 3].any():
        return CLEAR
    return Paint(tuple(map(tuple, colours.tolist())), ends)
