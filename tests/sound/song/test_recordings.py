"""Laws of a musician's own recordings in a song: where they are, how loud, what falls silent for them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from band_scores import section, song
from stand_in import at_once, hum

from eigenreel.errors import ScriptError
from eigenreel.film.reads import watched_reads
from eigenreel.sound.ffmpeg import ffmpeg_path
from eigenreel.sound.loudness import integrated_loudness
from eigenreel.sound.song import production
from eigenreel.sound.song.mix import REFERENCE
from eigenreel.sound.song.production import Recipe, produce
from eigenreel.sound.song.recordings import ADDED_DB, lay_recordings, level, recordings_stem
from eigenreel.sound.song.score import PARTS, Recording
from eigenreel.store import Store

RATE = 48000
# Two seconds a bar.
INTRO = section("barbershop", bars=2, name="Intro", sung=False, tempo=120)
VERSE = section("p_funk", bars=2, name="Verse 1", start=INTRO.end, tempo=120)
OUTRO = section("alt_country", bars=2, name="Outro", start=VERSE.end, tempo=120)


def score(*recordings: Recording):
    return song(INTRO, VERSE, OUTRO, recordings=recordings)


def tone(seconds: float = 2.0, hertz: float = 440.0, rate: int = RATE, channels: int = 1) -> np.ndarray:
    """(n, channels) at a tenth of full scale; on the right an octave higher."""
    times = np.arange(round(seconds * rate)) / rate
    sides = [0.1 * np.sin(2 * np.pi * hertz * (1 + side) * times) for side in range(channels)]
    return np.stack(sides, axis=1).astype(np.float32)


def write(path: Path, samples: np.ndarray, rate: int = RATE) -> None:
    """As the ending says."""
    source = ["-f", "f32le", "-ar", str(rate), "-ac", str(samples.shape[1]), "-i", "-"]
    command = [ffmpeg_path(), "-v", "error", "-y", *source, str(path)]
    subprocess.run(command, input=samples.astype("<f4").tobytes(), check=True)


@pytest.fixture
def file(tmp_path) -> Path:
    """Where the song is, with two seconds of a tone beside it."""
    write(tmp_path / "tone.wav", tone())
    return tmp_path / "test.abc"


def laid(path: Path, /, **fields):
    (one,) = lay_recordings(score(Recording(**{"file": "tone.wav", "section": "Verse 1"} | fields)), path)
    return one


def loud(sound: np.ndarray) -> float:
    """RMS."""
    return float(np.sqrt(np.square(sound, dtype=np.float64).mean()))


def loudest_hertz(sound: np.ndarray) -> float:
    return float(np.abs(np.fft.rfft(sound * np.hanning(len(sound)))).argmax() * RATE / len(sound))


@pytest.mark.parametrize(("at", "unit", "second"), [
    (0, "seconds", 4.0), (1.2345, "seconds", 5.2345), (3, "beats", 5.5), (0.5, "beats", 4.25), (1, "bars", 6.0),
    (1.25, "bars", 6.5), (-1, "beats", 3.5), (-1.5, "bars", 1.0), (-2, "bars", 0.0), (-4, "seconds", 0.0),
])  # fmt: skip
def test_a_recording_is_laid_to_the_sample(file, at, unit, second):
    """From the section's first beat on; its first sound is where it is in the file."""
    write(file.with_name("click.wav"), np.concatenate([np.zeros((480, 1)), tone(0.5)[12:], np.zeros((480, 1))]))
    found = laid(file, file="click.wav", at=at, unit=unit)
    assert found.start == round(second * RATE)
    assert np.flatnonzero(np.abs(found.sound[:, 0]) > 1e-4)[0] == 480


@pytest.mark.parametrize(
    ("metre", "beats", "quarters"), [((6, 8), 2, 3), ((7, 8), 2, 1), ((3, 4), 4, 4), ((2, 2), 1, 2)]
)
def test_a_beat_is_that_of_the_metre(file, metre, beats, quarters):
    """Three eighths in 6/8, one in 7/8."""
    odd = section("disco", metre, bars=3, name="Odd", sung=False, tempo=60)
    (found,) = lay_recordings(song(odd, recordings=(Recording("tone.wav", "Odd", beats, "beats"),)), file)
    assert found.start == quarters * RATE


@pytest.mark.parametrize(("ending", "rate", "channels"), [
    ("wav", 8000, 1), ("wav", 96000, 2), ("mp3", 44100, 2), ("m4a", 48000, 1), ("flac", 44100, 1), ("ogg", 44100, 2),
])  # fmt: skip
def test_every_kind_of_file_has_its_pitch_length_and_sides(file, ending, rate, channels):
    write(file.with_name(f"sound.{ending}"), tone(1.5, rate=rate, channels=channels), rate)
    sound = laid(file, file=f"sound.{ending}").sound
    assert len(sound) / RATE == pytest.approx(1.5, abs=0.03)
    left, right = (loudest_hertz(side) for side in sound.T)
    assert left == pytest.approx(440, abs=2) and right == pytest.approx(440 * channels, abs=2)


