"""What the piano roll draws."""

from __future__ import annotations

import io

import pytest
from band_scores import section, song
from PIL import Image

from eigenreel.sound.song.band import arrange
from eigenreel.sound.song.pictures import CHOIR, VOICE, piano_roll
from eigenreel.sound.song.score import Recording

VERSE = section("barbershop", bars=2, name="Verse 1")


@pytest.mark.parametrize(
    ("drawn", "more"),
    [
        (True, {"harmony": ("Verse 1",)}),
        (False, {}),
        (False, {"harmony": ("Verse 1",), "recordings": (Recording("mine.wav", "Verse 1", instead_of=("voices",)),)}),
    ],
    ids=["in parts", "one voice", "recorded voices"],
)
def test_the_roll_has_the_voices_that_sing_along(drawn, more):
    score = song(VERSE, **more)
    with Image.open(io.BytesIO(piano_roll(score, [arrange(score, VERSE)]))) as image:
        colours = {colour for _, colour in image.getcolors(1 << 20)}
    assert (CHOIR in colours, VOICE in colours) == (drawn, True)
