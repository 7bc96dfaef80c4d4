"""The default voice: what it says, when it says it, and that it always says it alike."""

import hashlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import moonshine_voice
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly
from utterances import utterance_of

from eigenreel.errors import EigenreelError
from eigenreel.sound.voices import get_voice, hibari_model
from eigenreel.sound.voices.hibari import QUIET
from eigenreel.sound.voices.hibari_model import HibariModel
from eigenreel.sound.voices.hibari_text import phonemes_by_word
from eigenreel.words.narration import Utterance, Word

TEXT = "Two directions are not [@moved] moved. Along one of them, — the matrix is just a number."
FINGERPRINT = """
import hashlib
from eigenreel.sound.voices import get_voice
from scipy.signal import resample_poly
from utterances import utterance_of
print(hashlib.sha256(get_voice("hibari").speak(utterance_of({text!r}), 3).to_bytes()).hexdigest())
"""


@pytest.fixture(scope="module")
def voice():
    return get_voice("hibari")


@pytest.fixture(scope="module")
def speech(voice):
    return voice.speak(utterance_of(TEXT), 3)


def test_words_are_in_order(speech):
    """One span per word; starts and ends never fall, and lie inside the speech."""
    edges = [edge for span in speech.words for edge in span]
    assert len(speech.words) == 16 and edges == sorted(edges)
    assert edges[0] >= 0 and edges[-1] <= speech.duration
    assert speech.samples.dtype == np.float32 and speech.rate == 24000 and np.abs(speech.samples).max() <= 1


def test_words_sound(speech):
    """There is sound in every word, and silence between the sentences."""
    peak = np.abs(speech.samples).max()
    for (start, end), text in zip(speech.words, TEXT.replace("[@moved] ", "").split(), strict=True):
        piece = speech.samples[round(start * speech.rate) : round(end * speech.rate)]
        assert text == "—" or np.abs(piece).max() > 0.05 * peak, text
    gap = speech.samples[round(speech.words[4][1] * speech.rate) : round(speech.words[5][0] * speech.rate)]
    assert (np.abs(gap) < QUIET * peak).sum() > 0.4 * speech.rate


def test_a_dash_is_a_moment(speech):
    """A word that is spoken as nothing has no length and lies between its neighbours."""
    start, end = speech.words[9]
    assert speech.words[8][1] <= start == end <= speech.words[10][0]


def test_cue_is_its_word(speech):
    assert speech.cues == {"moved": speech.words[4][0]}


def test_same_bytes_in_threads(voice, speech):
    """The same utterance and seed give the same bytes from any thread, whatever else is said at the time."""
    texts = [TEXT, "Something else entirely.", TEXT, "Eigenvalues, again."] * 2
    with ThreadPoolExecutor(4) as threads:
        said = list(threads.map(lambda text: voice.speak(utterance_of(text), 3).to_bytes(), texts))
    assert {data for data, text in zip(said, texts, strict=True) if text == TEXT} == {speech.to_bytes()}


def test_same_bytes_in_another_process(speech):
    """Another process says the same."""
    code = f"import sys; sys.path[:0] = {sys.path!r}" + FINGERPRINT.format(text=TEXT)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == hashlib.sha256(speech.to_bytes()).hexdigest()


def test_the_seed_counts(voice, speech):
    """Another seed has another breath and the same times."""
    other = voice.speak(utterance_of(TEXT), -4)
    assert len(other.samples) == len(speech.samples) and (other.samples != speech.samples).any()


def test_rests_are_exact(voice):
    """A rest between sentences adds its samples and changes nothing else."""
    plain = voice.speak(utterance_of("So it is. And yet."))
    rested = voice.speak(utterance_of("So it is. [0.8] And yet. [0.3]"))
    assert len(rested.samples) - len(plain.samples) == round(1.1 * plain.rate)
    assert rested.words[3][0] == pytest.approx(plain.words[3][0] + 0.8)


def test_no_clicks_at_rests(voice):
    """Sound begins and ends at nothing: no step where silence was put in."""
    samples = voice.speak(utterance_of("The answer is [0.5] three. Why? [0.5] Because of this.")).samples
    silent = samples == 0
    edges = np.flatnonzero(silent[1:] != silent[:-1])
    assert len(edges) and np.abs(np.diff(samples)[edges]).max() < 1e-4