@pytest.mark.parametrize("parts", [(), ("lead",), ("harmony",), ("drums", "bass", "harmony", "melody"), PARTS])
@pytest.mark.parametrize("gain", [0.0, -6.5])
def test_it_is_as_loud_as_what_it_stands_for_and_its_gain_says(file, parts, gain):
    """However loud the file is; what stands for nothing is 6 dB below the lead. Voices have some room about them."""
    assert level(()) == ADDED_DB and level(("lead",)) == 0 and level(PARTS) > level(("lead", "voices")) > 0
    soft, strong = tone() / 30, tone() * 9
    for samples in (soft, strong):
        write(file.with_name("sound.wav"), samples)
        sound = laid(file, file="sound.wav", gain=gain, instead_of=parts).sound[: 2 * RATE]
        assert integrated_loudness(sound) == pytest.approx(
            REFERENCE + level(parts) + gain, abs=0.5 if "lead" in parts else 0.1
        )


@pytest.mark.parametrize(("ending", "rate", "exact"), [("wav", 44100, 2), ("flac", 96000, 2), ("mp3", 44100, 40)])
def test_a_cut_begins_at_the_sample(file, ending, rate, exact):
    """A tone that begins a second and a tenth after the cut, in a file of some minutes."""
    write(file.with_name(f"sound.{ending}"), np.concatenate([np.zeros((120 * rate, 1)), tone(1.0, 100, rate)]), rate)
    sound = laid(file, file=f"sound.{ending}", start=118.9, end=121.0).sound[:, 0]
    assert len(sound) == pytest.approx(2.1 * RATE, abs=2)
    # A tenth of a period later it has risen to 0.59 of its height.
    assert np.argmax(np.abs(sound) > 0.588 * np.abs(sound).max()) - RATE // 1000 == pytest.approx(1.1 * RATE, abs=exact)


def test_cut_fades_and_pan(file):
    """Half a second out of the file, which is silent at its ends and whole between its fades; all of it left."""
    sound = laid(file, start=0.25, end=1.75, fade_in=0.5, fade_out=0.25, pan=-1).sound
    assert len(sound) == pytest.approx(1.5 * RATE, abs=2)
    assert not np.abs(sound[:, 1]).max() > 1e-6
    rises = [loud(sound[round(at * RATE) : round((at + 0.05) * RATE), 0]) for at in (0, 0.225, 0.6, 1.2, 1.35, 1.45)]
    whole = rises[2]
    assert np.array(rises) / whole == pytest.approx([0.06, 0.5, 1, 1, 0.5, 0.12], abs=0.05)


def test_a_minute_of_rain_under_a_short_song_is_not_all_read(file):
    write(file.with_name("rain.flac"), tone(60))
    found = laid(file, file="rain.flac", section="Outro")
    assert found.start + len(found.sound) == pytest.approx((12 + 3) * RATE, abs=50)


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    return Store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def make(file, store, monkeypatch):
    """Produce a song with these recordings; sections that another test made are taken from there."""
    monkeypatch.setattr(production, "sing", hum)

    def make(*recordings: Recording, **more):
        return produce(Recipe(score(*recordings), store, path=file), at_once, **more)

    return make


def of(name: str, made, part) -> np.ndarray:
    """What a stem has in a section, but for its last second: what was before rings on into it."""
    stem = made.track.stems.get(name, np.zeros_like(made.track.mix))
    start, end = (made.score.seconds(place) for place in (part.start, part.end))
    return stem[round((start + 0.9) * RATE) : round(end * RATE)]


def test_a_made_part_is_silent_where_a_recording_stands_for_it(make):
    """In its section, or through several; all others play on, and stems add up to the mix."""
    lead = Recording("tone.wav", "Verse 1", instead_of=("lead",))
    band = Recording("tone.wav", "Intro", instead_of=("harmony", "bass"), through="Verse 1")
    made = make(lead, band, keep_stems=True)
    assert loud(of("lead", made, VERSE)) < 1e-5 < loud(of("lead", made, OUTRO))
    for part in ("harmony", "bass"):
        assert loud(of(part, made, INTRO)) < 1e-5 and loud(of(part, made, VERSE)) < 1e-5 < loud(of(part, made, OUTRO))
    assert loud(of("drums", made, VERSE)) > 1e-4 and loud(of("recordings", made, VERSE)) > 1e-4
    assert np.abs(sum(made.track.stems.values()) - made.track.mix).max() < 1e-5
    assert made.lines[0].start == made.score.seconds(VERSE.lines[0].start)


