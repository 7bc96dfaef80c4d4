r"""The text file of a song: YAML front matter, then a tune in ABC 2.1 that other ABC software reads too. A small one:

    ---
    title: A Short Song about Arrows
    unit: "1.2"
    styles:
      Intro: disco
      Verse 1: barbershop     # two styles at once: ambient_house+p_funk
    harmony: [Verse 1]        # sung in parts
    singer: [G3, C5]          # lowest and highest note
    loudness: -14             # LUFS
    seed: 7
    instruments: {bass: 38}   # General MIDI programs, from 0, in place of the style's
    recordings:               # sounds of one's own, beside this file
      - {file: voice.m4a, section: Verse 1, at: 1 beat, instead_of: lead}
    ---

    X:1
    T:A Short Song about Arrows
    M:4/4
    L:1/8
    Q:1/4=112
    K:C
    P:Intro
    "C"Z2 |
    P:Verse 1
    %%lesson linear_algebra/vectors
    "C"z2 G2 "A7"A>G E2 | "D7"F2 F2 "G7"D>D "C"C2 |
    w: A vec-tor is | num-bers in a row.

``docs/songs.md`` tells the whole format. A blank line ends the tune.
"""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path

from eigenreel.errors import EigenreelError, ScriptError
from eigenreel.sound.song.notation_compose import compose as compose
from eigenreel.sound.song.notation_front import SongFront, check_instruments, check_sections, fail, parse_song_front
from eigenreel.sound.song.notation_recordings import check_recordings, find_recordings
from eigenreel.sound.song.notation_tune import Tune
from eigenreel.sound.song.notation_words import Slot
from eigenreel.sound.song.score import Score, Section
from eigenreel.words.source import decode, read_source, split_front

_LESSON = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
_REMARKS = "ABDFGHNORSZr"
"""Information fields that say nothing about the music."""


def read_song(path: str | PathLike[str]) -> Score:
    """The song in a file.

    Raises:
        EigenreelError: the file cannot be read.
        ScriptError: it holds a mistake, or a recording is not there.
    """
    score = parse(read_source(path, "song"), path)
    find_recordings(score, path)
    return score


def parse(text: str | bytes, name: str | PathLike[str]) -> Score:
    """The song in a text; ``name`` is that of its file, for error lines and, without suffix, for the score.

    Raises:
        ScriptError: the first mistake in it.
    """
    text = decode(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), name)
    front_text, row, body = split_front(text, name, "title, unit, styles")
    front, lines = parse_song_front(front_text, name, 2)
    reader = _Reader(name, front)
    last = row
    for last, line in enumerate(body.split("\n"), row):
        reader.take(line, last)
    sections = reader.finish(last)
    check_sections(front, [section.name for section in sections], name, lines)
    settings = front.model_dump(include={"title", "unit", "loudness", "singer", "harmony", "seed"})
    lists = {"sections": sections, "instruments": tuple(front.instruments.items()), "authors": tuple(reader.authors)}
    recordings = (each.recording(lines["recordings", number]) for number, each in enumerate(front.recordings))
    score = Score(Path(name).stem, **lists, **settings, recordings=tuple(recordings))
    check_instruments(score, name, lines)
    check_recordings(score, name, lines)
    return score


