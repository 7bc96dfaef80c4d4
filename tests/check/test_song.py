"""The checks of songs' films find what is wrong with one, and nothing with one that is right."""

from __future__ import annotations

from pathlib import Path

from course_folder import write_lesson, write_song
from eigenreel.check.song import check_song
from eigenreel.course import find_course

CALM = """
dot = Dot(2 * LEFT, color=BLUE, radius=0.5)
self.play(dot.animate(rate_func=there_and_back).shift(4 * RIGHT), run_time=2)
"""

FLASHING = """
light = Square(7).set_fill(WHITE, 1)
for _ in range(8):
    self.add(light)
    self.wait(0.1)
    self.remove(light)
    self.wait(0.1)
"""


def checked(root: Path, vignette: str):
    methods = "def vignette(self):\n" + "".join(f"    {line}\n" for line in vignette.strip().splitlines())
    write_lesson(root, "a/one", {"one": "A dot."}, "pass", methods=methods)
    write_song(root, ("a/one", "A vec-tor is | num-bers in a row."))
    return check_song(find_course(root).song("short"))


def test_a_calm_film_passes(tmp_path):
    assert checked(tmp_path, CALM) == []


def test_what_flashes_is_found(tmp_path):
    assert {finding.rule for finding in checked(tmp_path, FLASHING)} == {"flashing"}


def test_type_in_the_zone_of_captions_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr("eigenreel.stage.song_layout.Layout.waiting", property(lambda layout: -3.5))
    assert {finding.rule for finding in checked(tmp_path, CALM)} == {"margins"}


def test_small_type_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr("eigenreel.stage.song_layout.STATUS_SIZE", 20)
    assert "legibility" in {finding.rule for finding in checked(tmp_path, CALM)}
