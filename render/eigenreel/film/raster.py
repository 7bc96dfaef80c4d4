"""From display lists to pixels: the Cairo calls of Manim's camera, in the same order, so that the pixels are the same.

Needs pycairo, NumPy and Pillow, not Manim: a worker starts in a fraction of a second and can stand on another machine.

Two things save work, and neither changes a pixel. The items that have led the last frames are kept as a picture of
their own. And what changed from the frame before is drawn anew with everything that touches it, and no more: an item
is drawn whole or not at all, because clipping could round its edge differently.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache, partial

import cairo
import numpy as np
from PIL import Image

from eigenreel.film.boxes import Box, areas, box_of, hull, outermost, touched
from eigenreel.film.drawing import draw_mesh, draw_shape
from eigenreel.film.picture import lay_image, lay_picture, overlay
from eigenreel.stage.display import Cloud, Inset, Item, Mesh, Picture, Pixels, Shape, Stencil


class Raster:
    """Draws frames of one size, one after the other.

    Args:
        background: RGBA, 0…255, of the empty frame.
        canvas: what it draws on, if not as stock Manim.

    Attributes:
        dirty: the box (x0, y0, x1, y1) outside which the last frame equals the one before; None if all of it does.
    """

    def __init__(
        self, width: int, height: int, background: tuple[int, int, int, int], canvas: type[Canvas] | None = None
    ) -> None:
        canvas = canvas or Canvas
        self.width, self.height = width, height
        self.dirty: Box | None = (0, 0, width, height)
        self._empty = np.array(background, np.uint8).view(np.uint32)[0]
        self._front = canvas(width, height, self._empty)
        self._kept = canvas(width, height, self._empty)
        self._kept_count = 0
        self._steady = 0
        self._items: tuple[Item, ...] | None = None
        self._boxes: dict[int, Box] = {}

    def frame(self, items: Sequence[Item]) -> np.ndarray:
        """The pixels of a frame.

        Returns:
            uint8 (height, width, 4), in the channel order of Manim's ``Camera.pixel_array``; valid until the next call.
        """
        items = tuple(items)
        last = self._items if self._items is not None else ()
        first = self._items is None
        boxes = {id(item): self._boxes.get(id(item)) or box_of(item, self.width, self.height) for item in items}
        common = leading(items, last)
        changed = [(0, 0, self.width, self.height)]
        if not first:
            both = {**self._boxes, **boxes}
            changed = [both[id(item)] for item in differing(last[common:], items[common:])]
        self._keep(items, common)
        self._redraw(items[self._kept_count :], boxes, _array(changed))
        self._items, self._boxes, self.dirty = items, boxes, hull(changed)
        return self._front.pixels

    def _keep(self, items: tuple[Item, ...], common: int) -> None:
        """Grow the kept picture by items that have led three frames, or begin it anew if one of its own changed."""
        if common < self._kept_count:
            self._kept_count = 0
        steady = min(common, self._steady)
        if steady > self._kept_count:
            if self._kept_count == 0:
                self._kept.words[:] = self._empty
            self._kept.draw(items[self._kept_count : steady])
            self._kept_count = steady
        self._steady = common

    def _redraw(self, items: Sequence[Item], boxes: dict[int, Box], changed: np.ndarray) -> None:
        """Draw what touches the changed boxes, on what is kept."""
        places = _array([boxes[id(item)] for item in items])
        chosen = touched(places, changed)
        region = np.concatenate([changed, places[chosen]])
        if areas(region).sum() > self.width * self.height:
            chosen[:] = True
            region = _array([(0, 0, self.width, self.height)])
        for x0, y0, x1, y1 in outermost(region):
            below = self._kept.words[y0:y1, x0:x1] if self._kept_count else self._empty
            self._front.words[y0:y1, x0:x1] = below
        self._front.draw([item for item, is_chosen in zip(items, chosen.tolist(), strict=True) if is_chosen])


class Canvas:
    """Pixels with a Cairo context on them.

    Attributes:
        words: the same memory as the pixels, one number for each: copying it is several times faster.
    """

    def __init__(self, width: int, height: int, background: np.uint32) -> None:
        self.words = np.full((height, width), background, np.uint32)
        self.pixels = self.words.view(np.uint8).reshape(height, width, 4)
        surface = cairo.ImageSurface.create_for_data(self.pixels.data, cairo.FORMAT_ARGB32, width, height)
        self.surface, self.context = surface, cairo.Context(surface)

    def draw(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Shape):
                draw_shape(self.context, item)
            elif isinstance(item, Mesh):
                draw_mesh(self.context, item)
            else:
                self.paint(item)

    def paint(self, item: Item) -> None:
        """What Manim paints beside Cairo, straight into the pixels."""
        self.surface.flush()
        if isinstance(item, Picture):
            lay_picture(self.pixels, item)
        elif isinstance(item, Inset):
            lay_image(self.pixels, partial(_inside, item), (item.width, item.height), item.corners, item.resampling)
        elif isinstance(item, Stencil):
            self._lay_stencil(item)
        elif isinstance(item, Cloud):
            colours = np.frombuffer(item.rgbas, np.uint8).reshape(-1, 4)
            self.pixels.reshape(-1, 4)[np.frombuffer(item.indices, np.int64)] = colours
        elif isinstance(item, Pixels):
            x0, y0, x1, y1 = item.box or (0, 0, self.pixels.shape[1], self.pixels.shape[0])
            place = self.pixels[y0:y1, x0:x1]
            pixels = np.frombuffer(zlib.decompress(item.data), np.uint8).reshape(place.shape)
            if item.overlay:
                overlay(place, pixels)
            else:
                np.copyto(place, pixels)
        self.surface.mark_dirty()

    def _lay_stencil(self, stencil: Stencil) -> None:
        """The arithmetic of ``BackgroundColoredVMobjectDisplayer.display``, where there is something to see."""
        height, width = self.words.shape
        x0, y0, x1, y1 = box_of(stencil, width, height)
        if x0 == x1:
            return
        coloured = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
        for shapes, image in stencil.layers:
            canvas = Canvas(width, height, np.uint32(0))
            canvas.draw(shapes)
            canvas.surface.flush()
            product = _rows(image, height, width)[y0:y1, x0:x1].astype(np.uint16) * canvas.pixels[y0:y1, x0:x1]
            np.maximum(coloured, (product // 255).astype(np.uint8), out=coloured)
        overlay(self.pixels[y0:y1, x0:x1], coloured)


@lru_cache(maxsize=2)
def _rows(image: bytes, height: int, width: int) -> np.ndarray:
    """A stencil's image, which is the same in many frames."""
    return np.frombuffer(zlib.decompress(image), np.uint8).reshape(height, width, 4)


def _inside(inset: Inset) -> Image.Image:
    """What the other camera sees."""
    canvas = Canvas(inset.width, inset.height, np.array(inset.background, np.uint8).view(np.uint32)[0])
    canvas.draw(inset.items)
    canvas.surface.flush()
    return Image.fromarray(canvas.pixels)


def draw(items: Sequence[Item], width: int, height: int, background: tuple[int, ...]) -> np.ndarray:
    """One frame by itself: uint8 (height, width, 4)."""
    return Raster(width, height, background).frame(items).copy()


def _array(boxes: Sequence[Box]) -> np.ndarray:
    return np.array(boxes, np.int64).reshape(-1, 4)


def leading(some: Sequence[Item], others: Sequence[Item]) -> int:
    """How many of the first items are the same."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one is not other:
            break
        count += 1
    return count


def differing(before: Sequence[Item], after: Sequence[Item]) -> list[Item]:
    """The items that came or went; all of them, if those that stayed changed their order."""
    old, new = set(map(id, before)), set(map(id, after))
    stayed = [id(item) for item in before if id(item) in new]
    if stayed != [id(item) for item in after if id(item) in old]:
        return [*before, *after]
    return [item for item in before if id(item) not in new] + [item for item in after if id(item) not in old]
