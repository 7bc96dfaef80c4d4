r"""The script of a lesson: YAML front matter, then chapters of beats in Markdown. A small complete one:

    ---
    title: Eigenvectors
    question: Does anything stay put when everything moves?
    summary: A matrix moves almost every arrow off its line; two directions only stretch.
    level: beginner
    audience: people who build machine-learning systems
    prerequisites: [linear_algebra/matrices]
    flashcards:
      - front: What does a matrix do to its eigenvector?
        back: It only stretches it, by the eigenvalue.
        difficulty: easy
        beat: factor
    quiz:
      - question: What is the larger eigenvalue of this matrix?
        answers: ["0", "{larger}", "{larger} squared"]
        correct: 1            # counted from 0
        explanation: Along the first line every arrow becomes {larger} times as long.
        beat: factor
    ---

    <!-- A comment is for authors only. -->

    ## Two lines that stay

    [lines] Almost every arrow is knocked off its line. [@two] Two directions are not.

    [factor] Along one of them, [pause 0.8] the matrix is just the number {larger}.
    It keeps {share:.0%} of the length.

``##`` opens a chapter. A paragraph is a beat and opens with its ``[name]``. ``[@cue]`` names the moment right before
the next word, ``[pause 0.8]`` is a rest in seconds, ``{fact}`` and ``{fact:.1%}`` are filled from the lesson's
``facts()``, in the front matter too. A backslash makes a sign literal: ``\[0, 1\]``, ``\{x\}``. A no-break space
keeps two words together in captions. Mathematics is written as it should be read in captions (``∇L``, ``x²``, ``P(A |
B)``, ``−3``): the voice gets it in words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from eigenreel.errors import EigenreelError, ScriptError, suggest
from eigenreel.words.blocks import Block, read_blocks
from eigenreel.words.facts import study as study
from eigenreel.words.frontmatter import Flashcard as Flashcard
from eigenreel.words.frontmatter import FrontMatter, compose_front, name_of, parse_front
from eigenreel.words.frontmatter import Question as Question
from eigenreel.words.markup import (
    Cue,
    Fact,
    Passage,
    Piece,
    Text,
    compose_pieces,
    escape,
    opening_beat,
    parse_beat_text,
    parse_template,
    parse_title,
)
from eigenreel.words.markup import (
    Pause as Pause,
)
from eigenreel.words.source import decode, read_source, split_front
from eigenreel.words.yaml_lines import Key

MAX_WORDS = 30_000
"""Three hours; while such a film is staged, its speech alone takes a gigabyte of memory."""


@dataclass(frozen=True)
class Beat:
    """One paragraph: some words, and what is seen while they are said."""

    name: str
    line: int = field(compare=False)
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Chapter:
    title: str
    line: int = field(compare=False)
    beats: tuple[Beat, ...]


@dataclass(frozen=True)
class Script:
    """A parsed script. ``front_lines`` has the line of each value of the front matter. Comparisons leave lines out."""

    path: Path
    front: FrontMatter
    chapters: tuple[Chapter, ...]
    front_lines: Mapping[Key, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def beats(self) -> tuple[Beat, ...]:
        return tuple(beat for chapter in self.chapters for beat in chapter.beats)

    @property
    def beat_names(self) -> tuple[str, ...]:
        return tuple(beat.name for beat in self.beats)

    @property
    def fact_names(self) -> frozenset[str]:
        """Every fact that the beats or the front matter name."""
        front = (piece for _, passage in front_strings(self) for piece in parse_template(passage))
        spoken = (piece for beat in self.beats for piece in beat.pieces)
        return frozenset(piece.name for piece in (*spoken, *front) if isinstance(piece, Fact))

    def beat(self, name: str) -> Beat:
        """The beat of that name.

        Raises:
            EigenreelError: there is none.
        """
        for beat in self.beats:
            if beat.name == name:
                return beat
        raise EigenreelError(f"{self.path}: no beat {name!r} in this script; {suggest(name, self.beat_names)}")

    def cues(self, beat: str) -> tuple[str, ...]:
        """The names of a beat's cues, in order.

        Raises:
            EigenreelError: there is no such beat.
        """
        return tuple(piece.name for piece in self.beat(beat).pieces if isinstance(piece, Cue))

    def chapter_of(self, beat: str) -> str:
        """The title of the chapter that holds a beat."""
        self.beat(beat)
        return next(chapter.title for chapter in self.chapters for each in chapter.beats if each.name == beat)


def read_script(path: str | PathLike[str]) -> Script:
    """The script in a file.

    Raises:
        EigenreelError: the file cannot be read.
        ScriptError: it holds a mistake.
    """
    return parse_script(read_source(path, "script"), path)


def parse_script(data: bytes, path: str | PathLike[str]) -> Script:
    """The script in the bytes of a file; ``path`` is for error lines.

    Raises:
        ScriptError: the first mistake in it.
    """
    front_text, row, body = split_front(decode(data, path), path, "title, question")
    front, lines = parse_front(front_text, path, 2)
    script = Script(Path(path), front, tuple(_chapters(Passage(path, row, body))), lines)
    _check_beats(script)
    _check_length(script)
    _check_front(script)
    return script


def compose_script(script: Script) -> str:
    """The file of a script: parse_script(compose_script(s).encode(), s.path) == s for every s that was parsed."""
    blocks = [f"---\n{compose_front(script.front)}---"]
    for chapter in script.chapters:
        # A heading may end in signs of its own, which would be taken for its closing.
        blocks.append("## " + escape(chapter.title).replace("#", r"\#"))
        blocks += [f"[{beat.name}] {compose_pieces(beat.pieces)}" for beat in chapter.beats]
    return "\n\n".join(blocks) + "\n"


def front_strings(script: Script) -> Iterator[tuple[Key, Passage]]:
    """Every string of the front matter, with its way and its place in the file."""

    def walk(value: object, key: Key) -> Iterator[tuple[Key, Passage]]:
        if isinstance(value, str):
            yield key, Passage(script.path, script.front_lines.get(key, 1), value)
        elif isinstance(value, Mapping):
            for name, entry in value.items():
                yield from walk(entry, (*key, name))
        elif isinstance(value, list):
            for index, entry in enumerate(value):
                yield from walk(entry, (*key, index))

    return walk(script.front.model_dump(mode="json"), ())


def _chapters(body: Passage) -> Iterator[Chapter]:
    chapter: tuple[str, int] | None = None
    beats: list[Beat] = []
    for block in read_blocks(body):
        if block.heading:
            if chapter:
                yield _chapter(body, *chapter, beats)
            chapter, beats = (parse_title(block.passage), block.passage.line), []
        else:
            beat = _beat(block)
            if not chapter:
                raise block.passage.error(
                    0, f"beat [{beat.name}] comes before the first heading", "put a line '## Title' above it"
                )
            beats.append(beat)
    if not chapter:
        raise body.error(0, "there are no beats", "add a line '## Title' and a paragraph that opens with [name]")
    yield _chapter(body, *chapter, beats)


def _chapter(body: Passage, title: str, line: int, beats: list[Beat]) -> Chapter:
    if not beats:
        raise ScriptError(
            body.path,
            line,
            f"chapter {title!r} has no beats",
            "add a paragraph that opens with [name], or remove the heading",
        )
    return Chapter(title, line, tuple(beats))


def _beat(block: Block) -> Beat:
    name, start = opening_beat(block.passage)
    pieces = parse_beat_text(block.passage, start)
    if not any(_has_words(piece) for piece in pieces):
        raise block.passage.error(0, f"beat [{name}] is empty", "write what is said, or remove the paragraph")
    return Beat(name, block.passage.line, pieces)


def _has_words(piece: Piece) -> bool:
    if isinstance(piece, Text):
        return any(sign.isalnum() or unicodedata.category(sign) == "Sm" for sign in piece.text)
    return isinstance(piece, Fact)


def _check_beats(script: Script) -> None:
    lines: dict[str, int] = {}
    for beat in script.beats:
        if beat.name in lines:
            what = f"beat [{beat.name}] is repeated"
            raise ScriptError(
                script.path, beat.line, what, f"give it another name; the first is in line {lines[beat.name]}"
            )
        lines[beat.name] = beat.line
    titles: dict[str, int] = {}
    for chapter in script.chapters:
        if chapter.title in titles:
            what = f"chapter {chapter.title!r} is repeated"
            raise ScriptError(
                script.path, chapter.line, what, f"give it another title; the first is in line {titles[chapter.title]}"
            )
        titles[chapter.title] = chapter.line


def _check_length(script: Script) -> None:
    words = 0
    for beat in script.beats:
        words += sum(len(piece.text.split()) for piece in beat.pieces if isinstance(piece, Text))
        if words > MAX_WORDS:
            what = f"beat [{beat.name}] ends after more than {MAX_WORDS} words, three hours of film"
            raise ScriptError(script.path, beat.line, what, "divide the script into lessons")


def _check_front(script: Script) -> None:
    for key, passage in front_strings(script):
        parse_template(passage)
        if key[-1] == "beat" and passage.text not in script.beat_names:
            raise passage.error(
                0,
                f"{name_of(key[:-1])} names the unknown beat {passage.text!r}",
                suggest(passage.text, script.beat_names),
            )
