"""A camera that draws in a way of its own."""

from __future__ import annotations

from manim import Camera


class Tinted(Camera):
    def get_fill_rgbas(self, vmobject):
        return super().get_fill_rgbas(vmobject) * [1, 0.5, 0.5, 1]
