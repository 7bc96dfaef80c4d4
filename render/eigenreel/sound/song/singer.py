"""The singer: a section of a score sung, line by line, with the times of every syllable and word.

A line is spoken, taken apart by WORLD, warped onto its notes and sung at their pitch. Lines are kept in the store by
their words, pitches, times and voice; where a line stands in the song does not matter, so a chorus is sung once.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.harmony import Voices, lead_notes, part_notes
from eigenreel.sound.song.machinery import machinery
from eigenreel.sound.song.melody import Sounding
from eigenreel.sound.song.performance import LEAD, QUARTET, RATE, Singer, breath, perform
from eigenreel.sound.song.score import Line, Score, Section
from eigenreel.sound.song.syllables import SungSyllable, syllabify
from eigenreel.sound.song.takes import Take, spoken_words, take_line, voice_version
from eigenreel.sound.song.times import SungLine, Timing, word_times
from eigenreel.sound.song.warp import Placed, place
from eigenreel.store import Store, digest
from eigenreel.words.lexicon import Lexicon
from eigenreel.words.narration import Word

# Modules that make a sung line out of a job; the voice has a version of its own.
SINGING = ("singer", "takes", "phones", "boundaries", "syllables", "warp", "melody", "performance", "vocoder")
MAGIC = b"eigenreel sung line 1\n"
# Seconds of every part before the section's first beat, and behind its last.
LEAD_IN, TAIL = 1.0, 0.5
# A breath is taken where there is this much time before a line; its length, how long before the first sound it ends,
# and its loudness in decibels (RMS).
ROOM_FOR_BREATH, BREATH, BREATH_GAP, BREATH_LEVEL = 0.45, 0.28, 0.04, -48.0
# A line that is followed at once gives up this much of its last note, in seconds, and never more than a part of it.
CATCH, MOST_CATCH = 0.12, 0.3
ROUNDING = 6


@dataclass(frozen=True, eq=False)
class Sung:
    """A section sung.

    Attributes:
        parts: float32 mono of one length by the name of the part: "lead", and in harmony "tenor", "baritone", "bass".
        lead_in: seconds of every part before the section's first beat.
        rate: samples a second.
    """

    parts: dict[str, np.ndarray]
    lead_in: float
    rate: int
    lines: tuple[SungLine, ...]


@dataclass(frozen=True)
class _Part:
    singer: Singer
    notes: tuple[Sounding, ...]


@dataclass(frozen=True)
class _Job:
    """All that the sound of a line depends on; seconds count from LEAD_IN before its first beat."""

    words: tuple[Word, ...]
    counts: tuple[int, ...]
    spans: tuple[tuple[float, float], ...]
    parts: tuple[_Part, ...]
    room: float
    place: str

    @property
    def length(self) -> float:
        return self.spans[-1][1] + TAIL

    def key(self) -> str:
        words = [(word.spoken, word.ipa) for word in self.words]
        text = json.dumps([words, self.counts, self.spans, repr(self.parts), self.room >= ROOM_FOR_BREATH])
        return digest(MAGIC, machinery(*SINGING), voice_version(), text)


@dataclass(frozen=True, eq=False)
class _SungJob:
    parts: dict[str, np.ndarray]
    syllables: tuple[Timing, ...]

    def to_bytes(self) -> bytes:
        """Magic, the length of a JSON header (4 bytes), the header, the samples of each part (little endian)."""
        timings = [(each.start, each.vowel, each.end) for each in self.syllables]
        header = json.dumps({"parts": {name: len(part) for name, part in self.parts.items()}, "syllables": timings})
        samples = b"".join(part.astype("<f4").tobytes() for part in self.parts.values())
        return MAGIC + struct.pack("<I", len(header)) + header.encode() + samples

    @classmethod
    def from_bytes(cls, data: bytes) -> _SungJob:
        """The inverse; the store's checksum and the key, which holds the magic, vouch for the data."""
        position = len(MAGIC) + 4
        (length,) = struct.unpack("<I", data[len(MAGIC) : position])
        header = json.loads(data[position : position + length])
        samples = np.frombuffer(data[position + length :], "<f4").astype(np.float32)
        ends = np.cumsum([0, *header["parts"].values()])
        parts = {name: samples[a:b] for name, a, b in zip(header["parts"], ends, ends[1:], strict=False)}
        return cls(parts, tuple(Timing(*each) for each in header["syllables"]))


def sing(score: Score, section: Section, store: Store | None, lexicon: Lexicon | None = None) -> Sung:
    """A section of the score sung: the lead, and the other parts of a quartet where ``score.harmony`` names it.

    Args:
        lexicon: of the course, for words that the voice would misread.

    Raises:
        EigenreelError: a word that the voice cannot sing in its syllables, or harmony without chords.
    """
    begin, end = score.seconds(section.start), score.seconds(section.end)
    length = round((LEAD_IN + end - begin + TAIL) * RATE)
    singers = (LEAD, *QUARTET) if section.name in score.harmony else (LEAD,)
    parts = {singer.name: np.zeros(length, np.float32) for singer in singers}
    lines = []
    for line, job in zip(section.lines, _jobs(score, section, singers, lexicon or Lexicon()), strict=True):
        sung = _sung(job, store)
        start = score.seconds(line.start)
        for name, samples in sung.parts.items():
            _add(parts[name], samples, round((start - begin) * RATE))
        lines.append(_timed(line, sung, start - LEAD_IN))
    return Sung(parts, LEAD_IN, RATE, tuple(lines))