def test_the_band_gives_way_to_a_recorded_lead(make):
    """As it does to a made one: softer while the recording is there; an added sound moves nobody."""
    added, lead = (Recording("tone.wav", "Intro", instead_of=parts) for parts in ((), ("lead",)))
    bands = [of("harmony", make(each, keep_stems=True, only={"Intro"}), INTRO)[:RATE] for each in (added, lead)]
    assert 20 * np.log10(loud(bands[0]) / loud(bands[1])) > 2


def test_a_recorded_player_gives_way_to_the_voice(file):
    player, rain = (laid(file, instead_of=parts) for parts in (("harmony",), ()))
    voice = np.zeros((12 * RATE, 2), np.float32)
    voice[round(4.8 * RATE) : 6 * RATE] = tone(1.2, 700, channels=1)
    for each, softer in ((player, True), (rain, False)):
        alone, under = (recordings_stem([each], sung)[5 * RATE : 6 * RATE] for sung in (voice * 0, voice))
        assert (20 * np.log10(loud(alone) / loud(under)) > 2) == softer


def test_what_is_longer_than_the_song_ends_with_it(make, file):
    write(file.with_name("long.wav"), tone(40))
    mix = make(Recording("long.wav", "Outro", at=1), only={"Outro"}).track.mix
    assert len(mix) == (12 + 3) * RATE and not mix[-1].any()
    assert loud(mix[-RATE // 10 :]) < 0.1 * loud(mix[-2 * RATE : -RATE])


def test_the_same_file_gives_the_same_bytes_and_another_one_what_it_changes(make, file):
    """A recorded lead is heard by the band of its section; any other one by no section."""
    lead, added = Recording("tone.wav", "Verse 1", instead_of=("lead",)), Recording("other.wav", "Outro")
    write(file.with_name("other.wav"), tone(1.0, 300))
    first, again = make(lead, added), make(lead, added)
    assert first.track.mix.tobytes() == again.track.mix.tobytes() and len(again.reused) == 3
    write(file.with_name("other.wav"), tone(1.0, 200))
    other = make(lead, added)
    assert len(other.reused) == 3 and other.track.mix.tobytes() != first.track.mix.tobytes()
    write(file.with_name("tone.wav"), tone(2.0, 300))
    assert make(lead, added).reused == ("Intro", "Outro")


def test_only_recordings_of_the_sections_that_are_needed_are_heard(make):
    """But also what goes on into them."""
    made = make(
        Recording("tone.wav", "Verse 1"), Recording("tone.wav", "Intro", at=3), only={"Verse 1"}, keep_stems=True
    )
    stem = made.track.stems["recordings"]
    assert loud(stem[3 * RATE : 4 * RATE]) > 1e-3 and loud(stem[5 * RATE : 6 * RATE]) > 1e-3
    assert "recordings" not in make(Recording("tone.wav", "Intro"), only={"Outro"}, keep_stems=True).track.stems


def test_a_film_hears_of_the_file(file):
    """ffmpeg reads it, of which Python's audit hook does not hear by itself; and of no file that is gone later."""
    with watched_reads() as reads:
        laid(file)
    assert file.with_name("tone.wav").resolve() in reads.contents
    assert all(path.is_file() for path in reads.contents)


@pytest.mark.parametrize(("fields", "message"), [
    ({"file": "none.wav"}, r"recording 'none.wav' is not there \(/.*none.wav\); put it beside"),
    ({"file": "text.wav"}, r"text.wav: is no sound that ffmpeg can read; convert it"),
    ({"file": "silent.wav"}, r"'silent.wav' is silent there; record it again, or choose"),
    ({"start": 1.9, "end": 5.0}, r"'tone.wav' lasts 2.00 s only; give a smaller 'to:'"),
    ({"start": 2.5}, r"'tone.wav' holds nothing from 2.5 s on; give a smaller 'from:'"),
    ({"fade_in": 1.5, "fade_out": 1.0}, r"'tone.wav' has 2.5 s of fades in 2.00 s of sound; shorten"),
])  # fmt: skip
def test_a_mistake_is_one_line_with_its_place(file, fields, message):
    file.with_name("text.wav").write_text("no sound")
    write(file.with_name("silent.wav"), tone() * 0)
    with pytest.raises(ScriptError) as raised:
        laid(file, **fields, row=9)
    assert re.search(rf"^{re.escape(str(file))}:9: .*{message}", str(raised.value)) and "\n" not in str(raised.value)


def test_a_length_that_a_player_shows_may_be_rounded_up(file):
    assert len(laid(file, end=2.04).sound) == 2 * RATE
