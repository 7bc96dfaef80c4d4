"""Frames beside the ones that someone has looked at and accepted: tests/gold/<name>.png."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim import Scene
from PIL import Image

from eigenreel.film.raster import Raster
from eigenreel.stage.recorder import record

GOLD = Path(__file__).parent / "gold"
TILE = 16
WORST = 3.0
"""The mean difference, of 255 levels, that the worst tile may have: in a small frame a lost letter has 5."""


def last_frame(scene: type[Scene], width: int = 427, height: int = 240) -> np.ndarray:
    """The scene's last frame: uint8 (height, width, 3), RGB."""
    recording, _ = record(scene, width=width, height=height, fps=5)
    raster = Raster(width, height, recording.background)
    return raster.frame([recording.items[number] for number in recording.runs[-1].items])[..., :3].copy()


def worst_tile(one: np.ndarray, other: np.ndarray) -> float:
    """The largest mean difference of a tile: what is small and wrong does not vanish in a large frame that is right.

    >>> worst_tile(np.zeros((32, 32, 3)), np.zeros((32, 32, 3)))
    0.0
    """
    difference = np.abs(one.astype(float) - other).mean(axis=2)
    rows, columns = (-(-size // TILE) * TILE for size in difference.shape)
    padded = np.pad(difference, ((0, rows - difference.shape[0]), (0, columns - difference.shape[1])))
    return float(padded.reshape(rows // TILE, TILE, columns // TILE, TILE).mean(axis=(1, 3)).max())


def assert_accepted(name: str, pixels: np.ndarray) -> None:
    """Fail, with the command that accepts the new picture, if it is not the one in tests/gold."""
    wanted, got = GOLD / f"{name}.png", GOLD / f"{name}.got.png"
    accept = f"mv {got} {wanted}"
    score = np.inf
    if wanted.exists():
        accepted = np.asarray(Image.open(wanted).convert("RGB"))
        score = worst_tile(accepted, pixels) if accepted.shape == pixels.shape else np.inf
    if score > WORST:
        got.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(got)
        pytest.fail(f"{name}: the worst tile differs by {score:.1f} of 255; look at {got}, and to accept it: {accept}")
