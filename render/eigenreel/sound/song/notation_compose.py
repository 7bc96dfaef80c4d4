"""A score as the text of its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from eigenreel.sound.song.keys import signature, spell
from eigenreel.sound.song.notation_fields import write_metre, write_tempo
from eigenreel.sound.song.notation_front import SongFront, compose_song_front
from eigenreel.sound.song.notation_recordings import RecordingFront
from eigenreel.sound.song.notation_words import Slot, write_words
from eigenreel.sound.song.note_values import tuplet_of
from eigenreel.sound.song.score import Bar, Key, Line, Note, Score, Section

_UNIT = Fraction(1, 2)  # L:1/8


@dataclass(frozen=True)
class Piece:
    """A stretch within a bar without a chord change: of a note, or of a rest."""

    start: Fraction
    end: Fraction
    bar: int
    note: Note | None = None


def compose(score: Score) -> str:
    """The file of a score: parse(compose(s), s.name) == s for every s that was parsed."""
    front = SongFront(
        title=score.title,
        unit=score.unit,
        styles={section.name: section.style for section in score.sections},
        harmony=score.harmony,
        singer=score.singer,
        loudness=score.loudness,
        instruments=dict(score.instruments),
        seed=score.seed,
        recordings=tuple(map(RecordingFront.of, score.recordings)),
    )
    first = score.sections[0]
    names = ["X:1", f"T:{_text(score.title)}", *(f"C:{_text(author)}" for author in score.authors)]
    header = [*names, f"M:{_metre(first.bars[0])}", "L:1/8", f"Q:{write_tempo(first.tempo)}", f"K:{first.key.name}"]
    blocks = [f"---\n{compose_song_front(front)}---\n", *header]
    metre, before = _metre(first.bars[0]), first
    for section in score.sections:
        blocks.append(f"P:{_text(section.name)}")
        if section.tempo != before.tempo:
            blocks.append(f"Q:{write_tempo(section.tempo)}")
        if section.key != before.key:
            blocks.append(f"K:{section.key.name}")
        blocks += _music(section, metre)
        metre, before = _metre(section.bars[-1]), section
    return "\n".join(blocks) + "\n"


def pieces(section: Section) -> Iterator[Piece]:
    """A section from its first beat to its end, cut at bar lines and chords."""
    notes = [note for line in section.lines for note in line.notes]
    chords = {chord.start for chord in section.chords}
    cuts = sorted(
        {bar.start for bar in section.bars}
        | chords
        | {note.start for note in notes}
        | {note.end for note in notes}
        | {section.end}
    )
    bar = current = 0
    for start, end in pairwise(cuts):
        while section.bars[bar].end <= start:
            bar += 1
        while current < len(notes) and notes[current].end <= start:
            current += 1
        sounding = current < len(notes) and notes[current].start <= start
        yield Piece(start, end, bar, notes[current] if sounding else None)


def _music(section: Section, metre: str) -> Iterator[str]:
    """Lines of the file: a line of the song each, and rests of whole bars between them."""
    writer = _Writer(section, metre)
    every = list(pieces(section))
    owner = _owners(section, every)
    for number in sorted(set(owner)):
        group = [piece for piece, index in zip(every, owner, strict=True) if index == number]
        sung = [piece for piece in group if piece.note]
        text = writer.write(group)
        if not sung:
            yield text
            continue
        line = next(line for line in section.lines if sung[0].note in line.notes)
        slots = [Slot(piece.start, piece.end - piece.start, 0, False, piece.bar) for piece in sung]
        yield f"%%lesson {line.lesson}"
        yield text
        yield "w: " + write_words(line.syllables, slots, [piece.note.syllable for piece in sung])


def _owners(section: Section, every: list[Piece]) -> list[int]:
    """For every piece the line of the file that it is written in.

    Rests go with the line before them up to the bar line, with the line after them from the last one on.
    """
    owners, number = [], 0
    lines: list[Line] = list(section.lines)
    following = 0
    for piece in every:
        while following < len(lines) and lines[following].end <= piece.start:
            following += 1
        opens = following < len(lines) and section.bars[piece.bar].end > lines[following].start
        closes = following and section.bars[piece.bar].start < lines[following - 1].end
        inside = following < len(lines) and lines[following].start <= piece.start
        if inside or (opens and not closes):
            number = 2 * following + 1
        elif closes:
            number = 2 * following - 1
        else:
            number = 2 * following
        owners.append(number)
    return owners


class _Writer:
    """Writes pieces in order, and keeps what a reader of ABC remembers between them."""

    def __init__(self, section: Section, metre: str) -> None:
        self.section, self.metre = section, metre
        self.chords = {chord.start: chord for chord in section.chords}
        self.chord = None
        self.signs: dict[str, set[int]] = {}

    def write(self, group: list[Piece]) -> str:
        parts: list[str] = []
        for index, piece in enumerate(group):
            bar = self.section.bars[piece.bar]
            if piece.start == bar.start:
                self.signs = {}
                if _metre(bar) != self.metre:
                    self.metre = _metre(bar)
                    parts.append(f"[M:{self.metre}]")
            text = self._sound(piece, index + 1 < len(group) and group[index + 1].note is piece.note)
            if piece.start in self.chords:
                self.chord = self.chords[piece.start]
                text = f'"{self.chord.symbol}"{text}'
            parts.append(text)
            if piece.end == bar.end:
                parts.append("|")
        return " ".join(parts)

    def _sound(self, piece: Piece, goes_on: bool) -> str:
        length = (piece.end - piece.start) / _UNIT
        prefix, length = _tuplet(length)
        if not piece.note:
            return f"{prefix}z{_length(length)}"
        chord = self.chords.get(piece.start, self.chord)
        name = self._name(piece.note.pitch, self.section.key, chord)
        return f"{prefix}{name}{_length(length)}{'-' * goes_on}"

    def _name(self, pitch: int, key: Key, chord) -> str:
        """With a sign wherever a reader might take another: some let a sign hold in all octaves, some in its own."""
        letter, sign, octave = spell(pitch, key, chord)
        possible = {signature(key)[letter]} | self.signs.get(letter, set())
        written = ""
        if possible != {sign}:
            written = {-1: "_", 0: "=", 1: "^"}[sign]
            self.signs.setdefault(letter, set()).add(sign)
        note = letter.lower() + "'" * (octave - 5) if octave > 4 else letter + "," * (4 - octave)
        return written + note


def _tuplet(length: Fraction) -> tuple[str, Fraction]:
    """A tuplet of one note for lengths that need it, and the length to write in it."""
    tuplet = tuplet_of(length)
    if not tuplet:
        return "", length
    return f"({tuplet[0]}:{tuplet[1]}:1", length * tuplet[0] / tuplet[1]


def _length(length: Fraction) -> str:
    if length == 1:
        return ""
    return str(length.numerator) if length.denominator == 1 else f"{length.numerator}/{length.denominator}"


def _metre(bar: Bar) -> str:
    return write_metre(bar.metre, bar.groups)


def _text(value: str) -> str:
    """A % would begin a comment."""
    return value.replace("%", r"\%")
