"""When the words of a song are sung in a track, from the words alone.

Forced alignment by pocketsphinx, told how each word sounds in hibari's signs. It hears the track in three ways, of
which the first tells the times, and asks of each line how well it fits there, beside lines that are said backwards.
Where the hearings do not agree, a line does not fit, is sung at no likely pace, or begins with a word that stands
apart, the line is doubtful and says so.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.interruption import heed
from eigenreel.sound.track import UNLIKE, decoder, listening
from eigenreel.sound.track.decoder import Phones, Span, decoder_type, scores, word_spans
from eigenreel.sound.track.listening import RATE, Heard
from eigenreel.store import Store, digest
from eigenreel.work import PATIENCE, Submit, outcome

AGREEING = 0.5
"""Seconds by which the ways of hearing may differ at the start of a line."""

APART, ASTRAY = 1.0, 2.0
"""Seconds of silence that part a first word from its line; and so many that first words were heard in what is played
before it: they are sung with the rest."""

USUAL = 0.15
"""Seconds of a phone, at the most, in words that are put where their line is."""

QUICKEST, SLOWEST = 0.07, 1.5
"""Seconds that a phone of a line takes on average, at the least and at the most."""

LOWEST, LOW, LEAST_FIT = -85.0, -70.0, 15.0
"""What a frame of a line scores at least (``decoder.scores``); or, where it must score by so much more than lines said
backwards. In a mix of our own, right words scored -37 to -69, and a poem's words -63 to -99, most of them 5 to 13 more
than backwards; spoken lines without a band scored -27 to -38, others -86 and less."""

BACKWARDS = 16
"""Lines that are said backwards, to know how words score that are not sung."""

READABLE = 0.5
"""The part of the lines that must have words which the aligner can say."""

HEARING = 0.6
"""The part of the work that hearing the track is."""

LINES_AT_ONCE = 4
KIND = "aligned"

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


@dataclass(frozen=True)
class Hands:
    """Who does the work.

    Attributes:
        submit: has a worker call a function.
        told: called with the part of the work that is done, 0 to 1.
        store: where results are kept by content, so that what was interrupted or is asked again is quick.
    """

    submit: Submit
    told: Callable[[float], None] = lambda part: None
    store: Store | None = None


def align(heard: Heard, lines: Sequence[Sequence[str]], hands: Hands) -> list[AlignedLine]:
    """The times of all words.

    Args:
        lines: for each line, hibari's signs of every word; a word without any is where the one before it ends.

    Raises:
        EigenreelError: pocketsphinx is missing or finds no way through the track, or too few words can be said.
    """
    phones = [[arpabet(word) for word in line] for line in lines]
    spoken = [line for line in phones if any(line)]
    if len(spoken) < READABLE * len(phones):
        raise EigenreelError(
            f"only {len(spoken)} of {len(phones)} lines have words that can be read as English; "
            "give lyrics that tell their times (LRC, UltraStar, WebVTT)"
        )
    decoder_type()
    hearings = _hearings(heard, spoken, hands)
    found, *checks = [[_together(*each) for each in zip(spoken, lines, strict=True)] for lines in hearings]
    alike = _alike(heard, [(line[0][0], line[-1][1]) for line in found], spoken, hands)
    others = [(first, *others) for first, *others in zip(hearings[0], *checks, strict=True)]
    aligned = iter([_aligned(*each) for each in zip(spoken, found, others, alike, strict=True)])
    return _filled([next(aligned) if any(line) else None for line in phones], lines, heard.seconds)


def arpabet(signs: str) -> Phones:
    """
    >>> arpabet("vˈɛktəɹ")
    ('V', 'EH', 'K', 'T', 'AH', 'R')
    """
    # ɜɹ is one sound to the aligner.
    return tuple(ARPABET[sign] for sign in signs.replace("ɜɹ", "ɜ") if sign in ARPABET)


def _hearings(heard: Heard, lines: list[list[Phones]], hands: Hands) -> list[list[list[Span]]]:
    """The words' times in all ways of hearing, which workers do at once."""
    # What moves takes longer to find than the track to read: only where it has to be heard, and not to know its key.
    sources = {"middle": heard.middle, "whole": heard.whole, "moving": heard.middle}
    keys = [digest(_machinery(), way, samples.tobytes(), repr(lines)) for way, samples in sources.items()]
    known = [_kept(hands.store, key) for key in keys]
    with tempfile.TemporaryDirectory() as folder:
        notes = [Path(folder, key) for key in keys]
        asked = [
            hands.submit(word_spans, getattr(heard, way), lines, note)
            for way, note, spans in zip(sources, notes, known, strict=True)
            if spans is None
        ]
        _watch(asked, notes, heard.seconds * max(len(asked), 1), hands)
        made = iter(asked)
        return [
            _keep(hands.store, key, outcome(next(made))) if each is None else each
            for key, each in zip(keys, known, strict=True)
        ]


def _watch(asked: Sequence[Future], notes: Sequence[Path], seconds: float, hands: Hands) -> None:
    """Wait until all is done or one has failed, and tell how many seconds have been heard."""
    while not all(each.done() for each in asked) and not any(each.done() and each.exception() for each in asked):
        heed()
        wait(asked, timeout=PATIENCE)
        passed = sum(note.stat().st_size for note in notes if note.exists())
        hands.told(HEARING * min(passed / seconds, 1.0))


