"""A SoundFont synthesizer in NumPy: tracks to stereo sound at 48 kHz, the same bytes each time.

Why not a ready one: of those that come as wheels for every system, symusic 0.5.9 plays all velocities alike and cuts
notes off without their release (its 0.6.0 renders nothing), and tinysoundfont asks for the headers of an audio driver.
Equal notes are made once, which a band's patterns are full of: a song takes a few seconds.

After the SoundFont Technical Specification 2.04, with these liberties: the filter moves by fading between its two
settings, attenuation counts 0.4 of what is written, as on the chips that soundfonts are made for, and chorus and reverb
are the mixer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from eigenreel.sound.loudness import RATE
from eigenreel.sound.song.arrangement import Curve, Played, Track
from eigenreel.sound.song.soundfont import SoundFont, Zone

# Seconds after a section's end in which notes may ring and the room answers.
TAIL = 4.0
# Lengths are rounded to this, so that notes that a player means to be alike are found to be so.
GRAIN = 0.02
# Nothing rings longer than this after it was let go.
LONGEST_RELEASE = 2.5
CHOKE = 0.03
QUIET = 1e-4
FULL_SCALE_CENTIBELS = 960.0
ATTENUATION = 0.4
DARK = 500.0
"""Hertz: the low-pass of a track at brightness 0."""


def render_track(track: Track, font: SoundFont, seconds: float) -> np.ndarray:
    """The sound of a track, dry, at the soundfont's own loudness.

    Args:
        seconds: length of the section.

    Returns:
        float32 of shape (round((seconds + TAIL) * 48000), 2).

    Raises:
        EigenreelError: the soundfont lacks its program.
    """
    out = np.zeros((round((seconds + TAIL) * RATE), 2), np.float32)
    made: dict[tuple, np.ndarray] = {}
    choked = _choked(track, font) if track.drums else {}
    for number, note in enumerate(track.notes):
        wave = _wave(track, font, note, choked.get(number), made)
        start = round(note.start * RATE)
        piece = wave[: max(len(out) - start, 0)]
        out[start : start + len(piece)] += piece * np.float32((note.velocity / 127) ** 2)
    return _shaped(out, track)


def _wave(track: Track, font: SoundFont, note: Played, cut: float | None, made: dict[tuple, np.ndarray]) -> np.ndarray:
    """A note at full velocity, shape (n, 2)."""
    length = max(round(note.length / GRAIN), 1) * GRAIN
    zones = font.zones(track.program, track.drums, note.pitch, note.velocity)
    key = (note.pitch, length, note.bend, cut, tuple(map(id, zones)))
    if key not in made:
        sounds = [_zone_wave(font, zone, note.pitch, length, note.bend) for zone in zones]
        whole = np.zeros((max(map(len, sounds), default=0), 2), np.float32)
        for sound in sounds:
            whole[: len(sound)] += sound
        made[key] = _cut(whole, cut)
    return made[key]


def _zone_wave(font: SoundFont, zone: Zone, pitch: int, length: float, bend: Curve) -> np.ndarray:
    """One sample, played: pitch, filter, envelope, place."""
    volume = Envelope.of(zone, 33, pitch)
    times = np.arange(max(round((length + volume.rings(length)) * RATE), 1), dtype=np.float32) / RATE
    steps = _steps(zone, pitch, times, bend)
    sound = _filtered(_read(font.samples, zone, steps), zone, pitch, length, times)
    attenuation = 10 ** (-ATTENUATION * zone[48] / 200)
    gain = volume.decibels(times, length)
    # Back and forth in loudness, for instruments that have it (generator 13, in centibels).
    if zone[13]:
        gain = gain + zone[13] / 10 * _lfo(times, zone[21], zone[22])
    sound *= 10 ** (gain / 20) * np.float32(attenuation)
    _soften_end(sound)
    angle = (np.clip(zone[17] / 1000, -0.5, 0.5) + 0.5) * np.pi / 2
    return sound[:, None] * np.array([np.cos(angle), np.sin(angle)], np.float32)


def _steps(zone: Zone, pitch: int, times: np.ndarray, bend: Curve) -> np.ndarray:
    """Where in the sample each moment is, in samples from its start."""
    sample = zone.sample
    root = zone[58] if zone[58] >= 0 else sample.key
    cents = (pitch - root) * zone[56] + 100 * zone[51] + zone[52] + sample.cents
    ratio = sample.rate / RATE * 2 ** (cents / 1200)
    moving = zone[6] * _lfo(times, zone[23], zone[24]) if zone[6] else 0
    if zone[5]:
        moving = moving + zone[5] * _lfo(times, zone[21], zone[22])
    if bend:
        moving = moving + 100 * np.interp(times, *zip(*bend, strict=True))
    if np.isscalar(moving):
        return np.arange(len(times)) * ratio
    speeds = ratio * 2 ** (moving / 1200)
    return np.concatenate([[0.0], np.cumsum(speeds[:-1])])


def _lfo(times: np.ndarray, delay: int, frequency: int) -> np.ndarray:
    """-1 to 1; after its delay, as a sine: a triangle has corners that are heard."""
    later = np.maximum(times - _seconds(delay), 0)
    return np.sin(2 * np.pi * 8.176 * 2 ** (frequency / 1200) * later)


def _read(samples: np.ndarray, zone: Zone, steps: np.ndarray) -> np.ndarray:
    """The sample at places between samples: cubic Hermite curves; looped if the zone says so, else silent after it."""
    sample = zone.sample
    start = sample.start + zone[0] + 32768 * zone[4]
    end = sample.end + zone[1] + 32768 * zone[12]
    first, last = sample.loop_start + zone[2] + 32768 * zone[45], sample.loop_end + zone[3] + 32768 * zone[50]
    need = int(steps[-1]) + 4
    if zone[54] & 1 and last > first > start - 1:
        loops = -(-max(start + need - first, 0) // (last - first))
        taken = np.concatenate([samples[start:first], np.tile(samples[first:last], loops + 1)])
    else:
        taken = np.concatenate([samples[start : min(end, start + need)], np.zeros(4, np.float32)])
        taken = np.pad(taken, (0, max(need + 1 - len(taken), 0)))
    taken = np.concatenate([taken[:1], taken])
    whole = steps.astype(np.int64)
    part = (steps - whole).astype(np.float32)
    before, here, after, beyond = (taken[whole + offset] for offset in range(4))
    rise = (after - before) / 2
    bent = before - 2.5 * here + 2 * after - beyond / 2
    twisted = (beyond - before) / 2 + 1.5 * (here - after)
    return ((twisted * part + bent) * part + rise) * part + here


def _filtered(sound: np.ndarray, zone: Zone, pitch: int, length: float, times: np.ndarray) -> np.ndarray:
    """Through the zone's low-pass, which its second envelope opens and closes."""
    low, high = zone[8], zone[8] + zone[11]
    resonance = zone[9] / 10
    if not zone[11]:
        return _low_pass(sound, low, resonance)
    part = Envelope.of(zone, 25, pitch).linear(times, length)
    opened, closed = _low_pass(sound, high, resonance), _low_pass(sound, low, resonance)
    return closed + (opened - closed) * part


