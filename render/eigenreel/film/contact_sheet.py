"""A storyboard on paper: one picture set by Typst, which brings its own fonts, and one page of HTML."""

from __future__ import annotations

import html
import json
import tempfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from PIL import Image

if TYPE_CHECKING:
    from eigenreel.film.storyboard import Panel, Storyboard

PICTURE = 440
"""Points that a picture on the sheet is wide; with PIXELS_PER_INCH a picture of 854 pixels is not made larger."""

PIXELS_PER_INCH = 110
MARGIN, GUTTER = 30, 22
MOST_COLUMNS = 3

SHEET = """
#set page(width: {width}pt, height: auto, margin: {margin}pt, fill: rgb("#15171a"))
#set text(font: ("Libertinus Serif", "New Computer Modern Math"), size: 14pt, fill: rgb("#d6d6d6"), hyphenate: false)
#set par(leading: 0.52em, spacing: 0.5em)
#let grey = rgb("#9a9fa6")
#let board = json("board.json")
#grid(columns: (1fr, auto), align: (left + bottom, right + bottom),
  text(size: 34pt, fill: white)[#board.title],
  text(size: 15pt, fill: grey)[#board.about])
#v(4pt)
#line(length: 100%, stroke: 0.7pt + rgb("#3a3f45"))
#v(8pt)
#grid(columns: ({picture}pt,) * {columns}, column-gutter: {gutter}pt, row-gutter: 26pt,
  ..board.panels.map(panel => block(breakable: false, width: 100%)[
    #if board.chapters [
      #block(height: 13pt, text(size: 13pt, fill: rgb("#ffd866"), tracking: 0.3pt)[#panel.chapter])
    ]
    #block(stroke: 0.7pt + rgb("#3a3f45"), clip: true, image(panel.image, width: 100%))
    #v(1pt)
    #grid(columns: (auto, 1fr, auto), column-gutter: 7pt, align: bottom,
      text(size: 14pt, fill: grey)[#panel.number],
      text(size: 17pt, fill: white, weight: "semibold")[#panel.name],
      text(size: 14pt, fill: grey, number-width: "tabular")[#panel.time])
    #v(2pt)
    #panel.words
  ]))
"""

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: storyboard</title>
<style>
body {{ background: #15171a; color: #d6d6d6; font: 17px/1.45 Georgia, serif;
  margin: 2rem auto; max-width: 90rem; padding: 0 1.5rem }}
header {{ display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 2rem;
  border-bottom: 1px solid #3a3f45; margin-bottom: 1.5rem }}
h1 {{ color: #fff; font-weight: normal; margin: 0 }}
h2 {{ color: #ffd866; font-size: 1.1rem; font-weight: normal; margin: 1.5rem 0 .6rem }}
.chapter {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1.6rem }}
figure {{ margin: 0 }}
img {{ width: 100%; display: block; border: 1px solid #3a3f45; box-sizing: border-box }}
figcaption p {{ margin: .3rem 0 }}
.name {{ display: flex; justify-content: space-between; align-items: baseline }}
b {{ color: #fff; font-size: 1.15rem }}
small, header p {{ color: #9a9fa6; margin: .3rem 0 }}
</style>
</head>
<body>
<header><h1>{title}</h1><p>{about}</p></header>
<main>
{chapters}
</main>
</body>
</html>
"""

FIGURE = (
    '<figure><img alt="{alt}" src="data:image/png;base64,{data}"><figcaption>'
    '<p class="name"><b>{name}</b> <small>{time}</small></p>{words}</figcaption></figure>'
)


def clock(seconds: float) -> str:
    """Minutes and seconds.

    >>> clock(75.26), clock(119.97)
    ('1:15.3', '2:00.0')
    """
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 / 10:04.1f}"


def sheet(board: Storyboard) -> bytes:
    """The storyboard as a PNG, up to three pictures side by side."""
    columns = max(1, min(MOST_COLUMNS, len(board.panels)))
    source = SHEET.format(
        width=2 * MARGIN + columns * PICTURE + (columns - 1) * GUTTER,
        margin=MARGIN,
        gutter=GUTTER,
        picture=PICTURE,
        columns=columns,
    )
    with tempfile.TemporaryDirectory() as folder:
        for number, panel in enumerate(board.panels, 1):
            panel.image.save(Path(folder, f"{number}.png"), compress_level=1)
        Path(folder, "board.json").write_text(json.dumps(_data(board)), encoding="utf-8")
        Path(folder, "sheet.typ").write_text(source, encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False)
        main = str(Path(folder, "sheet.typ"))
        return typst.compile(main, root=folder, font_paths=fonts, format="png", ppi=PIXELS_PER_INCH)


def page(board: Storyboard) -> str:
    """The storyboard as a page that needs nothing beside it."""
    chapters: list[tuple[str, list[str]]] = []
    for panel in board.panels:
        if not chapters or chapters[-1][0] != panel.chapter:
            chapters.append((panel.chapter, []))
        chapters[-1][1].append(_figure(panel))
    sections = [_section(title, figures) for title, figures in chapters]
    title, about = html.escape(board.title), html.escape(_about(board))
    return PAGE.format(lang=html.escape(board.lang), title=title, about=about, chapters="\n".join(sections))


def _section(title: str, figures: list[str]) -> str:
    heading = f"<h2>{html.escape(title)}</h2>\n" if title else ""
    return heading + '<div class="chapter">\n' + "\n".join(figures) + "\n</div>"


def _data(board: Storyboard) -> dict[str, object]:
    """What the sheet reads. A chapter's title stands over the first of its pictures."""
    panels, last = [], ""
    for number, panel in enumerate(board.panels, 1):
        chapter, last = ("" if panel.chapter == last else panel.chapter), panel.chapter
        about = {"name": panel.name, "chapter": chapter, "time": _span(panel), "words": panel.words}
        panels.append(about | {"number": str(number), "image": f"{number}.png"})
    chapters = any(panel.chapter for panel in board.panels)
    return {"title": board.title, "about": _about(board), "chapters": chapters, "panels": panels}


def _about(board: Storyboard) -> str:
    return " · ".join(dict.fromkeys([*([board.key] if board.key != board.title else []), clock(board.duration)]))


def _span(panel: Panel) -> str:
    return f"{clock(panel.start)} – {clock(panel.end)}"


def _figure(panel: Panel) -> str:
    words = f"<p>{html.escape(panel.words)}</p>" if panel.words else ""
    name = html.escape(panel.name)
    alt = f"The last picture of {name}"
    return FIGURE.format(alt=alt, data=_base64(panel.image), name=name, time=_span(panel), words=words)


def _base64(image: Image.Image) -> str:
    stream = BytesIO()
    image.save(stream, "PNG")
    return b64encode(stream.getvalue()).decode()
