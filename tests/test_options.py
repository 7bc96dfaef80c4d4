"""Laws of options."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim.constants import QUALITIES as MANIM_QUALITIES

from eigenreel import options
from eigenreel.errors import EigenreelError


def test_qualities_are_manims():
    ours = {(each.width, each.height, each.fps) for each in options.QUALITIES.values()}
    theirs = {
        (each["pixel_width"], each["pixel_height"], each["frame_rate"])
        for each in MANIM_QUALITIES.values()
        if each["flag"]
    }
    assert ours == theirs
    for letter, ours in options.QUALITIES.items():
        assert MANIM_QUALITIES[f"{ours.name}_quality"]["flag"] == letter


def test_size_and_rate_take_the_place_of_the_qualitys():
    assert options.frame_size("h", "426x240", 15) == options.Quality("high", 426, 240, 15)


@pytest.mark.parametrize("text", ["", "720", "1280x", "1280 x 720", "1279x720", "0x0", "99999x99999", "-2x2", "axb"])
def test_a_wrong_size_is_one_line(text):
    with pytest.raises(EigenreelError, match="^-r .*; give "):
        options.parse_resolution(text)


@pytest.mark.parametrize("fps", [0, -1, 1000])
def test_a_wrong_rate_is_one_line(fps):
    with pytest.raises(EigenreelError, match=f"--fps {fps}: .*1 to 240"):
        options.frame_size("l", None, fps)


@given(st.from_regex(r"[a-z_][a-z0-9_]*", fullmatch=True), st.text())
def test_a_setting_is_split_at_its_first_equals_sign(name, value):
    assert options.parse_settings([f"{name}={value}"]) == {name: value.strip()}


@pytest.mark.parametrize("texts", [["prevalence"], ["=1"], ["a b=1"], ["a=1", "a=2"]])
def test_a_wrong_setting_is_one_line(texts):
    with pytest.raises(EigenreelError, match="^--set .*; give it"):
        options.parse_settings(texts)


def test_the_cache_is_where_it_is_told_then_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("EIGENREEL_CACHE", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert options.cache_folder() == tmp_path / "xdg" / "eigenreel"
    monkeypatch.setenv("EIGENREEL_CACHE", str(tmp_path / "ours"))
    assert options.cache_folder() == tmp_path / "ours"
    assert options.cache_folder(tmp_path / "told") == tmp_path / "told"


def test_a_relative_xdg_folder_is_ignored(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.delenv("EIGENREEL_CACHE", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert options.cache_folder() == Path.home() / ".cache" / "eigenreel"


def test_results_go_to_the_course_around_us_and_never_into_one_elsewhere(tmp_path):
    course, elsewhere = tmp_path / "course", tmp_path / "elsewhere"
    assert options.out_folder(None, course, course / "scenes") == course / "build"
    assert options.out_folder(None, course, elsewhere) == elsewhere / "build"
    assert options.out_folder(tmp_path / "films", course, course) == tmp_path / "films"


@pytest.mark.parametrize(("text", "size"), [("0", 0), ("500MB", 500_000_000), ("1.5 g", 1_500_000_000), ("10b", 10)])
def test_sizes_are_read_as_people_write_them(text, size):
    assert options.parse_bytes(text) == size


@pytest.mark.parametrize("text", ["", "GB", "-1", "five", "1 2"])
def test_a_wrong_size_in_bytes_is_one_line(text):
    with pytest.raises(EigenreelError, match="not a size; give it as"):
        options.parse_bytes(text)


def test_at_least_one_worker():
    assert options.worker_count() >= 1
    assert options.worker_count(3) == 3
    with pytest.raises(EigenreelError, match="-j 0: "):
        options.worker_count(0)


def test_a_soundfont_is_the_one_that_is_named_then_the_environments_else_our_own(tmp_path, monkeypatch):
    monkeypatch.delenv("EIGENREEL_SOUNDFONT", raising=False)
    assert options.soundfont_path() is None
    monkeypatch.setenv("EIGENREEL_SOUNDFONT", str(tmp_path / "theirs.sf2"))
    assert options.soundfont_path() == tmp_path / "theirs.sf2"
    assert options.soundfont_path(tmp_path / "told.sf2") == tmp_path / "told.sf2"


def test_somebody_without_a_home_names_another_place(monkeypatch, tmp_path):
    """As in containers that run under a number."""

    def nowhere(self):
        raise RuntimeError("Could not determine home directory.")

    for name in ("EIGENREEL_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "expanduser", nowhere)
    with pytest.raises(EigenreelError, match="could not determine home directory; name another place with --cache$"):
        options.cache_folder()
    with pytest.raises(EigenreelError, match="^~/films: .*; name another place with --out$"):
        options.out_folder(Path("~/films"), tmp_path, tmp_path)
    with pytest.raises(EigenreelError, match="^~/a.sf2: .*; name another place with --soundfont$"):
        options.soundfont_path(Path("~/a.sf2"))
    monkeypatch.setenv("EIGENREEL_CACHE", "~/cache")
    with pytest.raises(EigenreelError, match="^~/cache: .*; name another place with EIGENREEL_CACHE$"):
        options.cache_folder()
