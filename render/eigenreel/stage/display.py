"""Display lists: what a frame draws, as data that any process can rasterise.

A recording is made once, by running a scene under the recorder, and holds everything the rasteriser
needs: it can be pickled, hashed, cut into chunks and sent to a machine that has none of the scene's code.
Colours are RGBA in 0…1. Outlines are pixels from the upper left corner in steps of 1/256, which is the grid that Cairo
itself rounds every point to: nothing is lost, and movements too small to see become equal frames.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, or a linear gradient of colours at equal offsets.

    Attributes:
        rgbas: one RGBA for a plain colour, two or more for a gradient.
        ends: x0, y0, x1, y1 of a gradient's axis; None for a plain colour.
    """

    rgbas: tuple[tuple[float, float, float, float], ...]
    ends: tuple[float, float, float, float] | None = None


CLEAR = Paint(((0.0, 0.0, 0.0, 0.0),))


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen: its paint, width in scene units, and Cairo's join and cap numbers."""

    paint: Paint
    width: float
    join: int
    cap: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A vector shape, drawn as Manim draws it: background stroke, fill, stroke.

    Attributes:
        points: int32 x, y pairs in 1/256 pixel, as bytes: for each subpath its start, then handle, handle, anchor of
            each of its cubic Bézier curves.
        subpaths: (first point, end point, closed) of each subpath.
        fill: clear where nothing is filled.
        matrix: the Cairo matrix xx, yx, xy, yy, x0, y0 from scene units to pixels, which shapes the pens and places the
            gradients; their widths and ends are in scene units.
    """

    points: bytes
    subpaths: tuple[tuple[int, int, bool], ...]
    fill: Paint
    stroke: Stroke | None
    background_stroke: Stroke | None
    matrix: tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mesh:
    """Faces of solids, each one outline, from the back to the front. All arrays are bytes.

    Attributes:
        points: int32 (points, 2) in 1/256 pixel, the faces' outlines one after the other, each as in Shape.
        curves: int32 (faces,): how many curves each outline has; it takes one point and three for each curve.
        closed: bool (faces,).
        axes: float64 (faces, 4): the gradients' ends x0, y0, x1, y1 in scene units.
        rows: int32 (faces,): the row of the palette that each face takes its colours from.
        palette: float64 (rows, 2, 2, 4): RGBA at both ends of the fill, then of the stroke. Frames share it.
        pens: width, join and cap of the strokes; a width of 0 draws none.
        pen_rows: int32 (faces,): which of the pens each face has.
        matrix: as in Shape.
    """

    points: bytes
    curves: bytes
    closed: bytes
    axes: bytes
    rows: bytes
    palette: bytes
    pens: tuple[tuple[float, int, int], ...]
    pen_rows: bytes
    matrix: tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image and where its corners lie.

    Attributes:
        colours: uint8 RGB rows, zlib-compressed.
        alphas: uint8 rows, zlib-compressed; apart from the colours, because fading changes nothing else.
        corners: float64 (4, 2) pixel coordinates of upper left, upper right, lower left, lower right, as bytes.
        resampling: Pillow's resampling number.
    """

    colours: bytes
    alphas: bytes
    width: int
    height: int
    corners: bytes
    resampling: int


@dataclass(frozen=True, slots=True)
class Cloud:
    """Points that set single pixels: flat pixel indices (int64) and their RGBA (uint8), as bytes."""

    indices: bytes
    rgbas: bytes


@dataclass(frozen=True, slots=True)
class Pixels:
    """A frame, or a box of it, as zlib-compressed RGBA, for what no other item can hold.

    Attributes:
        overlay: whether it is laid over what is there by its alpha, or replaces it.
        box: its place x0, y0, x1, y1, the last column and row excluded; None is the whole frame.
    """

    data: bytes
    overlay: bool = False
    box: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Inset:
    """What another camera sees, laid into the frame as a picture.

    Attributes:
        items: what that camera draws, from the back to the front, on pixels of its own.
        background: RGBA, 0…255, of its empty frame.
        width, height: of its pixels.
        corners, resampling: as in Picture.
    """

    items: tuple[Item, ...]
    background: tuple[int, int, int, int]
    width: int
    height: int
    corners: bytes
    resampling: int


@dataclass(frozen=True, slots=True)
class Stencil:
    """Shapes that are coloured by images, laid over what is there.

    Attributes:
        layers: shapes, and the zlib-compressed RGBA image of the frame's size that they are multiplied by; of several
            layers the larger number counts in each channel.
    """

    layers: tuple[tuple[tuple[Item, ...], bytes], ...]


Item: TypeAlias = Shape | Mesh | Picture | Cloud | Pixels | Inset | Stencil


@dataclass(frozen=True, slots=True)
class FrameRun:
    """A frame and how many times it is shown: item numbers from the back to the front.

    Attributes:
        background: how many of the first items are static in this play (a hint for the rasteriser).
    """

    items: tuple[int, ...]
    repeat: int
    background: int = 0


@dataclass(frozen=True, slots=True)
class SoundMark:
    """A sound file that the scene started: at this frame, with this gain; what sounds already gets the other one."""

    path: Path
    frame: float
    gain_db: float
    background_gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class CaptionMark:
    """A subcaption that the scene added, in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Recording:
    """A staged scene.

    Attributes:
        background: RGBA of the empty frame, 0…255, as Manim's camera holds it.
        items: every distinct thing drawn; frames refer to them by number.
        runs: the frames in order; their repeats sum to ``frames``.
        plays: the frame at which each play or wait began, for cutting at places that survive an edit.
    """

    width: int
    height: int
    fps: int
    background: tuple[int, int, int, int]
    items: tuple[Item, ...]
    runs: tuple[FrameRun, ...]
    plays: tuple[int, ...]
    sounds: tuple[SoundMark, ...] = ()
    captions: tuple[CaptionMark, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()

    @property
    def frames(self) -> int:
        return sum(run.repeat for run in self.runs)

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.frames / self.fps