def _low_pass(sound: np.ndarray, cents: float, resonance: float) -> np.ndarray:
    if cents >= 13500 and resonance <= 0:
        return sound
    from scipy.signal import lfilter

    b, a = _low_pass_taps(min(cents, 13200), resonance)
    return lfilter(b, a, sound).astype(np.float32)


@lru_cache(maxsize=512)
def _low_pass_taps(cents: float, resonance: float) -> tuple[np.ndarray, np.ndarray]:
    """A filter of second order (R. Bristow-Johnson's cookbook); resonance in dB above one without a peak."""
    angle = 2 * np.pi * min(8.176 * 2 ** (cents / 1200), 0.45 * RATE) / RATE
    alpha = np.sin(angle) / (2 * np.sqrt(0.5) * 10 ** (resonance / 20))
    b = np.array([0.5, 1.0, 0.5]) * (1 - np.cos(angle))
    a = np.array([1 + alpha, -2 * np.cos(angle), 1 - alpha])
    return b / a[0], a / a[0]


@dataclass(frozen=True)
class Envelope:
    """Delay, attack, hold, decay, then a level until the note is let go. Seconds; sustain in centibels or per mille."""

    delay: float
    attack: float
    hold: float
    decay: float
    sustain: float
    release: float

    @classmethod
    def of(cls, zone: Zone, first: int, pitch: int) -> Envelope:
        """Of a zone, whose generators for it begin at ``first``: 33 loudness, 25 filter."""
        higher = 60 - pitch
        hold = _seconds(zone[first + 2] + zone[first + 6] * higher)
        decay = _seconds(zone[first + 3] + zone[first + 7] * higher)
        sustain = min(max(zone[first + 4], 0), 1000)
        return cls(_seconds(zone[first]), _seconds(zone[first + 1]), hold, decay, sustain, _seconds(zone[first + 5]))

    def rings(self, length: float) -> float:
        """Seconds after a note was let go until it is not heard any more."""
        return min(self.release, LONGEST_RELEASE) if length else 0.0

    def decibels(self, times: np.ndarray, length: float) -> np.ndarray:
        """The level over time; falls along straight lines, rises as a straight line of amplitude."""
        rising = (times - self.delay) / max(self.attack, 1e-4)
        falling = -FULL_SCALE_CENTIBELS / 10 * np.maximum(times - self.delay - self.attack - self.hold, 0) / self.decay
        level = np.maximum(falling, -self.sustain / 10)
        level += 20 * np.log10(np.clip(rising, 1e-5, 1))
        let_go = times > length
        if let_go.any():
            at = float(level[np.argmax(let_go)])
            release = max(min(self.release, LONGEST_RELEASE), 0.01)
            level[let_go] = at - FULL_SCALE_CENTIBELS / 10 * (times[let_go] - length) / release
        return level.astype(np.float32)

    def linear(self, times: np.ndarray, length: float) -> np.ndarray:
        """0 to 1, along straight lines."""
        floor = 1 - self.sustain / 1000
        rising = np.clip((times - self.delay) / max(self.attack, 1e-4), 0, 1)
        falling = 1 - np.maximum(times - self.delay - self.attack - self.hold, 0) / self.decay
        level = np.minimum(rising, np.maximum(falling, floor))
        let_go = times > length
        if let_go.any():
            at = float(level[np.argmax(let_go)])
            level[let_go] = np.maximum(at - (times[let_go] - length) / max(self.release, 0.01), 0)
        return level.astype(np.float32)


