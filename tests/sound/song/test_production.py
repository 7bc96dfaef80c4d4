"""Laws of the production of a whole song, with a stand-in for the singer."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from band_scores import section, song
from stand_in import at_once, hum

from eigenreel import interruption
from eigenreel.course import SongRef, built_in_root, find_course
from eigenreel.errors import EigenreelError
from eigenreel.film.song_sound import Studio, song_track
from eigenreel.sound.song import production
from eigenreel.sound.song.mix import Mixed
from eigenreel.sound.song.production import Recipe, pack, produce, unpack
from eigenreel.store import Store


@pytest.fixture(autouse=True)
def _humming(monkeypatch):
    monkeypatch.setattr(production, "sing", hum)


INTRO = section("balkan_brass", bars=1, name="Intro", sung=False)
VERSE = section("p_funk", bars=2, name="Verse 1", start=INTRO.end)
SCORE = song(INTRO, VERSE, section("balkan_brass", bars=1, name="Outro", start=VERSE.end, sung=False))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A store in which the song is, and the mix that was made of it."""
    root = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(production, "sing", hum)
        return root, produce(Recipe(SCORE, Store(root)), at_once).track.mix.tobytes()


@pytest.fixture
def store(done, tmp_path):
    """A store of the test's own, in which the song is."""
    return Store(Path(shutil.copytree(done[0], tmp_path / "store")))


def test_a_chorus_is_louder_than_a_verse_and_each_time_a_little_more():
    names = ("Verse 1", "Chorus 1", "Verse 2", "Chorus 2", "Solo")
    every = [section("disco", bars=1, name=name, start=4 * place) for place, name in enumerate(names)]
    levels = production.section_levels(song(*every))
    assert [start for start, _ in levels] == pytest.approx([60 / 110 * 4 * place for place in range(5)])
    verse, chorus, second_verse, second_chorus, solo = (level for _, level in levels)
    assert verse < second_verse < solo == 0 < chorus < second_chorus < chorus + 0.5


class Watch:
    def __init__(self):
        self.started, self.done = [], []

    def section_started(self, name):
        self.started.append(name)

    def section_done(self, name, reused):
        self.done.append((name, reused))


def test_the_same_song_gives_the_same_bytes_kept_or_not(done, store, tmp_path):
    again = produce(Recipe(SCORE, store), at_once)
    fresh = produce(Recipe(SCORE, Store(tmp_path / "fresh")), at_once, keep_stems=True)
    assert done[1] == again.track.mix.tobytes() == fresh.track.mix.tobytes()
    assert again.reused == ("Intro", "Verse 1", "Outro") and fresh.reused == ()
    assert set(fresh.track.stems) >= {"drums", "bass", "lead"} and again.track.stems == {}


def test_only_what_changed_is_made_again(store):
    """A chord of the verse; what an edit only moves in time stays as it is."""
    watch, (intro, verse, outro) = Watch(), SCORE.sections
    chords = (replace(verse.chords[0], root=9, bass=9), *verse.chords[1:])
    produce(Recipe(replace(SCORE, sections=(intro, replace(verse, chords=chords), outro)), store), at_once, watch)
    assert watch.started == ["Intro", "Verse 1", "Outro"]
    assert watch.done == [("Intro", True), ("Verse 1", False), ("Outro", True)]
    slower = replace(SCORE, sections=(replace(intro, tempo=intro.tempo / 2), verse, outro))
    assert produce(Recipe(slower, store), at_once).reused == ("Verse 1", "Outro")


def test_a_soundfont_is_known_by_its_content(store, tmp_path):
    """A copy is the same; what is none is one line, before anything is made."""
    copy, broken = tmp_path / "copy.sf2", tmp_path / "broken.sf2"
    copy.write_bytes(production.built_in_soundfont().read_bytes())
    broken.write_bytes(b"RIFF")
    assert len(produce(Recipe(SCORE, store, copy), at_once).reused) == 3
    with pytest.raises(EigenreelError, match="is no SoundFont 2 file"):
        produce(Recipe(SCORE, store, broken), at_once)


def test_a_mistake_in_one_section_is_the_error(store):
    odd = replace(SCORE, sections=(*SCORE.sections[:2], replace(SCORE.sections[2], style="pfunk")))
    with pytest.raises(EigenreelError, match="section 'Outro': no style 'pfunk'; perhaps you meant p_funk"):
        produce(Recipe(odd, store), at_once)


def test_an_interrupt_stops_it_and_keeps_what_is_done(store, monkeypatch):
    monkeypatch.setattr(interruption, "_heard", [2])
    with pytest.raises(KeyboardInterrupt):
        produce(Recipe(SCORE, store), at_once)
    monkeypatch.setattr(interruption, "_heard", [])
    assert len(produce(Recipe(SCORE, store), at_once).reused) == 3


def test_packing_rounds_far_below_what_is_heard():
    rng = np.random.default_rng(3)
    stems = {"lead": rng.normal(0, 0.1, (1000, 2)).astype(np.float32), "bass": np.zeros((1000, 2), np.float32)}
    back = unpack(pack(Mixed(stems, 0.75)))
    assert back.lead_in == 0.75 and set(back.stems) == {"lead"}
    assert np.abs(back.stems["lead"] - stems["lead"]).max() <= np.abs(stems["lead"]).max() / 32767
    silent = unpack(pack(Mixed({"bass": stems["bass"]}, 0.0)))
    assert silent.stems["lead"].shape == (1000, 2) and not silent.stems["lead"].any()


def test_who_renders_a_films_song_hears_which_section_of_how_many(store, tmp_path):
    """Of those that are made anew when they begin and when they are done; of known ones only when all is there."""
    for folder, sections in ((tmp_path / "fresh", 3), (store.root, 3), (tmp_path / "one", 1)):
        heard = []
        studio = Studio(Store(folder), at_once, tell=lambda *told, heard=heard: heard.append(told))
        ref = SongRef("short", tmp_path / "short.abc", find_course(built_in_root()))
        song_track(ref, SCORE, studio, None if sections == 3 else {"Verse 1"})
        assert [told[1:3] for told in heard if not told[3]] == [(count + 1, sections) for count in range(sections)]
        done = [told for told in heard if told[3]]
        assert done[-1][1:] == (sections, sections, True)
        assert len(done) == (1 if folder == store.root else sections)
