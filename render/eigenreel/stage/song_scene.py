"""The scene of a song's film: layers, from the back to the front, that know what they show at each time.

A song's clock is the clock of its film, so nothing is played: for every frame the layers are asked for their items, and
a frame in which nothing changed lengthens the one before. Vignettes come as recordings of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from manim import Scene, config

from eigenreel import theme
from eigenreel.stage.display import Paint
from eigenreel.stage.ledger import Drawn
from eigenreel.stage.song_brush import Brush, filled_box
from eigenreel.stage.song_cards import Card, ending_lines, title_lines
from eigenreel.stage.song_layout import Layout
from eigenreel.stage.song_looks import RGB, look_of, mixed
from eigenreel.stage.song_lyrics import Lyrics
from eigenreel.stage.song_marks import Beats, Names
from eigenreel.stage.song_plan import Plan
from eigenreel.stage.song_screen import FADE as LAST_FADE
from eigenreel.stage.song_screen import Loop, Vignettes, smooth

TURN = 0.7
"""Seconds in which the shade of one section becomes that of the next."""

VEIL = 0.5
"""Seconds in which a passage comes out of the dark and goes into it."""

BLACK = (0.0, 0.0, 0.0, 1.0)

SHADES = 16
"""Steps in which it does."""


@dataclass(frozen=True)
class Matter:
    """What a song's film is made of, beside its plan.

    Attributes:
        layout: where everything stands.
        loops: by key of a lesson.
        course, unit: titles, for the first card.
        credits: (what, by whom), for the last.
    """

    layout: Layout
    loops: Mapping[str, Loop]
    course: str = ""
    unit: str = ""
    credits: Sequence[tuple[str, str]] = ()


class SongScene(Scene):
    """A song's film, or a passage of it.

    Args:
        renderer: a recorder; its ledger is written to frame by frame.
    """

    def __init__(self, plan: Plan, matter: Matter, **scene: Any) -> None:
        self.plan, self.matter = plan, matter
        super().__init__(**scene)

    def construct(self) -> None:
        self.lay_out()
        ledger, fps = self.renderer.ledger, config.frame_rate
        begins = {round(time * fps) for time in self._beginnings()}
        for frame in range(self.frames):
            if frame in begins:
                ledger.begin_play(True)
            ledger.write(Drawn(self.items(frame / fps)), 1)
        # Manim's sign that something was played: a scene without plays is a film of one frame.
        self.renderer.num_plays += 1

    @property
    def frames(self) -> int:
        return round(self.plan.duration * config.frame_rate)

    def lay_out(self) -> None:
        """Make the layers."""
        plan, matter, layout, brush = self.plan, self.matter, self.matter.layout, Brush(self.renderer)
        self._shades = [look_of(section.style).shade for section in plan.score.sections]
        self._vignettes = Vignettes(brush, plan, layout, matter.loops)
        self._beats = Beats(brush, plan, layout)
        self._names = Names(brush, plan, layout, {key: loop.title for key, loop in matter.loops.items()})
        self._lyrics = Lyrics(brush, plan, layout)
        self._brush, self._cards = brush, []
        self._dark = (brush.number(filled_box(0, 0, *brush.size, Paint((BLACK,)))),)
        if plan.title is not None:
            lines = title_lines(plan, matter.course, matter.unit)
            title = Card(brush, lines, plan.title, layout.scale, stays=False)
            self._cards.append(title)
            between = 2 * (theme.STAGE.right - layout.side)
            self._beats_begin = 0.0 if layout.has_frieze and title.width <= between else plan.title[1]
        if plan.ending is not None:
            lines = ending_lines(plan, matter.credits)
            span = plan.ending[0] + LAST_FADE, plan.ending[1]
            self._cards.append(Card(brush, lines, span, layout.scale, stays=True))

    def items(self, time: float) -> tuple[int, ...]:
        """What is drawn at a time, from the back to the front."""
        below = self._vignettes.items(time, self._shade(time))
        words = (number for layer in (self._names, self._lyrics, *self._cards) for number in layer.items(time))
        return (*below, *self._beats.items(time, self._beating(time)), *words, *self._veil(time))

    def texts(self, time: float) -> list[tuple[str, float, tuple[int, ...]]]:
        """(what it says, height of capitals in scene units, its items) of all type of the film's own."""
        texts = [text for layer in (self._names, self._lyrics, *self._cards) for text in layer.texts(time)]
        return [text for text in texts if text[2]]

    def _veil(self, time: float) -> tuple[int, ...]:
        """Lies over a passage when it begins and ends; a whole song has its cards there."""
        if self.plan.ending is not None:
            return ()
        return self._brush.faded(self._dark, 1 - smooth(min(time, self.plan.duration - time) / VEIL))

    def _shade(self, time: float) -> RGB:
        number = self.plan.section_at(time)
        share = smooth((time - self.plan.sections[number][0]) / TURN)
        if number == 0 or share == 1:
            return self._shades[number]
        return mixed(self._shades[number - 1], self._shades[number], round(share * SHADES) / SHADES)

    def _beating(self, time: float) -> float:
        """How clearly the signs of the beats are seen: not beside the credits, nor in the title's way."""
        title, ending = self.plan.title, self.plan.ending
        opacity = smooth((time - self._beats_begin) / TURN) if title else 1.0
        return opacity if ending is None else min(opacity, 1 - smooth((time - ending[0]) / TURN))

    def _beginnings(self) -> list[float]:
        """When something new begins, which is a good place to cut the film into chunks."""
        return [0.0, *(sung.rises for sung in self.plan.lines), *(shot.start for shot in self.plan.shots)]
