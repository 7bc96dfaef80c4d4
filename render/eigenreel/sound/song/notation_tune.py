"""Sections, bars and lines of a tune, gathered while its file is read from top to bottom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from os import PathLike

from eigenreel.errors import EigenreelError, ScriptError
from eigenreel.sound.song.chords import NATURAL, parse_chord, pitch_class
from eigenreel.sound.song.keys import parse_key, signature
from eigenreel.sound.song.notation_fields import bar_length, is_compound, read_metre, read_tempo, read_unit
from eigenreel.sound.song.notation_lex import Item, read_music
from eigenreel.sound.song.notation_words import Slot, fit, read_words, words_of
from eigenreel.sound.song.score import STYLES, Bar, Chord, Key, Line, Section

GRID = 20160
"""Parts of a quarter note that everything falls on: 64ths, and tuplets of 3, 5, 7 and 9 of them."""

_SIGNS = {"=": 0, "^": 1, "^^": 2, "_": -1, "__": -2}


@dataclass
class _Open:
    """A section being read. Key and tempo are those at its first note."""

    name: str
    row: int
    key: Key | None = None
    tempo: Fraction | None = None
    bars: list[Bar] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    chords: list[Chord] = field(default_factory=list)


class Tune:
    """Takes the lines of a tune.

    Its methods raise EigenreelError ("what; way out") at the row that they are given, ScriptError at another.
    """

    def __init__(self, path: str | PathLike[str], styles: Mapping[str, str], singer: tuple[int, int]) -> None:
        self.path, self.styles, self.singer = path, styles, singer
        self.unit: Fraction | None = None
        self.metre: tuple[int, int] | None = None
        self.groups: tuple[int, ...] = ()
        self.key: Key | None = None
        self.tempo: Fraction | None = None
        self.sections: list[Section] = []
        self._open: _Open | None = None
        self._position = self._bar_start = Fraction(0)
        self._bar = self._row = 0
        self._signs: dict[str, int] = {}
        self._tie: tuple[int, str, int] | None = None
        self._last: tuple[int, str, int] = (0, "", 0)  # the note before: pitch, letter, octave
        self._short: tuple[Bar, int] | None = None  # a bar too short, and its row

    def set_field(self, letter: str, text: str) -> None:
        """A field M, L, Q or K, in the header or the tune."""
        if letter == "L":
            self.unit = read_unit(text)
        elif letter == "M":
            metre = read_metre(text)
            if metre != (self.metre, self.groups) and self._position != self._bar_start:
                raise EigenreelError("the metre changes inside a bar; put M: after a bar line")
            self.metre, self.groups = metre
        else:
            name, value = ("tempo", read_tempo(text)) if letter == "Q" else ("key", parse_key(text))
            setattr(self, name, value)
            if self._open and getattr(self._open, name) not in (None, value):
                raise EigenreelError(f"the {name} changes inside a section; begin a new one there, with a line P:")

    def heading(self, name: str, row: int) -> None:
        """A section begins."""
        self._close_section()
        if not name:
            raise EigenreelError("a section without a name; write it as P:Verse 1")
        if any(name == section.name for section in self.sections):
            raise EigenreelError(f"a second section {name!r}; give each a name of its own, as in Chorus 2")
        if name not in self.styles:
            known = ", ".join(STYLES)
            raise EigenreelError(f"section {name[:60]!r} has no style; add it under 'styles:', with one of {known}")
        self._open = _Open(name, row)

    def music(self, text: str, row: int) -> list[Slot]:
        """The notes of a line of music."""
        section = self._begun(row)
        slots: list[Slot] = []
        for item in read_music(text, is_compound(self.metre)):
            match item.kind:
                case "field":
                    self._inline(item.text)
                case "chord":
                    self._chord(section, item.text, row)
                case "tie":
                    self._tie_from(slots)
                case "note" | "rest":
                    self._place(item, slots)
                case "bar":
                    self._close_bar(section, row)
                case "bars":
                    self._rest_bars(section, int(item.length), row)
        if self._tie:
            raise EigenreelError("a tie (-) at the end of the line; both notes belong to one line")
        return slots

    def words(self, text: str, slots: list[Slot], lesson: str, row: int) -> None:
        """The ``w:`` line under the music of ``row``."""
        syllables, notes = fit(read_words(text), slots, row)
        self._open.lines.append(Line(lesson, words_of(syllables), tuple(syllables), tuple(notes), row))

    def close(self) -> tuple[Section, ...]:
        """All sections, at the end of the tune."""
        self._close_section()
        if not self.sections:
            raise EigenreelError("there is no music; write a section: a line P:Verse 1, notes, and words")
        first = self.sections[0].bars[0]
        if self._short and self._short[0].length + first.length != bar_length(first.metre):
            raise self._wrong_bar(*self._short)
        return tuple(self.sections)

    def _begun(self, row: int) -> _Open:
        self._row = row
        if not self._open:
            raise EigenreelError("music before the first section; put a line P:Verse 1 above it")
        if not self._open.key:
            self._open.key, self._open.tempo = self.key, self.tempo
        return self._open

    def _inline(self, text: str) -> None:
        letter, value = text[0], text[2:].strip()
        if letter not in "MLQK":
            raise EigenreelError(f"a field [{text}] in the music; only M, L, Q and K may stand there")
        self.set_field(letter, value)

    def _chord(self, section: _Open, symbol: str, row: int) -> None:
        chord = parse_chord(symbol)
        if section.chords and section.chords[-1].start == self._position:
            raise EigenreelError(f"two chords at one place, {section.chords[-1].symbol!r} and {symbol!r}; keep one")
        root, bass = pitch_class(chord.root), pitch_class(chord.bass)
        section.chords.append(Chord(self._position, Fraction(0), symbol, root, chord.quality.tones, bass, row))

    def _place(self, item: Item, slots: list[Slot]) -> None:
        length = item.length * self.unit
        end = self._position + length
        if GRID % end.denominator:
            raise EigenreelError(
                f"{item.text!r} at sign {item.column} ends between the smallest parts of a beat; "
                "use lengths down to 64ths, and tuplets of 3, 5, 7 and 9"
            )
        if item.kind == "note":
            pitch, tied = self._pitch(item)
            slots.append(Slot(self._position, length, pitch, tied, self._bar))
        elif self._tie:
            raise EigenreelError("a tie (-) to a rest; put a note of the same pitch after it")
        self._position = end

    def _pitch(self, item: Item) -> tuple[int, bool]:
        """The pitch of a note, and whether a tie leads to it."""
        letter = item.letter
        if item.sign:
            self._signs[letter] = _SIGNS[item.sign]
        sign = self._signs.get(letter, signature(self.key)[letter])
        pitch = NATURAL[letter] + sign + 12 * (item.octave + 1)
        tie, self._tie = self._tie, None
        if tie:
            # A tied note keeps its sign over the bar line.
            if not item.sign and tie[1:] == (letter, item.octave):
                pitch = tie[0]
            if pitch != tie[0]:
                raise EigenreelError(f"a tie (-) to another pitch, {item.text!r}; write a slur or the same note")
        low, high = self.singer
        if not low <= pitch <= high:
            place = "above" if pitch > high else "below"
            raise EigenreelError(
                f"note {item.text!r} (MIDI {pitch}) at sign {item.column} is {place} the singer's range of {low} to "
                f"{high}; write it within, or change 'singer:'"
            )
        self._last = (pitch, letter, item.octave)
        return pitch, bool(tie)

    def _tie_from(self, slots: list[Slot]) -> None:
        if self._tie or not slots or slots[-1].start + slots[-1].length != self._position:
            raise EigenreelError("a tie (-) that follows no note; write it as in A2-|A2")
        self._tie = self._last

    def _close_bar(self, section: _Open, row: int) -> None:
        length = self._position - self._bar_start
        if not length:
            return
        bar = Bar(self._bar_start, length, self.metre, self.groups)
        if self._short and (section.bars or length >= bar_length(self.metre)):
            raise self._wrong_bar(*self._short)
        if not self._fits(section, bar):
            raise self._wrong_bar(bar, row)
        ends_short = length < bar_length(self.metre) and section.bars
        self._short = (bar, row) if ends_short else None
        section.bars.append(bar)
        self._bar_start, self._signs = self._position, {}
        self._bar += 1

    def _fits(self, section: _Open, bar: Bar) -> bool:
        """A short bar may be the song's first, or one of two at the border of two sections that make up a bar."""
        if bar.length >= bar_length(bar.metre):
            return bar.length == bar_length(bar.metre)
        if section.bars or not self.sections:
            return True
        return bool(self._short) and self._short[0].length + bar.length == bar_length(self._short[0].metre)

    def _wrong_bar(self, bar: Bar, row: int) -> ScriptError:
        units = bar.length * bar.metre[1] / 4
        what = f"a bar of {units} {_ordinal(bar.metre[1])} in {bar.metre[0]}/{bar.metre[1]}"
        return ScriptError(self.path, row, what, "add or remove notes or rests, or change M:")

    def _rest_bars(self, section: _Open, count: int, row: int) -> None:
        if self._position != self._bar_start:
            raise EigenreelError("Z inside a bar; fill the bar with z, and put Z after its bar line")
        if not count or self._tie:
            raise EigenreelError("Z0, or a tie to Z; write how many whole bars are rests")
        for _ in range(count):
            self._position += bar_length(self.metre)
            self._close_bar(section, row)

    def _close_section(self) -> None:
        section = self._open
        if not section:
            return
        if self._position != self._bar_start:
            what = f"the last bar of {section.name!r} has no bar line"
            raise ScriptError(self.path, self._row, what, "end it with |")
        if not section.bars:
            what = f"section {section.name!r} has no bars"
            raise ScriptError(self.path, section.row, what, "write some, or remove it")
        chords, end = section.chords, section.bars[-1].end
        if chords and chords[-1].start == end:
            what = f"chord {chords[-1].symbol!r} stands at the end of its section"
            raise ScriptError(self.path, chords[-1].row, what, "put it before a note or rest")
        borders = [*(chord.start for chord in chords), end]
        chords = [replace(chord, length=borders[place + 1] - chord.start) for place, chord in enumerate(chords)]
        style = self.styles[section.name]
        parts = (tuple(section.bars), tuple(section.lines), tuple(chords))
        self.sections.append(Section(section.name, style, section.key, section.tempo, *parts, section.row))
        self._open = None


def _ordinal(unit: int) -> str:
    return {1: "whole notes", 2: "halves", 4: "quarters"}.get(unit, f"{unit}ths")
