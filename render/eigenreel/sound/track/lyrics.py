"""Lyrics as people have them: plain text with headings, LRC, or UltraStar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eigenreel.errors import EigenreelError
from eigenreel.sound.track.lrc import is_lrc, parse_lrc
from eigenreel.sound.track.lyric_lines import GivenLine, NoLyricsError
from eigenreel.sound.track.plain_lyrics import parse_plain
from eigenreel.sound.track.ultrastar import is_ultrastar, parse_ultrastar

LARGEST = 1_000_000
"""Bytes of a file of lyrics."""

MOST_LINES, LONGEST = 1000, 300
"""Lines of a song, and letters of a line: an hour of quick singing has fewer."""

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

GARBLED = ("Ã", "Â", "â€")
"""What is left of letters that were written as UTF-8 and read as Windows-1252."""


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
        raise EigenreelError(f"{path}: no such file; give a text file with the words of the song")
    size = path.stat().st_size
    if size > LARGEST:
        raise EigenreelError(f"{path}: {size / 1e6:.0f} MB are no lyrics of a song; give a file of at most 1 MB")
    return parse_lyrics(path.read_bytes(), str(path))


def parse_lyrics(data: bytes, name: str) -> GivenLyrics:
    """The lyrics in the bytes of a file.

    Raises:
        EigenreelError: as ``read_lyrics``.
    """
    rows, remarks = _rows(data, name)
    parse = parse_lrc if is_lrc(rows) else parse_ultrastar if is_ultrastar(rows) else parse_plain
    try:
        lines = parse(rows)
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
    return GivenLyrics(tuple(lines), remarks)


def _rows(data: bytes, name: str) -> tuple[list[str], tuple[str, ...]]:
    """The rows of the file as text."""
    encoding = next((each for mark, each in MARKS.items() if data.startswith(mark)), None)
    if encoding == "utf-16":
        try:
            return data.decode(encoding).splitlines(), ()
        except UnicodeDecodeError as error:
            raise EigenreelError(f"{name}: begins as UTF-16 and is not; save it as UTF-8") from error
    if b"\0" in data:
        raise EigenreelError(f"{name}: is no text; give a text file with the words of the song")
    read = [_decoded(row) for row in data.removeprefix(b"\xef\xbb\xbf").splitlines()]
    mended = [_mended(row) for row, _ in read]
    foreign = [number for number, (_, known) in enumerate(read, 1) if not known]
    garbled = [number for number, ((row, _), good) in enumerate(zip(read, mended, strict=True), 1) if row != good]
    remarks = {"not UTF-8, read as Windows-1252": foreign, "garbled letters mended": garbled}
    said = tuple(f"{name}:{rows[0]}: {what} ({len(rows)} lines)" for what, rows in remarks.items() if rows)
    return mended, said


def _decoded(row: bytes) -> tuple[str, bool]:
    """The row, and whether it is UTF-8; files that were put together of others may be both."""
    try:
        return row.decode(), True
    except UnicodeDecodeError:
        return row.decode("cp1252", errors="replace"), False


def _mended(row: str) -> str:
    if not any(each in row for each in GARBLED):
        return row
    try:
        return row.encode("cp1252").decode()
    except UnicodeError:
        return row
