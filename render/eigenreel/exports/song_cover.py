"""The picture of a song that players show: its melody around a clock, a colour for each section."""

from __future__ import annotations

import json
from itertools import cycle
from math import cos, sin, tau

import typst

from eigenreel.sound.song.pictures import SECTION_COLOURS
from eigenreel.sound.song.score import Score

SIDE, PIXELS_PER_INCH = 500, 144
"""Points, which make 1000 pixels."""
MIDDLE = (250.0, 205.0)
INNER, OUTER = 95.0, 185.0
"""Points from the middle: of the song's lowest note, and of its highest."""
GAP = 0.03
"""Of the circle, before the song begins again."""

PAGE = """
#let song = json(bytes(sys.inputs.song))
#set page(width: song.side * 1pt, height: song.side * 1pt, margin: 0pt, fill: black)
#set text(font: "New Computer Modern", fill: white)
#for note in song.notes {
  place(line(
    start: note.start.map(each => each * 1pt), end: note.end.map(each => each * 1pt),
    stroke: (paint: rgb(..note.colour), thickness: 3.5pt, cap: "round"),
  ))
}
#place(dx: 30pt, dy: 408pt, block(width: (song.side - 60) * 1pt, align(center)[
  // As large as one line has room for; a long title takes two.
  #context {
    let size = calc.max(22pt, calc.min(44pt, 440pt / measure(text(1pt, song.title)).width * 1pt))
    set par(leading: 0.3em)
    text(size, song.title)
  }
]))
#place(bottom + center, dy: -18pt, text(15pt, luma(175), song.under))
"""


def cover(score: Score, album: str) -> bytes:
    """A square PNG, the same bytes each time.

    Args:
        album: what the song belongs to, which stands under its title with the unit.
    """
    under = ", ".join(filter(None, [album, f"unit {score.unit}"]))
    data = {"side": SIDE, "notes": _notes(score), "title": score.title, "under": under}
    fonts = typst.Fonts(include_system_fonts=False)
    inputs = {"song": json.dumps(data)}
    return typst.compile(PAGE.encode(), font_paths=fonts, format="png", ppi=PIXELS_PER_INCH, sys_inputs=inputs)


def _notes(score: Score) -> list[dict[str, object]]:
    """Strokes of the melody from twelve o'clock on, higher notes further out."""
    pitches = [note.pitch for line in score.lines for note in line.notes] or [0]
    lowest, span = min(pitches), max(max(pitches) - min(pitches), 1)
    strokes = []
    for section, colour in zip(score.sections, cycle(SECTION_COLOURS)):
        for line in section.lines:
            for note in line.notes:
                radius = INNER + (OUTER - INNER) * (note.pitch - lowest) / span
                start, end = (_point(score.seconds(place) / score.duration, radius) for place in (note.start, note.end))
                strokes.append({"start": start, "end": end, "colour": colour})
    return strokes


def _point(part: float, radius: float) -> tuple[float, float]:
    angle = (GAP / 2 + (1 - GAP) * part) * tau
    return round(MIDDLE[0] + radius * sin(angle), 2), round(MIDDLE[1] - radius * cos(angle), 2)
