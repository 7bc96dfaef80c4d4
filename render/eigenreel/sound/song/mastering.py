"""From mixed sections to one track: joined, held together by one compressor, brought to its loudness, encoded."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.ffmpeg import run_ffmpeg
from eigenreel.sound.loudness import RATE, measure_file
from eigenreel.sound.song.dynamics import compression, curve
from eigenreel.sound.song.mix import LEAD, REFERENCE, Mixed
from eigenreel.sound.soundtrack import master

END = 3.0
"""Seconds after the last bar, in which the room falls silent."""
FADE = 1.5
RIDE = 0.08
"""Seconds in which the fader of the whole goes to a section's level, around its first beat."""
LARGEST_PEAK = -1.0
"""dBTP after encoding."""
TOLERANCE = 0.2
"""LU after encoding."""
# Encoders put some peaks above those they are given: tried from the loudest on until the file keeps what is promised.
CEILINGS = (-1.5, -2.0, -2.6, -3.3)

ENCODERS = {
    "wav": ("-c:a", "pcm_s24le"),
    # As for films: two channels are not made out of one with levels, which takes 28 dB from a voice in the middle.
    "m4a": ("-c:a", "aac", "-aac_coder", "fast", "-aac_is", "0", "-b:a", "192k", "-movflags", "+faststart"),
    "opus": ("-c:a", "libopus", "-b:a", "160k"),
}
"""Arguments of ffmpeg by ending."""


@dataclass(frozen=True)
class Tags:
    """What a file says of itself.

    Attributes:
        chapters: (seconds, name).
        seconds: of the whole, where the last chapter ends.
        lyrics: plain text.
        cover: a square PNG.
    """

    title: str
    chapters: tuple[tuple[float, str], ...] = ()
    seconds: float = 0.0
    artist: str = ""
    album: str = ""
    lyrics: str = ""
    cover: bytes = b""


@dataclass(frozen=True, eq=False)
class Track:
    """A song before mastering; float32 of shape (n, 2) at 48 kHz.

    Attributes:
        mix: all of it.
        stems: its parts by name, which add up to it; empty if they were not wanted.
    """

    mix: np.ndarray
    stems: dict[str, np.ndarray]

    @property
    def seconds(self) -> float:
        return len(self.mix) / RATE


def joined(
    sections: Iterable[tuple[float, Mixed]],
    seconds: float,
    keep_stems: bool = False,
    further: Callable[[np.ndarray], Mapping[str, np.ndarray]] | None = None,
    levels: Sequence[tuple[float, float]] = (),
) -> Track:
    """A song from its sections: each at its time, with what rings on from one into the next.

    Args:
        sections: when each begins, seconds.
        seconds: the song's length, without its end.
        further: given the lead of the whole song, stems that belong to no section.
        levels: dB from a second on, in order, for everything that sounds then; 0 if there are none.
    """
    shape = (round((seconds + END) * RATE), 2)
    mix, stems = np.zeros(shape, np.float32), {}
    lead = np.zeros(shape, np.float32) if further else None
    for start, mixed in sections:
        place = round((start - mixed.lead_in) * RATE)
        _lay(mix, place, total(mixed.stems))
        if further and LEAD in mixed.stems:
            _lay(lead, place, mixed.stems[LEAD])
        if keep_stems:
            for name, sound in mixed.stems.items():
                _lay(stems.setdefault(name, np.zeros(shape, np.float32)), place, sound)
    for name, sound in further(lead).items() if further else ():
        mix += sound
        if keep_stems:
            stems[name] = sound
    # One gentle compressor holds the mix together; its gain goes to every stem, so that they still add up.
    factors = curve(compression(mix, REFERENCE + 2, 1.8, 0.025, 0.25, 8.0), len(mix)) * _ride(levels, len(mix))
    length = round(FADE * RATE)
    factors[-length:] *= np.cos(np.linspace(0, np.pi / 2, length, dtype=np.float32)) ** 2
    for sound in (mix, *stems.values()):
        sound *= factors[:, None]
    return Track(mix, stems)


def _ride(levels: Sequence[tuple[float, float]], length: int) -> np.ndarray:
    """A factor for each sample, float32."""
    points, before = [(0.0, 0.0)], levels[0][1] if levels else 0.0
    for start, level in levels:
        points += [(start - RIDE / 2, before), (start + RIDE / 2, level)]
        before = level
    decibels = np.interp(np.arange(length) / RATE, *zip(*points[bool(levels) :], strict=True))
    return (10 ** (decibels / 20)).astype(np.float32)


def _lay(track: np.ndarray, place: int, sound: np.ndarray) -> None:
    """Add a sound at a sample; what is before the track's first or after its last is left out."""
    piece = sound[max(-place, 0) :][: len(track) - max(place, 0)]
    track[max(place, 0) : max(place, 0) + len(piece)] += piece


def total(stems: Mapping[str, np.ndarray]) -> np.ndarray:
    """The sum of some stems, in one order, so that it is the same to the bit."""
    mix = np.zeros_like(next(iter(stems.values())))
    for name in sorted(stems):
        mix += stems[name]
    return mix


