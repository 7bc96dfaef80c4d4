"""Speech: exact copies, and a cache that knows what matters."""

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from utterances import utterance_of

from eigenreel.errors import EigenreelError
from eigenreel.sound.speech import MAGIC, Speech, speak, speech_key
from eigenreel.sound.voices.silent import Silent
from eigenreel.store import Store

SECONDS = st.floats(0, 1e4)
SPEECHES = st.builds(
    Speech,
    arrays(np.float32, st.integers(0, 50), elements=st.floats(-1, 1, width=32)),
    st.integers(1, 192000),
    st.lists(st.tuples(SECONDS, SECONDS), max_size=5).map(tuple),
    st.dictionaries(st.text(max_size=5), SECONDS, max_size=4),
)


@dataclass
class Counting:
    """A silent voice that remembers how often it spoke."""

    name: str = "counting"
    version: str = "1"
    spoken: list = field(default_factory=list)

    def speak(self, utterance, seed=0):
        self.spoken.append((utterance, seed))
        return Silent().speak(utterance, seed)


@given(SPEECHES)
def test_bytes_hold_all(speech):
    """from_bytes(to_bytes(x)) = x, to the last bit."""
    copy = Speech.from_bytes(speech.to_bytes())
    assert copy.samples.dtype == np.float32 and copy.samples.tobytes() == speech.samples.tobytes()
    assert (copy.rate, copy.words, copy.cues) == (speech.rate, speech.words, speech.cues)
    assert copy.to_bytes() == speech.to_bytes()


@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda data: MAGIC + data))
def test_other_bytes_are_no_speech(data):
    """Any other bytes give one clear error."""
    with pytest.raises(EigenreelError, match="no speech"):
        Speech.from_bytes(data)


def test_a_copy_can_be_written_to():
    """Samples that were read back belong to their owner."""
    speech = Speech.from_bytes(Silent().speak(utterance_of("One two.")).to_bytes())
    speech.samples[0] = 1


def test_said_once(tmp_path):
    """What was spoken is not spoken again, in another store it is; the result is the same."""
    voice, store, utterance = Counting(), Store(tmp_path), utterance_of("Once [@x] only.")
    speeches = [speak(utterance, voice, store) for _ in range(3)] + [speak(utterance, voice, None)]
    assert len(voice.spoken) == 2
    assert len({speech.to_bytes() for speech in speeches}) == 1


def test_damaged_speech_is_spoken_again(tmp_path):
    """A truncated entry of the cache is remade."""
    voice, store, utterance = Counting(), Store(tmp_path), utterance_of("Once more.")
    whole = speak(utterance, voice, store)
    (path,) = store.entries()
    path.write_bytes(path.read_bytes()[:-7])
    assert speak(utterance, voice, store).to_bytes() == whole.to_bytes()
    assert len(voice.spoken) == 2


def test_key_knows_what_matters():
    """All that is heard or timed changes the key; the written form and the beat's name do not."""
    voice, utterance = Counting(), utterance_of("One two three.")
    first, *others = utterance.words

    def with_first(**changes):
        return replace(utterance, words=(replace(first, **changes), *others))

    key = speech_key(utterance, voice, 0)
    changed = [
        speech_key(with_first(spoken="Own"), voice, 0),
        speech_key(with_first(pause=0.5), voice, 0),
        speech_key(with_first(cues=("a",)), voice, 0),
        speech_key(with_first(ipa="wˈʌn"), voice, 0),
        speech_key(replace(utterance, end_cues=("a",)), voice, 0),
        speech_key(replace(utterance, end_pause=0.5), voice, 0),
        speech_key(utterance, Counting(name="other"), 0),
        speech_key(utterance, Counting(version="2"), 0),
        speech_key(utterance, voice, 1),
    ]
    assert len({key, *changed}) == len(changed) + 1
    assert speech_key(replace(with_first(written="1"), beat="other"), voice, 0) == key


def test_as_segment():
    """A segment has the speech's rate and length, and clips what is too loud."""
    segment = Speech(np.array([0, 0.5, -2], np.float32), 24000, (), {}).as_segment()
    assert (segment.frame_rate, segment.channels, list(segment.get_array_of_samples())) == (
        24000,
        1,
        [0, 16384, -32767],
    )
