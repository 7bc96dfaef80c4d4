"""Phrasing: nothing is lost between the words and the speech."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from utterances import utterance_of

from eigenreel.sound.phrasing import LONG_BREATH, SpokenPhrase, divide, join
from eigenreel.words.narration import Utterance, Word

RATE = 1000
WORDS = st.lists(
    st.builds(
        Word,
        st.just("x"),
        st.sampled_from(["one", "two,", "three.", "Why?", "—"]),
        st.just(()),
        st.sampled_from([0.0, 0.25]),
    ),
    max_size=30,
)


def texts(text):
    return [
        (" ".join(word.spoken for word in phrase.words), phrase.ends) for phrase in divide(utterance_of(text).words)
    ]


@given(WORDS)
def test_nothing_is_lost(words):
    """The phrases' words are the utterance's words, and only the last phrase ends it."""
    phrases = divide(words)
    assert [word for phrase in phrases for word in phrase.words] == words
    assert [phrase.ends == "utterance" for phrase in phrases] == [False] * (len(phrases) - 1) + [True] * bool(words)


@given(WORDS)
def test_rests_open_phrases(words):
    """A rest stands before a phrase, never inside one."""
    assert all(word.pause == 0 for phrase in divide(words) for word in phrase.words[1:])


def test_sentences_and_rests():
    """Sentences and rests divide; a comma does not."""
    assert texts("Go on. Why, then? [0.5] zero and three are [1] five.") == [
        ("Go on.", "sentence"),
        ("Why, then?", "sentence"),
        ("zero and three are", "clause"),
        ("five.", "utterance"),
    ]
    assert texts("He asked “why?” Nobody knew.") == [("He asked “why?”", "sentence"), ("Nobody knew.", "utterance")]


def test_long_sentences_are_cut_at_commas():
    """A sentence too long for a breath is divided at a comma."""
    phrases = texts("and so on and on it goes, " * 40)
    assert len(phrases) > 1 and all(phrase.endswith(",") for phrase, _ in phrases)
    assert max(len(phrase) for phrase, _ in phrases) < 2 * LONG_BREATH


@given(WORDS.filter(len), st.sampled_from([0.0, 0.777]))
def test_rests_are_exact_to_the_sample(words, end_pause):
    """A speech is as long as its phrases, its gaps and its rests, sample by sample; rests are silent."""
    gaps = {"sentence": 0.4, "clause": 0.1}
    phrases = divide(words)
    spoken = [
        (phrase, SpokenPhrase(np.ones(len(phrase.words), np.float32), ((0, 0.001),) * len(phrase.words)))
        for phrase in phrases
    ]
    speech = join(Utterance("b", tuple(words), ("last",), end_pause), spoken, gaps, RATE)
    silence = round(sum(word.pause for word in words) * RATE) + round(end_pause * RATE)
    silence += sum(round(gaps.get(phrase.ends, 0) * RATE) for phrase in phrases)
    assert len(speech.samples) == len(words) + silence
    assert (speech.samples == 0).sum() == silence
    assert len(speech.words) == len(words)
    assert speech.cues["last"] == (len(speech.samples) - round(end_pause * RATE)) / RATE


def test_cues_fall_on_words():
    """A cue is the start of the word behind it, after the rest before that word."""
    utterance = utterance_of("One. [@a] [@b] [0.5] Two [@c]")
    spoken = [(phrase, SpokenPhrase(np.ones(100, np.float32), ((0.02, 0.1),))) for phrase in divide(utterance.words)]
    speech = join(utterance, spoken, {"sentence": 0.3}, RATE)
    assert speech.words == ((0.02, 0.1), (0.92, 1.0))
    assert speech.cues == {"a": 0.92, "b": 0.92, "c": 1.0}
