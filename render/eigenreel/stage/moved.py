"""Items elsewhere and fainter: how what was staged as a film of its own becomes a part of another."""

from __future__ import annotations

import zlib
from dataclasses import replace

import numpy as np

from eigenreel.stage.display import Cloud, Inset, Item, Mesh, Paint, Picture, Pixels, Shape, Stencil, Stroke
from eigenreel.stage.drawing_camera import COMPRESSION

STEPS_PER_PIXEL = 256


def moved(item: Item, x: int, y: int, size: tuple[int, int], whole: tuple[int, int]) -> Item:
    """An item of a smaller frame, in a larger one.

    Args:
        x, y: whole pixels of the larger frame at which the upper left corner of the smaller one lies. The smaller
            frame must lie inside, for what was recorded as pixels.
        size, whole: width and height of the smaller and the larger frame.
    """
    if isinstance(item, Shape | Mesh):
        xx, yx, xy, yy, x0, y0 = item.matrix
        return replace(item, points=_shifted(item.points, x, y), matrix=(xx, yx, xy, yy, x0 + x, y0 + y))
    if isinstance(item, Picture | Inset):
        corners = np.frombuffer(item.corners, np.float64).reshape(4, 2) + np.array([x, y])
        return replace(item, corners=corners.tobytes())
    if isinstance(item, Cloud):
        rows, columns = np.divmod(np.frombuffer(item.indices, np.int64), size[0])
        return replace(item, indices=((rows + y) * whole[0] + columns + x).tobytes())
    if isinstance(item, Pixels):
        x0, y0, x1, y1 = item.box or (0, 0, *size)
        return replace(item, box=(x0 + x, y0 + y, x1 + x, y1 + y))
    return Stencil(tuple(_moved_layer(layer, x, y, size, whole) for layer in item.layers))


def _moved_layer(layer: tuple, x: int, y: int, size: tuple[int, int], whole: tuple[int, int]) -> tuple:
    shapes, image = layer
    pixels = np.zeros((whole[1], whole[0], 4), np.uint8)
    small = np.frombuffer(zlib.decompress(image), np.uint8).reshape(size[1], size[0], 4)
    pixels[y : y + size[1], x : x + size[0]] = small
    there = tuple(moved(shape, x, y, size, whole) for shape in shapes)
    return there, zlib.compress(pixels.tobytes(), COMPRESSION)


def _shifted(points: bytes, x: int, y: int) -> bytes:
    shift = np.array([x * STEPS_PER_PIXEL, y * STEPS_PER_PIXEL], np.int32)
    return (np.frombuffer(points, np.int32).reshape(-1, 2) + shift).tobytes()


def grown(shape: Shape, growth: float, about: tuple[float, float], to: tuple[float, float]) -> Shape:
    """A filled shape of another size and place; gradients and pens stay as they were.

    Args:
        about: the point, in pixels, that it grows about.
        to: where that point goes.
    """
    points = np.frombuffer(shape.points, np.int32).reshape(-1, 2) / STEPS_PER_PIXEL
    placed = (points - about) * growth + to
    return replace(shape, points=np.round(placed * STEPS_PER_PIXEL).astype(np.int32).tobytes())


def faded(item: Item, opacity: float) -> Item:
    """An item with a share, 0 to 1, of its opacity.

    Single pixels of a cloud replace what is below them, so they become darker instead.
    """
    if opacity >= 1:
        return item
    if isinstance(item, Shape):
        fill, stroke, below = _fainter(item.fill, opacity), item.stroke, item.background_stroke
        return replace(item, fill=fill, stroke=_lighter(stroke, opacity), background_stroke=_lighter(below, opacity))
    if isinstance(item, Mesh):
        palette = np.frombuffer(item.palette, np.float64).reshape(-1, 4) * (1, 1, 1, opacity)
        return replace(item, palette=palette.tobytes())
    if isinstance(item, Picture):
        return replace(item, alphas=_scaled(item.alphas, (opacity,)))
    if isinstance(item, Cloud):
        colours = np.frombuffer(item.rgbas, np.uint8).reshape(-1, 4) * (opacity, opacity, opacity, 1)
        return replace(item, rgbas=colours.astype(np.uint8).tobytes())
    if isinstance(item, Pixels):
        return replace(item, data=_scaled(item.data, (1, 1, 1, opacity)), overlay=True)
    if isinstance(item, Inset):
        *rgb, alpha = item.background
        return replace(
            item, items=tuple(faded(each, opacity) for each in item.items), background=(*rgb, round(alpha * opacity))
        )
    return Stencil(tuple((shapes, _scaled(image, (1, 1, 1, opacity))) for shapes, image in item.layers))


def _fainter(paint: Paint, opacity: float) -> Paint:
    return replace(paint, rgbas=tuple((*rgba[:3], rgba[3] * opacity) for rgba in paint.rgbas))


def _lighter(stroke: Stroke | None, opacity: float) -> Stroke | None:
    return stroke and replace(stroke, paint=_fainter(stroke.paint, opacity))


def _scaled(compressed: bytes, factors: tuple[float, ...]) -> bytes:
    """Compressed levels of pixels, with a factor for each channel."""
    levels = np.frombuffer(zlib.decompress(compressed), np.uint8).reshape(-1, len(factors)) * factors
    return zlib.compress(levels.astype(np.uint8).tobytes(), COMPRESSION)
