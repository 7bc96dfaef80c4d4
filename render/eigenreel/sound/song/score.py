"""A song as its text file has it: sections of bars with a melody, words and chords.

Positions and lengths are quarter notes, exact, counted from the start of the song; ``Score.seconds`` turns them into
time. Pitches are MIDI numbers (60 is middle C), pitch classes 0 to 11 (0 is C). Comparisons leave rows out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

STYLES = ("barbershop", "balkan_brass", "ambient_house", "p_funk", "flamenco", "alt_country", "disco")
"""What the band plays; two of them with a plus are played together."""

GROUPS = ("drums", "bass", "harmony", "melody")
"""Parts of the band: what keeps time, the bass, chords, and lines that answer the voice."""

PARTS = ("lead", "voices", *GROUPS)
"""What a mix consists of: the lead voice, those that sing with it, and the band."""


def style_names(style: str) -> tuple[str, ...]:
    """
    >>> style_names("ambient_house+p_funk")
    ('ambient_house', 'p_funk')
    """
    return tuple(name.strip() for name in style.split("+"))


@dataclass(frozen=True)
class Syllable:
    """text: as written, with the word's marks ("vec", "tors,"). word: its word's place in the line."""

    text: str
    word: int


@dataclass(frozen=True)
class Note:
    """A note of the melody; rests are the gaps between notes.

    Attributes:
        syllable: place in the line's syllables; notes that share one are sung in one breath of the vowel (melisma).
        row: line of the file.
    """

    start: Fraction
    length: Fraction
    pitch: int
    syllable: int
    row: int = field(default=0, compare=False)

    @property
    def end(self) -> Fraction:
        return self.start + self.length


@dataclass(frozen=True)
class Line:
    """What is sung between two breaths, and shown as one line.

    Attributes:
        lesson: key of the lesson that it belongs to ("linear_algebra/vectors").
        words: as written.
    """

    lesson: str
    words: tuple[str, ...]
    syllables: tuple[Syllable, ...]
    notes: tuple[Note, ...]
    row: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def start(self) -> Fraction:
        return self.notes[0].start

    @property
    def end(self) -> Fraction:
        return self.notes[-1].end

    def notes_of(self, syllable: int) -> tuple[Note, ...]:
        """In order; every syllable has at least one."""
        return tuple(note for note in self.notes if note.syllable == syllable)


@dataclass(frozen=True)
class Chord:
    """A chord symbol, from where it stands to where the next one does.

    Attributes:
        symbol: as written ("F#m7/C#").
        root: pitch class.
        tones: semitones above the root, ascending, the first 0; (0, 3, 7, 10) is a minor seventh.
        bass: pitch class of the lowest note: the root, if none is written.
    """

    start: Fraction
    length: Fraction
    symbol: str
    root: int
    tones: tuple[int, ...]
    bass: int
    row: int = field(default=0, compare=False)

    @property
    def end(self) -> Fraction:
        return self.start + self.length

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        """From the root upwards."""
        return tuple((self.root + tone) % 12 for tone in self.tones)


@dataclass(frozen=True)
class Bar:
    """A bar; an upbeat is one whose length is less than its metre says.

    Attributes:
        metre: (beats, unit), as (7, 8).
        groups: how many units are felt as one beat, where that is written: (3, 2, 2).
    """

    start: Fraction
    length: Fraction
    metre: tuple[int, int]
    groups: tuple[int, ...] = ()

    @property
    def end(self) -> Fraction:
        return self.start + self.length


@dataclass(frozen=True)
class Key:
    """tonic: pitch class. mode: "major", "minor", "phrygian", "dorian", "mixolydian", "lydian" or "locrian"."""

    name: str
    tonic: int
    mode: str
    sharps: int
    """Sharps in the signature; flats count negative."""


@dataclass(frozen=True)
class Section:
    """A stretch in one style, key and tempo. The metre may change from bar to bar.

    Attributes:
        name: as in its heading ("Verse 1"); no two sections have the same.
        style: a name that the band knows.
        tempo: quarter notes a minute.
    """

    name: str
    style: str
    key: Key
    tempo: Fraction
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    chords: tuple[Chord, ...]
    row: int = field(default=0, compare=False)

    @property
    def start(self) -> Fraction:
        return self.bars[0].start

    @property
    def end(self) -> Fraction:
        return self.bars[-1].end

    @property
    def length(self) -> Fraction:
        return self.end - self.start


@dataclass(frozen=True)
class Recording:
    """Somebody's own sound in the song.

    Attributes:
        file: its path from the folder that the song's file is in.
        section: name of the section that it begins in.
        at: where it begins after that section's first beat, in ``unit``; negative is before it.
        unit: "seconds", "beats" or "bars".
        start, end: seconds of the file between which it is heard; None is the file's end.
        gain: dB beside the level that it has by itself.
        fade_in, fade_out: seconds.
        pan: -1 left to 1 right.
        instead_of: parts of the mix that are silent for it, of ``PARTS``.
        through: name of the last section in which they are; None is ``section``.
    """

    file: str
    section: str
    at: float = 0.0
    unit: str = "seconds"
    start: float = 0.0
    end: float | None = None
    gain: float = 0.0
    fade_in: float = 0.0
    fade_out: float = 0.0
    pan: float = 0.0
    instead_of: tuple[str, ...] = ()
    through: str | None = None
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Score:
    """A song.

    Attributes:
        name: of its file, without suffix.
        unit: of the curriculum ("1.2").
        loudness: of the finished track, LUFS.
        instruments: (name of a band's part, soundfont program 0 to 127), where the song wishes another than the style.
        singer: (lowest, highest) pitch.
        harmony: names of the sections that are sung in parts.
        authors: of words and music, as the file's C: lines have them.
        recordings: sounds of the musician's own.
    """

    name: str
    title: str
    unit: str
    sections: tuple[Section, ...]
    loudness: float = -14.0
    instruments: tuple[tuple[str, int], ...] = ()
    singer: tuple[int, int] = (50, 72)
    harmony: tuple[str, ...] = ()
    seed: int = 0
    authors: tuple[str, ...] = ()
    recordings: tuple[Recording, ...] = ()

    @property
    def end(self) -> Fraction:
        return self.sections[-1].end

    @cached_property
    def duration(self) -> float:
        """Seconds from the first beat to the end of the last bar."""
        return self.seconds(self.end)

    @property
    def lines(self) -> Iterator[Line]:
        for section in self.sections:
            yield from section.lines

    def seconds(self, position: Fraction) -> float:
        """When a position is reached."""
        passed = Fraction(0)
        for section in self.sections:
            inside = min(max(position - section.start, Fraction(0)), section.length)
            passed += inside * 60 / section.tempo
        return float(passed)

    def section_at(self, position: Fraction) -> Section:
        """The section that a position lies in; the last one at the end."""
        return next((each for each in self.sections if position < each.end), self.sections[-1])

    def replaced(self, section: Section) -> frozenset[str]:
        """The parts of the mix that recordings stand in place of in a section."""
        names = [each.name for each in self.sections]
        place = names.index(section.name)
        return frozenset(
            part
            for each in self.recordings
            if names.index(each.section) <= place <= names.index(each.through or each.section)
            for part in each.instead_of
        )
