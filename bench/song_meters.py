"""How well the song is sung: pitch, vowel onsets and words, each by a meter that does not know how it was made.

    python bench/song_meters.py                     on the lyrics held out, on those tuned on, and on the song
    python bench/song_meters.py held-out --lines    one of them, and every line
    python bench/song_meters.py path/to/song.abc

Pitch: the median deviation of every note over its steady part by two meters (bench/song_pitch.py). Onsets: forced
alignment by sounds learned from the voice (bench/song_ear.py), carried over to the sung line, and the change of sound
near it (bench/song_alignment.py), both without the median of all; the target is held against the second, whose own
error bench/song_known.py measures.
Words: the offline recognizer moonshine on the solo lead, line by line as it was assembled. The exit code is 1 if a
target is missed on held-out lyrics or on the song.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from onset_sentences import FIT
from scipy.signal import resample_poly
from song_alignment import arpabet, vowel_onsets
from song_ear import Ear, learn
from song_lyrics import HELD_OUT, TUNED
from song_pitch import HOP, harvest, yin
from song_scores import score_of

from eigenreel.sound.song.melody import hertz
from eigenreel.sound.song.phones import VOWELS
from eigenreel.sound.song.score import Line, Score
from eigenreel.sound.song.singer import Sung, sing
from eigenreel.sound.song.syllables import syllabify
from eigenreel.sound.song.takes import Take, spoken_words, take_line
from eigenreel.words.lexicon import Lexicon

ROOT = Path(__file__).resolve().parent.parent
SONG = ROOT / "narration/songs/mathematics_for_ai.abc"
# A note's steady part: without the slide into it, and without what is sung at its end.
AFTER_SLIDE, BEFORE_END = 0.07, 0.25
NEAR_CENTS = 25.0
MARGIN = 0.35
# Sentences from which the voice's sounds are learned, beside the lines themselves.
SENTENCES = 40
TARGETS = {"near_harvest": 0.95, "near_yin": 0.95, "onset_mean": 20.0, "onset_p95": 80.0, "word_errors": 0.25}


@dataclass(frozen=True)
class LineMeters:
    """What was measured in one line: cents of every note, milliseconds of every vowel, and what was heard.

    A note in which a meter finds no pitch is NaN; a line that cannot be aligned has no onsets.
    """

    text: str
    harvest: tuple[float, ...]
    yin: tuple[float, ...]
    onsets: tuple[float, ...]
    aligned: tuple[float, ...]
    heard: str
    errors: int
    words: int


@dataclass(frozen=True)
class Meters:
    """The same over all lines: parts of notes within 25 cents, median cents, milliseconds, part of words misheard."""

    name: str
    notes: int
    near_harvest: float
    near_yin: float
    cents: float
    vowels: int
    onset_bias: float
    onset_mean: float
    onset_median: float
    onset_p95: float
    aligned_mean: float
    aligned_p95: float
    word_errors: float

    @property
    def missed(self) -> list[str]:
        """Names of the targets that are not met."""
        at_least = [name for name in ("near_harvest", "near_yin") if not getattr(self, name) >= TARGETS[name]]
        at_most = ("onset_mean", "onset_p95", "word_errors")
        return at_least + [name for name in at_most if not getattr(self, name) <= TARGETS[name]]


def main(arguments: Sequence[str]) -> int:
    wanted = [argument for argument in arguments if not argument.startswith("--")]
    failed = False
    for name, score in _scores(wanted):
        lines = measure(score)
        meters = summary(name, lines)
        print(row(meters), flush=True)
        if "--lines" in arguments:
            print("\n".join(_detail(line, meters.onset_bias) for line in lines))
        failed |= bool(meters.missed) and name != "tuned"
    return int(failed)


def _scores(wanted: Sequence[str]) -> list[tuple[str, Score]]:
    known = {"held-out": lambda: score_of(HELD_OUT, 2), "tuned": lambda: score_of(TUNED, 1)}
    names = list(wanted) or [*known, *([str(SONG)] if SONG.exists() else [])]
    return [(name, known[name]()) if name in known else (Path(name).stem, _read(name)) for name in names]


def _read(path: str) -> Score:
    from eigenreel.sound.song.notation import read_song

    return read_song(path)


def measure(score: Score, lexicon: Lexicon | None = None) -> list[LineMeters]:
    """Every line of the score, sung anew."""
    lexicon = lexicon or Lexicon.read(ROOT / "narration/lexicon.toml")
    ear = ear_for(score, lexicon)
    found = []
    for section in score.sections:
        if section.lines:
            sung = sing(score, section, None, lexicon)
            offset = score.seconds(section.start) - sung.lead_in
            found += [_measure_line(score, line, sung, offset, lexicon, ear) for line in section.lines]
    return found


def ear_for(score: Score, lexicon: Lexicon) -> Ear:
    """An ear that has learned the voice from sentences of its own and from the score's lines as they are spoken."""
    lines = [line.words for line in score.lines] + [tuple(plain(sentence)) for sentence in FIT[:SENTENCES]]
    takes = [take_line(spoken_words(words, lexicon), "bench") for words in dict.fromkeys(lines)]
    return learn([(_spoken(take), [arpabet(word) for word in _signs(take) if word]) for take in takes])


