"""The default voice: hibari-tts, American English, neural, offline, 24 kHz, some fifty times faster than real time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.phrasing import Phrase, SpokenPhrase, divide, join
from eigenreel.sound.speech import Speech
from eigenreel.sound.voices.hibari_model import RATE, HibariModel
from eigenreel.sound.voices.hibari_text import MARKS, phonemes_by_word
from eigenreel.sound.voices.hibari_timing import word_spans

if TYPE_CHECKING:
    from eigenreel.words.narration import Utterance

# Raise it whenever the samples or the times of a speech change with the same hibari.
REVISION = 1
SPEED = 0.85
# Seconds of silence after a phrase, by the way it ends.
GAPS = {"sentence": 0.5, "clause": 0.12}
# Quieter than this part of the peak counts as silence (-50 dB).
QUIET = 10 ** (-50 / 20)
# Seconds kept before the first word and after the last sound: breaths and fading ends are quieter than that.
MARGIN = 0.05
FADE = 0.005
# NumPy takes no negative seeds.
SEEDS = 2**64


class Hibari:
    """Speaks phrase by phrase: the silence around each is cut off and measured rests are put in its place."""

    name = "hibari"

    @cached_property
    def version(self) -> str:
        return f"{version('hibari-tts')}-{REVISION}"

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._model: HibariModel | None = None

    @property
    def model(self) -> HibariModel:
        """Loaded at first use, once."""
        with self._loading:
            if self._model is None:
                self._model = HibariModel()
            return self._model

    def speak(self, utterance: Utterance, seed: int = 0) -> Speech:
        """The utterance at about 160 words a minute.

        Raises:
            EigenreelError: there is nothing in it that can be said, or a pronunciation that the model does not know.
        """
        phrases = divide(utterance.words)
        spoken = [(phrase, self._say(phrase, (seed % SEEDS, index))) for index, phrase in enumerate(phrases)]
        if not any(len(sound.samples) for _, sound in spoken):
            text = " ".join(word.spoken for word in utterance.words)
            raise EigenreelError(
                f"voice hibari finds nothing to say in beat {utterance.beat!r} ({text!r}); write some words"
            )
        return join(utterance, spoken, GAPS, RATE)

    def _say(self, phrase: Phrase, seed: tuple[int, int]) -> SpokenPhrase:
        words = phonemes_by_word(phrase.words, self.model.g2p, self.model.alphabet)
        if not any(_sounds(word) for word in words):
            return SpokenPhrase(np.zeros(0, np.float32), ((0.0, 0.0),) * len(words))
        if phrase.ends == "clause" and words[-1][-1:] not in MARKS:
            # Without a mark the model would break off as if the sentence went on.
            words[-1] += ","
        samples, lengths = self.model.say(" ".join(filter(None, words)), SPEED, seed)
        loud = np.flatnonzero(np.abs(samples) > QUIET * np.abs(samples).max()) / RATE
        return _cut(samples, word_spans(words, lengths, RATE, loud[0]), loud[-1])


def _sounds(phonemes: str) -> bool:
    return any(sign not in MARKS for sign in phonemes)


def _cut(samples: np.ndarray, words: Sequence[tuple[float, float]], last_sound: float) -> SpokenPhrase:
    """Without the silence around it, up to a small margin, and with the times shifted to match."""
    begin = max(round((words[0][0] - MARGIN) * RATE), 0)
    end = min(round((max(last_sound, words[-1][1]) + MARGIN) * RATE), len(samples))
    shifted = tuple((start - begin / RATE, stop - begin / RATE) for start, stop in words)
    return SpokenPhrase(_fade(samples[begin:end]), shifted)


def _fade(samples: np.ndarray) -> np.ndarray:
    """Straight ramps at both ends, so that what little noise there is does not begin with a step."""
    length = min(round(FADE * RATE), len(samples) // 2)
    ramp = np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
    faded = samples.copy()
    faded[:length] *= ramp
    faded[len(faded) - length :] *= ramp[::-1]
    return faded
