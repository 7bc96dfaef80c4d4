"""Typesetting by Typst with the fonts inside its package: no LaTeX, no system fonts, the same outlines everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import svgelements
import typst
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

from eigenreel.errors import EigenreelError

TYPE_SIZE = 10.0
"""Points at which everything is set; sizes on screen are scaled from it."""

PREAMBLE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "New Computer Modern", size: {TYPE_SIZE}pt, top-edge: "ascender", bottom-edge: "descender")
#show math.equation: set text(font: "New Computer Modern Math")
#set par(leading: 0.35em)
#let part(label, body) = body
"""

BASELINE_COLOUR = "#00fe01"
BASELINE_MARK = f'#box(rect(width: 0.001pt, height: 1pt, fill: rgb("{BASELINE_COLOUR}")))'

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class Outline:
    """A glyph or a rule: cubic Bézier points (n, 3) in points of type, y upwards, from the text's upper left.

    ``glyph`` is the same for the same glyph of the same font, and "rule" for a rule; ``fill`` is ``#rrggbb``.
    """

    glyph: str
    fill: str
    points: np.ndarray


@dataclass(frozen=True)
class Setting:
    """A text that has been set: its outlines, its width and height, and its baseline below the top, all in points."""

    outlines: tuple[Outline, ...]
    width: float
    height: float


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))


@cache
def typeset(source: str, preamble: str = "") -> Setting:
    """Set Typst markup.

    Raises:
        EigenreelError: Typst does not understand it.
    """
    try:
        svg = _compiler().compile((PREAMBLE + preamble + source).encode(), format="svg")
    except typst.TypstError as error:
        raise EigenreelError(f"type '{source.strip()}': {error.message}; mend the Typst markup") from error
    root = ElementTree.fromstring(svg)
    symbols = {symbol.get("id"): symbol[0].get("d") for symbol in root.iter(f"{_SVG}symbol")}
    outlines = tuple(_outlines(root, np.eye(3), symbols))
    return Setting(outlines, float(root.get("width")[:-2]), float(root.get("height")[:-2]))


def _outlines(element: ElementTree.Element, matrix: np.ndarray, symbols: dict[str, str]):
    """The outlines of an SVG element and all inside it, in reading order."""
    for child in element:
        if child.tag in (f"{_SVG}defs", f"{_SVG}symbol"):
            continue
        inner = matrix @ _matrix(child.get("transform", ""))
        if child.tag == f"{_SVG}use":
            name = child.get(_LINK)[1:]
            place = inner @ _shift(float(child.get("x", 0)), float(child.get("y", 0)))
            yield Outline(name, child.get("fill", "#000000"), _place(_path_points(symbols[name]), place))
        elif child.tag == f"{_SVG}path":
            yield _shape(child, inner)
        else:
            yield from _outlines(child, inner, symbols)


def _shape(path: ElementTree.Element, matrix: np.ndarray) -> Outline:
    """A filled shape, or a stroked line made into the rectangle that it covers, so that it scales like the letters."""
    points = _path_points(path.get("d"))
    if path.get("fill", "none") != "none":
        return Outline("rule", path.get("fill"), _place(points, matrix))
    start, end, half = points[0], points[-1], float(path.get("stroke-width", 1)) / 2
    along = (end - start) / max(np.linalg.norm(end - start), 1e-9)
    across = half * np.array([-along[1], along[0], 0.0])
    corners = [start + across, end + across, end - across, start - across, start + across]
    sides = [np.linspace(one, other, 4) for one, other in pairwise(corners)]
    return Outline("rule", path.get("stroke", "#000000"), _place(np.concatenate(sides), matrix))


@cache
def _path_points(data: str) -> np.ndarray:
    """Manim's cubic points (n, 3) of SVG path data."""
    return VMobjectFromSVGPath(svgelements.Path(data)).points


def _matrix(transform: str) -> np.ndarray:
    found = svgelements.Matrix(transform)
    return np.array([[found.a, found.c, found.e], [found.b, found.d, found.f], [0, 0, 1]])


def _shift(x: float, y: float) -> np.ndarray:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]])


def _place(points: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Points under an SVG transform, turned from SVG's downward y to upward."""
    flat = points[:, :2] @ matrix[:2, :2].T + matrix[:2, 2]
    return np.column_stack([flat[:, 0], -flat[:, 1], np.zeros(len(flat))])
