"""A whole song from its score: each section arranged, sung and mixed by a worker, then joined.

A section is kept in the store under the digest of what is played and sung in it, of the soundfont and of the code that
mixes: an edit costs the sections that it changes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from eigenreel.interruption import heed
from eigenreel.sound.song.arrangement import Arrangement
from eigenreel.sound.song.band import arrange
from eigenreel.sound.song.chart import USUAL_INTENSITY, Chart
from eigenreel.sound.song.machinery import machinery
from eigenreel.sound.song.mastering import Track, joined
from eigenreel.sound.song.mix import LEAD, Mixed, mix_section
from eigenreel.sound.song.recordings import STEM, Laid, lay_recordings, lead_of, recordings_stem
from eigenreel.sound.song.score import Score, Section
from eigenreel.sound.song.singer import LEAD_IN, Sung, sing
from eigenreel.sound.song.soundfont import built_in_soundfont, read_soundfont
from eigenreel.sound.song.synth import RATE, TAIL
from eigenreel.sound.song.times import SungLine, score_times
from eigenreel.store import Store, digest
from eigenreel.words.lexicon import Lexicon
from eigenreel.work import PATIENCE, Submit

KIND = "song section"
FULL_SCALE = 32767
LIFT = 5.0
"""dB between a section in which nothing is going on and one in which all is."""
MIXING = ("mix", "dynamics", "reverb", "synth", "soundfont", "arrangement", "../loudness")
"""Modules that turn notes and voices into a mix."""


class Watcher(Protocol):
    """Who wants to know how far a song is."""

    def section_started(self, name: str) -> None: ...

    def section_done(self, name: str, reused: bool) -> None: ...


@dataclass(frozen=True)
class Recipe:
    """What all sections of a song share.

    Attributes:
        soundfont: None is the one that comes along.
        path: of the song's file, beside which its recordings are; None is the current folder.
    """

    score: Score
    store: Store
    soundfont: Path | None = None
    lexicon: Lexicon | None = None
    path: Path | None = None

    @property
    def font_path(self) -> Path:
        return self.soundfont or built_in_soundfont()


@dataclass(frozen=True, eq=False)
class MadeSection:
    """A section from a worker. mixed: as ``pack`` writes it."""

    name: str
    mixed: bytes
    lines: tuple[SungLine, ...]
    reused: bool


@dataclass(frozen=True, eq=False)
class Production:
    """A song before mastering.

    Attributes:
        track: of the length of the song; sections that were not asked for are silent.
        lines: what is sung, and when every syllable is, in seconds from the start of the track.
        reused: names of the sections that were in the store.
    """

    score: Score
    track: Track
    lines: tuple[SungLine, ...]
    reused: tuple[str, ...]


def produce(
    recipe: Recipe,
    submit: Submit,
    watcher: Watcher | None = None,
    keep_stems: bool = False,
    only: Collection[str] | None = None,
) -> Production:
    """Make a song.

    Args:
        only: names of the sections that are needed; None is all.

    Raises:
        EigenreelError: a mistake in the song or its recordings, or a soundfont that lacks something.
        KeyboardInterrupt: an interrupt was heard; finished sections stay in the store.
    """
    score = recipe.score
    # Said here rather than by several workers at once.
    read_soundfont(recipe.font_path)
    wanted = [section for section in score.sections if only is None or section.name in only]
    laid = _heard_in(lay_recordings(score, recipe.path or Path(f"{score.name}.abc")), score, wanted)
    futures = {each.name: submit(make_section, recipe, each.name, _near(laid, score, each)) for each in wanted}
    _wait(futures, watcher)
    made = [future.result() for future in futures.values()]
    starts = [score.seconds(section.start) for section in wanted]
    sections = ((start, unpack(each.mixed)) for start, each in zip(starts, made, strict=True))
    return Production(
        score,
        joined(sections, score.duration, keep_stems, _stem(laid), section_levels(score)),
        tuple(line for each in made for line in each.lines),
        tuple(each.name for each in made if each.reused),
    )


def _wait(futures: dict[str, Future], watcher: Watcher | None) -> None:
    """Until all are done or one has failed, whose error is raised."""
    started, waiting = set(), set(futures)
    while waiting:
        heed()
        wait([futures[name] for name in waiting], timeout=PATIENCE, return_when="FIRST_COMPLETED")
        for name in [name for name in futures if name in waiting]:
            future = futures[name]
            if name not in started and (future.running() or future.done()):
                started.add(name)
                if watcher is not None:
                    watcher.section_started(name)
            if future.done():
                waiting.remove(name)
                done = future.result()
                if watcher is not None:
                    watcher.section_done(name, done.reused)


def _heard_in(laid: Sequence[Laid], score: Score, sections: Sequence[Section]) -> tuple[Laid, ...]:
    """Those recordings that sound in one of some sections."""
    spans = [(round(score.seconds(each.start) * RATE), round(score.seconds(each.end) * RATE)) for each in sections]
    return tuple(each for each in laid if any(each.between(*span) for span in spans))


def _near(laid: Sequence[Laid], score: Score, section: Section) -> tuple[Laid, ...]:
    """What a worker needs to know of recorded voices to make room for them in a section."""
    first, last = (round(score.seconds(place) * RATE) for place in (section.start, section.end))
    return tuple(piece for each in laid if LEAD in each.parts and (piece := each.between(first, last)))


def _stem(laid: Sequence[Laid]) -> Callable[[np.ndarray], dict[str, np.ndarray]] | None:
    return (lambda lead: {STEM: recordings_stem(laid, lead)}) if laid else None


def make_section(recipe: Recipe, name: str, recorded: Sequence[Laid] = ()) -> MadeSection:
    """Arrange, sing and mix a section, or find it in the store. For workers.

    Args:
        recorded: voices in place of the lead, at their places in the song.

    Raises:
        EigenreelError: as ``produce``.
    """
    score = recipe.score
    section = next(each for each in score.sections if each.name == name)
    arrangement, sung = played(score, section), _sung(recipe, section)
    first = round((score.seconds(section.start) - sung.lead_in) * RATE)
    lead = lead_of(recorded, first, first + round((sung.lead_in + arrangement.seconds + TAIL) * RATE))
    key = section_key(arrangement, sung, lead, recipe.font_path)
    known = recipe.store.get(KIND, key)
    if known is not None:
        return MadeSection(name, known, sung.lines, True)
    packed = pack(mix_section(arrangement, sung.parts, sung.lead_in, read_soundfont(recipe.font_path), lead))
    recipe.store.put(KIND, key, packed)
    return MadeSection(name, packed, sung.lines, False)


def played(score: Score, section: Section) -> Arrangement:
    """What the band plays where no recording stands in its place."""
    arrangement, replaced = arrange(score, section), score.replaced(section)
    return replace(arrangement, tracks=tuple(each for each in arrangement.tracks if each.group not in replaced))


def _sung(recipe: Recipe, section: Section) -> Sung:
    """What is sung where no recording stands in its place; a recorded lead sings when the score says."""
    score, replaced = recipe.score, recipe.score.replaced(section)
    if LEAD not in replaced and "voices" not in replaced:
        return sing(score, section, recipe.store, recipe.lexicon)
    written = tuple(each for each in score_times(score) if each.line in section.lines)
    if LEAD in replaced and ("voices" in replaced or section.name not in score.harmony):
        return Sung({}, LEAD_IN, RATE, written)
    sung = sing(score, section, recipe.store, recipe.lexicon)
    parts = {name: each for name, each in sung.parts.items() if (LEAD if name == LEAD else "voices") not in replaced}
    return replace(sung, parts=parts, lines=written if LEAD in replaced else sung.lines)


def section_key(arrangement: Arrangement, sung: Sung, recorded: np.ndarray | None, font: Path) -> str:
    """The digest of all that a mixed section depends on."""
    voices = [part for name in sorted(sung.parts) for part in (name, sung.parts[name].tobytes())]
    lead = None if recorded is None else recorded.tobytes()
    return digest(machinery(*MIXING), font_digest(font), repr(arrangement), sung.lead_in, lead, *voices)


@cache
def font_digest(font: Path) -> str:
    return digest(font.read_bytes())


def pack(mixed: Mixed) -> bytes:
    """The length of a JSON header (4 bytes), the header, 16-bit samples of each stem that is not silent, scaled to its
    own peak: what that adds is 98 dB below it."""
    scales, data = {}, []
    for name, sound in mixed.stems.items():
        peak = float(np.abs(sound).max(initial=0))
        if peak > 0:
            scales[name] = peak
            data.append(np.round(sound / np.float32(peak) * FULL_SCALE).astype("<i2").tobytes())
    length = len(next(iter(mixed.stems.values())))
    header = json.dumps({"lead_in": mixed.lead_in, "length": length, "scales": scales}).encode()
    return struct.pack("<I", len(header)) + header + b"".join(data)


def unpack(data: bytes) -> Mixed:
    """The inverse, but for rounding; silent stems are left out unless all are."""
    (size,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + size])
    count = header["length"] * 2
    stems = {}
    for number, (name, peak) in enumerate(header["scales"].items()):
        samples = np.frombuffer(data, "<i2", count, 4 + size + number * count * 2)
        stems[name] = (samples.astype(np.float32) * np.float32(peak / FULL_SCALE)).reshape(-1, 2)
    return Mixed(stems or {"lead": np.zeros((header["length"], 2), np.float32)}, header["lead_in"])


def section_levels(score: Score) -> Sequence[tuple[float, float]]:
    """Seconds and dB of a song's sections, one beside the other: choruses lift, and each return lifts a little more.

    In every section voices and players are brought to one balance, so how much is going on is heard in this alone.
    """
    intensities = ((section, Chart(score, section).intensity) for section in score.sections)
    return tuple((score.seconds(each.start), LIFT * (found - USUAL_INTENSITY)) for each, found in intensities)


def chapters(score: Score) -> Sequence[tuple[float, str]]:
    """Seconds and names of a song's sections."""
    return tuple((score.seconds(section.start), section.name) for section in score.sections)
