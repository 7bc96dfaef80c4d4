"""What is done with what the decoder heard: doubts, lines that cannot be said, a second try, results that are kept."""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np
import pytest

from eigenreel.errors import EigenreelError
from eigenreel.sound.track import UNLIKE, aligner, decoder
from eigenreel.sound.track.aligner import ARPABET, Hands, align
from eigenreel.sound.track.decoder import NARROW, WIDE, word_spans
from eigenreel.sound.track.listening import RATE, Heard
from eigenreel.store import Store

SECONDS = 20
SILENT = np.zeros(SECONDS * RATE, np.float32)
HEARD = Heard(SILENT, SILENT + 1)
vars(HEARD)["moving"] = SILENT + 2
LINES = [["bi", "tu"], ["mi", "gu"], ["li", "ʃu"]]
FIRST = [[(1.0, 1.3), (1.3, 1.8)], [(4.0, 4.3), (4.3, 4.8)], [(9.0, 9.3), (9.3, 9.8)]]


class Workers:
    """They answer at once with what the test says they heard, in one way, or in another way (1 or 2)."""

    def __init__(self, spans, other=None, score=-50.0, backwards=-90.0, way=1):
        self.heard = {0: spans, 1: spans, 2: spans} | {way: other or spans}
        self.score, self.backwards, self.asked = score, backwards, 0

    def submit(self, function, samples, *rest):
        self.asked += 1
        future = Future()
        if function is word_spans:
            future.set_result(self.heard[int(samples[0])])
        else:
            count = self.asked - 3
            values = [self.score if (count - 1) * 4 + at < len(LINES) else self.backwards for at in range(len(rest[0]))]
            future.set_result(values)
        return future


def doubts(workers):
    return [line.doubt for line in align(HEARD, LINES, Hands(workers.submit))]


def test_where_nothing_is_odd_nothing_is_doubtful():
    assert doubts(Workers(FIRST)) == ["", "", ""]
    found = align(HEARD, LINES, Hands(Workers(FIRST).submit))
    assert [(line.words, line.end) for line in found] == [((1.0, 1.3), 1.8), ((4.0, 4.3), 4.8), ((9.0, 9.3), 9.8)]


@pytest.mark.parametrize("way", [1, 2])
def test_any_other_hearing_may_cast_doubt(way):
    other = [[(2.2, 2.5), (2.5, 3.0)], *FIRST[1:]]
    assert doubts(Workers(FIRST, other, way=way)) == ["may also begin at 2.2 s", "", ""]


def test_a_word_that_was_heard_in_what_is_played_before_its_line_is_sung_with_it():
    """Wherever each hearing had it; and the line says where else it may begin."""
    stray = [[*FIRST[0]], [(1.9, 2.1), (4.3, 4.8)], FIRST[2]]
    other = [FIRST[0], [(2.0, 2.2), (4.3, 4.8)], FIRST[2]]
    second = align(HEARD, LINES, Hands(Workers(stray, other).submit))[1]
    assert second.words == (pytest.approx(4.0), 4.3) and second.doubt == "may also begin at 1.9 s"


@pytest.mark.parametrize(
    ("changed", "other", "said"),
    [
        (None, [(2.2, 2.5), (2.5, 3.0)], "may also begin at 2.2 s"),
        ([(1.0, 1.3), (2.6, 3.0)], None, "its first word stands apart; may also begin at 2.6 s"),
        ([(1.0, 1.1), (1.1, 1.2)], None, "is sung very quickly"),
        ([(1.0, 1.3), (1.3, 8.0)], None, "is sung very slowly"),
    ],
)
def test_a_line_that_may_begin_elsewhere_says_so(changed, other, said):
    spans = [changed or FIRST[0], *FIRST[1:]]
    assert doubts(Workers(spans, [other or spans[0], *FIRST[1:]])) == [said, "", ""]


@pytest.mark.parametrize(
    ("score", "backwards", "unlike"),
    [(-60, -70, False), (-75, -95, False), (-75, -85, True), (-90, -130, True)],
)
def test_words_are_like_the_sound_where_they_score_well_or_better_than_backwards(score, backwards, unlike):
    assert doubts(Workers(FIRST, score=score, backwards=backwards)) == [UNLIKE if unlike else ""] * 3


def test_lines_that_cannot_be_said_lie_between_their_neighbours():
    spans = [FIRST[0], FIRST[2]]
    lines = [["bi", "tu"], ["", ""], ["", "", ""], ["li", "ʃu"]]
    found = align(HEARD, lines, Hands(Workers(spans).submit))
    assert [line.words[0] for line in found] == pytest.approx([1.0, 1.8, 5.4, 9.0])
    assert [len(line.words) for line in found] == [2, 2, 3, 2]
    assert found[1].doubt == "has no words that can be read as English" and found[0].doubt == ""
    last = align(HEARD, [["bi", "tu"], ["mi", "gu"], ["ʃu"], ["", ""]], Hands(Workers(FIRST).submit))[-1]
    assert last.words[0] == pytest.approx(9.8) and last.end == SECONDS
    with pytest.raises(
        EigenreelError, match="only 1 of 4 lines have words that can be read as English; give lyrics that"
    ):
        align(HEARD, [["bi"], [""], [""], [""]], Hands(Workers(FIRST).submit))


def test_what_was_heard_is_kept_and_what_was_not_is_asked_for(tmp_path):
    store, told = Store(tmp_path), []
    first = align(HEARD, LINES, Hands(Workers(FIRST).submit, told.append, store))
    assert told[-1] == 1 and told == sorted(told)
    idle = Workers(FIRST)
    assert align(HEARD, LINES, Hands(idle.submit, store=store)) == first and idle.asked == 0
    other = Workers(FIRST[:2])
    align(HEARD, LINES[:2], Hands(other.submit, store=store))
    assert other.asked >= 2


def test_all_ways_are_followed_where_no_likely_one_leads_through(monkeypatch, tmp_path):
    """Unless that takes more memory than there may be; then the words do not fit."""
    tried = []

    def heard(samples, words, note, beam):
        tried.append(beam)
        return [(1.0, 2.0)] * len(words) if beam == WIDE else None

    monkeypatch.setattr(decoder, "_heard", heard)
    found = word_spans(SILENT, [[("B", "IY"), ()], [("T",)]], tmp_path / "note")
    assert tried == [NARROW, WIDE] and found == [[(1.0, 2.0), (2.0, 2.0)], [(1.0, 2.0)]]
    monkeypatch.setattr(decoder, "MOST", SECONDS)
    with pytest.raises(EigenreelError, match="the words do not fit into the track; check that these are its lyrics"):
        word_spans(SILENT, [[("B", "IY"), ("T",)]], tmp_path / "note")


def test_the_phones_are_those_of_the_decoder():
    pytest.importorskip("pocketsphinx")
    opened = decoder.open_decoder()
    for phone in set(ARPABET.values()):
        opened.add_word(f"zz{phone.lower()}", phone, True)
        assert opened.lookup_word(f"zz{phone.lower()}") == phone
    assert aligner.arpabet("vˈɛktəɹ") == ("V", "EH", "K", "T", "AH", "R")