def _seconds(timecents: float) -> float:
    return 2 ** (min(max(timecents, -12000), 8000) / 1200)


def _soften_end(sound: np.ndarray) -> None:
    """What is cut while it rings ends within 5 ms, without a click."""
    length = min(RATE // 200, len(sound))
    sound[len(sound) - length :] *= np.linspace(1, 0, length, dtype=np.float32)


def _choked(track: Track, font: SoundFont) -> dict[int, float]:
    """For each note that another one stops (a closed hi-hat an open one), the seconds until that."""
    stopped: dict[int, float] = {}
    last: dict[int, int] = {}
    for number, note in enumerate(track.notes):
        for zone in font.zones(track.program, True, note.pitch, note.velocity):
            if not zone[57]:
                continue
            before = last.get(zone[57])
            if before is not None and before != number:
                stopped[before] = round(max(note.start - track.notes[before].start, 0) / GRAIN) * GRAIN
            last[zone[57]] = number
    return stopped


def _cut(wave: np.ndarray, seconds: float | None) -> np.ndarray:
    if seconds is None or len(wave) <= (seconds + CHOKE) * RATE:
        return wave
    first, length = round(seconds * RATE), round(CHOKE * RATE)
    shortened = wave[: first + length].copy()
    shortened[first:] *= np.linspace(1, 0, length, dtype=np.float32)[:, None]
    return shortened


def _shaped(sound: np.ndarray, track: Track) -> np.ndarray:
    """With its swell and its brightness over time."""
    times = np.arange(len(sound)) / RATE
    if track.brightness:
        from scipy.signal import butter, sosfilt

        dark = sosfilt(butter(2, DARK, fs=RATE, output="sos"), sound, axis=0)
        part = np.interp(times, *zip(*track.brightness, strict=True))[:, None]
        sound = (dark + (sound - dark) * part).astype(np.float32)
    if track.swell:
        sound *= np.interp(times, *zip(*track.swell, strict=True)).astype(np.float32)[:, None]
    return sound
