"""Lyrics as people have them: plain text with headings, LRC, UltraStar, or subtitles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eigenreel.errors import EigenreelError
from eigenreel.sound.track.lrc import is_lrc, parse_lrc
from eigenreel.sound.track.lyric_lines import GivenLine, NoLyricsError, Parsed
from eigenreel.sound.track.plain_lyrics import parse_plain
from eigenreel.sound.track.subtitles import is_subtitles, parse_subtitles
from eigenreel.sound.track.ultrastar import is_ultrastar, parse_ultrastar

LARGEST = 1_000_000
"""Bytes of a file of lyrics."""

MOST_LINES, LONGEST = 1000, 150
"""Lines of a song: an hour of quick singing has fewer. Letters of a line: a film has room for no more on two rows."""

MOST_ROWS = 20 * MOST_LINES

MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
PAGES = re.compile(r"\s*(?:<!doctype\s|<html|\{\\rtf)", re.IGNORECASE)

_REST = "[\u0080-\u00bf" + "".join(sorted(set(bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")))) + "]"
GARBLED = re.compile(f"(?:[\u00c2\u00c3]{_REST}|\u00e2{_REST}{{2}}|\u00f0{_REST}{{3}})+")
"""What is left of letters that were written as UTF-8 and read as Windows-1252."""

MOST_TIMES_GARBLED = 3


@dataclass(frozen=True)
class GivenLyrics:
    """What is sung, in order.

    Attributes:
        remarks: what was mended or left out, a line each.
    """

    lines: tuple[GivenLine, ...]
    remarks: tuple[str, ...] = ()

    @property
    def timed(self) -> bool:
        """Whether the file itself says when every line begins."""
        return all(line.start is not None for line in self.lines)


def read_lyrics(path: Path) -> GivenLyrics:
    """The lyrics in a file.

    Raises:
        EigenreelError: there is no such file, it is no text, it is far too long, or no line of it is sung.
    """
    if not path.is_file():
        what = "is no file" if path.exists() else "no such file"
        raise EigenreelError(f"{path}: {what}; give a text file with the words of the song")
    size = path.stat().st_size
    if size > LARGEST:
        raise EigenreelError(f"{path}: {size / 1e6:.0f} MB are no lyrics of a song; give a file of at most 1 MB")
    return parse_lyrics(path.read_bytes(), str(path))


def parse_lyrics(data: bytes, name: str) -> GivenLyrics:
    """The lyrics in the bytes of a file.

    Raises:
        EigenreelError: as ``read_lyrics``.
    """
    rows, about = _rows(data, name)
    if len(rows) > MOST_ROWS:
        raise EigenreelError(f"{name}: over {MOST_ROWS} lines are no song; give at most {MOST_LINES}")
    if PAGES.match("\n".join(rows[:3])):
        raise EigenreelError(f"{name}: is a page of a browser or word processor; save it as plain text")
    try:
        lines, left_out = _parser(rows)(rows)
    except NoLyricsError as error:
        place = f"{name}:{error.row}" if error.row else name
        raise EigenreelError(f"{place}: {error}") from error
    if not lines:
        raise EigenreelError(f"{name}: no words to sing; write one line of the song on each line of the file")
    if len(lines) > MOST_LINES:
        raise EigenreelError(f"{name}: {len(lines)} lines are no song; give at most {MOST_LINES}")
    long = next((line for line in lines if len(line.text) > LONGEST), None)
    if long is not None:
        raise EigenreelError(f"{name}:{long.row}: a line of {len(long.text)} letters; break it into sung lines")
    return GivenLyrics(tuple(lines), tuple(_remarks(name, about | left_out)))


def _parser(rows: list[str]) -> Callable[[list[str]], Parsed]:
    for known, parse in ((is_lrc, parse_lrc), (is_ultrastar, parse_ultrastar), (is_subtitles, parse_subtitles)):
        if known(rows):
            return parse
    return parse_plain


def _remarks(name: str, about: dict[str, list[int]]) -> Iterator[str]:
    for what, rows in about.items():
        if rows:
            yield f"{name}:{rows[0]}: {what} ({len(rows)} {'line' if len(rows) == 1 else 'lines'})"


def _rows(data: bytes, name: str) -> tuple[list[str], dict[str, list[int]]]:
    """The rows of the file as text, and in which of them what was mended."""
    encoding = next((each for mark, each in MARKS.items() if data.startswith(mark)), None) or _unmarked(data)
    if encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        try:
            return data.decode(encoding).splitlines(), {}
        except UnicodeDecodeError as error:
            raise EigenreelError(f"{name}: begins as {encoding.upper()} and is not; save it as UTF-8") from error
    if b"\0" in data:
        raise EigenreelError(f"{name}: is no text; give a text file with the words of the song")
    read = [_decoded(row) for row in data.removeprefix(b"\xef\xbb\xbf").splitlines()[: MOST_ROWS + 1]]
    mended = [_mended(row) for row, _ in read]
    foreign = [number for number, (_, known) in enumerate(read, 1) if not known]
    garbled = [number for number, ((row, _), good) in enumerate(zip(read, mended, strict=True), 1) if row != good]
    return mended, {"not UTF-8, read as Windows-1252": foreign, "garbled letters mended": garbled}


def _unmarked(data: bytes) -> str | None:
    """UTF-16 without a mark: of Western letters, every other byte is zero."""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[first::2]
        if len(half) > 4 and half.count(0) > 0.8 * len(half) and not data[1 - first :: 2].count(0):
            return encoding
    return None


def _decoded(row: bytes) -> tuple[str, bool]:
    """The row, and whether it is UTF-8; files that were put together of others may be both."""
    try:
        return row.decode(), True
    except UnicodeDecodeError:
        return row.decode("cp1252", errors="replace"), False


def _mended(row: str) -> str:
    """The row with its garbled letters as they were, also where that happened several times."""
    for _ in range(MOST_TIMES_GARBLED):
        row, before = GARBLED.sub(_as_written, row), row
        if row == before:
            break
    return row


def _as_written(match: re.Match[str]) -> str:
    # Windows-1252 leaves five bytes out; programs keep them as they are.
    data = b"".join(sign.encode("latin-1" if ord(sign) < 256 else "cp1252") for sign in match[0])
    try:
        return data.decode()
    except UnicodeDecodeError:
        return match[0]
