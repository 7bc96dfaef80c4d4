"""Laws of the synthesizer: the pitch and the loudness that were asked for, at the sample, the same each time."""

from __future__ import annotations

import time

import numpy as np
import pytest

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.arrangement import Played, Track
from eigenreel.sound.song.soundfont import built_in_soundfont, read_soundfont
from eigenreel.sound.song.synth import RATE, TAIL, render_track

FLUTE, NYLON, ORGAN, STRINGS = 73, 24, 16, 48
OPEN_HAT, CLOSED_HAT = 46, 42


@pytest.fixture(scope="module")
def font():
    return read_soundfont(built_in_soundfont())


def track(program, *notes, **more):
    return Track("one", program, notes, "melody", **more)


def heard(font, program, *notes, seconds=2.0, **more):
    return render_track(track(program, *notes, **more), font, seconds)


def lowest_strong_hertz(sound):
    """Of the first partial that is within 20 dB of the strongest, to 0.1 Hz."""
    spectrum = np.abs(np.fft.rfft(sound.sum(axis=1) * np.hanning(len(sound)), 8 * RATE))
    spectrum[: 8 * 30] = 0
    return np.flatnonzero(spectrum > spectrum.max() / 10)[0] / 8, spectrum.argmax() / 8


def power(sound):
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


@pytest.mark.parametrize("program", [0, NYLON, 32, 45, STRINGS, 56, FLUTE, 89])
@pytest.mark.parametrize("pitch", [48, 60, 69])
def test_a_note_has_its_pitch(font, program, pitch):
    """Its strongest partial is a multiple of the pitch's frequency, within 15 cents: so well is TimGM6mb tuned."""
    sound = heard(font, program, Played(0.0, 1.5, pitch, 100))[: round(1.5 * RATE)]
    _, strongest = lowest_strong_hertz(sound)
    ratio = strongest / (440 * 2 ** ((pitch - 69) / 12))
    assert round(ratio) >= 1 and abs(1200 * np.log2(ratio / round(ratio))) < 15


def test_louder_is_louder_and_nothing_sounds_before_its_time(font):
    soft, loud = (heard(font, FLUTE, Played(0.5, 1.0, 72, velocity)) for velocity in (50, 100))
    assert power(loud) / power(soft) == pytest.approx(4, rel=0.01)
    assert not loud[: RATE // 2].any() and power(loud[RATE // 2 : RATE]) > 0.01


def test_a_note_rings_on_as_its_instrument_does_and_then_is_still(font):
    """The release is there (symusic 0.5.9 cut it off), and it ends."""
    sound = heard(font, STRINGS, Played(0.0, 0.5, 60, 100))
    at_end, after, late = (power(sound[round(t * RATE) : round((t + 0.05) * RATE)]) for t in (0.45, 0.55, 3.5))
    assert at_end > after > 0.05 * at_end and late == 0


def test_sound_is_as_long_as_the_section_and_its_tail(font):
    """What would ring beyond is cut, not refused."""
    sound = heard(font, STRINGS, Played(1.9, 30.0, 60, 100), seconds=2.0)
    assert sound.shape == (round((2 + TAIL) * RATE), 2) and sound.dtype == np.float32


def test_a_bend_moves_the_pitch(font):
    straight = heard(font, FLUTE, Played(0.0, 1.5, 72, 100))
    bent = heard(font, FLUTE, Played(0.0, 1.5, 72, 100, ((0.0, -2.0), (0.3, 0.0))))
    first, later = slice(0, RATE // 10), slice(RATE // 2, round(1.4 * RATE))
    cents = [
        1200 * np.log2(lowest_strong_hertz(bent[part])[1] / lowest_strong_hertz(straight[part])[1])
        for part in (first, later)
    ]
    assert -200 < cents[0] < -100 and abs(cents[1]) < 5


def test_a_closed_hat_stops_an_open_one(font):
    alone = heard(font, 0, Played(0.0, 0.1, OPEN_HAT, 100), drums=True)
    stopped = heard(font, 0, Played(0.0, 0.1, OPEN_HAT, 100), Played(0.2, 0.1, CLOSED_HAT, 1), drums=True)
    late = slice(round(0.3 * RATE), round(0.4 * RATE))
    assert power(alone[late]) > 20 * power(stopped[late])


def test_a_swell_and_brightness(font):
    note = Played(0.0, 2.0, 60, 100)
    plain = heard(font, STRINGS, note)
    swelling = heard(font, STRINGS, note, swell=((0.0, 0.0), (2.0, 1.0)))
    assert power(swelling[: RATE // 4]) < 0.2 * power(plain[: RATE // 4])
    dark = heard(font, STRINGS, note, brightness=((0.0, 0.0),))
    above = np.fft.rfftfreq(len(plain), 1 / RATE) > 3000
    highs = [np.abs(np.fft.rfft(sound[:, 0]))[above].sum() for sound in (plain, dark)]
    assert highs[1] < 0.1 * highs[0]


def test_the_same_notes_give_the_same_bytes(font):
    notes = [Played(0.1 * step, 0.3, 50 + step, 60 + step) for step in range(12)]
    assert heard(font, NYLON, *notes).tobytes() == heard(font, NYLON, *notes).tobytes()


def test_it_is_at_least_twenty_times_as_fast_as_the_music(font):
    """A guitar of eight humanized notes a second, by processor time."""
    rng = np.random.default_rng(1)
    notes = [
        Played(step / 8 + rng.uniform(0, 0.01), 0.2 + rng.uniform(0, 0.01), 50 + step % 17, 80) for step in range(480)
    ]
    begun = time.process_time()
    heard(font, NYLON, *notes, seconds=60.0)
    assert time.process_time() - begun < 60 / 20


@pytest.mark.parametrize(("content", "message"), [
    (None, "no soundfont to read"),
    (b"", "is no SoundFont 2 file"),
    (b"RIFF\x00\x00\x00\x00sfbk", "is a damaged SoundFont"),
])  # fmt: skip
def test_a_wrong_soundfont_is_one_line(tmp_path, content, message):
    path = tmp_path / "font.sf2"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EigenreelError, match=f"font.sf2: {message}") as caught:
        read_soundfont(path)
    assert "\n" not in str(caught.value)


def test_a_truncated_soundfont_is_one_line(tmp_path):
    path = tmp_path / "font.sf2"
    path.write_bytes(built_in_soundfont().read_bytes()[:-30001])
    with pytest.raises(EigenreelError, match="font.sf2: is a damaged SoundFont"):
        read_soundfont(path)
