"""Scene files on disk, staged small."""

from __future__ import annotations

import textwrap
from pathlib import Path

from eigenreel.film.raster import draw
from eigenreel.stage.staging import Staged, StageOptions, stage_scene

SIZE = (160, 90, 5)


def write(folder: Path, text: str, name: str = "scene.py") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"from manim import *\n{textwrap.dedent(text)}", encoding="utf-8")
    return path


def stage(path: Path, name: str | None = None, size=SIZE) -> Staged:
    return stage_scene(path, name, StageOptions(*size), painter=draw)


def first_pixel(staged: Staged) -> list[int]:
    """RGBA of the upper left corner of the first frame."""
    recording = staged.recording
    items = [recording.items[number] for number in recording.runs[0].items]
    return draw(items, recording.width, recording.height, recording.background)[0, 0].tolist()
