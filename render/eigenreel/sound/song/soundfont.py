"""SoundFont 2 files: presets, and what of them sounds at a key and a velocity.

After the SoundFont Technical Specification 2.04. Chunk names and generator numbers are the specification's.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError

DRUM_BANK = 128
RANGES = (43, 44)
KEY_RANGE, VELOCITY_RANGE = RANGES
INSTRUMENT, SAMPLE = 41, 53
# What a zone has where no generator says otherwise; all others are 0 (specification 8.1.3).
DEFAULTS = {8: 13500, 33: -12000, 34: -12000, 35: -12000, 36: -12000, 38: -12000, 25: -12000, 26: -12000,
            27: -12000, 28: -12000, 30: -12000, 46: -1, 47: -1, 56: 100, 58: -1}  # fmt: skip
# Generators that make no sense in a preset, where all values are added (specification 8.5).
INSTRUMENT_ONLY = {0, 1, 2, 3, 4, 12, 45, 46, 47, 50, 54, 57, 58}


@dataclass(frozen=True)
class Sample:
    """Where a sample lies among the file's samples.

    Attributes:
        key, cents: what it was recorded at, and what corrects that.
    """

    start: int
    end: int
    loop_start: int
    loop_end: int
    rate: int
    key: int
    cents: int


@dataclass(frozen=True)
class Zone:
    """A sample and how it is to sound: generators by number, with all defaults and additions made."""

    keys: tuple[int, int]
    velocities: tuple[int, int]
    sample: Sample
    generators: dict[int, int]

    def __getitem__(self, generator: int) -> int:
        return self.generators.get(generator, DEFAULTS.get(generator, 0))

    def covers(self, key: int, velocity: int) -> bool:
        return self.keys[0] <= key <= self.keys[1] and self.velocities[0] <= velocity <= self.velocities[1]


@dataclass(frozen=True, eq=False)
class SoundFont:
    """samples: float32 in [-1, 1). presets: zones by (bank, program)."""

    path: Path
    samples: np.ndarray
    presets: dict[tuple[int, int], tuple[Zone, ...]]

    def zones(self, program: int, drums: bool, key: int, velocity: int) -> list[Zone]:
        """What sounds.

        Raises:
            EigenreelError: there is no such preset, and no kit to stand for a drum kit.
        """
        # General MIDI 2: a kit that a file lacks is played by the standard kit.
        wanted = [(DRUM_BANK, program), (DRUM_BANK, 0)] if drums else [(0, program)]
        found = next((place for place in wanted if place in self.presets), None)
        if found is None:
            raise EigenreelError(
                f"{self.path}: has no {'drum kit' if drums else 'program'} {program}; use a General MIDI soundfont"
            )
        return [zone for zone in self.presets[found] if zone.covers(key, velocity)]


def built_in_soundfont() -> Path:
    """TimGM6mb, in the package pretty_midi, which is not imported for it.

    Raises:
        EigenreelError: that package is missing or has no soundfont.
    """
    spec = find_spec("pretty_midi")
    path = Path(spec.origin).parent / "TimGM6mb.sf2" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise EigenreelError("TimGM6mb.sf2: not in the package pretty_midi; install eigenreel again")
    return path


@lru_cache(maxsize=2)
def read_soundfont(path: Path) -> SoundFont:
    """Read a file.

    Raises:
        EigenreelError: it is missing, or no SoundFont 2 with 16-bit samples.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EigenreelError(f"{path}: no soundfont to read ({error.strerror}); name an .sf2 file") from error
    if data[:4] != b"RIFF" or data[8:12] != b"sfbk":
        raise EigenreelError(f"{path}: is no SoundFont 2 file; name an .sf2 file (an .sf3 has to be converted)")
    try:
        chunks = _chunks(data)
        samples = np.frombuffer(chunks[b"smpl"], "<i2").astype(np.float32) / 32768
        return SoundFont(path, samples, _presets(chunks))
    except (KeyError, struct.error, IndexError, ValueError) as error:
        raise EigenreelError(f"{path}: is a damaged SoundFont ({error}); get the file again") from error


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks inside the file's lists, by name."""
    found: dict[bytes, bytes] = {}
    place = 12
    while place + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, place)
        if name == b"LIST":
            inner, end = place + 12, place + 8 + size
            while inner + 8 <= end:
                inner_name, inner_size = struct.unpack_from("<4sI", data, inner)
                found[inner_name] = data[inner + 8 : inner + 8 + inner_size]
                inner += 8 + inner_size + inner_size % 2
        place += 8 + size + size % 2
    return found


def _records(data: bytes, layout: str) -> list[tuple]:
    return [tuple(each) for each in struct.iter_unpack(layout, data)]


def _presets(chunks: dict[bytes, bytes]) -> dict[tuple[int, int], tuple[Zone, ...]]:
    samples = [
        Sample(start, end, loop_start, loop_end, rate, key, cents)
        for _, start, end, loop_start, loop_end, rate, key, cents, _, _ in _records(chunks[b"shdr"], "<20sIIIIIBbHH")
    ]
    instruments = _bags(_records(chunks[b"inst"], "<20sH"), 1, chunks[b"ibag"], chunks[b"igen"], SAMPLE)
    headers = _records(chunks[b"phdr"], "<20sHHHIII")
    presets = _bags(headers, 3, chunks[b"pbag"], chunks[b"pgen"], INSTRUMENT)
    return {
        (header[2], header[1]): tuple(_zones(bags, instruments, samples))
        for header, bags in zip(headers, presets, strict=False)
    }


def _bags(headers: list[tuple], field: int, bags: bytes, generators: bytes, last: int) -> list[list[dict[int, int]]]:
    """For each preset or instrument its zones as generators, with those of its global zone under each."""
    starts = [bag[0] for bag in _records(bags, "<HH")]
    values = _records(generators, "<HH")
    every = []
    for header, following in pairwise(headers):
        zones = [dict(values[starts[bag] : starts[bag + 1]]) for bag in range(header[field], following[field])]
        common = zones[0] if zones and last not in zones[0] else {}
        every.append([common | zone for zone in zones if last in zone])
    return every


def _zones(bags, instruments, samples):
    """Every pair of a preset's zone and a zone of its instrument whose ranges meet."""
    for preset in bags:
        for instrument in instruments[preset[INSTRUMENT]]:
            keys = _meet(preset.get(KEY_RANGE), instrument.get(KEY_RANGE))
            velocities = _meet(preset.get(VELOCITY_RANGE), instrument.get(VELOCITY_RANGE))
            if keys[0] <= keys[1] and velocities[0] <= velocities[1]:
                yield Zone(keys, velocities, samples[instrument[SAMPLE]], _added(preset, instrument))


def _meet(*ranges: int | None) -> tuple[int, int]:
    pairs = [(each & 255, each >> 8) for each in ranges if each is not None]
    return max((low for low, _ in pairs), default=0), min((high for _, high in pairs), default=127)


def _added(preset: dict[int, int], instrument: dict[int, int]) -> dict[int, int]:
    """The instrument's values, or the defaults, with the preset's added."""
    total = {number: _signed(value) for number, value in instrument.items() if number not in (*RANGES, SAMPLE)}
    for number, value in preset.items():
        if number not in (*RANGES, INSTRUMENT) and number not in INSTRUMENT_ONLY:
            total[number] = total.get(number, DEFAULTS.get(number, 0)) + _signed(value)
    return total


def _signed(value: int) -> int:
    return value - 65536 if value >= 32768 else value