def _spoken(take: Take) -> np.ndarray:
    """At 16 kHz."""
    return resample_poly(take.samples, 2, 3)


def _signs(take: Take) -> list[str]:
    """The phones of every word."""
    words = [""] * (1 + max(phone.word for phone in take.phones))
    for phone in take.phones:
        words[phone.word] += phone.sign
    return words


def _measure_line(score: Score, line: Line, sung: Sung, offset: float, lexicon: Lexicon, ear: Ear) -> LineMeters:
    begin = score.seconds(line.start) - offset - MARGIN
    end = score.seconds(line.end) - offset + MARGIN / 2
    first = max(round(begin * sung.rate), 0)
    cut = sung.parts["lead"][first : round(end * sung.rate)]
    start = first / sung.rate + offset
    sound = resample_poly(cut, 1, 2)
    cents = [_cents(score, line, meter(sound, 24000), start) for meter in (harvest, yin)]
    slow = resample_poly(cut, 1, 3)
    heard = hear(slow)
    wanted = spoken_words(line.words, lexicon)
    text = " ".join(word.spoken for word in wanted)
    aligned, onsets = _onsets(score, line, slow, start, lexicon, ear)
    return LineMeters(line.text, *cents, onsets, aligned, heard, word_distance(text, heard), len(plain(text)))


def _cents(score: Score, line: Line, pitch: np.ndarray, start: float) -> tuple[float, ...]:
    found = []
    for note in line.notes:
        begin, end = score.seconds(note.start) - start, score.seconds(note.end) - start
        first = round((begin + AFTER_SLIDE) / HOP)
        part = pitch[first : max(round((end - BEFORE_END * (end - begin)) / HOP), first + 2)]
        part = part[part > 0]
        wanted = hertz(float(note.pitch))
        found.append(float(np.median(1200 * np.log2(part / wanted))) if len(part) else float("nan"))
    return tuple(found)


