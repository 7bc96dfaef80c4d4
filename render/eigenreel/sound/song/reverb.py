"""Rooms: convolution with an impulse response that is computed, never recorded.

First come single echoes from the walls, then a dense tail of noise, whose high notes fade sooner than its low ones.
Left and right have other walls and other noise, which makes a room wide (J. A. Moorer, About This Reverberation
Business, 1979).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from eigenreel.sound.loudness import RATE

BANDS = ((20, 250, 1.1), (250, 2000, 1.0), (2000, 6000, 0.7), (6000, 20000, 0.4))
"""From, to (Hz), and how long each rings beside the room's time."""
ECHOES = 12
FIRST_ECHO = 0.008
"""Seconds."""


@dataclass(frozen=True)
class Room:
    """seconds: until the tail is 60 dB down. size: seconds until the tail begins, a large room's later."""

    name: str
    seconds: float
    size: float
    seed: int = 7


CLUB = Room("club", 0.7, 0.018, 1)
STUDIO = Room("studio", 1.1, 0.024, 2)
HALL = Room("hall", 2.0, 0.04, 3)
CHURCH = Room("church", 2.8, 0.05, 4)

ROOMS = {
    "barbershop": STUDIO,
    "balkan_brass": CLUB,
    "ambient_house": HALL,
    "p_funk": CLUB,
    "flamenco": CHURCH,
    "alt_country": STUDIO,
    "disco": STUDIO,
}
"""By style; of two styles the first one's."""


@lru_cache(maxsize=8)
def impulse_response(room: Room) -> np.ndarray:
    """float32 of shape (n, 2); its energy is 1 on either side, so that all rooms are as loud."""
    from scipy.signal import butter, sosfilt

    rng = np.random.default_rng([room.seed, 2026])
    length = round((room.size + room.seconds) * RATE)
    times = np.arange(length) / RATE
    tail = np.zeros((length, 2))
    for low, high, share in BANDS:
        noise = sosfilt(butter(2, (low, high), "bandpass", fs=RATE, output="sos"), rng.normal(size=(length, 2)), axis=0)
        # 60 dB is a factor of 1000.
        tail += noise * np.exp(-np.log(1000) * times / (room.seconds * share))[:, None]
    tail *= np.clip((times - room.size / 2) / (room.size / 2), 0, 1)[:, None]
    tail /= np.sqrt(np.square(tail).sum(axis=0))
    response = tail + 0.7 * _echoes(room, length, rng)
    # A quarter of a millisecond of fade at the end is enough, since it is 60 dB down.
    response[-12:] *= np.linspace(1, 0, 12)[:, None]
    return (response / np.sqrt(np.square(response).sum(axis=0))).astype(np.float32)


def _echoes(room: Room, length: int, rng: np.random.Generator) -> np.ndarray:
    """Single echoes, later ones softer and closer together, some mostly left, some mostly right."""
    echoes = np.zeros((length, 2))
    for number in range(ECHOES):
        place = FIRST_ECHO + (room.size * 2 - FIRST_ECHO) * (number / ECHOES) ** 0.8
        side = rng.uniform(0.2, 0.8)
        strength = (FIRST_ECHO / place) ** 0.7 * rng.choice([-1, 1])
        # An ear is nearer to a wall than the other.
        for channel, share in enumerate((1 - side, side)):
            echoes[round((place + rng.uniform(0, 0.003)) * RATE), channel] += strength * np.sqrt(share)
    return echoes / np.sqrt(np.square(echoes).sum(axis=0))


def reverberate(sound: np.ndarray, room: Room) -> np.ndarray:
    """What a room answers, without the sound itself; float32 of the same shape (n, 2), cut at its end."""
    from scipy.signal import oaconvolve

    if not sound.any():
        return np.zeros_like(sound)
    return oaconvolve(sound, impulse_response(room), axes=0)[: len(sound)].astype(np.float32)
