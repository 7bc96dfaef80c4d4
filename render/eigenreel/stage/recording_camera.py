"""A camera that writes down what it would draw.

The mixin stands before the scene's own camera class, so everything that decides what is drawn, in which order and
where, is Manim's; only the last step, Cairo, is replaced by an entry in the ledger.
"""

from __future__ import annotations

import zlib
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
from manim import Mobject, PMobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.mobject.types.image_mobject import AbstractImageMobject

from eigenreel.errors import EigenreelError
from eigenreel.stage.display import CLEAR, Cloud, Paint, Picture, Pixels, Shape, Stroke
from eigenreel.stage.ledger import Drawn, Ledger
from eigenreel.stage.outlines import Matrix, outline

COMPRESSION = 1


class PixelCamera:
    """Draws for real and hands over whole frames."""

    ledger: Ledger
    pixel_array: np.ndarray

    def drawn(self) -> Drawn:
        number = self.ledger.number(Pixels(zlib.compress(self.pixel_array.tobytes(), COMPRESSION)))
        return Drawn((number,))

    def drawn_pixels(self) -> np.ndarray:
        """What a play's static frame is kept as."""
        return self.pixel_array.copy()

    def note_background(self) -> None:
        """It is drawn for real."""

    @property
    def plain_background(self) -> tuple[int, ...]:
        """RGBA, 0…255; each frame covers it."""
        return tuple(self.background[0, 0].tolist())