def _jobs(score: Score, section: Section, singers: Sequence[Singer], lexicon: Lexicon) -> list[_Job]:
    voices: Voices | None = part_notes(score, section) if len(singers) > 1 else None
    jobs = []
    for index, line in enumerate(section.lines):
        where = f"{score.name}.abc:{line.row}"
        offset = score.seconds(line.start) - LEAD_IN
        catch = _catch(score, section, index)
        own = [lead_notes(score, line), *((voices.of(each.name, index) for each in singers[1:]) if voices else ())]
        parts = tuple(_Part(singer, _shifted(notes, offset, catch)) for singer, notes in zip(singers, own, strict=True))
        spans = _spans(score, line, offset, catch)
        counts = tuple(sum(each.word == word for each in line.syllables) for word in range(len(line.words)))
        room = score.seconds(line.start) - _end_of_previous(score, section, index)
        jobs.append(_Job(spoken_words(line.words, lexicon), counts, spans, parts, round(room, ROUNDING), where))
    return jobs


def _catch(score: Score, section: Section, index: int) -> float:
    """Seconds by which the last note of a line is cut short for the next line's breath."""
    if index + 1 == len(section.lines):
        return 0.0
    last = section.lines[index].notes[-1]
    end = score.seconds(last.end)
    missing = CATCH - (score.seconds(section.lines[index + 1].start) - end)
    return float(np.clip(missing, 0.0, MOST_CATCH * (end - score.seconds(last.start))))


def _end_of_previous(score: Score, section: Section, index: int) -> float:
    if index:
        return score.seconds(section.lines[index - 1].end)
    before = [line.end for line in score.lines if line.end <= section.lines[0].start]
    return score.seconds(max(before)) if before else -LEAD_IN


def _spans(score: Score, line: Line, offset: float, catch: float) -> tuple[tuple[float, float], ...]:
    spans = []
    for syllable in range(len(line.syllables)):
        notes = line.notes_of(syllable)
        spans.append((score.seconds(notes[0].start) - offset, score.seconds(notes[-1].end) - offset))
    spans[-1] = (spans[-1][0], spans[-1][1] - catch)
    return tuple((round(start, ROUNDING), round(end, ROUNDING)) for start, end in spans)


def _shifted(notes: Sequence[Sounding], offset: float, catch: float) -> tuple[Sounding, ...]:
    moved = [
        replace(note, start=round(note.start - offset, ROUNDING), end=round(note.end - offset, ROUNDING))
        for note in notes
    ]
    moved[-1] = replace(moved[-1], end=round(moved[-1].end - catch, ROUNDING))
    return tuple(moved)


def _sung(job: _Job, store: Store | None) -> _SungJob:
    key = job.key()
    data = store.get("sung", key) if store else None
    if data is not None:
        return _SungJob.from_bytes(data)
    sung = _perform(job, key)
    if store:
        store.put("sung", key, sung.to_bytes())
    return sung


def _perform(job: _Job, key: str) -> _SungJob:
    take = take_line(job.words, job.place)
    placed = place(_syllables(job, take), job.spans)
    seed = int(key[:16], 16)
    parts = {}
    for index, part in enumerate(job.parts):
        rng = np.random.default_rng((seed, index))
        parts[part.singer.name] = perform(take, placed, part.notes, part.singer, job.length, rng)
    if job.room >= ROOM_FOR_BREATH:
        end = placed[0].start - BREATH_GAP
        sound = breath(BREATH, np.random.default_rng((seed, len(job.parts)))) * 10 ** (BREATH_LEVEL / 20)
        _add(parts[LEAD.name], sound, round((end - BREATH) * RATE))
    return _SungJob(parts, _timings(placed, len(job.spans)))


def _syllables(job: _Job, take: Take) -> list[SungSyllable]:
    found: list[SungSyllable] = []
    for index, (word, count) in enumerate(zip(job.words, job.counts, strict=True)):
        found += syllabify(take.of_word(index), count, word.written, job.place)
    if len(found) != len(job.spans):
        raise EigenreelError(f"{job.place}: {len(job.spans)} syllables have notes but {len(found)} are in words")
    return found


def _timings(placed: Sequence[Placed], count: int) -> tuple[Timing, ...]:
    timings = []
    for syllable in range(count):
        own = [each for each in placed if each.syllable == syllable]
        vowel = next(each for each in own if each.is_held)
        timings.append(Timing(own[0].start, vowel.start, own[-1].end))
    return tuple(timings)


def _timed(line: Line, sung: _SungJob, offset: float) -> SungLine:
    syllables = tuple(each.later(offset) for each in sung.syllables)
    return SungLine(line, syllables, word_times(line, syllables))


def _add(track: np.ndarray, samples: np.ndarray, position: int) -> None:
    """Mix samples into a track in place; what lies outside it is left out."""
    start, end = max(position, 0), min(position + len(samples), len(track))
    if end > start:
        track[start:end] += samples[start - position : end - position]