def _onsets(
    score: Score, line: Line, sound: np.ndarray, start: float, lexicon: Lexicon, ear: Ear
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Milliseconds by which vowels begin later than their notes: by alignment alone, and by the change of sound."""
    take = take_line(spoken_words(line.words, lexicon), "bench")
    held, words = [], []
    for word in range(len(line.words)):
        phones = take.of_word(word)
        words.append("".join(phone.sign for phone in phones))
        count = sum(each.word == word for each in line.syllables)
        nuclei = {each.nucleus for each in syllabify(phones, count, line.words[word], "bench")}
        held += [phone in nuclei for phone in phones if phone.sign in VOWELS]
    aligned = vowel_onsets(sound, _spoken(take), words, ear)
    if len(aligned) != len(held):
        return (), ()
    own = [time for time, is_held in zip(aligned, held, strict=True) if is_held]
    if len(own) != len(line.syllables):
        # A syllabic consonant is no vowel to the aligner.
        return (), ()
    beats = [score.seconds(line.notes_of(index)[0].start) - start for index in range(len(line.syllables))]
    late = 1000 * (np.array(own) - np.array(beats)[:, None])
    return tuple(late[:, 0].tolist()), tuple(late[:, 1].tolist())


@cache
def _transcriber():
    import moonshine_voice
    from moonshine_voice import ModelArch, Transcriber

    model = Path(moonshine_voice.__file__).parent / "assets" / "tiny-en"
    options = {"vad_threshold": "0.0", "vad_max_segment_duration": "30"}
    return Transcriber(model_path=str(model), model_arch=ModelArch.TINY, options=options)


def hear(sound: np.ndarray) -> str:
    """What the recognizer hears in a sound at 16 kHz, which is brought to one loudness first."""
    level = np.sqrt(np.mean(sound**2))
    loud = np.clip(sound * 0.08 / max(level, 1e-9), -1, 1)
    return " ".join(line.text for line in _transcriber().transcribe_without_streaming(loud.tolist(), 16000).lines)


def plain(text: str) -> list[str]:
    return re.sub(r"[^a-z0-9' ]", " ", text.lower()).split()


def word_distance(wanted: str, heard: str) -> int:
    """Words to change, add or leave out.

    >>> word_distance("take a step", "Take the step now.")
    2
    """
    a, b = plain(wanted), plain(heard)
    costs = list(range(len(b) + 1))
    for i, word in enumerate(a, 1):
        diagonal, costs[0] = costs[0], i
        for j, other in enumerate(b, 1):
            diagonal, costs[j] = costs[j], min(costs[j] + 1, costs[j - 1] + 1, diagonal + (word != other))
    return costs[-1]


def summary(name: str, lines: Sequence[LineMeters]) -> Meters:
    by_harvest = np.array([each for line in lines for each in line.harvest])
    by_yin = np.array([each for line in lines for each in line.yin])
    bias, onset_mean, onset_median, onset_p95 = _spread([each for line in lines for each in line.onsets])
    _, aligned_mean, _, aligned_p95 = _spread([each for line in lines for each in line.aligned])
    return Meters(
        name,
        len(by_harvest),
        float(np.mean(np.abs(by_harvest) <= NEAR_CENTS)),
        float(np.mean(np.abs(by_yin) <= NEAR_CENTS)),
        float(np.nanmedian(np.abs(by_yin))),
        sum(len(line.onsets) for line in lines),
        bias,
        onset_mean,
        onset_median,
        onset_p95,
        aligned_mean,
        aligned_p95,
        sum(line.errors for line in lines) / sum(line.words for line in lines),
    )


def _spread(onsets: Sequence[float]) -> tuple[float, float, float, float]:
    """The median, and the mean, the median and the 95th percentile of what is away from it."""
    if not onsets:
        return (float("nan"),) * 4
    bias = float(np.median(onsets))
    errors = np.abs(np.array(onsets) - bias)
    return bias, float(errors.mean()), float(np.median(errors)), float(np.percentile(errors, 95))


def row(meters: Meters) -> str:
    missed = f"; missed: {', '.join(meters.missed)}" if meters.missed else ""
    return (
        f"{meters.name:9} {meters.notes} notes: within 25 cents {meters.near_harvest:.1%} (harvest) "
        f"{meters.near_yin:.1%} (YIN), median {meters.cents:.1f} cents; {meters.vowels} vowels: mean error "
        f"{meters.onset_mean:.1f} ms, median {meters.onset_median:.1f}, 95 % within {meters.onset_p95:.0f}, "
        f"bias removed {meters.onset_bias:+.0f} "
        f"(by alignment alone {meters.aligned_mean:.1f}, {meters.aligned_p95:.0f}); "
        f"word error rate {meters.word_errors:.3f}{missed}"
    )


def _detail(line: LineMeters, bias: float) -> str:
    far = [
        f"{i}:{h:+.0f}/{y:+.0f}"
        for i, (h, y) in enumerate(zip(line.harvest, line.yin, strict=True))
        if not max(abs(h), abs(y)) <= NEAR_CENTS
    ]
    off = [f"{index}:{each - bias:+.0f}" for index, each in enumerate(line.onsets) if abs(each - bias) > 40]
    return (
        f"  {line.errors}/{line.words} {line.text}\n      {line.heard}\n      cents {' '.join(far)}  ms {' '.join(off)}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
