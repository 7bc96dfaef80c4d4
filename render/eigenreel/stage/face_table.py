"""All faces of a frame as one table: rows in the order of their families, columns as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from manim import VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

from eigenreel.stage.faces import centres, corner_indices, shaded, whole_and_closed
from eigenreel.stage.outlines import Matrix, to_grid

Pen = tuple[float, int, int]


@dataclass(frozen=True)
class Layout:
    """Where each face's points lie among all points; the same from frame to frame.

    Attributes:
        sizes: (faces,), how many points each has.
        groups: for each size the rows of that size, and (rows, size) indices of their points.
        kept: indices of the points that an outline needs: the start, then handle, handle, anchor.
        starts, ends: (faces,), where each face's outline begins and ends among those.
        corners: (faces, 2), indices of the points between which colours run.
    """

    sizes: np.ndarray
    groups: tuple[tuple[np.ndarray, np.ndarray], ...]
    kept: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    corners: np.ndarray


def lay_out(sizes: np.ndarray) -> Layout:
    """The layout of faces with these numbers of points, each a multiple of 4 and at least 4."""
    first = np.cumsum(sizes) - sizes
    groups = []
    for size in np.unique(sizes):
        rows = np.flatnonzero(sizes == size)
        groups.append((rows, first[rows, None] + np.arange(size)))
    kept = np.ones(sizes.sum(), bool)
    kept[::4] = False
    kept[first] = True
    lengths = 1 + sizes // 4 * 3
    ends = np.cumsum(lengths)
    corners = first[:, None] + np.array([corner_indices(size) for size in sizes.tolist()])
    return Layout(sizes, tuple(groups), np.flatnonzero(kept), ends - lengths, ends, corners)


@dataclass
class FaceTable:
    """The faces of a frame.

    Attributes:
        points: (all points, 3), before projection.
        colours: (faces, 2, 2, 4), without light: fill and stroke at both corners.
        pens, pen_rows: the distinct pens, and which of them each face has.
        light: (3,).
        centres: (faces, 3).
        palette: (faces, 2, 2, 4), the colours in that light; palette_bytes the same.
        grid: int32 (outline points, 2), the outlines as a Mesh holds them.
        axes: (faces, 4), the gradients' ends.
        whole, closed: (faces,), whether a face is one subpath, and closed.
        changed: (faces,), which differ from the frame before.
        meshes: numbers of items of this table as it is, by the rows that they show.
        shapes: numbers of items of single faces.
    """

    faces: list[VMobject]
    layout: Layout
    points: np.ndarray
    colours: np.ndarray
    pens: tuple[Pen, ...]
    pen_rows: np.ndarray
    light: np.ndarray
    centres: np.ndarray
    palette: np.ndarray
    palette_bytes: bytes
    grid: np.ndarray = field(default_factory=lambda: np.empty(0))
    axes: np.ndarray = field(default_factory=lambda: np.empty(0))
    whole: np.ndarray = field(default_factory=lambda: np.empty(0))
    closed: np.ndarray = field(default_factory=lambda: np.empty(0))
    changed: np.ndarray = field(default_factory=lambda: np.empty(0))
    meshes: dict[bytes, int] = field(default_factory=dict)
    shapes: dict[int, int] = field(default_factory=dict)

    def project(self, projected: np.ndarray, matrix: Matrix) -> None:
        """Fill in what depends on the camera, from all points as it projects them."""
        layout = self.layout
        tolerances = np.array([face.tolerance_for_point_equality for face in self.faces])
        self.whole, self.closed = np.empty(len(self.faces), bool), np.empty(len(self.faces), bool)
        for rows, indices in layout.groups:
            self.whole[rows], self.closed[rows] = whole_and_closed(projected[indices], tolerances[rows])
        self.axes = projected[layout.corners][:, :, :2].reshape(-1, 4)
        finite = np.isfinite(projected).all(axis=1)
        if not finite.all():
            self.whole &= np.logical_and.reduceat(finite, np.cumsum(layout.sizes) - layout.sizes)
            projected = np.where(finite[:, None], projected, 0)
        self.grid = to_grid(projected[layout.kept], matrix)

    def compare(self, last: FaceTable | None) -> None:
        """Note which faces changed, and keep the numbers of the others' items."""
        if last is None:
            self.changed = np.ones(len(self.faces), bool)
            return
        moved = (self.grid != last.grid).any(axis=1)
        changed = np.logical_or.reduceat(moved, self.layout.starts)
        changed |= (self.axes != last.axes).any(axis=1) | (self.closed != last.closed)
        if self.palette is not last.palette:
            changed |= (self.palette != last.palette).any(axis=(1, 2, 3))
        if self.pens != last.pens or not np.array_equal(self.pen_rows, last.pen_rows):
            changed[:] = True
        self.changed = changed
        if not changed.any():
            self.meshes = last.meshes
        self.shapes = {row: number for row, number in last.shapes.items() if not changed[row]}

    def outlines(self, order: np.ndarray) -> np.ndarray:
        """The outlines of some faces, one after the other: int32 (points, 2)."""
        starts, lengths = self.layout.starts[order], (self.layout.ends - self.layout.starts)[order]
        offsets = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        return self.grid[offsets + np.arange(lengths.sum())]


