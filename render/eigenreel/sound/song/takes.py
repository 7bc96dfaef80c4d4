"""A line of the song as it is spoken: the sound, its phones, and WORLD's analysis of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.boundaries import refined, without_pauses
from eigenreel.sound.song.phones import Phone, find_phones
from eigenreel.sound.song.vocoder import Analysis, analyse
from eigenreel.sound.voices import get_voice
from eigenreel.sound.voices.hibari_model import RATE, SAMPLES_PER_FRAME
from eigenreel.sound.voices.hibari_text import MARKS, phonemes_by_word
from eigenreel.words.narration import Word
from eigenreel.words.spoken import speak

if TYPE_CHECKING:
    from eigenreel.sound.voices.hibari_model import HibariModel
    from eigenreel.words.lexicon import Lexicon

# Slower than the voice tells a lesson, so that every sound is reached.
SPEED = 0.75
SEED = (0,)
# Quieter than this part of the peak counts as silence (-50 dB).
QUIET = 10 ** (-50 / 20)
END = "."


@dataclass(frozen=True, eq=False)
class Take:
    """A line that was spoken in one breath; samples are float32 at the voice's 24 kHz.

    Each phone begins where the one before it ends, or after a pause between words.
    """

    samples: np.ndarray
    phones: tuple[Phone, ...]
    analysis: Analysis

    def of_word(self, word: int) -> tuple[Phone, ...]:
        return tuple(phone for phone in self.phones if phone.word == word)


def spoken_words(words: Sequence[str], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words of a line with their spoken forms ("KL" letter by letter, "ReLU" as the lexicon has it)."""
    return tuple(
        Word(written, form.text, ipa=form.ipa) for written, form in zip(words, speak(words, lexicon), strict=True)
    )


def take_line(words: Sequence[Word], place: str) -> Take:
    """The words spoken by the voice, without pauses between them.

    Raises:
        EigenreelError: there is nothing to say, or a sign that the voice cannot read.
    """
    model = _model()
    phonemes = [_without_marks(word) for word in phonemes_by_word(words, model.g2p, model.alphabet)]
    text = " ".join(filter(None, phonemes))
    if not text:
        raise EigenreelError(f"{place}: nothing to sing in {' '.join(w.written for w in words)!r}; write some words")
    take = model.take(text + END, SPEED, SEED)
    loud = np.flatnonzero(np.abs(take.samples) > QUIET * np.abs(take.samples).max()) / RATE
    # The mark at the end belongs to no word; its time is silence.
    lengths = np.append(take.lengths[: len(text) + 1], take.lengths[len(text) + 1 :].sum())
    phones = find_phones(phonemes, lengths, RATE, (float(loud[0]), float(loud[-1])))
    analysis = analyse(take.samples, RATE, take.pitch, SAMPLES_PER_FRAME)
    return Take(take.samples, without_pauses(refined(phones, analysis), analysis), analysis)


def voice_version() -> str:
    """Changes whenever the voice does."""
    return get_voice("hibari").version


@cache
def _model() -> HibariModel:
    return get_voice("hibari").model


def _without_marks(phonemes: str) -> str:
    """Marks would make the voice pause, where the melody has rests of its own."""
    return " ".join("".join(sign for sign in phonemes if sign not in MARKS).split())
