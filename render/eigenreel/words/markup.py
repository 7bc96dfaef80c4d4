"""Marks inside a beat: ``[@cue]``, ``[pause 0.8]``, ``{fact}``, ``{fact:.1%}``, and ``\\`` before literal marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from os import PathLike
from typing import NoReturn

from eigenreel.errors import ScriptError

MAX_PAUSE = 10.0
"""Seconds; a longer rest is a slip of the pen, and viewers take it for the end."""

NAME = re.compile(r"[a-z][a-z0-9_-]*")
NAME_REMEDY = "use lower-case letters, digits, - and _, a letter first"


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Cue:
    """A named moment: right before the word that follows."""

    name: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Fact:
    """A value from the lesson's ``facts()``; ``format`` is a format specification of Python, or empty."""

    name: str
    format: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Pause:
    """A rest in seconds."""

    seconds: float


Piece = Text | Cue | Fact | Pause

# A no-break space is not here: it is how an author keeps two words on one line of a caption.
_SPACES = re.compile(r"[ \n\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_FACT = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?::([^:]*))?")
_FORMAT = re.compile(r"\+?,?(\.\d{1,2})?[defg%s]?")
_PAUSE = re.compile(r"pause\s+(\d{1,3}(?:\.\d{1,3})?)")
_BEAT = re.compile(r"\[([^\[\]@{}\n]*)\](?=[\s\[]|$)")
_UNSAFE = re.compile(r"[\\`*\[\]{}<~&]|(?<!\w)_|_(?!\w)")
_MARK = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<markup>!\[|`|~~|\*(?=\S)|(?<=\S)\*|(?<!\w)_(?=\w)|<[A-Za-z/!?][^<>]*>|<!--|&\#?\w+;)
    | \[(?P<bracket>[^\[\]]*)\]
    | \{(?P<brace>[^{}]*)\}
    | (?P<stray>[\[\]{}])""",
    re.VERBOSE,
)
_TEMPLATE_MARK = re.compile(r"\\(?P<escaped>[{}\\])|\{(?P<brace>[^{}]*)\}|(?P<stray>[{}])")
_MARKUP_REMEDIES = {
    "!": "pictures belong to the scene; remove it",
    "`": "a voice cannot say code; write the words plainly, or \\` for the sign",
    "~": "write the words plainly, or \\~ for the sign",
    "*": "a voice cannot say emphasis; write the words plainly, or \\* for an asterisk",
    "_": "a voice cannot say emphasis; write the words plainly, or \\_ for the sign",
    "<": "write the words plainly, or \\< for the sign",
    "&": "write the character itself, or \\& for the sign",
}


@dataclass(frozen=True)
class Passage:
    """Some text of a file, from which errors know their line. ``line`` is that of its first character."""

    path: str | PathLike[str]
    line: int
    text: str

    def line_at(self, position: int) -> int:
        return self.line + self.text.count("\n", 0, position)

    def error(self, position: int, what: str, remedy: str) -> ScriptError:
        return ScriptError(self.path, self.line_at(position), what, remedy)


def opening_beat(passage: Passage) -> tuple[str, int]:
    """The name of the beat that opens a paragraph, and where its text begins.

    Raises:
        ScriptError: there is none, or its name is not a name.
    """
    match = _BEAT.match(passage.text)
    if not match or match[1].split()[:1] == ["pause"]:
        raise passage.error(0, "paragraph has no [beat]", "open it with a name such as [arrow], then a space")
    if not NAME.fullmatch(match[1]):
        raise passage.error(0, f"bad beat name {match[1]!r}", NAME_REMEDY)
    return match[1], match.end()


def parse_beat_text(passage: Passage, start: int = 0) -> tuple[Piece, ...]:
    """The pieces of a beat after its name.

    Raises:
        ScriptError: a mark that is not one of ours, a repeated cue, or a mark inside a word.
    """
    pieces = _scan(passage, start, _MARK, _read_mark)
    cues = [piece for piece in pieces if isinstance(piece, Cue)]
    seen: dict[str, int] = {}
    for cue in cues:
        if cue.name in seen:
            raise ScriptError(
                passage.path, cue.line, f"cue [@{cue.name}] is repeated in this beat", "give each its own name"
            )
        seen[cue.name] = cue.line
    return _normal(pieces)


def parse_title(passage: Passage) -> str:
    """A heading as plain text.

    Raises:
        ScriptError: it holds a mark, or nothing.
    """
    pieces = _scan(passage, 0, _MARK, _read_mark)
    if any(not isinstance(piece, Text) for piece in pieces):
        raise passage.error(
            0, "a heading cannot hold cues, pauses or facts", "move them into a beat, or write \\[ and \\{"
        )
    title = _SPACES.sub(" ", "".join(piece.text for piece in pieces)).strip()
    if not title:
        raise passage.error(0, "heading without words", "write the chapter's title after ##")
    return title


def parse_template(passage: Passage) -> tuple[Piece, ...]:
    """The text and facts of a string in the front matter, where brackets are only brackets and spaces are kept.

    Raises:
        ScriptError: a brace that is not a fact.
    """
    return tuple(_scan(passage, 0, _TEMPLATE_MARK, _read_template_mark))


def compose_pieces(pieces: tuple[Piece, ...]) -> str:
    """The text that ``parse_beat_text`` reads as these pieces."""
    parts: list[str] = []
    for index, piece in enumerate(pieces):
        if index and (_is_mark(piece) or _is_mark(pieces[index - 1])):
            parts.append(" ")
        parts.append(_compose_piece(piece))
    return "".join(parts)


def escape(text: str) -> str:
    """Text with a backslash before everything that would be a mark."""
    return _UNSAFE.sub(r"\\\g<0>", text)


def _compose_piece(piece: Piece) -> str:
    match piece:
        case Text(text):
            return escape(text)
        case Cue(name):
            return f"[@{name}]"
        case Fact(name, format):
            return f"{{{name}:{format}}}" if format else f"{{{name}}}"
        case Pause(seconds):
            return f"[pause {seconds:g}]"


def _scan(
    passage: Passage, start: int, mark: re.Pattern[str], read: Callable[[Passage, re.Match[str]], Piece]
) -> list[Piece]:
    pieces: list[Piece] = []
    position = start
    for match in mark.finditer(passage.text, start):
        if match.start() > position:
            pieces.append(Text(passage.text[position : match.start()]))
        pieces.append(read(passage, match))
        position = match.end()
    pieces.append(Text(passage.text[position:]))
    return pieces


def _read_mark(passage: Passage, match: re.Match[str]) -> Piece:
    if match["escaped"]:
        return Text(match["escaped"])
    if match["markup"]:
        raise passage.error(
            match.start(), f"{match['markup']!r} is not part of a script", _MARKUP_REMEDIES[match["markup"][0]]
        )
    if match["brace"] is not None:
        return _read_fact(passage, match)
    if match["stray"]:
        _refuse_stray(passage, match)
    return _read_bracket(passage, match)


def _read_template_mark(passage: Passage, match: re.Match[str]) -> Piece:
    if match["escaped"]:
        return Text(match["escaped"])
    return _read_fact(passage, match) if match["brace"] is not None else _refuse_stray(passage, match)


def _refuse_stray(passage: Passage, match: re.Match[str]) -> NoReturn:
    sign = match["stray"]
    raise passage.error(match.start(), f"{sign!r} without its other half", f"close it, or write \\{sign} for the sign")


def _read_fact(passage: Passage, match: re.Match[str]) -> Fact:
    fact = _FACT.fullmatch(match["brace"])
    if not fact:
        remedy = "write {name} or {name:.1%} with a name from the lesson's facts(), or \\{ for the sign"
        raise passage.error(match.start(), f"{match[0]!r} is not a fact", remedy)
    format = (fact[2] or "").strip()
    if not _FORMAT.fullmatch(format):
        remedy = "use one such as .2f, .1%, d or ,"
        raise passage.error(match.start(), f"bad format {format!r} of fact {fact[1]!r}", remedy)
    return Fact(fact[1], format, passage.line_at(match.start()))


def _read_bracket(passage: Passage, match: re.Match[str]) -> Piece:
    content = match["bracket"].strip()
    _refuse_inside_word(passage, match)
    if content.startswith("@"):
        if not NAME.fullmatch(content[1:]):
            raise passage.error(match.start(), f"bad cue name {content[1:]!r}", NAME_REMEDY)
        return Cue(content[1:], passage.line_at(match.start()))
    if content.split()[:1] == ["pause"]:
        return _read_pause(passage, match, content)
    if NAME.fullmatch(content):
        remedy = f"put an empty line before [{content}] if it is a beat, or write [@{content}] if it is a cue"
        raise passage.error(match.start(), f"[{content}] stands inside a paragraph", remedy)
    raise passage.error(
        match.start(), f"{match[0]!r} is neither a cue nor a pause", "write [@name], [pause 0.8], or \\[ for the sign"
    )


def _read_pause(passage: Passage, match: re.Match[str], content: str) -> Pause:
    pause = _PAUSE.fullmatch(content)
    seconds = float(pause[1]) if pause else 0.0
    if not 0 < seconds <= MAX_PAUSE:
        remedy = f"give seconds above 0 and up to {MAX_PAUSE:g}, such as [pause 0.8]"
        raise passage.error(match.start(), f"bad pause {match[0]!r}", remedy)
    return Pause(seconds)


def _refuse_inside_word(passage: Passage, match: re.Match[str]) -> None:
    before = passage.text[match.start() - 1 : match.start()]
    after = passage.text[match.end() : match.end() + 1]
    if before.strip(" \n]") and after.strip(" \n["):
        raise passage.error(match.start(), f"{match[0]!r} stands inside a word", "put a space before it")


def _is_mark(piece: Piece) -> bool:
    return isinstance(piece, Cue | Pause)


def _normal(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbouring texts joined, spaces collapsed, and none beside a cue, a pause or an end."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Text) and joined and isinstance(joined[-1], Text):
            piece = Text(joined.pop().text + piece.text)
        joined.append(piece)
    normal: list[Piece] = []
    for index, piece in enumerate(joined):
        if isinstance(piece, Text):
            text = _SPACES.sub(" ", piece.text)
            text = text.lstrip(" ") if index == 0 or _is_mark(joined[index - 1]) else text
            text = text.rstrip(" ") if index == len(joined) - 1 or _is_mark(joined[index + 1]) else text
            piece = Text(text)
        if piece != Text(""):
            normal.append(piece)
    return tuple(normal)
