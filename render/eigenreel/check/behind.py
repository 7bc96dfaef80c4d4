"""Looking through text: what of it is really seen, and the pixels that lie behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

import numpy as np
from manim import config

from eigenreel.check.evidence import TextOnScreen
from eigenreel.film.raster import Raster
from eigenreel.stage.display import Item, Paint, Recording, Shape

Letters: TypeAlias = frozenset[int]
"""Numbers of the items that a text is drawn with."""

AROUND = 0.06
"""Scene units around a glyph that count as behind it."""

NOTHING = 6
"""Levels, of 255, that a pixel must change by to show anything of the text."""

COVERED = 0.85
"""The share of its own strength that a text must show, or something transparent lies on it."""


def looked_through(
    recording: Recording,
    moments: Iterable[tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[TextOnScreen, Letters], ...]]],
) -> Iterator[tuple[TextOnScreen, ...]]:
    """For each moment the texts that are seen, with what is behind them.

    A text is drawn twice, in its own colour and in black or white, whichever is further from it. Where both are the
    same it is covered or outside the frame, even if it had the colour of what lies behind it.

    Args:
        moments: (items of the whole frame, items without text, texts with the numbers of theirs).
    """
    size = recording.width, recording.height, recording.background
    own, turned, without = Raster(*size), Raster(*size), Raster(*size)
    opposites: dict[int, Item] = {}
    for items, others, texts in moments:
        for number in set().union(*(numbers for _, numbers in texts)) - opposites.keys():
            opposites[number] = _opposite(recording.items[number])
        whole = _pixels(own, [recording.items[number] for number in items]).astype(np.int16)
        ground = _pixels(without, [recording.items[number] for number in others])

        def shown(letters: Letters, items=items, whole=whole) -> np.ndarray:
            marked = [opposites[number] if number in letters else recording.items[number] for number in items]
            return np.abs(whole - _pixels(turned, marked)).max(axis=2)

        together = shown(frozenset().union(*(numbers for _, numbers in texts)))
        views = [
            # Where texts may lie on each other, each is turned by itself.
            _seen(text, shown(numbers) if _is_crossed(text, texts) else together, ground)
            for text, numbers in texts
        ]
        yield tuple(view for view in views if view is not None)


def _is_crossed(text: TextOnScreen, texts: Iterable[tuple[TextOnScreen, Letters]]) -> bool:
    left, bottom, right, top = text.box
    boxes = (other.box for other, _ in texts if other is not text)
    return any(left < box[2] and box[0] < right and bottom < box[3] and box[1] < top for box in boxes)


def _seen(text: TextOnScreen, shown: np.ndarray, ground: np.ndarray) -> TextOnScreen | None:
    """The text with what is behind each glyph, and with its opacity as it is seen; None if nothing of it is."""
    strongest = int(shown[_place(text.box, shown.shape)].max(initial=0))
    if strongest < NOTHING:
        return None
    rgbas = text.rgbas.copy()
    # How far the strongest colour of the text would have turned, had nothing lain on it.
    turn = max(255 * rgba[3] * np.abs(rgba[:3] - _far_from(rgba[:3])).max() for rgba in rgbas)
    if strongest < COVERED * turn:
        rgbas[:, 3] *= strongest / turn
    behind = tuple(ground[_place(box, shown.shape, AROUND)].reshape(-1, 3) for box in text.glyphs)
    return replace(text, rgbas=rgbas, behind=behind)


def _opposite(item: Item) -> Item:
    """The same shape in black or white, whichever is further from its colours."""
    if not isinstance(item, Shape):
        return item
    stroke = item.stroke and replace(item.stroke, paint=_turned(item.stroke.paint))
    return replace(item, fill=_turned(item.fill), stroke=stroke)


def _turned(paint: Paint) -> Paint:
    return replace(paint, rgbas=tuple((*_far_from(np.array(rgba[:3])).tolist(), rgba[3]) for rgba in paint.rgbas))


def _far_from(rgb: np.ndarray) -> np.ndarray:
    """Black or white (3,)."""
    return np.full(3, float(rgb.mean() < 0.5))


def _pixels(raster: Raster, items: list[Item]) -> np.ndarray:
    """uint8 (height, width, 3); valid until the raster's next frame."""
    return raster.frame(items)[..., :3]


def _place(box: tuple[float, ...] | np.ndarray, shape: tuple[int, ...], around: float = 0.0) -> tuple[slice, slice]:
    """The rows and columns of a box in scene units, as far as they are in the frame."""
    height, width = shape[:2]
    left, bottom, right, top = box
    across, up = width / config.frame_width, height / config.frame_height
    middle_x, middle_y = config.frame_width / 2, config.frame_height / 2
    rows = _span((middle_y - top - around) * up, (middle_y - bottom + around) * up, height)
    return rows, _span((middle_x + left - around) * across, (middle_x + right + around) * across, width)


def _span(first: float, last: float, size: int) -> slice:
    """The pixels from one position to another; empty outside."""
    return slice(int(np.clip(first, 0, size)), int(np.clip(last + 1, 0, size)))
