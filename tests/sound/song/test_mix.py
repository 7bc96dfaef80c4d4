"""Laws of rooms, levels, the mix and the master."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest
from band_scores import one, section, song
from PIL import Image
from stand_in import LEAD_IN, hum

from eigenreel.errors import EigenreelError
from eigenreel.sound.loudness import integrated_loudness, measure_file
from eigenreel.sound.song.arrangement import Arrangement, Played, Track
from eigenreel.sound.song.band import arrange
from eigenreel.sound.song.dynamics import applied, band, compression, de_essed, ducking, levels, make_room, saturated
from eigenreel.sound.song.mastering import Masters, Tags, encode, joined, total, write_master
from eigenreel.sound.song.mix import BAND_DB, REFERENCE, Mixed, mix_section
from eigenreel.sound.song.reverb import CHURCH, CLUB, HALL, STUDIO, impulse_response, reverberate
from eigenreel.sound.song.soundfont import built_in_soundfont, read_soundfont

RATE = 48000


def png(colour) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (30, 30), colour).save(data, "PNG")
    return data.getvalue()


PICTURE = png((200, 100, 0))


def tone(hertz, seconds=2.0, level=0.1):
    return (level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


@pytest.fixture(scope="module")
def font():
    return read_soundfont(built_in_soundfont())


@pytest.fixture(scope="module")
def mixed(font):
    """Eight bars of disco with somebody singing."""
    score, middle = one("disco")
    sung = hum(score, middle)
    return mix_section(arrange(score, middle), sung.parts, LEAD_IN, font)


@pytest.mark.parametrize("room", [CLUB, STUDIO, HALL, CHURCH], ids=lambda room: room.name)
def test_a_room_fades_as_long_as_it_says_and_is_wide(room):
    """By Schroeder's integral from -5 to -35 dB, within a fifth; both sides are as loud and differ."""
    response = impulse_response(room)
    assert np.square(response).sum(axis=0) == pytest.approx([1, 1], rel=1e-3)
    left = np.square(response[:, 0].astype(float))[::-1].cumsum()[::-1]
    decay = 10 * np.log10(np.maximum(left / left[0], 1e-12))
    first, last = (np.argmax(decay < limit) / RATE for limit in (-10, -40))
    assert 2 * (last - first) == pytest.approx(room.seconds, rel=0.2)
    assert abs(np.corrcoef(response.T)[0, 1]) < 0.25


def test_silence_has_no_echo():
    assert not reverberate(np.zeros((RATE, 2), np.float32), HALL).any()


def test_a_compressor_leaves_what_is_quiet_and_halves_what_is_loud():
    quiet, loud = tone(440, level=0.01), tone(440, level=0.5)
    assert np.abs(compression(quiet, -20, 2.0)).max() < 1e-6
    over = levels(loud)[200] + 20
    assert compression(loud, -20, 2.0)[-100:] == pytest.approx(-over / 2, abs=0.1)


