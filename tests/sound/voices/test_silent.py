"""The silent voice: the times of an average reader."""

from hypothesis import given
from hypothesis import strategies as st
from utterances import utterance_of

from eigenreel.sound.voices import get_voice
from eigenreel.words.narration import Utterance, Word

PROSE = (
    "The gradient points in the direction of steepest ascent. We take a small step the other way, and measure again. "
    "Out of a thousand people, ten carry the disease, and nine of those ten test positive."
)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=10))
def test_every_word_has_a_time(spoken):
    """One span per word, in order, inside the speech; the sound is silence."""
    speech = get_voice("silent").speak(Utterance("b", tuple(Word("x", text) for text in spoken)))
    edges = [edge for span in speech.words for edge in span]
    assert len(speech.words) == len(spoken) and edges == sorted(edges)
    assert edges[0] >= 0 and edges[-1] <= speech.duration + 1e-4
    assert not speech.samples.any()


def test_pace():
    """Prose takes 150 to 170 words a minute."""
    speech = get_voice("silent").speak(utterance_of(PROSE))
    assert 150 <= len(PROSE.split()) / speech.duration * 60 <= 170


def test_rests_count():
    """A rest lengthens the speech by its samples, wherever it stands."""
    plain = get_voice("silent").speak(utterance_of("One. Two."))
    rested = get_voice("silent").speak(utterance_of("[0.3] One. [0.8] Two. [1.1]"))
    assert len(rested.samples) - len(plain.samples) == round(2.2 * plain.rate)


def test_punctuation_takes_no_time():
    """A word that is spoken as nothing has no length."""
    speech = get_voice("silent").speak(utterance_of("One — two."))
    assert speech.words[1][0] == speech.words[1][1]