def test_pace(voice):
    """150 to 170 words a minute."""
    text = (
        "Almost every arrow is knocked off its line. Two directions are not. Along one of them, the matrix is just the "
        "number three. The gradient points in the direction of steepest ascent, so we take a small step the other way, "
        "and measure again."
    )
    assert 150 <= len(text.split()) / voice.speak(utterance_of(text)).duration * 60 <= 170


def test_several_spoken_words_are_one(voice):
    """A written token spoken as several words has one span over all of them."""
    words = (
        Word("It", "It"),
        Word("is", "is"),
        Word("16.1%,", "sixteen point one percent,"),
        Word("no", "no"),
        Word("more.", "more."),
    )
    speech = voice.speak(Utterance("b", words))
    lengths = [end - start for start, end in speech.words]
    assert len(lengths) == 5 and lengths[2] > 1.0 > max(lengths[:2] + lengths[3:])


def test_pronunciation(voice):
    """A pronunciation replaces the spelling and keeps the word's marks."""
    words = [Word("Euler", "Euler,", ipa="ˈYləɹ"), Word("yes.", "yes.")]
    assert phonemes_by_word(words, voice.model.g2p, voice.model.alphabet) == ["ˈYləɹ,", "jˈɛs."]


def test_unknown_pronunciation(voice):
    """A sign that the model does not know is named, with the word."""
    utterance = Utterance("b", (Word("Bézout", "Bézout", ipa="bezü"),))
    with pytest.raises(EigenreelError, match=r"does not know ü in /bezü/ for 'Bézout'"):
        voice.speak(utterance)


def test_nothing_to_say(voice):
    """A beat of signs alone is an error that names the beat."""
    with pytest.raises(EigenreelError, match=r"nothing to say in beat 'b' \('— …'\)"):
        voice.speak(Utterance("b", (Word("—", "—"), Word("…", "…"))))


@settings(suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=4))
def test_any_text_is_read_or_refused(voice, spoken):
    """Phonemes come word by word for any text, or one clear error."""
    words = [Word("x", text) for text in spoken]
    try:
        phonemes = phonemes_by_word(words, voice.model.g2p, voice.model.alphabet)
    except EigenreelError:
        return
    assert len(phonemes) == len(spoken)


def test_an_unexpected_model(monkeypatch, tmp_path):
    """A model of another shape is one line that says what to install."""
    path = tmp_path / "other.onnx"
    path.write_bytes(b"")
    monkeypatch.setattr("hibari.voices.voice_path", lambda *arguments, **options: str(path))
    with pytest.raises(EigenreelError, match=r"has 0 CumSum nodes instead of one\); install hibari-tts==0\.2\.1"):
        HibariModel()


def test_wrong_lengths_are_noticed(monkeypatch):
    """Lengths that do not add up to the sound are found when the model is loaded."""
    monkeypatch.setattr(hibari_model, "SAMPLES_PER_UNIT", 500)
    with pytest.raises(EigenreelError, match="not as expected"):
        HibariModel()


def test_understood(voice):
    """An offline recogniser writes down what was said, rests or not."""
    text = "The answer is [0.6] a single number. Two arrows are enough. Every other arrow [0.4] is a sum of those."
    said = voice.speak(replace(utterance_of(text), end_pause=0.3))
    model = Path(moonshine_voice.__file__).parent / "assets" / "tiny-en"
    recogniser = moonshine_voice.Transcriber(model_path=str(model), model_arch=moonshine_voice.ModelArch.TINY)
    lines = recogniser.transcribe_without_streaming(resample_poly(said.samples, 2, 3).tolist(), 16000).lines
    heard = re.findall(r"\w+", " ".join(line.text for line in lines).lower())
    assert " ".join(heard) == re.sub(r"\[.*?\] |\.", "", text).lower()


def test_onsets_agree_with_forced_alignment(voice, monkeypatch):
    """On sentences that nothing was fitted to, word onsets are within 25 ms of forced alignment on average."""
    monkeypatch.syspath_prepend(Path(__file__).parents[3] / "bench")
    from word_onsets import TEST, Decoder, mean_error, measure, utterance

    decoder = Decoder(samprate=16000, loglevel="FATAL")
    onsets = [onset for text in TEST[:15] for onset in measure(text, voice.speak(utterance(text)), decoder)]
    assert len(onsets) > 100 and mean_error(onsets) <= 25


def test_another_hibari(monkeypatch):
    """A hibari whose insides have other names is refused in the same way."""
    monkeypatch.setattr("hibari.Hibari.ids", None)
    with pytest.raises(EigenreelError, match=r"not as expected \(TypeError.*install hibari-tts=="):
        HibariModel()
