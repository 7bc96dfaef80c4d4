"""Laws of the plan: chunks show the recording's frames, all of them, and an edit changes what it touches."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from film_shapes import Reel, format_of, lesson
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.film.format import EncoderSettings, encoder_settings
from eigenreel.film.plan import item_digest, plan
from eigenreel.stage.display import Inset, Stencil

parts = st.lists(st.tuples(st.sampled_from(["move", "hold", "stutter"]), st.integers(1, 150)), min_size=1, max_size=8)


def reel_of(description, fps):
    reel = Reel(fps=fps).move(1)
    for number, (kind, length) in enumerate(description):
        if kind == "hold":
            reel.hold(length)
        else:
            reel.move(length, row=number, repeat=3 if kind == "stutter" else 1)
    return reel.recording()


def shown(recording, runs):
    return [tuple(recording.items[number] for number in run.items) for run in runs for _ in range(run.repeat)]


@given(parts, st.sampled_from([1, 2, 15, 30, 60]))
def test_chunks_show_every_frame_in_order(description, fps):
    recording = reel_of(description, fps)
    frames = []
    for chunk in plan(recording, format_of(recording)):
        frames += [tuple(chunk.items[number] for number in run.items) for run in chunk.runs for _ in range(run.repeat)]
        frames += [frames[-1]] * chunk.hold
    assert frames == shown(recording, recording.runs)


@given(parts, st.sampled_from([1, 2, 15, 30, 60]))
def test_chunks_are_not_too_long_and_only_the_last_has_one_frame(description, fps):
    """Two key frames in a row would be taken for one picture."""
    recording = reel_of(description, fps)
    for preset, seconds in (("standard", 2), ("archive", 5)):
        film = format_of(recording, encoder=encoder_settings("mp4", preset))
        lengths = [chunk.frames for chunk in plan(recording, film)]
        assert max(lengths) <= max(seconds * fps, 8)
        assert min(lengths[:-1], default=2) >= 2


@given(parts)
def test_no_hold_is_encoded(description):
    recording = reel_of(description, 30)
    film = format_of(recording)
    assert all(run.repeat < film.shortest_hold for chunk in plan(recording, film) for run in chunk.runs)


def keys(recording, **changes):
    return [chunk.key for chunk in plan(recording, format_of(recording, **changes))]


@pytest.mark.parametrize("part", ["pause", "rest", "end"])
def test_a_longer_pause_is_no_new_chunk(part):
    assert set(keys(lesson(**{part: 200}))) == set(keys(lesson(**{part: 90})))


@pytest.mark.parametrize(("part", "fresh"), [("first", 1), ("second", 1), ("third", 1)])
def test_an_edited_play_changes_its_own_chunks_only(part, fresh):
    """A few frames more: the chunks of the other plays are those of before, although all their frames have moved."""
    before = lesson()
    after = lesson(**{part: {"first": 44, "second": 79, "third": 37}[part]})
    # The last picture is another, so the chunk that goes on holding it may be new as well.
    assert len(set(keys(after)) - set(keys(before))) <= fresh + 1


def test_the_key_has_nothing_but_content_size_rate_and_settings():
    recording = lesson()
    assert keys(recording) == keys(replace(recording, sections=(("one", 0),)))
    others = [
        keys(replace(recording, width=640)),
        keys(replace(recording, fps=24)),
        keys(replace(recording, background=(9, 9, 9, 255))),
        keys(recording, encoder=EncoderSettings(crf=30)),
    ]
    for one, other in pairwise([keys(recording), *others]):
        assert not set(one) & set(other)


def test_equal_pictures_are_one_chunk():
    """A long hold is made of chunks with one key."""
    held = keys(Reel().move(1).hold(400).recording())
    assert len(held) == 7 and len(set(held)) == 1


def test_items_differ_by_content_and_kind():
    one, other = lesson().items[:2]
    assert item_digest(one) != item_digest(other)
    assert item_digest(one) == item_digest(replace(one))
    assert item_digest(one) != item_digest(replace(one, points=one.points[:-1] + b"\x07"))


def test_items_differ_by_what_lies_within_them():
    one, other = lesson().items[:2]
    inset = Inset((one,), (0, 0, 0, 255), 8, 6, b"corners", 2)
    stencil = Stencil((((one,), b"image"), ((other,), b"image")))
    for item, changed in (
        (inset, replace(inset, items=(other,))),
        (inset, replace(inset, items=(one, one))),
        (inset, replace(inset, background=(0, 0, 0, 0))),
        (stencil, Stencil((((other,), b"image"), ((one,), b"image")))),
        (stencil, Stencil((((one,), b"image"), ((other,), b"other")))),
        (stencil, Stencil((((one, other), b"image"),))),
    ):
        assert item_digest(item) == item_digest(replace(item)) != item_digest(changed)
