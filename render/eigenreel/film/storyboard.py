"""Storyboard: the last frame of each beat with its time and words, on one sheet, without rendering the film."""

from __future__ import annotations

import html
import json
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import typst
from PIL import Image

from eigenreel.film.raster import Raster
from eigenreel.stage.display import Recording
from eigenreel.stage.staging import Staged
from eigenreel.store import write_atomically

COLUMNS = 3

SHEET = """
#set page(width: {width}pt, height: auto, margin: 24pt, fill: rgb("#111111"))
#set text(font: ("Libertinus Serif", "New Computer Modern Math"), size: 13pt, fill: rgb("#dddddd"))
#let board = json("board.json")
#text(size: 24pt, fill: white)[#board.title] #h(1fr) #text(fill: rgb("#aaaaaa"))[#board.key · #board.duration]
#v(6pt)
#grid(columns: {columns}, column-gutter: 18pt, row-gutter: 20pt,
  ..board.panels.map(panel => block(breakable: false)[
    #image(panel.image, width: 100%)
    #v(-4pt)
    #text(fill: rgb("#ffd866"))[#panel.time] #h(6pt) #text(fill: white)[#panel.name] #h(1fr) #text(fill: rgb("#aaaaaa"))[#panel.chapter]
    #linebreak() #panel.words
  ]))
"""

PAGE = """<!doctype html>
<html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}: storyboard</title>
<style>
body {{ background: #111; color: #ddd; font: 16px/1.45 Georgia, serif; margin: 1.5rem }}
main {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.2rem }}
figure {{ margin: 0 }} img {{ width: 100%; display: block }} b {{ color: #ffd866 }} small {{ color: #aaa }}
</style>
<h1>{title}</h1><p><small>{key} · {duration}</small></p>
<main>
{panels}
</main></html>
"""


@dataclass(frozen=True)
class Panel:
    """One picture of a storyboard."""

    name: str
    chapter: str
    seconds: float
    words: str
    image: Image.Image


def panels(staged: Staged) -> Iterator[Panel]:
    """The last frame of each beat; of a scene without beats, the last frame of each play."""
    recording, timeline = staged.recording, staged.timeline
    if timeline is None:
        ends = sorted({*recording.plays[1:], recording.frames} - {0})
        moments = [(f"play {number}", "", end, "") for number, end in enumerate(ends, 1)]
    else:
        moments = [(beat.name, beat.chapter, beat.end, " ".join(word.text for word in beat.words)) for beat in timeline.beats]
    images = frames_at(recording, [end - 1 for _, _, end, _ in moments])
    for (name, chapter, end, words), image in zip(moments, images, strict=True):
        yield Panel(name, chapter, end / recording.fps, words, image)


def frames_at(recording: Recording, wanted: list[int]) -> Iterator[Image.Image]:
    """The pictures of some frames, given in rising order."""
    raster = Raster(recording.width, recording.height, recording.background)
    ends = np.cumsum([run.repeat for run in recording.runs])
    for frame in wanted:
        run = recording.runs[int(np.searchsorted(ends, frame, side="right"))]
        pixels = raster.frame([recording.items[number] for number in run.items])
        yield Image.fromarray(pixels[:, :, :3].copy())


def write_storyboard(staged: Staged, key: str, out: Path) -> tuple[Path, Path]:
    """Write ``<out>.png`` and ``<out>.html``; returns their paths.

    Args:
        out: the path without an ending.
    """
    boards = list(panels(staged))
    title = staged.timeline.title if staged.timeline else key
    lang = staged.timeline.lang if staged.timeline else "en"
    out.parent.mkdir(parents=True, exist_ok=True)
    png, page = out.with_name(out.name + ".png"), out.with_name(out.name + ".html")
    write_atomically(png, _sheet(boards, title, key, staged.recording.duration))
    write_atomically(page, _page(boards, title, key, staged.recording.duration, lang).encode())
    return png, page


def clock(seconds: float) -> str:
    """Minutes and seconds.

    >>> clock(75.26)
    '1:15.3'
    """
    return f"{int(seconds // 60)}:{seconds % 60:04.1f}"


def _sheet(boards: list[Panel], title: str, key: str, duration: float) -> bytes:
    """A PNG set by Typst, which brings its own fonts: the sheet needs none of the system's."""
    with tempfile.TemporaryDirectory() as folder:
        listing = []
        for number, panel in enumerate(boards):
            panel.image.save(Path(folder, f"{number}.png"), compress_level=1)
            about = {"name": panel.name, "chapter": panel.chapter, "time": clock(panel.seconds), "words": panel.words}
            listing.append(about | {"image": f"{number}.png"})
        data = {"title": title, "key": key, "duration": clock(duration), "panels": listing}
        Path(folder, "board.json").write_text(json.dumps(data), encoding="utf-8")
        columns = max(1, min(COLUMNS, len(boards)))
        source = Path(folder, "sheet.typ")
        source.write_text(SHEET.format(width=48 + columns * 420, columns=columns), encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False)
        return typst.compile(str(source), root=folder, font_paths=fonts, format="png", ppi=108)


def _page(boards: list[Panel], title: str, key: str, duration: float, lang: str) -> str:
    figures = "\n".join(
        f'<figure><img alt="{html.escape(panel.words or panel.name)}" src="data:image/png;base64,{_data(panel.image)}">'
        f"<figcaption><b>{clock(panel.seconds)}</b> {html.escape(panel.name)} "
        f"<small>{html.escape(panel.chapter)}</small><br>{html.escape(panel.words)}</figcaption></figure>"
        for panel in boards
    )
    return PAGE.format(
        lang=html.escape(lang), title=html.escape(title), key=html.escape(key), duration=clock(duration), panels=figures
    )


def _data(image: Image.Image) -> str:
    stream = BytesIO()
    image.save(stream, "PNG")
    return b64encode(stream.getvalue()).decode()
