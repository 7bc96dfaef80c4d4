"""When the words of a song are sung in a track, from the words alone.

Forced alignment by pocketsphinx, told how each word sounds in hibari's signs. It hears the track twice, in two ways;
where the two do not agree, or a line is sung at no likely pace, the line is doubtful and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.track.listening import RATE, Heard
from eigenreel.work import Submit, outcome

SILENCE = 0.3
"""Seconds put before and after the track, since the aligner wants to begin and end in silence."""

FRAMES_PER_SECOND = 100
AGREEING = 0.5
"""Seconds by which the two ways of hearing may differ at the start of a line."""

QUICKEST, SLOWEST = 0.07, 1.5
"""Seconds that a phone of a line takes on average, at the least and at the most."""

SIGNS = """
A EY  I AY  O OW  Y OY  W AW  Q OW  a AA  e EY  o OW  æ AE  ɑ AA  ɒ AO  ɔ AO  ɐ AH  ə AH  ᵊ AH  ʌ AH  ɛ EH  ɜ ER  ɚ ER
i IY  ɪ IH  ᵻ IH  u UW  ʊ UH  ʧ CH  ʤ JH  ʃ SH  ʒ ZH  θ TH  ð DH  ŋ NG  ɡ G  ɹ R  ɻ R  j Y  h HH  T D  ɾ D  ʔ T  ç HH
x K  ʦ S  ʣ Z  c K  b B  d D  f F  k K  l L  m M  n N  p P  s S  t T  v V  w W  z Z
"""
"""Hibari's signs, and each as a phone of the aligner."""

ARPABET = dict(zip(SIGNS.split()[::2], SIGNS.split()[1::2], strict=True))


@dataclass(frozen=True)
class AlignedLine:
    """Seconds of the track at which each word begins, and the end of the last; and why that may be wrong."""

    words: tuple[float, ...]
    end: float
    doubt: str = ""


def align(
    heard: Heard, lines: Sequence[Sequence[str]], submit: Submit, done: Callable[[], None] = lambda: None
) -> list[AlignedLine]:
    """The times of all words.

    Args:
        lines: for each line, hibari's signs of every word; a word without any is where the next one is.
        submit: has a worker call a function: both ways of hearing take half the track's length on a core.
        done: called when a half of the work is.

    Raises:
        EigenreelError: pocketsphinx is missing, or finds no way through the track.
    """
    phones = [[arpabet(word) for word in line] for line in lines]
    _decoder()
    halves = [submit(word_spans, samples, phones) for samples in (heard.middle, heard.whole)]
    found = outcome(halves[0])
    done()
    check = outcome(halves[1])
    done()
    return [_aligned(*each) for each in zip(phones, found, check, strict=True)]


def arpabet(signs: str) -> tuple[str, ...]:
    """
    >>> arpabet("vˈɛktəɹ")
    ('V', 'EH', 'K', 'T', 'AH', 'R')
    """
    # ɜɹ is one sound to the aligner.
    return tuple(ARPABET[sign] for sign in signs.replace("ɜɹ", "ɜ") if sign in ARPABET)


def _aligned(
    phones: list[tuple[str, ...]], spans: list[tuple[float, float]], check: list[tuple[float, float]]
) -> AlignedLine:
    starts, end = tuple(start for start, _ in spans), spans[-1][1]
    pace = (end - starts[0]) / max(sum(map(len, phones)), 1)
    doubt = ""
    if abs(starts[0] - check[0][0]) > AGREEING:
        doubt = f"may also begin at {check[0][0]:.1f} s"
    elif not QUICKEST <= pace <= SLOWEST:
        doubt = "is sung very quickly" if pace < QUICKEST else "is sung very slowly"
    return AlignedLine(starts, end, doubt)


def word_spans(samples: np.ndarray, lines: Sequence[Sequence[tuple[str, ...]]]) -> list[list[tuple[float, float]]]:
    """From when to when each word of each line is sung."""
    decoder = _decoder()
    names = []
    for word in (word for line in lines for word in line if word):
        names.append("zz" + "".join(word).lower())
        if decoder.lookup_word(names[-1]) is None:
            decoder.add_word(names[-1], " ".join(word), True)
    sound = np.pad(samples, round(SILENCE * RATE))
    pcm = (sound / max(np.abs(sound).max(), 1e-9) * 0.9 * 32767).astype("<i2").tobytes()
    decoder.set_align_text(" ".join(names))
    _hear(decoder, pcm)
    hypothesis = [segment for segment in decoder.seg() or () if segment.word.startswith("zz")]
    if len(hypothesis) != len(names):
        raise EigenreelError("the words do not fit into the track; check that these are its lyrics")
    frames = iter([(segment.start_frame, segment.end_frame + 1) for segment in hypothesis])
    length = len(samples) / RATE

    def seconds(frame: int) -> float:
        return min(max(frame / FRAMES_PER_SECOND - SILENCE, 0.0), length)

    spans, last = [], 0.0
    for line in lines:
        spans.append([])
        for word in line:
            # A word without sounds, as a dash, is where the word before it ends.
            start, end = map(seconds, next(frames)) if word else (last, last)
            spans[-1].append((start, end))
            last = end
    return spans


def _decoder():
    try:
        from pocketsphinx import Decoder
    except ModuleNotFoundError as error:
        raise EigenreelError("pocketsphinx is missing; install it with: pip install 'eigenreel[align]'") from error
    # With narrow beams the way through held vowels is lost, and the best path makes phones too short.
    return Decoder(samprate=RATE, loglevel="FATAL", beam=0, wbeam=0, pbeam=0, bestpath=False)


def _hear(decoder, pcm: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()
