"""A vignette under the eyes of the checks, as if it were a film without words."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np

from eigenreel.check.contrast import contrast
from eigenreel.check.evidence import Evidence
from eigenreel.check.flashing import flashing
from eigenreel.check.margins import margins
from eigenreel.check.overlap import overlap
from eigenreel.check.watch import Watch
from eigenreel.film.storyboard import frames_at
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.words.timeline import Timeline
from lesson_frames import built_in_course

FPS = 10
SMALLEST = 26
"""Pixels of the lowest capital at 1080p: at 70 % of the frame, above lyrics, it has 18, as in every film."""


def watched(key: str, **parameters: object) -> Evidence:
    """The vignette of a lesson, staged with these parameters."""
    ref, watch = built_in_course().loop(key), Watch()
    values = {name: json.dumps(value) for name, value in parameters.items()}
    staged = stage_lesson(ref, StageOptions(854, 480, FPS, part="vignette", parameters=values), attend=watch.attend)
    timeline = Timeline(key, key, "en", FPS, staged.recording.frames, ())
    return Evidence(key, ref.scene, staged.telling, staged.recording, timeline, watch.snapshots(staged.recording))


def faults(evidence: Evidence) -> Iterator[str]:
    """What it does not promise: 4 to 8 seconds, an end that is the beginning, motion, text that can be read."""
    recording = evidence.recording
    if not 4 <= recording.duration <= 8:
        yield f"{recording.duration} seconds"
    first, last = ([recording.items[number] for number in recording.runs[end].items] for end in (0, -1))
    if first != last:
        yield "its last frame is not its first"
    if len(recording.runs) < recording.frames / 3:
        yield f"{len(recording.runs)} different frames of {recording.frames}"
    # A vignette has no captions of its own: the zone at the bottom belongs to it.
    beyond = (each for each in margins(evidence) if "caption zone" not in each.message)
    yield from map(str, (*beyond, *overlap(evidence), *contrast(evidence), *flashing(evidence)))
    for _, text in evidence.texts():
        if text.letter_height < SMALLEST:
            yield f"{text.label}: capitals of {text.letter_height:.0f} pixels"


def small_frame(evidence: Evidence, share: float) -> np.ndarray:
    """uint8 (240, 427, 3): the frame at this share of the loop."""
    recording = evidence.recording
    (image,) = frames_at(recording, [round(share * (recording.frames - 1))])
    return np.asarray(image.reduce(2))