def _alike(heard: Heard, spans: list[Span], lines: list[list[Phones]], hands: Hands) -> list[bool]:
    """Whether each line sounds like its words where it was found."""
    key = digest(_machinery(), heard.middle.tobytes(), repr(lines), repr(spans))
    known = _kept(hands.store, key)
    if known is None:
        some = range(0, len(lines), -(-len(lines) // BACKWARDS))
        backwards = [[word[::-1] for word in reversed(lines[place])] for place in some]
        every = [*lines, *backwards], [*spans, *(spans[place] for place in some)]
        known = _keep(hands.store, key, _scores(heard.middle, *every, hands))
    worst = min((score for score in known if score is not None), default=0.0)
    found = [worst if score is None else score for score in known]
    usual = median(found[len(lines) :])
    least = max(min(LOW, usual + LEAST_FIT), LOWEST)
    return [score >= least for score in found[: len(lines)]]


def _scores(samples: np.ndarray, lines: list[list[Phones]], spans: list[Span], hands: Hands) -> list[float | None]:
    """What workers find, some lines at a time."""
    asked = []
    for first in range(0, len(lines), LINES_AT_ONCE):
        some = slice(first, first + LINES_AT_ONCE)
        asked.append(hands.submit(scores, *_cut(samples, spans[some]), lines[some]))
    found: list[float | None] = []
    for place, each in enumerate(asked, 1):
        found += outcome(each)
        hands.told(HEARING + (1 - HEARING) * place / len(asked))
    return found


def _cut(samples: np.ndarray, spans: Sequence[Span]) -> tuple[np.ndarray, list[Span]]:
    """No more of the track than some lines need, and where they are in it."""
    first = max(round((min(start for start, _ in spans) - 1) * RATE), 0)
    last = round((max(end for _, end in spans) + 1) * RATE)
    return samples[first:last], [(start - first / RATE, end - first / RATE) for start, end in spans]


def _together(line: list[Phones], spans: list[Span]) -> list[Span]:
    """The words without any that stray before the rest, who are the fewer: those are sung right before it.

    >>> _together([("DH", "AH"), ("K", "AE", "T"), ("IH", "Z")], [(0.1, 3.5), (9.7, 10.0), (10.0, 10.2)])
    [(9.5, 9.7), (9.7, 10.0), (10.0, 10.2)]
    """
    starts = [place for place in range(1, len(spans) // 2 + 1) if spans[place][0] - spans[place - 1][1] > ASTRAY]
    if not starts:
        return spans
    first = starts[-1]
    start, end = spans[first][0], spans[-1][1]
    pace = min((end - start) / max(sum(map(len, line[first:])), 1), USUAL)
    gathered = list(spans)
    for place in reversed(range(first)):
        gathered[place] = (max(start - pace * len(line[place]), spans[place][0]), start)
        start = gathered[place][0]
    return gathered


def _aligned(line: list[Phones], spans: list[Span], checks: Sequence[list[Span]], alike: bool) -> AlignedLine:
    starts, end = tuple(start for start, _ in spans), spans[-1][1]
    return AlignedLine(starts, end, _doubt(line, spans, [check[0][0] for check in checks], alike))


def _doubt(line: list[Phones], spans: list[Span], others: Sequence[float], alike: bool) -> str:
    """Why the line may begin elsewhere, as other hearings or its own words have it; empty if nothing says so."""
    start, end = spans[0][0], spans[-1][1]
    other = max(others, key=lambda each: abs(each - start))
    if not alike:
        return UNLIKE
    if abs(start - other) > AGREEING:
        return f"may also begin at {other:.1f} s"
    if len(spans) > 1 and spans[1][0] - spans[0][1] > APART:
        return f"its first word stands apart; may also begin at {spans[1][0]:.1f} s"
    pace = (end - start) / max(sum(map(len, line)), 1)
    if not QUICKEST <= pace <= SLOWEST:
        return "is sung very quickly" if pace < QUICKEST else "is sung very slowly"
    return ""


def _filled(lines: list[AlignedLine | None], words: Sequence[Sequence[str]], length: float) -> list[AlignedLine]:
    """Lines that cannot be said lie between those that can."""
    filled: list[AlignedLine] = []
    for place, line in enumerate(lines):
        if line is None:
            after = next((later for later in enumerate(lines[place:]) if later[1] is not None), None)
            count, end = (after[0], after[1].words[0]) if after else (len(lines) - place, length)
            start = filled[-1].end if filled else 0.0
            step = max((end - start) / count, 0.0)
            line = AlignedLine((start,) * len(words[place]), start + step, "has no words that can be read as English")
        filled.append(line)
    return filled


def _machinery() -> str:
    """The digest of what finds times: our code and the decoder."""
    ours = (Path(module.__file__).read_bytes() for module in (decoder, listening))
    return digest(*ours, version("pocketsphinx"))


def _kept(store: Store | None, key: str):
    data = None if store is None else store.get(KIND, key)
    return None if data is None else json.loads(data)


def _keep(store: Store | None, key: str, found):
    if store is not None:
        store.put(KIND, key, json.dumps(found).encode())
    return found
