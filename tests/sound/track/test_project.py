"""A track's project is what its file says, nudging keeps it in order, and it becomes a score that films can show."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.errors import EigenreelError
from eigenreel.sound.track.project import (
    TrackLine,
    TrackProject,
    all_nudged,
    compose_project,
    nudged,
    parse_project,
    read_project,
)
from eigenreel.sound.track.track_score import sung_lines, track_score

PATH = Path("songs/arrows.track.yaml")
LINES = (
    TrackLine(text="A vector is an arrow", start=2.5, end=5.0, section="Verse 1", words=(2.5, 2.7, 3.3, 3.5, 3.8)),
    TrackLine(text="but it's also just a list", start=5.2, end=8.0, section="Verse 1", lesson="linear_algebra/vectors"),
    TrackLine(text="Down, down", start=9.0, end=11.0, section="Chorus", doubt="may also begin at 12.1 s"),
    TrackLine(text="A matrix", start=13.0, end=15.0, section="Verse 2"),
)
PROJECT = TrackProject(title="Arrows", track="arrows.mp3", tempo=90, beat=0.4, length=20.0, lines=LINES)

TEXTS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=6)


@st.composite
def projects(draw):
    """Projects of any words and times."""
    lines, now = [], 0.0
    for _ in range(draw(st.integers(1, 6))):
        words = draw(st.lists(TEXTS, min_size=1, max_size=5))
        start = now + draw(st.integers(0, 3000)) / 1000
        steps = draw(st.lists(st.integers(0, 900), min_size=len(words), max_size=len(words)))
        starts = [start + sum(steps[:place]) / 1000 for place in range(len(words))]
        end = starts[-1] + draw(st.integers(10, 2000)) / 1000
        times = tuple(round(each, 3) for each in starts) if draw(st.booleans()) else ()
        lines.append(
            TrackLine(
                text=" ".join(words),
                start=round(start, 3),
                end=round(end, 3) + 0.001,
                section=draw(st.sampled_from(["", "Verse 1", "Chorus", "Bridge:"])),
                words=times,
            )
        )
        now = end
    extra = {"tempo": draw(st.integers(40, 200)), "beat": draw(st.integers(0, 40)) / 10}
    return TrackProject(title="A", track="a.mp3", length=round(now + 1, 3), lines=tuple(lines), **extra)


@given(projects())
def test_what_is_written_is_read(project):
    assert parse_project(compose_project(project), PATH) == project


@given(projects())
def test_a_project_is_a_score_with_the_times_that_it_has(project):
    """Bars follow each other from 0 to the end of the track; words are sung when the project says."""
    score = track_score(project, PATH)
    bars = [bar for section in score.sections for bar in section.bars]
    assert bars[0].start == 0 and all(one.end == other.start for one, other in pairwise(bars))
    assert score.duration == pytest.approx(project.length, abs=0.01)
    assert len({section.name for section in score.sections}) == len(score.sections)
    assert [line.text for line in score.lines] == [line.text for line in project.lines]
    for sung, line in zip(sung_lines(project, score), project.lines, strict=True):
        assert (sung.start, sung.end) == (line.start, line.end)
        assert score.seconds(sung.line.start) == pytest.approx(line.start, abs=0.01)
        assert tuple(word.start for word in sung.words) == line.words or not line.words


def test_sections_are_headings_and_begin_with_their_bars():
    score = track_score(PROJECT, PATH)
    assert score.name == "arrows"
    assert [(each.name, each.style, len(each.lines)) for each in score.sections] == [
        ("Opening", "disco", 0),
        ("Verse 1", "alt_country", 2),
        ("Chorus", "ambient_house", 1),
        ("Verse 2", "alt_country", 1),
    ]
    assert [line.lesson for line in score.lines][:2] == ["deep_learning/math_map", "linear_algebra/vectors"]


@pytest.mark.parametrize(
    ("headings", "names"),
    [(("", "", "", ""), ["Arrows"]), (("", "", "Chorus", ""), ["Opening", "Chorus", "Opening (2)"])],
)
def test_lines_without_a_heading_begin_with_the_track(headings, names):
    lines = tuple(line.model_copy(update={"section": each}) for line, each in zip(LINES, headings, strict=True))
    score = track_score(PROJECT.model_copy(update={"lines": lines}), PATH)
    assert [section.name for section in score.sections] == names
    assert score.sections[0].bars[0].start == 0 and score.sections[0].lines


def test_nudging_moves_a_line_with_its_words_and_takes_its_doubt():
    moved = nudged(PROJECT, 3, 9.5)
    assert (moved.lines[2].start, moved.lines[2].end, moved.lines[2].doubt) == (9.5, 11.5, "")
    first = nudged(PROJECT, 1, 2.0).lines[0]
    assert first.words == pytest.approx((2.0, 2.2, 2.8, 3.0, 3.3))
    earlier = nudged(PROJECT, 2, 4.0)
    assert earlier.lines[0].end == 4.0 and max(earlier.lines[0].words) <= 4.0
    assert parse_project(compose_project(earlier), PATH) == earlier


@pytest.mark.parametrize(("number", "start"), [(0, 1.0), (5, 1.0), (2, 1.0), (2, 9.1), (4, 20.0), (1, -1.0)])
def test_a_line_stays_between_its_neighbours(number, start):
    with pytest.raises(EigenreelError, match=r"line \d: there are lines 1 to 4; |it lies between lines at .*; nudge"):
        nudged(PROJECT, number, start)


def test_lines_that_are_sung_at_once_may_be_nudged():
    """Two voices may begin together, as in the files of duets."""
    both = nudged(PROJECT, 2, 9.0)
    assert both.lines[1].start == both.lines[2].start and parse_project(compose_project(both), PATH) == both
    assert nudged(both, 2, 9.0) == both


@pytest.mark.parametrize("shift", [2.4, -2.4])
def test_lines_that_move_together_may_pass_where_others_were(shift):
    """All by more than lines are apart: one after the other, in any fixed order, one direction would be refused."""
    starts = {place: line.start + shift for place, line in enumerate(LINES, 1)}
    found = all_nudged(PROJECT, starts)
    assert [line.start for line in found.lines] == pytest.approx(list(starts.values()))
    assert parse_project(compose_project(found), PATH) == found
    with pytest.raises(EigenreelError, match="line 2: it|line 2 at 14 s: it lies between"):
        all_nudged(PROJECT, {1: 2.0, 2: 14.0})


TEXT = compose_project(PROJECT)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Arrows\n", "", "title is missing; add it"),
        ("tempo: 90.0", "tempo: quick", "tempo is 'quick'; "),
        ("track: arrows.mp3", "trak: arrows.mp3", "trak is an unknown field; "),
        ("start: 9.0", "start: soon", "line 3: start is 'soon'; input should be a valid number"),
        ("2.7, 3.3", "2.7, late", "line 1: word 3 is 'late'; input should be a valid number"),
        ("start: 2.5", "start: 6.5", "'A vector is an arrow' ends at 5 s, before it begins; correct its times"),
        ("lesson: linear_algebra/vectors", "lesson: vectors", "lesson is no key of a lesson; write it as"),
    ],
)
def test_mistakes_are_told_with_their_row(old, new, said):
    assert old in TEXT
    with pytest.raises(EigenreelError) as told:
        parse_project(TEXT.replace(old, new, 1), PATH)
    assert re.fullmatch(rf"{PATH}:\d+: .*", str(told.value)) and said in str(told.value)


def test_a_file_that_is_not_there():
    with pytest.raises(EigenreelError, match="no such file; make it with: eigenreel song align"):
        read_project(PATH)
