"""How well the default voice knows when it says each word: its onsets against forced alignment.

    python bench/word_onsets.py            prints the mean error on the held-out sentences and on those used for fitting
    python bench/word_onsets.py --words    and every word that is off by more than 60 ms

The reference is pocketsphinx with the model in its wheel, which knows the text and the sound but not the voice. It
counts in frames of 10 ms, and now and then it takes a silence for part of the word behind it; such words are not left
out. The exit code is 1 if the mean error on the held-out sentences is above 25 ms.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from onset_sentences import FIT, TEST
from pocketsphinx import Decoder
from scipy.signal import resample_poly

from eigenreel.sound.speech import Speech
from eigenreel.sound.voices import get_voice
from eigenreel.words.narration import Utterance, Word

LIMIT_MS = 25.0
WORST_MS = 60.0
FRAMES_PER_SECOND = 100
SILENCE = 0.3


@dataclass(frozen=True)
class Onset:
    """A word and how much later than the reference the voice says that it begins, in milliseconds."""

    word: str
    is_first: bool
    error_ms: float


def main(arguments: Sequence[str]) -> int:
    voice = get_voice("hibari")
    decoder = Decoder(samprate=16000, loglevel="FATAL")
    results = {}
    for title, sentences in (("fitted", FIT), ("held out", TEST)):
        results[title] = onsets = [
            onset for sentence in sentences for onset in measure(sentence, voice.speak(utterance(sentence)), decoder)
        ]
        print(summary(title, onsets))
        if "--words" in arguments:
            print(
                "\n".join(
                    f"    {onset.word} {onset.error_ms:+.0f} ms" for onset in onsets if abs(onset.error_ms) > WORST_MS
                )
            )
    return int(mean_error(results["held out"]) > LIMIT_MS)


def utterance(sentence: str) -> Utterance:
    return Utterance("bench", tuple(Word(word, word) for word in sentence.split()))


def measure(sentence: str, speech: Speech, decoder: Decoder) -> list[Onset]:
    names = re.sub(r"[^a-z' ]", "", sentence.lower()).split()
    starts = align(speech.samples, speech.rate, names, decoder)
    pairs = zip(names, speech.words, starts, strict=True)
    return [Onset(name, index == 0, (ours - theirs) * 1000) for index, (name, (ours, _), theirs) in enumerate(pairs)]


def align(samples: np.ndarray, rate: int, words: Sequence[str], decoder: Decoder) -> list[float]:
    """When each word starts by forced alignment, in seconds."""
    # Without silence before it the aligner starts the first word at 0, whatever there is.
    sound = np.pad(resample_poly(samples, 16000, rate), round(SILENCE * 16000))
    pcm = (sound / np.abs(sound).max() * 0.9 * 32767).astype("<i2").tobytes()
    decoder.set_align_text(" ".join(words))
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()
    # Silences and noises are in brackets, second pronunciations end in "(2)".
    found = [segment for segment in decoder.seg() if segment.word[0] not in "<[("]
    assert [segment.word.partition("(")[0] for segment in found] == list(words), words
    return [segment.start_frame / FRAMES_PER_SECOND - SILENCE for segment in found]


def mean_error(onsets: Sequence[Onset]) -> float:
    return float(np.mean([abs(onset.error_ms) for onset in onsets]))


def summary(title: str, onsets: Sequence[Onset]) -> str:
    errors = np.array([onset.error_ms for onset in onsets])
    first = [onset for onset in onsets if onset.is_first]
    return (
        f"{title:9} {len(onsets)} words: mean error {mean_error(onsets):.1f} ms (first words {mean_error(first):.1f}), "
        f"median {np.median(np.abs(errors)):.1f}, bias {errors.mean():+.1f}, "
        f"95 % within {np.percentile(np.abs(errors), 95):.0f}, "
        f"worst {np.abs(errors).max():.0f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