class DisplayCamera:
    """Draws nothing: appends the number of each item to the frame."""

    ledger: Ledger
    pixel_array: np.ndarray

    def __init__(self, **kwargs: Any) -> None:
        self._items: list[int] = []
        self._below = 0
        self._plain: tuple[int, ...] | None = None
        self._backdrop: tuple[int, ...] = ()
        super().__init__(**kwargs)
        self.note_background()

    # -- what the renderer asks for

    def drawn(self) -> Drawn:
        return Drawn(tuple(self._items), self._below)

    def drawn_pixels(self) -> Drawn:
        """What a play's static frame is kept as: the list itself."""
        return self.drawn()

    def reset(self) -> DisplayCamera:
        if not hasattr(self, "pixel_array") or self.pixel_array.shape != self.background.shape:
            super().reset()
        if self._plain is not None and self.background is not self._noted:
            self.note_background()
        self._items = list(self._backdrop)
        self._below = len(self._items)
        return self

    def set_frame_to_background(self, background: Drawn) -> None:
        self._items = list(background.items)
        self._below = len(self._items)

    def note_background(self) -> None:
        """Compare the background with that of the recording, which is one colour; any other lies on it as pixels."""
        self._noted = self.background
        words = np.ascontiguousarray(self.background).view(np.uint32)
        is_plain = bool((words == words[0, 0]).all())
        colour = tuple(self.background[0, 0].tolist())
        if self._plain is None:
            self._plain = colour if is_plain else (0, 0, 0, 0)
        if is_plain and colour == self._plain:
            self._backdrop = ()
        else:
            self._backdrop = (self.ledger.number(_pixels(self.background)),)

    @property
    def plain_background(self) -> tuple[int, ...]:
        """RGBA, 0…255, of the frame before anything is drawn."""
        return self._plain

    def get_image(self, pixel_array: np.ndarray | None = None) -> Any:
        if pixel_array is None:
            raise EigenreelError(
                "the scene reads the camera's image, but nothing is drawn while it is staged; "
                "build that picture with a camera of its own, manim.Camera().capture_mobjects(...)"
            )
        return super().get_image(pixel_array)

    # -- what Manim's camera calls to draw

    def type_or_raise(self, mobject: Mobject) -> type:
        # The same table as Manim's, made once instead of for every mobject of every frame.
        if "display_funcs" not in vars(self):
            return super().type_or_raise(mobject)
        for kind in (VMobject, PMobject, AbstractImageMobject, Mobject):
            if isinstance(mobject, kind):
                return kind
        return super().type_or_raise(mobject)

    def display_multiple_non_background_colored_vmobjects(
        self, vmobjects: Iterable[VMobject], pixel_array: np.ndarray
    ) -> None:
        if pixel_array is not self.pixel_array:
            super().display_multiple_non_background_colored_vmobjects(vmobjects, pixel_array)
            return
        matrix = self._matrix(pixel_array)
        for vmobject in vmobjects:
            number = self._shape_number(vmobject, matrix)
            if number is not None:
                self._items.append(number)

    def overlay_rgba_array(self, pixel_array: np.ndarray, new_array: np.ndarray) -> None:
        if pixel_array is not self.pixel_array:
            super().overlay_rgba_array(pixel_array, new_array)
            return
        self._items.append(self.ledger.number(_pixels(new_array, overlay=True)))

    def display_point_cloud(
        self, pmobject: PMobject, points: np.ndarray, rgbas: np.ndarray, thickness: float, pixel_array: np.ndarray
    ) -> None:
        if pixel_array is not self.pixel_array:
            super().display_point_cloud(pmobject, points, rgbas, thickness, pixel_array)
        elif len(points):
            self._items.append(self.ledger.number(self._cloud(pmobject, points, rgbas, thickness)))

    def display_image_mobject(self, image_mobject: AbstractImageMobject, pixel_array: np.ndarray) -> None:
        if pixel_array is not self.pixel_array:
            super().display_image_mobject(image_mobject, pixel_array)
            return
        self._items.append(self.ledger.number(self._picture(image_mobject)))

    # -- items

    def _matrix(self, pixel_array: np.ndarray) -> Matrix:
        """The matrix of the Cairo context that Manim would draw in; kept or made anew as the camera keeps contexts."""
        kept = self.get_cached_cairo_context(pixel_array)
        if kept is not None:
            return kept
        width, height = self.pixel_width, self.pixel_height
        across, up = width / self.frame_width, height / self.frame_height
        x, y = float(self.frame_center[0]), float(self.frame_center[1])
        matrix = (float(across), 0.0, 0.0, -float(up), float(width / 2 - x * across), float(height / 2 + y * up))
        self.cache_cairo_context(pixel_array, matrix)
        return matrix

    def _shape_number(self, vmobject: VMobject, matrix: Matrix) -> int | None:
        fill, stroke = self.get_fill_rgbas(vmobject), self.get_stroke_rgbas(vmobject)
        width, below_width = vmobject.get_stroke_width(), vmobject.get_stroke_width(True)
        below = self.get_stroke_rgbas(vmobject, background=True) if below_width else None
        gradient = len(fill) > 1 or len(stroke) > 1 or (below is not None and len(below) > 1)
        ends = self._gradient_ends(vmobject) if gradient else None
        content = (
            self._geometry(vmobject),
            fill.tobytes(),
            stroke.tobytes(),
            None if below is None else below.tobytes(),
            width,
            below_width,
            vmobject.joint_type,
            vmobject.cap_style,
            ends,
            matrix,
        )
        seen = self.ledger.seen.get(id(vmobject))
        if seen is not None and seen[0] == content:
            return seen[1]
        points = self.transform_points_pre_display(vmobject, vmobject.points)
        pens = (self._stroke(vmobject, stroke, width, ends), self._stroke(vmobject, below, below_width, ends))
        shape = _shape(vmobject, points, _paint(fill, ends), *pens, matrix)
        number = None if shape is None else self.ledger.number(shape)
        self.ledger.seen[id(vmobject)] = (content, number)
        return number

    def _geometry(self, vmobject: VMobject) -> Hashable:
        """All that the outline depends on."""
        return vmobject.points.tobytes()

    def _gradient_ends(self, vmobject: VMobject) -> tuple[float, float, float, float]:
        ends = self.transform_points_pre_display(vmobject, vmobject.get_gradient_start_and_end_points())
        return tuple(float(number) for point in ends for number in point[:2])

    def _stroke(self, vmobject: VMobject, rgbas: np.ndarray | None, width: float, ends: Any) -> Stroke | None:
        if not width:
            return None
        paint = _paint(rgbas, ends)
        if paint is CLEAR:
            return None
        pen = float(width * self.cairo_line_width_multiple * (self.frame_width / self.frame_width))
        return Stroke(paint, pen, int(LINE_JOIN_MAP[vmobject.joint_type]), int(CAP_STYLE_MAP[vmobject.cap_style]))

    def _cloud(self, pmobject: PMobject, points: np.ndarray, rgbas: np.ndarray, thickness: float) -> Cloud:
        """The same arithmetic as Camera.display_point_cloud, up to the assignment."""
        pixels = self.thickened_coordinates(self.points_to_pixel_coords(pmobject, points), thickness)
        colours = (self.rgb_max_val * rgbas).astype(self.pixel_array_dtype)
        colours = np.array([colours] * (len(pixels) // len(colours))).reshape((len(pixels), colours.shape[1]))
        visible = self.on_screen_pixels(pixels)
        flat = (pixels[visible] @ np.array([[1], [self.pixel_width]]))[:, 0].astype(np.int64)
        return Cloud(flat.tobytes(), colours[visible].tobytes())

    def _picture(self, image: AbstractImageMobject) -> Picture:
        corners = self.points_to_subpixel_coords(image, image.points)
        pixels = image.get_pixel_array()
        content = pixels.tobytes()
        seen = self.ledger.seen.get(id(image))
        if seen is None or seen[0] != content:
            planes = [np.ascontiguousarray(pixels[:, :, :3]), np.ascontiguousarray(pixels[:, :, 3])]
            seen = (content, [zlib.compress(plane.tobytes(), COMPRESSION) for plane in planes])
            self.ledger.seen[id(image)] = seen
        height, width = pixels.shape[:2]
        return Picture(*seen[1], width, height, corners.tobytes(), int(image.resampling_algorithm))


def _pixels(array: np.ndarray, overlay: bool = False) -> Pixels:
    return Pixels(zlib.compress(np.ascontiguousarray(array).tobytes(), COMPRESSION), overlay)


def _paint(rgbas: np.ndarray, ends: tuple[float, float, float, float] | None) -> Paint:
    """A paint; what is wholly transparent is CLEAR, because drawing it changes no pixel."""
    if not rgbas[:, 3].any():
        return CLEAR
    colours = tuple(map(tuple, rgbas.tolist()))
    return Paint(colours, ends if len(colours) > 1 else None)


def _shape(
    vmobject: VMobject, points: np.ndarray, fill: Paint, stroke: Stroke | None, below: Stroke | None, matrix: Matrix
) -> Shape | None:
    """The shape, or None where there is nothing to see."""
    if fill is CLEAR and stroke is None and below is None:
        return None
    splits = vmobject.get_subpath_split_indices_from_points(points, n_dims=2).tolist()
    closed = [vmobject.consider_points_equals_2d(points[start], points[end - 1]) for start, end in splits]
    drawn, subpaths = outline(points, splits, closed, matrix)
    return Shape(drawn, subpaths, fill, stroke, below, matrix) if subpaths else None
