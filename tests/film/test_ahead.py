"""Chunks that are planned while a scene is staged are those of the whole recording."""

from __future__ import annotations

import raster_scenes
from manim import Scene

from eigenreel.film.ahead import Ahead
from eigenreel.film.format import EncoderSettings, FilmFormat
from eigenreel.film.plan import plan
from eigenreel.film.pool import Pool
from eigenreel.stage.recorder import record
from eigenreel.store import Store

SIZE = (128, 72, 10)


def scenes():
    return [value for value in vars(raster_scenes).values() if isinstance(value, type) and issubclass(value, Scene)][:8]


def test_planning_ahead_cuts_as_planning_afterwards(tmp_path):
    """The same chunks in the same order, and most of them requested before the scene has ended."""
    early = 0
    with Pool(1) as pool:
        for scene in scenes():
            if scene.__module__ != raster_scenes.__name__:
                continue
            ahead = Ahead(SIZE, EncoderSettings(), pool, Store(tmp_path / "cache"))

            def build(cls, recorder, ahead=ahead):
                made = cls()
                ahead.attend(made, recorder)
                return made

            recording, _ = record(scene, width=128, height=72, fps=10, build=build, on_frame=ahead.look)
            early += len(ahead.chunks.chunks)
            chunks = ahead.finish().chunks
            film = FilmFormat(*SIZE, recording.background)
            assert [(chunk.key, chunk.hold) for chunk in chunks] == [
                (chunk.key, chunk.hold) for chunk in plan(recording, film)
            ]
            ahead.cancel()
    assert early
