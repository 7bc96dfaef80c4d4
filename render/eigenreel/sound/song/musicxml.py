"""A score as MusicXML 4.0 (partwise): melody, words, chord symbols, sections, for notation programs.

Source: W3C, MusicXML 4.0 (element order of note, attributes, harmony and direction).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from eigenreel.sound.song.chords import parse_chord
from eigenreel.sound.song.keys import spell
from eigenreel.sound.song.notation_compose import Piece, pieces
from eigenreel.sound.song.notation_fields import bar_length, is_compound, write_metre
from eigenreel.sound.song.note_values import NoteValue, note_values
from eigenreel.sound.song.score import Bar, Chord, Key, Line, Note, Score, Section

_DOCTYPE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)


@dataclass(frozen=True)
class _Written:
    """A drawn note or rest. opens, closes: it is the first or last of its note; begins: of its piece of time."""

    value: NoteValue
    piece: Piece
    start: Fraction
    opens: bool
    closes: bool


@dataclass(frozen=True)
class _Signs:
    """What stands in the signature and at the tempo, until it changes."""

    metre: str | None = None
    key: Key | None = None
    tempo: Fraction | None = None


def musicxml(score: Score) -> bytes:
    """The file, UTF-8."""
    root = Element("score-partwise", version="4.0")
    _leaf(SubElement(root, "work"), "work-title", score.title)
    identification = SubElement(root, "identification")
    for work in ("composer", "lyricist"):
        for author in score.authors:
            _leaf(identification, "creator", author, type=work)
    _leaf(SubElement(identification, "encoding"), "software", "eigenreel")
    part = SubElement(SubElement(root, "part-list"), "score-part", id="P1")
    _leaf(part, "part-name", "Voice")
    _Part(score).write(SubElement(root, "part", id="P1"))
    ElementTree.indent(root)
    return (_DOCTYPE + ElementTree.tostring(root, encoding="unicode") + "\n").encode()


class _Part:
    """Writes the measures, and keeps what they need not repeat."""

    def __init__(self, score: Score) -> None:
        self.score = score
        self.every = [list(pieces(section)) for section in score.sections]
        values = (value for group in self.every for piece in group for value in note_values(piece.end - piece.start))
        self.divisions = lcm(*(value.length.denominator for value in values))
        self.signs = _Signs()
        self.number = 0

    def write(self, part: Element) -> None:
        measure = None
        for section, group in zip(self.score.sections, self.every, strict=True):
            lines = {id(note): line for line in section.lines for note in line.notes}
            chords = {chord.start: chord for chord in section.chords}
            chord = None
            for index, bar in enumerate(section.bars):
                measure = self._measure(part, bar)
                self._attributes(measure, section, bar)
                if not index:
                    self._directions(measure, section)
                written = _written([piece for piece in group if piece.bar == index])
                for each, edges in zip(written, _tuplet_edges(written), strict=True):
                    if each.start in chords:
                        chord = chords[each.start]
                        _harmony(measure, chord)
                    line = lines.get(id(each.piece.note))
                    self._note(measure, each, section.key, chord, line, edges)
        _leaf(SubElement(measure, "barline", location="right"), "bar-style", "light-heavy")

    def _measure(self, part: Element, bar: Bar) -> Element:
        self.number += 1
        short = {"implicit": "yes"} if bar.length < bar_length(bar.metre) else {}
        return SubElement(part, "measure", number=str(self.number), **short)

    def _attributes(self, measure: Element, section: Section, bar: Bar) -> None:
        metre = write_metre(bar.metre, bar.groups)
        before, self.signs = self.signs, _Signs(metre, section.key, self.signs.tempo)
        if before.metre == metre and before.key == section.key:
            return
        attributes = SubElement(measure, "attributes")
        if not before.metre:
            _leaf(attributes, "divisions", self.divisions)
        if before.key != section.key:
            key = SubElement(attributes, "key")
            _leaf(key, "fifths", section.key.sharps)
            _leaf(key, "mode", section.key.mode)
        if before.metre != metre:
            time = SubElement(attributes, "time")
            _leaf(time, "beats", "+".join(map(str, bar.groups)) or bar.metre[0])
            _leaf(time, "beat-type", bar.metre[1])
        if not before.metre:
            clef = SubElement(attributes, "clef")
            _leaf(clef, "sign", "G")
            _leaf(clef, "line", 2)

    def _directions(self, measure: Element, section: Section) -> None:
        direction = SubElement(measure, "direction", placement="above")
        _leaf(SubElement(direction, "direction-type"), "rehearsal", section.name)
        if section.tempo == self.signs.tempo:
            return
        self.signs = _Signs(self.signs.metre, self.signs.key, section.tempo)
        direction = SubElement(measure, "direction", placement="above")
        metronome = SubElement(SubElement(direction, "direction-type"), "metronome")
        _leaf(metronome, "beat-unit", "quarter")
        first = section.bars[0]
        is_dotted = is_compound(first.metre) and first.metre[1] == 8 and not first.groups
        if is_dotted:
            SubElement(metronome, "beat-unit-dot")
        beat = Fraction(3, 2) if is_dotted else 1
        _leaf(metronome, "per-minute", f"{float(section.tempo / beat):g}")
        SubElement(direction, "sound", tempo=f"{float(section.tempo):g}")

    def _note(
        self, measure: Element, written: _Written, key: Key, chord: Chord | None, line: Line | None, edges: list[str]
    ) -> None:
        sung, value = written.piece.note, written.value
        note = SubElement(measure, "note")
        if sung:
            letter, sign, octave = spell(sung.pitch, key, chord)
            pitch = SubElement(note, "pitch")
            _leaf(pitch, "step", letter)
            if sign:
                _leaf(pitch, "alter", sign)
            _leaf(pitch, "octave", octave)
        else:
            SubElement(note, "rest")
        _leaf(note, "duration", value.length * self.divisions)
        ties = [kind for kind, here in (("stop", not written.opens), ("start", not written.closes)) if sung and here]
        for kind in ties:
            SubElement(note, "tie", type=kind)
        _leaf(note, "voice", 1)
        _value(note, value)
        if ties or edges:
            notations = SubElement(note, "notations")
            for kind in ties:
                SubElement(notations, "tied", type=kind)
            for kind in edges:
                SubElement(notations, "tuplet", type=kind)
        if line and written.opens:
            _lyric(note, line, sung)


def _written(group: list[Piece]) -> list[_Written]:
    """The pieces of a bar as drawn notes."""
    every = []
    for piece in group:
        start = piece.start
        for value in note_values(piece.end - piece.start):
            opens = not piece.note or start == piece.note.start
            closes = not piece.note or start + value.length == piece.note.end
            every.append(_Written(value, piece, start, opens, closes))
            start += value.length
    return every


def _tuplet_edges(written: list[_Written]) -> Iterator[list[str]]:
    """Where the brackets of tuplets begin and end: around neighbours of one kind that fill a beat or more."""
    inside, filled = None, Fraction(0)
    for index, each in enumerate(written):
        edges = []
        tuplet = each.value.tuplet
        if tuplet and tuplet != inside:
            edges.append("start")
            filled = Fraction(0)
        filled += each.value.length
        following = written[index + 1].value.tuplet if index + 1 < len(written) else None
        closed = bool(tuplet) and (following != tuplet or (filled * 2).denominator == 1)
        if closed:
            edges.append("stop")
        inside = None if closed else tuplet
        yield edges


def _value(note: Element, value: NoteValue) -> None:
    if value.name:
        _leaf(note, "type", value.name)
    for _ in range(value.dots):
        SubElement(note, "dot")
    if value.tuplet:
        modification = SubElement(note, "time-modification")
        _leaf(modification, "actual-notes", value.tuplet[0])
        _leaf(modification, "normal-notes", value.tuplet[1])


def _lyric(note: Element, line: Line, sung: Note) -> None:
    """The syllable under the first of its notes, and a line under it while it is held."""
    own = line.notes_of(sung.syllable)
    lyric = SubElement(note, "lyric", number="1")
    if sung is own[0]:
        words = [syllable.word for syllable in line.syllables]
        number = sung.syllable
        follows = number > 0 and words[number - 1] == words[number]
        goes_on = number + 1 < len(words) and words[number + 1] == words[number]
        _leaf(lyric, "syllabic", {(0, 0): "single", (0, 1): "begin", (1, 1): "middle", (1, 0): "end"}[follows, goes_on])
        _leaf(lyric, "text", line.syllables[number].text)
    if len(own) > 1:
        kind = "start" if sung is own[0] else "stop" if sung is own[-1] else "continue"
        SubElement(lyric, "extend", type=kind)


def _harmony(measure: Element, chord: Chord) -> None:
    symbol = parse_chord(chord.symbol)
    harmony = SubElement(measure, "harmony")
    _step(SubElement(harmony, "root"), "root", symbol.root)
    kind = SubElement(harmony, "kind", text=chord.symbol.removeprefix(symbol.root).removesuffix(f"/{symbol.bass}"))
    kind.text = symbol.quality.kind
    if symbol.bass != symbol.root:
        _step(SubElement(harmony, "bass"), "bass", symbol.bass)
    for number, alteration in symbol.quality.added:
        degree = SubElement(harmony, "degree")
        _leaf(degree, "degree-value", number)
        _leaf(degree, "degree-alter", alteration)
        _leaf(degree, "degree-type", "alter" if number == 5 else "add")


def _step(parent: Element, name: str, note: str) -> None:
    _leaf(parent, f"{name}-step", note[0])
    if note[1:]:
        _leaf(parent, f"{name}-alter", {"b": -1, "#": 1}[note[1:]])


def _leaf(parent: Element, tag: str, text: object, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = str(text)
