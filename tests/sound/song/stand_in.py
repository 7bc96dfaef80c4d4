"""A stand-in for the singer, for tests of what comes after: a tone with a voice's overtones on every note."""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np

from eigenreel.sound.song.singer import Sung

RATE, LEAD_IN = 48000, 0.5


def hum(score, section, store=None, lexicon=None) -> Sung:
    """The lead, and a third below it where ``score.harmony`` asks for parts."""
    begin = score.seconds(section.start)
    length = round((score.seconds(section.end) - begin + LEAD_IN + 0.5) * RATE)
    names = {"lead": 0, "tenor": 4} if section.name in score.harmony else {"lead": 0}
    parts = {name: np.zeros(length, np.float32) for name in names}
    for note in (note for line in section.lines for note in line.notes):
        place = round((score.seconds(note.start) - begin + LEAD_IN) * RATE)
        times = np.arange(round((score.seconds(note.end) - score.seconds(note.start)) * RATE)) / RATE
        for name, higher in names.items():
            hertz = 440 * 2 ** ((note.pitch + higher - 69) / 12)
            tone = sum(np.sin(2 * np.pi * hertz * number * times) / number for number in range(1, 12))
            parts[name][place : place + len(times)] += (0.1 * tone * np.hanning(len(times)) ** 0.3).astype(np.float32)
    return Sung(parts, LEAD_IN, RATE, ())


def at_once(function, *arguments) -> Future:
    """A worker that is this process."""
    future: Future = Future()
    try:
        future.set_result(function(*arguments))
    except Exception as error:  # noqa: BLE001  As a worker does, it hands everything on.
        future.set_exception(error)
    return future
