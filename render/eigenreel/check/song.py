"""The film of a song, held against the rules that do not ask for a voice that speaks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import config

from eigenreel.check.behind import Letters, looked_through
from eigenreel.check.caption_speed import caption_speed
from eigenreel.check.contrast import contrast
from eigenreel.check.evidence import Evidence, Snapshot, TextOnScreen
from eigenreel.check.finding import Finding
from eigenreel.check.flashing import flashing
from eigenreel.check.gather import FPS, HEIGHT, WIDTH
from eigenreel.check.legibility import legibility
from eigenreel.check.margins import margins
from eigenreel.check.overlap import overlap
from eigenreel.check.rules import Rule
from eigenreel.check.stillness import stillness
from eigenreel.course import SongRef
from eigenreel.options import soundfont_path
from eigenreel.stage.display import Recording, Shape
from eigenreel.stage.moved import STEPS_PER_PIXEL
from eigenreel.stage.song_film import stage_written_song
from eigenreel.stage.song_plan import Plan
from eigenreel.stage.song_scene import SongScene
from eigenreel.stage.staging import StageOptions

RULES: tuple[Rule, ...] = (margins, overlap, legibility, contrast, stillness, caption_speed, flashing)

SETTLED = 3.5
"""Seconds after which a card's lines are all there."""


def check_song(ref: SongRef) -> list[Finding]:
    """Stage a song's film, with syllables where the score has them, and hold it against the rules.

    Raises:
        EigenreelError: the song holds a mistake, or it cannot be drawn.
    """
    evidence = gather_song(ref)
    findings = [finding for rule in RULES for finding in rule(evidence)]
    return sorted(findings, key=lambda finding: (finding.time or 0.0, finding.rule))


def gather_song(ref: SongRef) -> Evidence:
    """A song's film and what its type looks like whenever that is at rest."""
    staged, scene = stage_written_song(ref, StageOptions(WIDTH, HEIGHT, FPS), soundfont_path())
    recording = staged.recording
    moments = list(_moments(recording, scene))
    looks = looked_through(recording, [(items, others, texts) for _, items, others, texts in moments])
    return Evidence(
        key=ref.key,
        scene=ref.path,
        telling=None,
        recording=recording,
        timeline=staged.timeline,
        snapshots=tuple(Snapshot(moment[0], texts) for moment, texts in zip(moments, looks, strict=True)),
    )


Moment = tuple[int, tuple[int, ...], tuple[int, ...], tuple[tuple[TextOnScreen, Letters], ...]]


def _moments(recording: Recording, scene: SongScene) -> Iterator[Moment]:
    """(frame, all items, those that are no type, type with its items)."""
    for frame in _frames(scene.plan, recording):
        items, texts = scene.items(frame / FPS), scene.texts(frame / FPS)
        letters = {number for *_, numbers in texts for number in numbers}
        others = tuple(number for number in items if number not in letters)
        views = tuple((_view(recording, *text), frozenset(text[2])) for text in texts)
        yield frame, items, others, views


def _frames(plan: Plan, recording: Recording) -> list[int]:
    """When a line waits, is being sung, and has been; and when the cards have come."""
    times = [time for sung in plan.lines for time in (sung.rises, (sung.start + sung.end) / 2, sung.goes)]
    times += [min(card[0] + SETTLED, (card[0] + card[1]) / 2) for card in (plan.title, plan.ending) if card]
    return sorted({min(max(int(time * FPS), 0), recording.frames - 1) for time in times})


def _view(recording: Recording, label: str, capitals: float, numbers: tuple[int, ...]) -> TextOnScreen:
    """How a piece of type is seen, but for what is behind it."""
    shapes = [recording.items[number] for number in numbers]
    boxes = np.array([_box(shape, recording) for shape in shapes])
    return TextOnScreen(
        label=label,
        box=tuple(map(float, (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)))),
        glyphs=boxes,
        letter_height=capitals * 1080 / config.frame_height,
        rgbas=np.array([shape.fill.rgbas[0] for shape in shapes]),
        behind=(),
    )


def _box(shape: Shape, recording: Recording) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in scene units."""
    pixels = np.frombuffer(shape.points, np.int32).reshape(-1, 2) / STEPS_PER_PIXEL
    across, up = config.frame_width / recording.width, config.frame_height / recording.height
    x, y = pixels[:, 0] * across - config.frame_width / 2, config.frame_height / 2 - pixels[:, 1] * up
    return x.min(), y.min(), x.max(), y.max()
