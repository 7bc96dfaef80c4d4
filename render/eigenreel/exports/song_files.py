"""The files of a song: sound, stems, score, lyrics with times, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from eigenreel.exports.song_cover import cover
from eigenreel.film.arrival import arriving, write_whole
from eigenreel.sound.song.band import arrange
from eigenreel.sound.song.lyric_files import ass, lrc, ultrastar, vtt, word_lrc
from eigenreel.sound.song.mastering import CEILINGS, ENCODERS, Masters, Tags, encode, write_master
from eigenreel.sound.song.midi import midi
from eigenreel.sound.song.midi_band import band_midi
from eigenreel.sound.song.musicxml import musicxml
from eigenreel.sound.song.pictures import piano_roll, waveform
from eigenreel.sound.song.production import Production, chapters, played
from eigenreel.sound.song.score import Score

STEM_ENCODER = ("-c:a", "pcm_f32le")
"""Stems have room above full scale, for whoever mixes them again."""
LYRICS = {"lrc": lrc, "words.lrc": word_lrc, "vtt": vtt, "ass": ass}
"""Writers by ending."""
Watch = Callable[[Path], None]


def write_song(production: Production, folder: Path, album: str = "", watch: Watch | None = None) -> list[Path]:
    """Write everything, and the stems if the production has them; each file arrives whole.

    Args:
        folder: ``build/songs/<name>``; the files there are called after the song.
        album: what the song belongs to.
        watch: told of every file that is there.

    Raises:
        EigenreelError: a file cannot be written, or the mix cannot be as loud as the song wants.
    """
    score = production.score
    written: list[Path] = []

    def done(path: Path) -> None:
        written.append(path)
        if watch is not None:
            watch(path)

    masters = Masters(production.track.mix, score.loudness)
    tags = _tags(score, album, production.track.seconds)
    for ending in ENCODERS:
        path = folder / f"{score.name}.{ending}"
        with arriving(path) as part:
            write_master(masters, part, tags)
        done(path)
    for name, sound in production.track.stems.items():
        path = folder / "stems" / f"{score.name}.{name}.wav"
        with arriving(path) as part:
            encode(sound, part, Tags(f"{score.title}: {name}", artist=tags.artist, album=album), STEM_ENCODER)
        done(path)
    for path, data in _small_files(production, folder, masters):
        write_whole(path, data)
        done(path)
    return written


def _tags(score: Score, album: str, seconds: float) -> Tags:
    verses = ("\n".join(line.text for line in section.lines) for section in score.sections if section.lines)
    return Tags(
        score.title,
        tuple(chapters(score)),
        seconds,
        artist=", ".join(score.authors),
        album=album,
        lyrics="\n\n".join(verses),
        cover=cover(score, album),
    )


def _small_files(production: Production, folder: Path, masters: Masters) -> Iterator[tuple[Path, bytes]]:
    """Path and content of what is neither sound nor long in the making."""
    score, lines = production.score, production.lines
    yield folder / f"{score.name}.mid", midi(score)
    yield folder / f"{score.name}.band.mid", band_midi(score, [arrange(score, each) for each in score.sections])
    yield folder / f"{score.name}.musicxml", musicxml(score)
    if lines:
        for ending, write in LYRICS.items():
            yield folder / f"{score.name}.{ending}", write(score, lines).encode()
        yield folder / f"{score.name}.ultrastar.txt", ultrastar(score, lines, f"{score.name}.m4a").encode()
    yield folder / f"{score.name}.waveform.png", waveform(masters.under(CEILINGS[0]), score)
    arrangements = [played(score, section) for section in score.sections]
    yield folder / f"{score.name}.roll.png", piano_roll(score, arrangements)
