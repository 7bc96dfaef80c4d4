"""Watching a lesson being staged: after every play, what text stands where and what lies behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from manim import Mobject, VMobject, config
from manim.mobject.text.tex_mobject import SingleStringMathTex
from manim.mobject.text.text_mobject import MarkupText, Text
from manim.mobject.text.typst_mobject import Typst

from eigenreel.check.evidence import Snapshot, TextOnScreen
from eigenreel.film.raster import Raster
from eigenreel.stage.display import Recording
from eigenreel.stage.lesson import Lesson
from eigenreel.stage.recorder import Recorder
from eigenreel.theme.lettering import Lettering

TEXT = (Lettering, Typst, Text, MarkupText, SingleStringMathTex)
VISIBLE = 0.1
"""The opacity from which a glyph counts as being there."""

AROUND = 0.06
"""Scene units around a text that count as behind it."""


class Watch:
    """Keeps, for every moment at which a play has ended, the text on screen and the display list of all the rest."""

    def __init__(self) -> None:
        self.moments: list[tuple[int, list[TextOnScreen], tuple[int, ...]]] = []

    def attend(self, scene: Lesson, recorder: Recorder) -> None:
        """Look after each of the scene's plays."""
        play = recorder.play

        def watched(*args, **kwargs) -> None:
            play(*args, **kwargs)
            self._look(scene, recorder)

        recorder.play = watched

    def snapshots(self, recording: Recording) -> tuple[Snapshot, ...]:
        """The moments, with the pixels behind each text."""
        raster = Raster(recording.width, recording.height, recording.background)
        found = []
        for frame, texts, items in self.moments:
            pixels = raster.frame([recording.items[number] for number in items])[..., :3] / 255
            found.append(Snapshot(frame, tuple(replace(text, behind=_behind(text, pixels)) for text in texts)))
        return tuple(found)

    def _look(self, scene: Lesson, recorder: Recorder) -> None:
        texts = list(outermost_texts(scene.mobjects))
        seen = [view for text in texts if (view := _view(text, recorder)) is not None]
        lettering = {id(part) for text in texts for part in text.get_family()}
        camera = recorder.camera
        others = [each for each in camera.get_mobjects_to_display(scene.mobjects) if id(each) not in lettering]
        camera.reset()
        if others:
            camera.capture_mobjects(others, include_submobjects=False)
        self.moments.append((recorder.ledger.frames, seen, camera.drawn().items))


def outermost_texts(mobjects: Iterable[Mobject]) -> Iterator[Mobject]:
    """The pieces of text among these and their parts; a text inside a text is part of it."""
    for mobject in mobjects:
        if isinstance(mobject, TEXT):
            yield mobject
        else:
            yield from outermost_texts(mobject.submobjects)


def label(text: Mobject) -> str:
    """What a text says, as far as it knows."""
    for name in ("source", "text", "original_text", "typst_code", "tex_string"):
        value = getattr(text, name, None)
        if isinstance(value, str) and value:
            return value
    return type(text).__name__


def _view(text: Mobject, recorder: Recorder) -> TextOnScreen | None:
    glyphs = [part for part in text.family_members_with_points() if isinstance(part, VMobject) and _opacity(part) > VISIBLE]
    if not glyphs:
        return None
    outlines = [recorder.camera.transform_points_pre_display(glyph, glyph.points) for glyph in glyphs]
    boxes = np.array([[*points.min(axis=0)[:2], *points.max(axis=0)[:2]] for points in outlines])
    box = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
    pixels = 1080 / config.frame_height
    return TextOnScreen(
        label=label(text),
        box=tuple(float(edge) for edge in box),
        glyphs=boxes,
        letter_height=_letter_height(text, boxes) * pixels,
        rgb=_darkest(glyphs),
        behind=np.empty((0, 3)),
    )


def _letter_height(text: Mobject, boxes: np.ndarray) -> float:
    """The height of a capital, in scene units: known for our own type, and else that of the tallest glyph."""
    if isinstance(text, Lettering):
        return text.capital_height
    return float((boxes[:, 3] - boxes[:, 1]).max())


def _opacity(glyph: VMobject) -> float:
    return max(float(glyph.get_fill_opacity()), float(glyph.get_stroke_opacity()) if glyph.get_stroke_width() else 0.0)


def _darkest(glyphs: list[VMobject]) -> tuple[float, float, float]:
    """The colour of the glyph that is hardest to see on black."""
    colours = [np.array(glyph.get_fill_color().to_rgb()) * _opacity(glyph) for glyph in glyphs]
    return tuple(float(channel) for channel in min(colours, key=lambda rgb: float(rgb @ [0.2126, 0.7152, 0.0722])))


def _behind(text: TextOnScreen, pixels: np.ndarray) -> np.ndarray:
    """The colours (n, 3) behind a text's box in a frame of pixels (height, width, 3)."""
    height, width = pixels.shape[:2]
    left, bottom, right, top = text.box
    across, up = width / config.frame_width, height / config.frame_height
    middle_x, middle_y = config.frame_width / 2, config.frame_height / 2
    rows = _span((middle_y - top - AROUND) * up, (middle_y - bottom + AROUND) * up, height)
    columns = _span((middle_x + left - AROUND) * across, (middle_x + right + AROUND) * across, width)
    return pixels[rows, columns].reshape(-1, 3)


def _span(first: float, last: float, size: int) -> slice:
    """The pixels from one position to another, as far as there are pixels."""
    first, last = np.clip([first, last], 0, size - 1)
    return slice(int(first), int(last) + 1)
