"""Pocketsphinx: where words are sung in a sound, and how well they fit there. Workers call this."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.track.listening import RATE

SILENCE = 0.3
"""Seconds put before and after a sound, since the decoder wants to begin and end in silence."""

FRAMES_PER_SECOND = 100
NARROW, WIDE = 1e-200, 0.0
"""How likely a way must be, beside the likeliest, to be followed. With what is usual for speech, the way through held
vowels is lost. To follow all ways takes twice the time and ten times the memory, and is needed where lyrics hold lines
that are not sung."""

MOST = 250_000
"""Words times seconds for which all ways can be followed: 4 GB."""

LEVEL = 0.9 * 32767

Phones = tuple[str, ...]
Span = tuple[float, float]


def word_spans(samples: np.ndarray, lines: Sequence[Sequence[Phones]], note: Path) -> list[list[Span]]:
    """From when to when each word of each line is sung; a word without phones is where the one before it ends.

    Args:
        note: a file that grows by a byte with every second that is heard.

    Raises:
        EigenreelError: pocketsphinx is missing, or finds no way through the sound.
    """
    words = [word for line in lines for word in line if word]
    found = _heard(samples, words, note, NARROW)
    if found is None and len(words) * len(samples) / RATE <= MOST:
        found = _heard(samples, words, note, WIDE)
    if found is None:
        raise EigenreelError("the words do not fit into the track; check that these are its lyrics")
    spans, last, times = [], 0.0, iter(found)
    for line in lines:
        spans.append([])
        for word in line:
            start, end = next(times) if word else (last, last)
            spans[-1].append((start, end))
            last = end
    return spans


def scores(samples: np.ndarray, spans: Sequence[Span], lines: Sequence[Sequence[Phones]]) -> list[float | None]:
    """How well each line fits the sound between its times; None where there is no room for its words.

    The mean score of a frame in the words' states, beside the best of all states there: at most 0.
    """
    decoder = open_decoder(NARROW, compallsen=True)
    found = []
    for (start, end), line in zip(spans, lines, strict=True):
        cut = samples[max(round((start - SILENCE / 2) * RATE), 0) : round((end + SILENCE / 2) * RATE)]
        found.append(_score(decoder, cut, [word for word in line if word]))
    return found


def open_decoder(beam: float = NARROW, **settings: bool):
    """A decoder of the model in pocketsphinx's wheel.

    Raises:
        EigenreelError: pocketsphinx is missing.
    """
    # The best path would make phones too short. Without a model of language and words of its own, which nothing here
    # needs, a new word costs nothing: with them each takes a tenth of a second.
    beams = dict.fromkeys(("beam", "wbeam", "pbeam"), beam)
    return decoder_type()(samprate=RATE, loglevel="FATAL", bestpath=False, lm=None, dict=None, **beams, **settings)


def decoder_type() -> type:
    """Pocketsphinx's own.

    Raises:
        EigenreelError: it is missing.
    """
    try:
        from pocketsphinx import Decoder
    except ModuleNotFoundError as error:
        raise EigenreelError("pocketsphinx is missing; install it with: pip install 'eigenreel[align]'") from error
    return Decoder


def _heard(samples: np.ndarray, words: Sequence[Phones], note: Path, beam: float) -> list[Span] | None:
    """The times of all words in one hearing; None if no way leads to the end."""
    decoder = open_decoder(beam)
    _expect(decoder, words)
    pcm, second = _pcm(np.pad(samples, round(SILENCE * RATE))), 2 * RATE
    with note.open("wb", buffering=0) as file:
        decoder.start_utt()
        for start in range(0, len(pcm), second):
            decoder.process_raw(pcm[start : start + second])
            file.write(b".")
        decoder.end_utt()
    found = [segment for segment in decoder.seg() or () if segment.word.startswith("zz")]
    length = len(samples) / RATE

    def seconds(frame: int) -> float:
        return min(max(frame / FRAMES_PER_SECOND - SILENCE, 0.0), length)

    spans = [(seconds(segment.start_frame), seconds(segment.end_frame + 1)) for segment in found]
    return spans if len(spans) == len(words) else None


def _score(decoder, samples: np.ndarray, words: Sequence[Phones]) -> float | None:
    """Mean score of the words' frames in a sound; None if there is no room for them."""
    _expect(decoder, words)
    pcm = _pcm(samples)
    _take_in(decoder, pcm)
    if not any(segment.word.startswith("zz") for segment in decoder.seg() or ()):
        return None
    decoder.set_alignment()
    _take_in(decoder, pcm)
    found = [word for word in decoder.get_alignment() if word.name.startswith("zz")]
    return sum(word.score for word in found) / max(sum(word.duration for word in found), 1)


def _expect(decoder, words: Sequence[Phones]) -> None:
    """Have the decoder look for words in their order; each pronunciation is a word of its dictionary."""
    names = ["zz" + "".join(word).lower() for word in words]
    for name, word in zip(names, words, strict=True):
        if decoder.lookup_word(name) is None:
            decoder.add_word(name, " ".join(word), True)
    decoder.set_align_text(" ".join(names))


def _take_in(decoder, pcm: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()


def _pcm(samples: np.ndarray) -> bytes:
    return (samples / max(np.abs(samples).max(initial=0), 1e-9) * LEVEL).astype("<i2").tobytes()
