"""Typesetting by Typst with the fonts inside its package: no LaTeX, no system fonts, the same outlines everywhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import svgelements
import typst
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

from eigenreel.errors import EigenreelError

TYPE_SIZE = 10.0
"""Points at which everything is set; sizes on screen are scaled from it."""

# Without fallback, a letter that the faces do not have is a box that we notice, rather than a letter of another face.
PREAMBLE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: ("New Computer Modern", "New Computer Modern Math"), fallback: false, size: {TYPE_SIZE}pt)
#set text(top-edge: "ascender", bottom-edge: "descender")
#show math.equation: set text(font: ("New Computer Modern Math", "New Computer Modern"))
#set par(leading: 0.35em)
"""

SETTINGS_KEPT = 4096
"""Texts, of some 40 kB each: a scene may set another one in every frame."""

UNKNOWN_LETTER = "☃"
"""One that New Computer Modern does not have."""

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class Outline:
    """A glyph or a rule: cubic Bézier points (n, 3) in points of type, y upwards, from the text's upper left.

    Attributes:
        glyph: the same for the same glyph of the same face and size; "rule" for a rule.
        fill: ``#rrggbb``.
        baseline: the y of the line that the glyph stands on.
    """

    glyph: str
    fill: str
    points: np.ndarray
    baseline: float


@dataclass(frozen=True)
class Setting:
    """A text that has been set: its outlines in drawing order, and its width in points."""

    outlines: tuple[Outline, ...]
    width: float


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))


@lru_cache(maxsize=SETTINGS_KEPT)
def typeset(code: str, what: str = "type") -> Setting:
    """Set Typst markup. A text is set once; after that it is remembered, until very many others have been set.

    Args:
        what: how an error names it, such as ``formula 'a + b'``.

    Raises:
        EigenreelError: Typst does not understand it, or it would read a file or a package.
    """
    if "#import" in code or "#include" in code:
        raise EigenreelError(f"{what}: type cannot import anything; write out what it needs")
    try:
        svg = _compiler().compile((PREAMBLE + code).encode(), format="svg")
    except typst.TypstError as error:
        remedy = " ".join([*error.hints, "mend the Typst markup"][:1])
        raise EigenreelError(f"{what}: {error.message}; {remedy}") from error
    if isinstance(svg, list):
        raise EigenreelError(f"{what}: it takes {len(svg)} pages; take out the page break")
    root = ElementTree.fromstring(svg)
    symbols = {symbol.get("id"): symbol[0].get("d") for symbol in root.iter(f"{_SVG}symbol")}
    return Setting(tuple(_outlines(root, np.eye(3), symbols)), float(root.get("width")[:-2]))


def quoted(text: str) -> str:
    """A string in Typst's code: nothing in it is markup."""
    return json.dumps(text, ensure_ascii=False)


def check_letters(text: str, what: str) -> None:
    """Raise EigenreelError if New Computer Modern lacks a letter of a text."""
    for letter in dict.fromkeys(text):
        if not letter.isascii() and not letter.isspace() and not _has_letter(letter):
            raise EigenreelError(f"{what}: New Computer Modern has no '{letter}'; write it in other letters")


@cache
def _has_letter(letter: str) -> bool:
    unknown = {outline.glyph for outline in typeset(f"#{quoted(UNKNOWN_LETTER)}").outlines}
    return not unknown & {outline.glyph for outline in typeset(f"#{quoted(letter)}").outlines}


def _outlines(element: ElementTree.Element, matrix: np.ndarray, symbols: dict[str, str]):
    """The outlines of an SVG element and all inside it, in drawing order."""
    for child in element:
        if child.tag == f"{_SVG}defs":
            continue
        inner = matrix @ _matrix(child.get("transform", ""))
        if child.tag == f"{_SVG}use":
            name = child.get(_LINK)[1:]
            place = inner @ _shift(float(child.get("x", 0)), float(child.get("y", 0)))
            points = _place(_path_points(symbols[name]), place)
            yield Outline(name, child.get("fill", "#000000"), points, -float(place[1, 2]))
        elif child.tag == f"{_SVG}path":
            yield _shape(child, inner)
        else:
            yield from _outlines(child, inner, symbols)


def _shape(path: ElementTree.Element, matrix: np.ndarray) -> Outline:
    """A filled shape, or a stroked line made into the rectangle that it covers, so that it scales like the letters."""
    points, paint = _path_points(path.get("d")), path.get("fill", "none")
    if paint == "none":
        points, paint = _ribbon(points, float(path.get("stroke-width", 1))), path.get("stroke", "#000000")
    placed = _place(points, matrix)
    return Outline("rule", paint, placed, float(placed[:, 1].min()))


def _ribbon(points: np.ndarray, width: float) -> np.ndarray:
    """The outline (n, 3) of a straight stroke from the first to the last of these points."""
    start, end = points[0], points[-1]
    along = (end - start) / max(np.linalg.norm(end - start), 1e-9)
    across = width / 2 * np.array([-along[1], along[0], 0.0])
    corners = [start + across, end + across, end - across, start - across, start + across]
    return np.concatenate([np.linspace(one, other, 4) for one, other in pairwise(corners)])


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
