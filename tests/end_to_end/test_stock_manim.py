"""A lesson is an ordinary Manim scene: the manim command renders it too, and it has the voice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from command import eigenreel, write_arrow
from film_probe import brightness, frame_times, seconds, sound

FPS = 8
SIZE = (128, 72)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return write_arrow(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def films(folder) -> tuple[Path, Path]:
    """The film that manim makes, and ours."""
    words = ["render", "scenes/tests/arrow.py", "-r", "{},{}".format(*SIZE), "--fps", str(FPS), "--media_dir", "media"]
    result = subprocess.run(
        [sys.executable, "-m", "manim", *words, "--progress_bar", "none", "-v", "WARNING"],
        cwd=folder,
        env=os.environ | {"EIGENREEL_CACHE": str(folder / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    size = ("-r", "{}x{}".format(*SIZE), "--fps", FPS)
    record = json.loads(eigenreel("render", "tests/arrow", *size, "--json", cwd=folder, cache=folder / "cache").stdout)
    (stock,) = (path for path in (folder / "media").rglob("*.mp4") if "partial" not in str(path))
    return stock, Path(record[0]["path"])


def test_it_has_every_frame(films):
    """As many as ours, and they look alike. (They are encoded differently.)"""
    stock, ours = films
    assert len(frame_times(stock)) == len(frame_times(ours))
    assert np.abs(brightness(stock) - brightness(ours)).max() < 3
    assert seconds(stock) == pytest.approx(seconds(ours), abs=1 / FPS)


def test_it_has_the_voice(films):
    """Speech is heard in both, at the same times: their loudness over time goes together."""
    envelopes = []
    for film in films:
        track, rate = sound(film)
        step = rate // 20
        envelopes.append(np.sqrt((track[: len(track) // step * step].reshape(-1, step) ** 2).mean(1)))
    length = min(map(len, envelopes))
    stock, ours = (envelope[:length] for envelope in envelopes)
    assert stock.max() > 0.01
    assert np.corrcoef(stock, ours)[0, 1] > 0.9
