"""Laws of GIFs: exact length, a picture that stands once, colours that do not flicker."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from film_shapes import BLUE, RED, Reel, rectangle
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from eigenreel.film.gif import LONGEST_DELAY, schedule, write_gif
from eigenreel.film.palette import Mixer, mixtures
from eigenreel.film.raster import Raster
from eigenreel.stage.display import Paint, Shape


def frames_of(path, mode="RGB"):
    """Pixels and delay in centiseconds of every frame."""
    with Image.open(path) as gif:
        assert gif.info["loop"] == 0
        result = []
        for number in range(gif.n_frames):
            gif.seek(number)
            result.append((np.asarray(gif.convert(mode)).astype(int), round(gif.info["duration"] / 10)))
        return result


def ramp(x, y, width, height):
    """A rectangle with a gradient of thousands of colours."""
    plain = rectangle(x, y, width, height)
    paint = Paint(((1.0, 0.1, 0.0, 1.0), (0.0, 0.6, 1.0, 1.0)), (x, y, x + width, y + height))
    return Shape(plain.points, plain.subpaths, paint, None, None, plain.matrix)


@pytest.mark.parametrize("fps", [7, 15, 24, 30, 60])
def test_it_lasts_as_long_as_the_film(tmp_path, fps):
    """To the hundredth of a second, however the rate fits; and no frame is shorter than viewers can show."""
    recording = Reel(fps=fps).move(11).hold(3 * fps).move(9).recording()
    write_gif(recording, tmp_path / "film.gif")
    delays = [delay for _, delay in frames_of(tmp_path / "film.gif")]
    assert sum(delays) == round(100 * recording.frames / fps) and min(delays) >= 2


def test_what_stands_is_one_frame(tmp_path):
    recording = Reel(fps=10).move(5).hold(300).move(3).recording()
    write_gif(recording, tmp_path / "film.gif")
    assert [delay for _, delay in frames_of(tmp_path / "film.gif")] == [10] * 4 + [3010] + [10] * 3


def test_what_stands_for_longer_than_a_gif_can_say_comes_again():
    shown = schedule(Reel(fps=10).move(2).hold(20_000).recording())
    assert [each.start for each in shown] == [0, 10, 10 + LONGEST_DELAY, 10 + 2 * LONGEST_DELAY, 10 + 3 * LONGEST_DELAY]


def test_what_stands_does_not_flicker(tmp_path):
    """Dots of a gradient stay where they are while something moves over it."""
    reel = Reel(fps=10)
    for place in range(12):
        reel.show([ramp(20, 20, 200, 140), rectangle(10 + 20 * place, 60, 30, 30, BLUE)])
    write_gif(reel.recording(), tmp_path / "film.gif")
    frames = [pixels for pixels, _ in frames_of(tmp_path / "film.gif")]
    for place, (before, after) in enumerate(pairwise(frames)):
        changed = (before != after).any(axis=2)
        changed[58:92, 8 + 20 * place : 62 + 20 * place] = False
        assert not changed.any()


def test_flat_colours_are_exact_and_gradients_true_in_the_mean(tmp_path):
    reel = Reel(fps=10)
    reel.show([ramp(20, 20, 200, 140), rectangle(240, 30, 60, 60, RED), rectangle(240, 110, 60, 60, BLUE)], 5)
    recording = reel.recording()
    write_gif(recording, tmp_path / "film.gif")
    got = frames_of(tmp_path / "film.gif")[0][0]
    want = Raster(320, 180, (0, 0, 0, 255)).frame(recording.items)[..., :3].astype(int)
    for flat in (got[35:85, 245:295] - want[35:85, 245:295], got[115:165, 245:295] - want[115:165, 245:295], got[:15]):
        assert np.ptp(flat, axis=(0, 1)).max() == 0 and np.abs(flat).max() <= 1
    means = [each[24:152, 24:216].reshape(16, 8, 24, 8, 3).mean(axis=(1, 3)) for each in (got, want)]
    assert np.abs(means[0] - means[1]).max() < 10 and np.abs(means[0] - means[1]).mean() < 2


def test_transparent_pixels_are_there_or_not(tmp_path):
    recording = Reel(fps=10).move(6, rgba=RED).recording()
    write_gif(recording, tmp_path / "film.gif", transparent=True)
    for number, (pixels, _) in enumerate(frames_of(tmp_path / "film.gif", "RGBA")):
        place = 10 + int(3.5 * number)
        assert set(np.unique(pixels[..., 3])) == {0, 255} and not pixels[0, 0, 3]
        assert pixels[50, place + 5, 3] == pixels[120, 220, 3] == 255 and not pixels[50, place + 40, 3]


def test_progress_counts_every_frame(tmp_path):
    recording, done = Reel(fps=60).move(33).hold(50).recording(), []
    write_gif(recording, tmp_path / "film.gif", on_frames=done.append)
    assert sum(done) == recording.frames


def test_an_interrupted_gif_leaves_nothing(tmp_path):
    def stop(frames):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_gif(Reel(fps=10).move(9).recording(), tmp_path / "film.gif", on_frames=stop)
    assert not list(tmp_path.iterdir())


colours = st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=20, unique=True)


@given(colours, colours)
def test_a_colour_of_the_palette_is_never_mixed(palette, wanted):
    table = mixtures(np.float32(palette + wanted), np.float32(palette))
    assert [palette[number] for number in table[: len(palette), 0]] == palette
    assert not table[: len(palette), 2].any()
    assert table[:, 2].max() <= 128 and (table[:, 3] == 1).all() and table[:, :2].max() < len(palette)


def test_a_mixture_has_its_share_of_dots():
    palette = np.uint8([[0, 0, 0], [100, 100, 100]])
    numbers = Mixer(palette, 64, 64).numbers(np.full((64, 64, 3), 25, np.uint8))
    assert numbers.mean() == pytest.approx(0.25, abs=0.02)
