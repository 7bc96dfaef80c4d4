"""Watching a lesson being staged: what text stands where, and what lies behind it, whenever that text is at rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import Mobject, ThreeDCamera, VMobject, config

from eigenreel.check.behind import Letters, looked_through
from eigenreel.check.evidence import Snapshot, TextOnScreen
from eigenreel.check.texts import Piece, Texts
from eigenreel.stage.display import Recording
from eigenreel.stage.lesson import Lesson
from eigenreel.stage.recorder import Recorder
from eigenreel.theme.lettering import Lettering

VISIBLE = 0.1
"""The opacity from which a glyph counts as being there."""

REST = 0.5
"""Seconds for which a text must have stood still to be looked at while something else is playing."""

STILL = 1e-3
"""Scene units, or parts of full colour, that do not count as a change."""

FEW = 3
"""So few loose letters may be signs, whose height says nothing about the size of the type."""


@dataclass(frozen=True)
class Moment:
    """Text at rest, and the display lists of everything and of everything but text."""

    frame: int
    texts: tuple[tuple[TextOnScreen, Letters], ...]
    items: tuple[int, ...]
    others: tuple[int, ...]


class Watch:
    """Keeps the moments at which a play has ended, and those at which text came to rest during one."""

    def __init__(self) -> None:
        self.moments: list[Moment] = []
        self._texts = Texts()
        self._sample: tuple[int, list[tuple[Piece, TextOnScreen]]] = (0, [])
        self._resting: set[tuple] = set()

    def attend(self, scene: Lesson, recorder: Recorder) -> None:
        """Look after each of the scene's plays, and twice a second within them."""
        play, add, on_frame = recorder.play, scene.add, recorder.ledger.on_frame

        def watched_play(*args, **kwargs) -> None:
            play(*args, **kwargs)
            self._keep(scene, recorder, self._views(scene, recorder))

        def watched_add(*mobjects):
            self._texts.learn(mobjects)
            return add(*mobjects)

        def watched_frame(frames: int) -> None:
            if on_frame is not None:
                on_frame(frames)
            if frames - self._sample[0] >= REST * config.frame_rate:
                self._glance(scene, recorder, frames)

        recorder.play, scene.add, recorder.ledger.on_frame = watched_play, watched_add, watched_frame

    def snapshots(self, recording: Recording) -> tuple[Snapshot, ...]:
        """The moments, with the pixels behind each text; text that is covered or outside the frame is left out."""
        looks = looked_through(recording, [(each.items, each.others, each.texts) for each in self.moments])
        return tuple(Snapshot(each.frame, texts) for each, texts in zip(self.moments, looks, strict=True))

    def _glance(self, scene: Lesson, recorder: Recorder, frames: int) -> None:
        """Keep the texts that have not changed since the last glance, if they are not the ones kept last."""
        before, views = {id(piece.whole): view for piece, view in self._sample[1]}, self._views(scene, recorder)
        self._sample = frames, views
        resting = [
            (piece, view) for piece, view in views
            if piece.whole is not None and id(piece.whole) in before and _is_as(view, before[id(piece.whole)])
        ]  # fmt: skip
        if {_place(view) for _, view in resting} - self._resting:
            self._keep(scene, recorder, resting)

    def _keep(self, scene: Lesson, recorder: Recorder, views: list[tuple[Piece, TextOnScreen]]) -> None:
        camera = recorder.camera
        lettering = {id(letter) for piece, _ in views for letter in piece.letters}
        shown = camera.get_mobjects_to_display(scene.mobjects)

        def drawn(mobjects: list[Mobject]) -> tuple[int, ...]:
            camera.reset()
            if mobjects:
                camera.capture_mobjects(mobjects, include_submobjects=False)
            return camera.drawn().items

        ground = set(drawn([]))
        texts = tuple((view, frozenset(drawn(piece.letters)) - ground) for piece, view in views)
        everything = drawn(shown)
        others = drawn([each for each in shown if id(each) not in lettering])
        self._resting = {_place(view) for _, view in views}
        self.moments.append(Moment(recorder.ledger.frames, texts, everything, others))

    def _views(self, scene: Lesson, recorder: Recorder) -> list[tuple[Piece, TextOnScreen]]:
        pieces = self._texts.on(scene.mobjects)
        return [(piece, view) for piece in pieces if (view := _view(piece, recorder.camera)) is not None]


def _view(piece: Piece, camera) -> TextOnScreen | None:
    """How a piece of text is seen, but for what is behind it; None if nothing of it is."""
    letters = [
        part for part in piece.letters
        if isinstance(part, VMobject) and part.has_points() and _opacity(part) > VISIBLE
    ]  # fmt: skip
    if not letters:
        return None
    scale = config.frame_height / camera.frame_height
    # Manim's camera for space has taken its centre off already.
    centre = np.zeros(2) if isinstance(camera, ThreeDCamera) else np.array(camera.frame_center)[:2]
    points = [(camera.transform_points_pre_display(each, each.points)[:, :2] - centre) * scale for each in letters]
    boxes = np.array([[*each.min(axis=0), *each.max(axis=0)] for each in points])
    box = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
    growth = _extent(np.concatenate(points)) / max(_extent(np.concatenate([each.points for each in letters])), 1e-9)
    return TextOnScreen(
        label=piece.label,
        box=tuple(float(edge) for edge in box),
        glyphs=boxes,
        letter_height=_letter_height(piece, boxes, growth) * 1080 / config.frame_height,
        rgbas=np.array([_colour(each) for each in letters]),
        behind=(),
    )


def _letter_height(piece: Piece, boxes: np.ndarray, growth: float) -> float:
    """The height of a capital, in units of the frame: known for our own type, and else that of the tallest glyph."""
    if isinstance(piece.whole, Lettering):
        return piece.whole.capital_height * growth
    if piece.whole is None and len(boxes) < FEW:
        return float("inf")
    return float((boxes[:, 3] - boxes[:, 1]).max())


def _extent(points: np.ndarray) -> float:
    return float(np.linalg.norm(points.max(axis=0) - points.min(axis=0)))


def _opacity(glyph: VMobject) -> float:
    return max(float(glyph.get_fill_opacity()), float(glyph.get_stroke_opacity()) if glyph.get_stroke_width() else 0.0)


def _colour(glyph: VMobject) -> tuple[float, ...]:
    """RGBA, 0…1, of what its form is seen by: its fill, or its pen if that is stronger."""
    by_fill = float(glyph.get_fill_opacity()) >= _opacity(glyph)
    colour = glyph.get_fill_color() if by_fill else glyph.get_stroke_color()
    return (*colour.to_rgb(), _opacity(glyph))


def _is_as(view: TextOnScreen, other: TextOnScreen) -> bool:
    """Whether a text stands where it stood and looks as it looked."""
    if view.label != other.label or view.glyphs.shape != other.glyphs.shape:
        return False
    return bool(np.abs(view.glyphs - other.glyphs).max() < STILL and np.abs(view.rgbas - other.rgbas).max() < STILL)


def _place(view: TextOnScreen) -> tuple:
    return (view.label, *np.round(view.box, 2).tolist())