class Masters:
    """A mix at one loudness under this or that ceiling; each is made once."""

    def __init__(self, mix: np.ndarray, loudness: float) -> None:
        self.mix, self.loudness = mix, loudness
        self._made: dict[float, np.ndarray] = {}

    def under(self, ceiling: float) -> np.ndarray:
        """dBTP."""
        if ceiling not in self._made:
            self._made[ceiling] = master(self.mix, self.loudness, 10 ** (ceiling / 20))
        return self._made[ceiling]


def write_master(masters: Masters, path: Path, tags: Tags) -> float:
    """Write a mix as the path's ending says, so that the finished file has its loudness and peaks of at most -1 dBTP.

    Returns:
        the ceiling that was needed, dBTP.

    Raises:
        EigenreelError: the mix cannot be that loud, or the file cannot be written.
    """
    for ceiling in CEILINGS:
        encode(masters.under(ceiling), path, tags)
        found = measure_file(path)
        if found.true_peak <= LARGEST_PEAK and abs(found.integrated - masters.loudness) <= TOLERANCE:
            return ceiling
    raise EigenreelError(
        f"{path.name}: comes out at {found.integrated:.1f} LUFS and {found.true_peak:.1f} dBTP instead of "
        f"{masters.loudness:.1f} and {LARGEST_PEAK:.0f}; ask for less loudness in the song's front matter"
    )


def encode(sound: np.ndarray, path: Path, tags: Tags, encoder: Sequence[str] | None = None) -> None:
    """Write stereo sound at 48 kHz, with those tags that its kind of file has; the same bytes each time.

    Raises:
        EigenreelError: ffmpeg could not.
    """
    notes, picture = (path.with_name(f"{path.name}.{ending}") for ending in ("ffmetadata", "png"))
    shown: list[str] = []
    if tags.cover and path.suffix == ".m4a":
        shown = ["-i", str(picture), "-map", "2:v", "-c:v", "copy", "-disposition:v", "attached_pic"]
    try:
        notes.write_text(_ffmetadata(tags, is_ogg=path.suffix == ".opus"), encoding="utf-8")
        if shown:
            picture.write_bytes(tags.cover)
        result = run_ffmpeg(
            ["-v", "error", "-y", "-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "-", "-i", str(notes), *shown,
             "-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", *(encoder or ENCODERS[path.suffix[1:]]),
             "-fflags", "+bitexact", "-flags:a", "+bitexact", str(path)],
            np.ascontiguousarray(sound, np.float32).tobytes(),
        )  # fmt: skip
    finally:
        notes.unlink(missing_ok=True)
        picture.unlink(missing_ok=True)
    if result.returncode:
        reason = " ".join(result.stderr.decode(errors="replace").split())[:200]
        raise EigenreelError(
            f"{path}: cannot be written ({reason}); free some space, or name another folder with --out"
        )


def _ffmetadata(tags: Tags, is_ogg: bool) -> str:
    texts = {"title": tags.title, "artist": tags.artist, "album": tags.album, "lyrics": tags.lyrics}
    if is_ogg:
        texts |= _ogg_comments(tags)
    lines = [";FFMETADATA1", *(f"{key}={_escaped(text)}" for key, text in texts.items() if text)]
    ends = [start for start, _ in tags.chapters[1:]] + [tags.seconds]
    for (start, name), end in zip(tags.chapters, ends, strict=True) if tags.chapters and not is_ogg else ():
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(start * 1000)}", f"END={round(end * 1000)}"]
        lines.append(f"title={_escaped(name)}")
    return "\n".join(lines) + "\n"


def _ogg_comments(tags: Tags) -> dict[str, str]:
    """What FFmpeg does not write by itself: a picture, and chapters to the millisecond.

    Its own chapters are a second late wherever their time is nearer to the next whole second.
    """
    comments = {}
    if tags.cover:
        comments["METADATA_BLOCK_PICTURE"] = base64.b64encode(_picture_block(tags.cover)).decode()
    for number, (start, name) in enumerate(tags.chapters):
        minutes, milliseconds = divmod(round(start * 1000), 60_000)
        hours, minutes = divmod(minutes, 60)
        seconds = f"{milliseconds // 1000:02}.{milliseconds % 1000:03}"
        comments[f"CHAPTER{number:03}"] = f"{hours:02}:{minutes:02}:{seconds}"
        comments[f"CHAPTER{number:03}NAME"] = name
    return comments


def _picture_block(png: bytes) -> bytes:
    """A front cover as FLAC has it, which is what Ogg's comments hold (RFC 9639, 8.8)."""
    front, kind, no_description, no_palette = 3, b"image/png", 0, 0
    width, height, bits, colours = struct.unpack(">IIBB", png[16:26])
    depth = bits * {0: 1, 2: 3, 4: 2, 6: 4}[colours]
    head = struct.pack(">II", front, len(kind)) + kind + struct.pack(">I", no_description)
    return head + struct.pack(">IIIII", width, height, depth, no_palette, len(png)) + png


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "=;#\\\n" else sign for sign in text)