def tabulate(faces: list[VMobject], light: np.ndarray, scale: float, last: FaceTable | None) -> FaceTable:
    """What does not depend on the camera; taken from the last frame's table where it is the same.

    Args:
        scale: from Manim's stroke units to scene units.
        last: a table of the same faces in the same order.
    """
    sizes = np.array([len(face.points) for face in faces])
    same_layout = last is not None and np.array_equal(sizes, last.layout.sizes)
    if not same_layout:
        last = None
    layout = last.layout if last else lay_out(sizes)
    points = np.concatenate([face.points for face in faces])
    colours = np.stack([_two_colours(faces, "fill_rgbas"), _two_colours(faces, "stroke_rgbas")], axis=1)
    still = last is not None and np.array_equal(points, last.points)
    middles = last.centres if still else _by_group(layout, points, centres, 3)
    if still and np.array_equal(colours, last.colours) and np.array_equal(light, last.light):
        palette, palette_bytes = last.palette, last.palette_bytes
    else:
        palette = _shade(layout, points, colours, light)
        palette_bytes = palette.tobytes()
    pens, pen_rows = _pens(faces, scale)
    return FaceTable(faces, layout, points, colours, pens, pen_rows, light, middles, palette, palette_bytes)


def _by_group(layout: Layout, points: np.ndarray, function, width: int) -> np.ndarray:
    result = np.empty((len(layout.sizes), width))
    for rows, indices in layout.groups:
        result[rows] = function(points[indices])
    return result


def _shade(layout: Layout, points: np.ndarray, colours: np.ndarray, light: np.ndarray) -> np.ndarray:
    palette = np.empty_like(colours)
    for rows, indices in layout.groups:
        palette[rows] = shaded(points[indices], colours[rows], light)
    return palette


def _two_colours(faces: Sequence[VMobject], name: str) -> np.ndarray:
    """(faces, 2, 4): the first two colours of each face, or its only one twice; Manim shades just these."""
    given = [getattr(face, name) for face in faces]
    counts = np.array([len(colours) for colours in given])
    rows = np.concatenate(given)
    first = np.cumsum(counts) - counts
    return rows[np.stack([first, first + (counts > 1)], axis=1)]


def _pens(faces: Sequence[VMobject], scale: float) -> tuple[tuple[Pen, ...], np.ndarray]:
    styles: dict[tuple, int] = {}
    rows = [
        styles.setdefault((face.stroke_width, face.joint_type, face.cap_style), len(styles)) for face in faces
    ]  # fmt: skip
    pens = tuple(
        (float(max(0.0, width) * scale), int(LINE_JOIN_MAP[joint]), int(CAP_STYLE_MAP[cap]))
        for width, joint, cap in styles
    )
    return pens, np.array(rows, np.int32)
