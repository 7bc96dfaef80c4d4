"""When a song's film shows what: laws that hold for songs of any kind."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from short_songs import song

from eigenreel.sound.song.score import STYLES
from eigenreel.sound.song.times import score_times
from eigenreel.stage.song_metre import metre_of
from eigenreel.stage.song_plan import RISE, TITLE_SECONDS, plan_passage, plan_song, timed_lines
from eigenreel.stage.song_timeline import timeline_of

METRES = st.sampled_from([(4, 4), (7, 8), (9, 8), (3, 4), (12, 8)])


@st.composite
def scores(draw):
    """Sections in any metre, with lines one after the other, at once or after a pause, of one lesson or another."""
    sections = []
    for number in range(draw(st.integers(1, 4))):
        metre, lines, at = draw(METRES), [], draw(st.integers(0, 8))
        for _ in range(draw(st.integers(0 if number else 1, 4))):
            words = draw(st.integers(2, 9))
            lines.append((at, " ".join(["la"] * words), draw(st.sampled_from(["a/b", "a/c"]))))
            at += -(-words // 2) + draw(st.integers(0, 20))
        bars = -(-(at + 1) * metre[1] // (4 * metre[0]))
        sections.append((f"Part {number}", draw(st.sampled_from(["disco", "balkan_brass"])), metre, bars, lines))
    return song(*sections, tempo=draw(st.integers(60, 180)))


@given(scores())
@settings(max_examples=60)
def test_lines_wait_before_they_are_sung_and_stay_until_they_are(score):
    plan = plan_song(score, timed_lines(score, score_times(score)))
    for sung in plan.lines:
        assert sung.waits < sung.rises < sung.settles <= sung.rises + RISE and sung.settles < sung.end
        assert sung.rises <= sung.start < sung.end <= sung.goes + 1e-9
    for before, after in pairwise(plan.lines):
        assert before.settles <= after.waits + 1e-9 and before.goes <= after.rises + 1e-9
        # After a line of half a second none can wait longer.
        assert after.start - after.waits > min(0.3, (before.end - before.start) / 2 - 1e-9)


@given(scores())
@settings(max_examples=60)
def test_each_line_is_sung_over_its_own_lesson(score):
    plan = plan_song(score, timed_lines(score, score_times(score)))
    for sung in plan.lines:
        (shot,) = [each for each in plan.shots if each.start <= (sung.start + sung.end) / 2 < each.end]
        assert shot.lesson == sung.line.lesson
    assert all(one.end == other.start and one.lesson != other.lesson for one, other in pairwise(plan.shots))


@given(scores())
@settings(max_examples=60)
def test_the_film_is_as_long_as_the_song_and_its_cards(score):
    plan = plan_song(score, timed_lines(score, score_times(score)), sounding=score.duration + 3)
    assert plan.duration + plan.start >= score.duration + 3 - 1e-9
    assert plan.lines[0].start >= TITLE_SECONDS - 1e-9 and plan.start <= 0
    assert plan.title[1] - plan.title[0] > 3 and plan.ending[1] - plan.ending[0] > 5


@given(scores())
@settings(max_examples=60)
def test_chapters_are_the_sections_where_the_song_has_them(score):
    fps = 30
    plan = plan_song(score, timed_lines(score, score_times(score)))
    timeline = timeline_of(plan, "songs/short", "en", fps, round(plan.duration * fps))
    assert [title for title, *_ in timeline.chapters] == [section.name for section in score.sections]
    for (_, start, _), section in list(zip(timeline.chapters, score.sections, strict=True))[1:]:
        assert start == pytest.approx((score.seconds(section.start) - plan.start) * fps, abs=1.5 * fps)
    assert [word.text for word in timeline.words] == [word for line in score.lines for word in line.words]


@given(scores(), st.floats(0, 1), st.floats(0.001, 0.5))
@settings(max_examples=60)
def test_pictures_go_forward_and_meet_every_bar(score, where, step):
    metre = plan_song(score, timed_lines(score, score_times(score))).metre
    first, last = metre.bars[0].start, metre.bars[-1].end
    time = first + where * (last - first)
    assert metre.bars_passed(time + step) > metre.bars_passed(time)
    for number, bar in enumerate(metre.bars):
        assert metre.bars_passed(bar.start + 1e-7) == pytest.approx(number, abs=1e-4)


def test_a_passage_begins_before_its_first_line_and_ends_after_its_last():
    lines = [(0, "one two three", "a/b"), (8, "four five", "a/b"), (16, "six", "a/c")]
    score = song(("Verse", "disco", (4, 4), 6, lines))
    times = timed_lines(score, score_times(score))
    plan = plan_passage(score, times[1:2])
    assert [sung.line.text for sung in plan.lines] == ["four five"] and plan.title is plan.ending is None
    assert plan.start + plan.lines[0].start == pytest.approx(score.seconds(times[1].line.start))
    assert plan.lines[0].start > 1 and plan.duration - plan.lines[0].end > 1


def test_a_passage_looks_like_its_own_section_to_both_ends():
    """Its first line is sung as the section begins, its last until it ends; what lies around is another music."""
    score = song(
        *((name, style, (4, 4), 2, [(0, "la " * 15, "a/b")]) for name, style in zip("ABC", STYLES, strict=False))
    )
    plan = plan_passage(score, timed_lines(score, score_times(score))[1:2])
    for time in (0.0, plan.lines[0].start, plan.lines[0].end, plan.duration - 0.01):
        assert plan.section_at(time) == plan.metre.bar_at(time).section == 1
    assert not plan.metre.plays_at(0.1) and plan.metre.plays_at(plan.lines[0].start + 0.1)
    assert plan.metre.bars_passed(0.0) < plan.metre.bars_passed(0.5) < plan.metre.bars_passed(plan.lines[0].start)


def test_an_upbeat_lacks_its_front_and_the_bar_that_it_completes_its_end():
    """Three quarters and one: the pictures stop nowhere and jump nowhere."""
    verse = song(("Verse", "disco", (4, 4), 3, [(0, "one two", "a/b")]))
    section = verse.sections[0]
    quarter, bars = Fraction(1), section.bars
    upbeat = replace(bars[0], start=Fraction(3), length=quarter)
    last = replace(bars[2], length=3 * quarter)
    shifted = replace(section, bars=(upbeat, bars[1], last))
    one, two, three = metre_of(replace(verse, sections=(shifted,)), 0.0).bars
    assert (one.first, one.last, two.first, two.last, three.first, three.last) == (3, 4, 0, 4, 0, 3)
    assert one.unit_at(one.start) == 3 and three.unit_at(three.end) == 3