class _Reader:
    """Takes the lines of the file below its front matter."""

    def __init__(self, path: str | PathLike[str], front: SongFront) -> None:
        self.path, self.front = path, front
        self.tune = Tune(path, front.styles, front.singer)
        self.header: list[str] = []
        self.authors: list[str] = []
        self.in_tune = self.ended = False
        self.lesson: tuple[str, int] | None = None
        self.slots: list[Slot] = []
        self.slots_row = 0

    def take(self, line: str, row: int) -> None:
        try:
            self._take(line.rstrip(), row)
        except ScriptError:
            raise
        except EigenreelError as error:
            raise fail(self.path, row, error) from error

    def finish(self, row: int) -> tuple[Section, ...]:
        try:
            self._no_words_wanted()
            if self.lesson:
                raise self._error(self.lesson[1], "a %%lesson that no line follows", "remove it")
            if not self.in_tune:
                raise self._error(row, "the tune's header does not end", "end it with a line K:, the key")
            return self.tune.close()
        except ScriptError:
            raise
        except EigenreelError as error:
            raise fail(self.path, row, error) from error

    def _take(self, line: str, row: int) -> None:
        if line.startswith("%%lesson"):
            self._take_lesson(line[8:], row)
            return
        code = re.sub(r"(?<!\\)%.*", "", line).rstrip()
        if not code.strip():
            # A line that holds nothing, not even a comment, ends a tune.
            self.ended |= bool(self.header) and not line.strip()
            return
        field = re.match(r"([A-Za-z]|\+):", code)
        words = bool(field) and field[1] == "w"
        if self.ended:
            raise EigenreelError("something below the blank line that ends the tune; put a % on that line instead")
        if not words:
            self._no_words_wanted()
        if words:
            self._take_words(code[2:])
        elif field:
            self._take_field(field[1], code[2:].strip().replace(r"\%", "%"), row)
        elif not self.in_tune:
            raise EigenreelError("music in the tune's header; end that with a line K:, the key")
        else:
            self.slots, self.slots_row = self.tune.music(code, row), row
            if self.slots and not self.lesson:
                raise EigenreelError("a line without a lesson; put a line %%lesson subject/name above it")

    def _take_lesson(self, text: str, row: int) -> None:
        key = text.partition("%")[0].strip()
        if not _LESSON.fullmatch(key):
            raise EigenreelError(f"a lesson {key[:60]!r}; write its key, as in %%lesson linear_algebra/vectors")
        self._no_words_wanted()
        if self.lesson:
            raise EigenreelError(f"a second %%lesson for one line; keep one, the first is in line {self.lesson[1]}")
        self.lesson = key, row

    def _take_words(self, text: str) -> None:
        if not self.slots:
            raise EigenreelError("words without notes; put w: right under its line of music, once")
        self.tune.words(text, self.slots, self.lesson[0], self.slots_row)
        self.slots, self.lesson = [], None

    def _take_field(self, letter: str, text: str, row: int) -> None:
        if not self.in_tune:
            self._take_header(letter, text)
        elif letter == "P":
            self.tune.heading(text, row)
        elif letter in "MLQK":
            self.tune.set_field(letter, text)
        elif letter not in "Nr":
            raise EigenreelError(f"a field {letter}: in the tune; P, M, L, Q, K, w and N may stand there")

    def _take_header(self, letter: str, text: str) -> None:
        if letter in self.header and letter in "XMLQ":
            raise EigenreelError(f"a second {letter}: in the tune's header; keep one")
        if (letter == "X") == bool(self.header):
            raise EigenreelError(f"a field {letter}: where the tune begins; its first line is X:1")
        if letter not in "XTCMLQK" + _REMARKS:
            raise EigenreelError(f"a field {letter}: in the tune's header; it holds X, T, C, M, L, Q and at last K")
        self.header.append(letter)
        if letter == "T" and self.header.count("T") == 1 and text != self.front.title:
            raise EigenreelError(
                f"T: is {text[:60]!r}, the front matter's title {self.front.title[:60]!r}; make them one"
            )
        if letter == "C" and text:
            self.authors.append(text)
        if letter == "K" and (missing := [field for field in "TMLQ" if field not in self.header]):
            raise EigenreelError(f"the tune's header has no {missing[0]}:; add it above K:")
        if letter in "MLQK":
            self.tune.set_field(letter, text)
            self.in_tune = letter == "K"

    def _no_words_wanted(self) -> None:
        if self.slots:
            raise self._error(self.slots_row, "notes without words", "add a line w: right under them, or write rests")

    def _error(self, row: int, what: str, remedy: str) -> ScriptError:
        return ScriptError(self.path, row, what, remedy)
