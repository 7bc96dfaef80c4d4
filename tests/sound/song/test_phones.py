"""Laws of phones and syllables: order and times are kept, and every syllable has one sound to hold."""

import itertools

import numpy as np
import pytest

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.phones import Phone, find_phones
from eigenreel.sound.song.syllables import syllabify

STRESS = "ˈˌ"


def phones(word: str) -> list[Phone]:
    """A tenth of a second each."""
    found, stressed = [], False
    for sign in word:
        if sign not in STRESS:
            found.append(Phone(sign, 0.1 * len(found), 0.1 * len(found) + 0.1, 0, stressed))
        stressed = sign in STRESS
    return found


def shape(word: str, count: int) -> list[str]:
    """Onset, held sound and coda of every syllable, as in "v·ɛ·k"."""
    parts = [(each.onset, (each.nucleus,), each.coda) for each in syllabify(phones(word), count, "word", "song.abc:3")]
    return ["·".join("".join(phone.sign for phone in part) for part in each) for each in parts]


@pytest.mark.parametrize(
    ("word", "count", "expected"),
    [
        ("vˈɛktəɹ", 2, ["v·ɛ·k", "t·ə·ɹ"]),
        ("ˈɛvəɹi", 3, ["·ɛ·", "v·ə·", "ɹ·i·"]),
        ("ˈɛvəɹi", 2, ["·ɛ·və", "ɹ·i·"]),
        ("ɹˈiᵊl", 1, ["ɹ·i·ᵊl"]),
        ("ɹˈiᵊl", 2, ["ɹ·i·", "·ᵊ·l"]),
        ("fˈIəɹ", 1, ["f·I·əɹ"]),
        ("fˈIəɹ", 2, ["f·I·", "·ə·ɹ"]),
        ("bˈʌtn", 2, ["b·ʌ·", "t·n·"]),
        ("kˌAˈɛl", 2, ["k·A·", "·ɛ·l"]),
        ("stɹˈɛŋθ", 1, ["stɹ·ɛ·ŋθ"]),
        ("ɪkstɹˈim", 2, ["·ɪ·k", "stɹ·i·m"]),
        ("ˈI", 2, ["·I·", "·I·"]),
    ],
)
def test_a_word_is_dealt_out_to_as_many_syllables_as_it_is_sung_in(word, count, expected):
    assert shape(word, count) == expected


def test_a_word_that_cannot_be_sung_in_so_many_says_how_to_mend_it():
    with pytest.raises(EigenreelError, match=r"song.abc:3: 'word' is sung in 4 syllables but said /kæt/ in 1; hyph"):
        shape("kˈæt", 4)


def test_a_word_without_notes_is_refused():
    with pytest.raises(EigenreelError, match="song.abc:3: 'word' has no syllable"):
        shape("kˈæt", 0)


def test_nothing_said_on_no_note_is_no_syllable():
    assert syllabify([], 0, "—", "song.abc:3") == []


def test_phones_follow_each_other_inside_the_sound():
    """Whatever lengths the network gives, no phone is turned around and none overlaps the next."""
    rng = np.random.default_rng(3)
    words = ["ðə", "", "vˈɛktəɹ", "ˌændz"]
    count = len(" ".join(filter(None, words))) + 2
    for _ in range(50):
        lengths = rng.integers(0, 5, count) * 600 + 600
        found = find_phones(words, lengths, 24000, (0.02, lengths.sum() / 24000))
        assert "".join(phone.sign for phone in found) == "ðəvɛktəɹændz"
        assert [phone.word for phone in found] == [0] * 2 + [2] * 6 + [3] * 4
        assert all(phone.length > 0 for phone in found)
        assert all(a.end == b.start for a, b in itertools.pairwise(found))
        assert found[3].is_stressed and not found[5].is_stressed
