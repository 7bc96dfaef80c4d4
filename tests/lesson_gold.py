"""Lessons beside their golden frames: tests/gold/<key>/<beat>.png, which someone has looked at and accepted."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from golden import GOLD, worst_tile
from lesson_frames import ROOT

WORST = 1.5
"""The mean difference, of 255 levels, that the worst tile may have. In the golden frames as they were first accepted,
taking away any one of 3,046 letters, digits and dots gave more than that in 99.4 % of all cases, more than 3 in 92 %
(a median of 8). Rounding every pixel to its neighbour gives 1.
"""

DIFFERENCES = ROOT / "build" / "gold-differences"


@dataclass(frozen=True)
class Difference:
    """A beat whose last frame is not the accepted one."""

    beat: str
    what: str

    def __str__(self) -> str:
        return f"[{self.beat}] {self.what}"


def differences(key: str, frames: Mapping[str, np.ndarray], gold: Path = GOLD) -> list[Difference]:
    """Every beat whose frame is not its PNG, and every PNG that has no beat."""
    faults = {beat: _fault(gold / key / f"{beat}.png", frame) for beat, frame in frames.items()}
    found = [Difference(beat, what) for beat, what in faults.items() if what]
    left_over = {path.stem for path in (gold / key).glob("*.png")} - set(frames)
    return found + [Difference(beat, "has a golden frame, and is no beat of the lesson") for beat in sorted(left_over)]


def accept(key: str, frames: Mapping[str, np.ndarray], gold: Path = GOLD) -> list[str]:
    """Make these the golden frames; returns the beats for which that changed anything to be seen."""
    changed = [each.beat for each in differences(key, frames, gold)]
    folder = gold / key
    for beat in changed:
        path = folder / f"{beat}.png"
        if beat in frames:
            folder.mkdir(parents=True, exist_ok=True)
            Image.fromarray(frames[beat]).save(path, optimize=True)
        else:
            path.unlink()
    return changed


def report(key: str, frames: Mapping[str, np.ndarray], found: list[Difference], gold: Path = GOLD) -> str:
    """Lay what was got beside what was wanted, and say where, with the command that accepts it."""
    folder = DIFFERENCES / key
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for beat in {each.beat for each in found} & set(frames):
        wanted, got = gold / key / f"{beat}.png", Image.fromarray(frames[beat])
        got.save(folder / f"{beat}.got.png")
        if wanted.exists():
            shutil.copy(wanted, folder / f"{beat}.wanted.png")
    lines = "\n  ".join(map(str, found))
    return (
        f"{key} does not look as accepted:\n  {lines}\n"
        f"look at {folder.relative_to(ROOT)}; to accept: python tests/accept_gold.py {key}"
    )


def _fault(path: Path, frame: np.ndarray) -> str:
    """What tells a frame from its PNG; empty if nothing does."""
    if not path.exists():
        return "has no golden frame"
    wanted = np.asarray(Image.open(path).convert("RGB"))
    if wanted.shape != frame.shape:
        return f"is {frame.shape[1]} × {frame.shape[0]} pixels, its golden frame {wanted.shape[1]} × {wanted.shape[0]}"
    score = worst_tile(wanted, frame)
    return f"differs by {score:.1f} of 255 in its worst tile, more than {WORST}" if score > WORST else ""
