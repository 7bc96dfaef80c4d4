"""A song's line: every glyph has its syllable, and it fits, on two rows if it must."""

from __future__ import annotations

from itertools import pairwise

import pytest

from eigenreel import theme
from eigenreel.errors import EigenreelError
from eigenreel.kit.lyrics import LARGEST, LyricLine
from eigenreel.kit.motifs import SIGNS, BeatFrieze, BeatRow


def words(text):
    return [word.split("-") for word in text.split()]


def test_every_glyph_belongs_to_its_syllable_from_left_to_right():
    """Also where letters of two syllables would be joined: the f's of dif-fer."""
    line = LyricLine(words('dif-fer-ent "ef-fi-cient" words don\'t mind'))
    owners = line.owners.tolist()
    assert owners == sorted(owners) and set(owners) == set(range(9))
    assert [len(line.glyphs_of(number)) for number in range(3)] == [3, 3, 3]
    middles = [line.submobjects[glyph].get_x() for glyph in range(len(owners))]
    assert middles == sorted(middles) and not line.rows.any()


@pytest.mark.parametrize("count", [4, 16, 22, 30])
def test_a_line_keeps_to_the_stage(count):
    line = LyricLine(words(" ".join(["lala"] * count)))
    assert line.width <= theme.STAGE.width + 1e-6
    assert line.capital_height * 1080 / theme.FRAME_HEIGHT >= 28
    assert line.rows.max() == (count > 20)


def test_a_broken_line_has_rows_of_about_one_length():
    line = LyricLine(words(" ".join(["lala"] * 30)))
    widths = [sum(1 for row in line.rows if row == number) for number in (0, 1)]
    assert line.size == LARGEST and widths[0] == widths[1]


def test_a_line_that_waits_stays_on_one_row():
    line = LyricLine(words(" ".join(["lala"] * 30)), most_rows=1)
    assert not line.rows.any() and line.width == pytest.approx(theme.STAGE.width)


def test_what_cannot_be_shown_is_said():
    with pytest.raises(EigenreelError, match="do not fit on two rows of the film; sing it in two lines"):
        LyricLine(words(" ".join(["lala"] * 60)))
    with pytest.raises(EigenreelError, match="there is nothing in it"):
        LyricLine([])
    with pytest.raises(EigenreelError, match="has no '☃'"):
        LyricLine([["☃"]])


def test_beats_stand_apart_by_their_groups():
    row = BeatRow((2, 2, 3), ["triangle", "dot"])
    gaps = [b.get_x() - a.get_x() for a, b in pairwise(row)]
    assert [gap > 0.4 for gap in gaps] == [False, True, False, True, False, False]
    assert [sign.height > 0.2 for sign in row] == [True, False, True, False, True, False, False]


def test_a_frieze_has_a_line_for_each_beat_and_keeps_to_its_room():
    for groups, width, height in (((2, 2, 3), 2, 5), ((3, 3, 3, 3), 1.2, 4), ((1,) * 9, 1, 3)):
        frieze = BeatFrieze(groups, ["star", "ring"], width=width, height=height)
        assert len(frieze) == sum(groups) and frieze.width <= width + 1e-6 and frieze.height <= height + 1e-6
        firsts = [sum(groups[:beat]) for beat in range(len(groups))]
        tops = [frieze[first].get_y() for first in firsts]
        assert tops == sorted(tops, reverse=True)
        for first, units in zip(firsts, groups, strict=True):
            across = [sign.get_x() for sign in frieze[first : first + units]]
            assert across == sorted(across)
            assert all(sign.height < frieze[first].height for sign in frieze[first + 1 : first + units])


def test_every_sign_can_be_drawn_and_none_is_guessed():
    assert all(BeatRow((1, 1), [name]).height > 0 for name in SIGNS)
    with pytest.raises(EigenreelError, match="no sign 'stra'; perhaps you meant star"):
        BeatFrieze((1,), ["stra"], width=1, height=1)
