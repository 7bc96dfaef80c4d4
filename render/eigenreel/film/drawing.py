"""The Cairo calls of Manim's camera, in the same order, for shapes and meshes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import starmap

import cairo
import numpy as np

from eigenreel.stage.display import CLEAR, Mesh, Paint, Shape, Stroke

GRID = 1 / 256
IDENTITY = cairo.Matrix()


def draw_shape(context: cairo.Context, shape: Shape) -> None:
    """Background stroke, fill, stroke, as ``Camera.display_vectorized``."""
    numbers = (np.frombuffer(shape.points, np.int32) * GRID).tolist()
    context.set_matrix(IDENTITY)
    context.new_path()
    for start, end, closed in shape.subpaths:
        trace(context, numbers[2 * start : 2 * end], closed)
    context.set_matrix(cairo.Matrix(*shape.matrix))
    if shape.background_stroke is not None:
        draw_stroke(context, shape.background_stroke)
    if shape.fill != CLEAR:
        set_paint(context, shape.fill)
        context.fill_preserve()
    if shape.stroke is not None:
        draw_stroke(context, shape.stroke)


def draw_mesh(context: cairo.Context, mesh: Mesh) -> None:
    """Face by face, back to front, fill and then stroke, as ``Camera.display_vectorized``."""
    matrix = cairo.Matrix(*mesh.matrix)
    numbers = (np.frombuffer(mesh.points, np.int32) * GRID).tolist()
    rows = np.frombuffer(mesh.rows, np.int32)
    colours = np.frombuffer(mesh.palette, np.float64).reshape(-1, 2, 2, 4)[rows]
    paints, plain = colours.tolist(), _ends_alike(colours).tolist()
    curves, pen_rows = (np.frombuffer(data, np.int32).tolist() for data in (mesh.curves, mesh.pen_rows))
    axes = np.frombuffer(mesh.axes, np.float64).reshape(-1, 4).tolist()
    closed = np.frombuffer(mesh.closed, np.bool_).tolist()
    start = 0
    for count, is_closed, axis, paint, are_plain, pen in zip(
        curves, closed, axes, paints, plain, pen_rows, strict=True
    ):
        end = start + 2 + 6 * count
        context.set_matrix(IDENTITY)
        context.new_path()
        trace(context, numbers[start:end], is_closed)
        context.set_matrix(matrix)
        draw_face(context, axis, paint, are_plain, mesh.pens[pen])
        start = end


def _ends_alike(colours: np.ndarray) -> np.ndarray:
    """Which gradients, (…, 2, 4), are of one colour: Cairo draws them as a plain one, but half as quickly."""
    clipped = np.clip(colours, 0, 1)
    return (clipped[..., 0, :] == clipped[..., 1, :]).all(axis=-1)


def draw_face(
    context: cairo.Context,
    axis: Sequence[float],
    paint: Sequence[Sequence[Sequence[float]]],
    are_plain: Sequence[bool],
    pen: tuple[float, int, int],
) -> None:
    """Fill and stroke the path of a face.

    Args:
        paint: RGBA at both ends of the axis, of the fill and of the stroke.
        are_plain: whether both ends are alike, of the fill and of the stroke.
    """
    fill, stroke = paint
    if fill[0][3] or fill[1][3]:
        _set_face_paint(context, axis, fill, are_plain[0])
        context.fill_preserve()
    width, join, cap = pen
    if width and (stroke[0][3] or stroke[1][3]):
        _set_face_paint(context, axis, stroke, are_plain[1])
        context.set_line_width(width)
        context.set_line_join(join)
        context.set_line_cap(cap)
        context.stroke_preserve()


def _set_face_paint(
    context: cairo.Context, axis: Sequence[float], rgbas: Sequence[Sequence[float]], is_plain: bool
) -> None:
    if is_plain:
        red, green, blue, alpha = rgbas[0]
        context.set_source_rgba(blue, green, red, alpha)
    else:
        context.set_source(gradient(axis, rgbas))


def trace(context: cairo.Context, numbers: list[float], closed: bool) -> None:
    """One subpath: its start, then handle, handle, anchor of each curve, as a flat list of x and y."""
    context.new_sub_path()
    context.move_to(numbers[0], numbers[1])
    rest = iter(numbers[2:])
    # A loop in C: a crowd of dots is thousands of curves in every frame.
    deque(starmap(context.curve_to, zip(rest, rest, rest, rest, rest, rest, strict=True)), maxlen=0)
    if closed:
        context.close_path()


def set_paint(context: cairo.Context, paint: Paint) -> None:
    # Manim hands Cairo blue for red, because Cairo's bytes lie the other way round.
    if paint.ends is None:
        red, green, blue, alpha = paint.rgbas[0]
        context.set_source_rgba(blue, green, red, alpha)
        return
    context.set_source(gradient(paint.ends, paint.rgbas))


def gradient(ends: Sequence[float], rgbas: Sequence[Sequence[float]]) -> cairo.LinearGradient:
    """Colours at equal offsets along an axis."""
    pattern = cairo.LinearGradient(*ends)
    offsets = (0.0, 1.0) if len(rgbas) == 2 else np.linspace(0, 1, len(rgbas)).tolist()
    for offset, (red, green, blue, alpha) in zip(offsets, rgbas, strict=True):
        pattern.add_color_stop_rgba(offset, blue, green, red, alpha)
    return pattern


def draw_stroke(context: cairo.Context, stroke: Stroke) -> None:
    set_paint(context, stroke.paint)
    context.set_line_width(stroke.width)
    context.set_line_join(stroke.join)
    context.set_line_cap(stroke.cap)
    context.stroke_preserve()