def test_a_de_esser_takes_hisses_and_leaves_vowels():
    rng = np.random.default_rng(0)
    hiss = band(rng.normal(0, 0.4, RATE // 2).astype(np.float32), (6500.0, 8500.0))
    voice = np.concatenate([tone(300), hiss])
    clean = de_essed(voice)
    assert np.square(clean[len(tone(300)) :]).mean() < 0.5 * np.square(hiss).mean()
    assert np.abs(clean[:RATE] - voice[:RATE]).max() < 0.01


def test_saturation_rounds_peaks_and_leaves_the_rest():
    assert np.abs(saturated(tone(100, level=0.01), 0.7) - tone(100, level=0.01)).max() < 1e-4
    assert np.abs(saturated(tone(100, level=1.0), 0.7)).max() < 0.8


def test_the_band_gives_way_under_the_voice_and_comes_back():
    band = np.stack([tone(1000, 4.0)] * 2, axis=1)
    voice = np.concatenate([tone(300, 2.0), np.zeros(2 * RATE, np.float32)])
    given = make_room(band, voice, 3.0, 4.0)
    under, after = (np.sqrt(np.square(given[part]).mean()) for part in (slice(RATE, 2 * RATE), slice(3 * RATE, None)))
    assert 3.0 < 20 * np.log10(after / under) < 8.0
    assert after == pytest.approx(np.sqrt(np.square(band).mean()), rel=0.03)
    assert make_room(band, np.zeros(4 * RATE, np.float32), 3.0, 4.0) is band


def test_ducking_of_silence_is_nothing():
    assert not ducking(np.zeros(RATE, np.float32), 6.0).any()
    assert np.array_equal(applied(tone(100), np.zeros(1000)), tone(100))


def test_every_stem_is_there_and_the_lead_is_in_the_middle(mixed):
    assert {name for name, sound in mixed.stems.items() if sound.any()} == {
        "lead",
        "drums",
        "bass",
        "harmony",
        "melody",
    }
    assert len({sound.shape for sound in mixed.stems.values()}) == 1
    left, right = np.square(mixed.stems["lead"].astype(float)).sum(axis=0)
    assert 10 * np.log10(left / right) == pytest.approx(0, abs=0.5)


def test_the_voice_is_in_front(mixed):
    """While somebody sings, by 3 to 12 dB before all of the band together."""
    voice = mixed.stems["lead"]
    band = total({name: sound for name, sound in mixed.stems.items() if name != "lead"})
    there = np.repeat(levels(voice) > levels(voice).max() - 15, 96)[: len(voice)]
    ratio = np.square(voice[there].astype(float)).mean() / np.square(band[there].astype(float)).mean()
    assert 3 < 10 * np.log10(ratio) < 12


@pytest.mark.parametrize(("pan", "level"), [(-1.0, -10.0), (0.5, -16.0), (1.0, -10.0)])
def test_a_player_is_where_and_as_loud_as_the_arrangement_says(font, pan, level):
    notes = tuple(Played(step * 0.5, 0.5, 60 + step, 90) for step in range(8))
    track = Track("one", 73, notes, "melody", pan=pan, level=level, reverb=0.0)
    sound = mix_section(Arrangement("s", "disco", 4.0, (track,)), {}, 0.5, font).stems["melody"]
    left, right = np.square(sound.astype(float)).sum(axis=0)
    assert (left > 100 * right) if pan == -1 else (left < right)
    assert integrated_loudness(sound) == pytest.approx(REFERENCE + BAND_DB + level, abs=0.7)
    assert not sound[: round(0.49 * RATE)].any()


def test_a_section_without_song_and_players_is_silent(font):
    nothing = mix_section(Arrangement("s", "disco", 1.0, ()), {"lead": np.zeros(1000, np.float32)}, 0.5, font)
    assert not any(sound.any() for sound in nothing.stems.values())


def test_stems_add_up_to_the_mix(mixed):
    track = joined([(0.5, mixed), (8.0, mixed)], 20.0, keep_stems=True)
    assert np.abs(total(track.stems) - track.mix).max() < 1e-5
    assert np.array_equal(track.mix, joined([(0.5, mixed), (8.0, mixed)], 20.0).mix)


def test_sections_ring_into_one_another():
    """What one leaves sounding is heard under the next; what would be before the song is left out."""
    ringing = Mixed({"lead": np.full((3 * RATE, 2), 0.01, np.float32)}, 1.0)
    track = joined([(0.0, ringing), (1.5, ringing)], 6.0).mix
    assert track[RATE, 0] == pytest.approx(0.02, rel=0.01) and track[round(0.2 * RATE), 0] == pytest.approx(
        0.01, rel=0.01
    )
    assert track[-1].max() == 0


def test_sections_have_levels_of_their_own():
    """Without a step that clicks, and for all stems alike."""
    steady = Mixed({"lead": np.repeat(tone(200, 6.0, 0.02)[:, None], 2, axis=1)}, 0.0)
    track = joined([(0.0, steady), (6.0, steady)], 12.0, keep_stems=True, levels=[(0.0, -1.0), (6.0, 2.0)])
    soft, loud = (np.abs(track.mix[round(start * RATE) :][: 2 * RATE]).max() for start in (2.0, 8.0))
    assert 20 * np.log10(loud / soft) == pytest.approx(3.0, abs=0.05)
    assert np.abs(np.diff(track.mix[:, 0])).max() < 1.05 * loud * 2 * np.pi * 200 / RATE
    assert np.abs(total(track.stems) - track.mix).max() < 1e-6
    one_level = joined([(0.0, steady)], 6.0, levels=[(0.0, 2.0)]).mix
    assert one_level == pytest.approx(joined([(0.0, steady)], 6.0).mix * 10**0.1, rel=1e-4)


@pytest.fixture(scope="module")
def masters(mixed):
    return Masters(joined([(0.5, mixed)], 18.0).mix, -14.0)


@pytest.mark.parametrize("ending", ["wav", "m4a", "opus"])
def test_files_are_as_loud_as_promised(masters, ending, tmp_path):
    """By ffmpeg's ebur128 of the finished file: -14 LUFS within 0.2, at most -1 dBTP; and the same bytes twice."""
    tags = Tags("A = title; with # signs", ((0.0, "Verse"), (9.0, "Chorus")), 21.0, "Ada", "Course", "a\nb", PICTURE)
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    write_master(masters, one, tags)
    found = measure_file(one)
    assert found.integrated == pytest.approx(-14, abs=0.2) and found.true_peak <= -1.0
    write_master(Masters(masters.mix, -14.0), two, tags)
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [one.name, two.name]


@pytest.mark.parametrize("ending", ["wav", "m4a", "opus"])
def test_a_file_says_whose_it_is(ending, tmp_path):
    """Title, artist and album in each kind of file; words and picture, too, where players look for them."""
    path = tmp_path / f"song.{ending}"
    # FFmpeg's own chapters in Ogg are a second late at such times.
    chapters = ((0.0, "Intro"), (0.501, "Verse 1"), (0.75, "Tag"))
    tags = Tags("A = title; with # signs", chapters, 1.0, "Ada; Béla", "Maths = 1", "one\ntwo", PICTURE)
    encode(np.zeros((RATE, 2), np.float32), path, tags)
    with av.open(str(path)) as container:
        # Ogg's comments belong to the stream.
        said = {key.lower(): text for key, text in (container.metadata | container.streams.audio[0].metadata).items()}
        found = [(float(each["start"] * each["time_base"]), each["metadata"]["title"]) for each in container.chapters()]
        pictures = [bytes(packet) for stream in container.streams.video for packet in container.demux(stream)]
    assert (said["title"], said["artist"], said["album"]) == (tags.title, tags.artist, tags.album)
    if ending != "wav":
        assert said["lyrics"] == tags.lyrics and PICTURE in pictures
        assert found == [(pytest.approx(start, abs=0.0011), name) for start, name in chapters]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_mix_that_cannot_be_that_loud_is_one_line(tmp_path):
    click = np.zeros((5 * RATE, 2), np.float32)
    click[RATE] = 0.5
    with pytest.raises(EigenreelError, match=r"click.wav: comes out at .* LUFS .* ask for less loudness"):
        write_master(Masters(click, -14.0), tmp_path / "click.wav", Tags("click"))


def test_a_file_that_cannot_be_written_is_one_line(tmp_path):
    with pytest.raises((EigenreelError, OSError)):
        encode(np.zeros((10, 2), np.float32), tmp_path / "no" / "folder.wav", Tags("x"))


def test_voices_of_a_quartet_stand_side_by_side(font):
    quartet = section("barbershop", bars=4)
    score = song(quartet, section("disco", bars=2, name="Outro", start=16), harmony=("Verse 1",))
    mixed = mix_section(arrange(score, quartet), hum(score, quartet).parts, LEAD_IN, font)
    left, right = np.square(mixed.stems["voices"].astype(float)).sum(axis=0)
    assert left > 1.5 * right
