"""A camera that writes down what it would draw.

The mixin stands before the scene's own camera class, so everything that decides what is drawn, in which order and
where, is Manim's; only the last step, Cairo, is replaced by an entry in the ledger. A camera becomes a recording one by
changing its class, whenever it is met, and becomes a drawing one when a method of it is replaced.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from manim import Camera, Mobject, PMobject, VMobject
from manim.camera.camera import BackgroundColoredVMobjectDisplayer
from manim.mobject.types.image_mobject import AbstractImageMobject

from eigenreel.stage.display import CLEAR, Cloud, Inset, Picture, Shape, Stencil
from eigenreel.stage.drawing_camera import COMPRESSION, draw_for_real, whole_frame
from eigenreel.stage.families import shown_members
from eigenreel.stage.ledger import Drawn, Ledger
from eigenreel.stage.looks import Ends, Look, look_of
from eigenreel.stage.outlines import Matrix, Subpaths, outlines
from eigenreel.stage.own_outlines import is_plain, own_outline
from eigenreel.stage.stock_cameras import METHODS, is_plain_view


class DisplayCamera:
    """Draws nothing: appends the number of each item to the frame."""

    ledger: Ledger
    stock: type

    def begin(self, ledger: Ledger, plain: tuple[int, ...] | None = None) -> None:
        """Record from now on.

        Args:
            plain: RGBA of the recording's empty frame; None where this camera is the first to say.
        """
        self.ledger = ledger
        self._items: list[int] = []
        self._below = 0
        self._plain = plain
        self._backdrop: tuple[int, ...] = ()
        self._seen = ledger.memory()
        self._images: dict[int, tuple[np.ndarray, bytes]] = {}
        self.pixel_array_to_cairo_context.clear()
        self.note_background()
        self.reset()

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if name in METHODS:
            draw_for_real(self)

    # -- what the renderer asks for

    def drawn(self) -> Drawn:
        return Drawn(tuple(self._items), self._below)

    def drawn_static(self) -> Drawn:
        """What a play's static frame is kept as: the list itself."""
        return self.drawn()

    def painted(self) -> np.ndarray:
        """The frame as it is now, drawn: uint8 (height, width, 4)."""
        return self.ledger.painted(self._items, self.pixel_width, self.pixel_height, self._plain)

    def reset(self) -> DisplayCamera:
        if vars(self)["pixel_array"].shape != self.background.shape:
            super().reset()
            # A copy of this camera goes on showing what the old pixels showed.
            self._items = []
        if self.background is not self._noted:
            self.note_background()
        self._items[:] = self._backdrop
        self._below = len(self._items)
        return self

    def set_frame_to_background(self, background: Drawn) -> None:
        self._items[:] = background.items
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
            self._backdrop = (self.ledger.number(whole_frame(self.background)),)

    @property
    def plain_background(self) -> tuple[int, ...]:
        """RGBA, 0…255, of the frame before anything is drawn."""
        return self._plain

    # -- for scenes that look at the picture

    @property
    def pixel_array(self) -> np.ndarray:
        """To Manim the array that it believes to draw in; to a scene what is drawn, as a copy that it cannot change."""
        own = vars(self).get("pixel_array")
        if own is None or sys._getframe(1).f_globals.get("__name__", "").startswith("manim."):
            return own
        picture = self.painted()
        picture.flags.writeable = False
        return picture

    @pixel_array.setter
    def pixel_array(self, array: np.ndarray) -> None:
        vars(self)["pixel_array"] = array

    def get_image(self, pixel_array: np.ndarray | None = None) -> Any:
        return super().get_image(self.painted() if pixel_array is None else pixel_array)

    # -- what Manim's camera calls to draw

    def get_mobjects_to_display(
        self,
        mobjects: Iterable[Mobject],
        include_submobjects: bool = True,
        excluded_mobjects: list[Mobject] | None = None,
    ) -> list[Mobject]:
        if include_submobjects and not excluded_mobjects:
            return shown_members(mobjects, self.use_z_index)
        return Camera.get_mobjects_to_display(self, mobjects, include_submobjects, excluded_mobjects)

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
        if pixel_array is not vars(self)["pixel_array"]:
            super().display_multiple_non_background_colored_vmobjects(vmobjects, pixel_array)
            return
        numbers = self._shape_numbers(list(vmobjects), self._matrix(pixel_array))
        self._items.extend(number for number in numbers if number is not None)

    def display_multiple_background_colored_vmobjects(
        self, cvmobjects: Iterable[VMobject], pixel_array: np.ndarray
    ) -> DisplayCamera:
        displayer = self.get_background_colored_vmobject_displayer()
        own = vars(self)["pixel_array"]
        if (
            pixel_array is not own
            or type(displayer) is not BackgroundColoredVMobjectDisplayer
            or displayer.pixel_array.shape != own.shape
        ):
            return super().display_multiple_background_colored_vmobjects(cvmobjects, pixel_array)
        layers = []
        for image, batch in groupby(cvmobjects, lambda each: each.get_background_image()):
            colours = self._image(displayer.get_background_array(image))
            numbers = self._shape_numbers(list(batch), self._matrix(displayer.pixel_array))
            shapes = tuple(self.ledger.items[number] for number in numbers if number is not None)
            if shapes:
                layers.append((shapes, colours))
        if layers:
            self._items.append(self.ledger.number(Stencil(tuple(layers))))
        return self

    def overlay_rgba_array(self, pixel_array: np.ndarray, new_array: np.ndarray) -> None:
        if pixel_array is not vars(self)["pixel_array"]:
            super().overlay_rgba_array(pixel_array, new_array)
            return
        self._items.append(self.ledger.number(whole_frame(new_array, overlay=True)))

    def display_point_cloud(
        self, pmobject: PMobject, points: np.ndarray, rgbas: np.ndarray, thickness: float, pixel_array: np.ndarray
    ) -> None:
        if pixel_array is not vars(self)["pixel_array"]:
            super().display_point_cloud(pmobject, points, rgbas, thickness, pixel_array)
        elif len(points):
            self._items.append(self.ledger.number(self._cloud(pmobject, points, rgbas, thickness)))

    def display_image_mobject(self, image_mobject: AbstractImageMobject, pixel_array: np.ndarray) -> None:
        if pixel_array is not vars(self)["pixel_array"]:
            super().display_image_mobject(image_mobject, pixel_array)
            return
        self._items.append(self.ledger.number(self._picture(image_mobject)))

    # -- items

    def inset(self, corners: np.ndarray, resampling: int) -> Inset:
        """What this camera sees now, as a picture in another's frame."""
        items = tuple(self.ledger.items[number] for number in self._items)
        height, width = vars(self)["pixel_array"].shape[:2]
        return Inset(items, self._plain, width, height, corners.tobytes(), resampling)

    def _image(self, array: np.ndarray) -> bytes:
        """The compressed rows of an image that many frames use; Manim keeps and does not change it."""
        if id(array) not in self._images:
            self._images[id(array)] = array, zlib.compress(np.ascontiguousarray(array).tobytes(), COMPRESSION)
        return self._images[id(array)][1]

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

    def _shape_numbers(self, vmobjects: Sequence[VMobject], matrix: Matrix) -> list[int | None]:
        """The number of each mobject's item, None where there is nothing to see."""
        view = self._view(matrix)
        looks = [look_of(self, each, self._geometry(each), view, self._gradient_ends) for each in vmobjects]
        seen = [self._seen.get(id(each)) for each in vmobjects]
        new = [
            number
            for number, (was, look) in enumerate(zip(seen, looks, strict=True))
            if was is None or was[0] != look.content
        ]
        result = [None if was is None else was[1] for was in seen]
        if new:
            drawn = self._outlines([vmobjects[number] for number in new], matrix)
            for number, (points, subpaths) in zip(new, drawn, strict=True):
                result[number] = self._number(looks[number], points, subpaths, matrix)
                self._seen[id(vmobjects[number])] = (looks[number].content, result[number])
        return result

    def _number(self, look: Look, points: bytes, subpaths: Subpaths, matrix: Matrix) -> int | None:
        scale = self.cairo_line_width_multiple * (self.frame_width / self.frame_width)
        palette = self.ledger.palette
        fill = palette.paint(look.fill, look.ends)
        stroke = palette.stroke(look, look.stroke, float(look.width * scale))
        below = palette.stroke(look, look.below, float(look.below_width * scale))
        if not subpaths or (fill is CLEAR and stroke is None and below is None):
            return None
        return self.ledger.number(Shape(points, subpaths, fill, stroke, below, matrix))

    def _outlines(self, vmobjects: Sequence[VMobject], matrix: Matrix) -> list[tuple[bytes, Subpaths]]:
        projected = self._project(vmobjects)
        finite = [bool(np.isfinite(points).all()) for points in projected]
        plain = [number for number, each in enumerate(vmobjects) if finite[number] and is_plain(each)]
        result: list[tuple[bytes, Subpaths]] = [(b"", ())] * len(vmobjects)
        if plain:
            tolerances = np.array([vmobjects[number].tolerance_for_point_equality for number in plain])
            drawn = outlines([projected[number] for number in plain], tolerances, matrix)
            for number, each in zip(plain, drawn, strict=True):
                result[number] = each
        for number in set(range(len(vmobjects))).difference(plain):
            if finite[number]:
                result[number] = own_outline(vmobjects[number], projected[number], matrix)
        return result

    # -- for cameras in space

    def _view(self, matrix: Matrix) -> Hashable:
        """What changes every outline."""
        return matrix, self.cairo_line_width_multiple

    def _geometry(self, vmobject: VMobject) -> Hashable:
        """What changes this mobject's outline."""
        return vmobject.points.tobytes()

    def _project(self, vmobjects: Sequence[VMobject]) -> list[np.ndarray]:
        return [vmobject.points for vmobject in vmobjects]

    def _gradient_ends(self, vmobject: VMobject) -> Ends:
        ends = self.transform_points_pre_display(vmobject, vmobject.get_gradient_start_and_end_points())
        return tuple(float(number) for point in ends for number in point[:2])

    # -- what is no outline

    def _cloud(self, pmobject: PMobject, points: np.ndarray, rgbas: np.ndarray, thickness: float) -> Cloud:
        """The same arithmetic as Camera.display_point_cloud, up to the assignment."""
        pixels = self.thickened_coordinates(self.points_to_pixel_coords(pmobject, points), thickness)
        colours = (self.rgb_max_val * rgbas).astype(self.pixel_array_dtype)
        colours = np.array([colours] * (len(pixels) // len(colours))).reshape((len(pixels), colours.shape[1]))
        visible = self.on_screen_pixels(pixels)
        flat = (pixels[visible] @ np.array([[1], [self.pixel_width]]))[:, 0].astype(np.int64)
        return Cloud(flat.tobytes(), colours[visible].tobytes())

    def _picture(self, image: AbstractImageMobject) -> Picture | Inset:
        corners = self.points_to_subpixel_coords(image, image.points)
        if is_plain_view(image) and isinstance(image.camera, DisplayCamera):
            return image.camera.inset(corners, int(image.resampling_algorithm))
        pixels = image.get_pixel_array()
        content = pixels.tobytes()
        seen = self._seen.get(id(image))
        if seen is None or seen[0] != content:
            planes = [np.ascontiguousarray(pixels[:, :, :3]), np.ascontiguousarray(pixels[:, :, 3])]
            seen = (content, [zlib.compress(plane.tobytes(), COMPRESSION) for plane in planes])
            self._seen[id(image)] = seen
        height, width = pixels.shape[:2]
        return Picture(*seen[1], width, height, corners.tobytes(), int(image.resampling_algorithm))
