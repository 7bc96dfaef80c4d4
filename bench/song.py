"""A song in figures: time per stage, loudness and peaks, how well it is sung, and what is understood in the mix.

    python bench/song.py                    the song of unit 1.2
    python bench/song.py path/to/song.abc   another one
    python bench/song.py --quick            without the meters of the singer and the recognizer

Stages are measured in one process, with nothing kept from before; then the command runs as people run it, first with
an empty cache and then again. Under load, trust processor time and ratios. The table is also left in
build/bench/song.md, and beside it a piano roll with the pitch that was measured over the one that is written.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly
from song_meters import MARGIN, SONG, hear, measure, plain, row, summary, word_distance
from song_pitch import HOP, harvest

from eigenreel.film.pool import Pool
from eigenreel.sound.loudness import measure_file
from eigenreel.sound.song.arrangement import Arrangement
from eigenreel.sound.song.band import arrange
from eigenreel.sound.song.mastering import ENCODERS, Masters, Tags, joined, write_master
from eigenreel.sound.song.mix import mix_section
from eigenreel.sound.song.notation import read_song
from eigenreel.sound.song.pictures import piano_roll
from eigenreel.sound.song.production import section_levels
from eigenreel.sound.song.score import Score
from eigenreel.sound.song.singer import sing
from eigenreel.sound.song.soundfont import SoundFont, built_in_soundfont, read_soundfont
from eigenreel.sound.song.synth import render_track
from eigenreel.sound.song.takes import spoken_words
from eigenreel.sound.track.aligner import Hands
from eigenreel.sound.track.listening import listen
from eigenreel.sound.track.lyrics import parse_lyrics
from eigenreel.sound.track.making import Labels, make_project
from eigenreel.store import Store
from eigenreel.words.lexicon import Lexicon

ROOT = Path(__file__).resolve().parent.parent
MOST_WORD_ERRORS_IN_MIX = 0.35
MOST_LINE_ERROR = 0.3


@dataclass
class Clock:
    """Processor and wall seconds by stage."""

    stages: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        spent = self.stages.setdefault(name, [0.0, 0.0])
        spent[0] += time.process_time() - cpu
        spent[1] += time.perf_counter() - wall


def main(arguments: Sequence[str]) -> int:
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    path = paths[0] if paths else SONG
    lexicon, clock = Lexicon.read(ROOT / "narration/lexicon.toml"), Clock()
    with tempfile.TemporaryDirectory() as folder:
        score = read_song(path)
        lines = [
            f"# {score.title}: {score.duration:.1f} s, {len(score.sections)} sections, {words_of(score)} words",
            "",
        ]
        store = Store(Path(folder, "store"))
        track = by_stages(score, lexicon, store, clock, lines.append)
        files(score, track.mix, Path(folder), clock, lines.append)
        table_of_stages(score, clock, lines.append)
        command(path, Path(folder), score, lines.append)
        missed, pitches = [], {}
        if "--quick" not in arguments:
            missed, pitches = meters(score, track.mix, lexicon, lines.append), sung_pitches(score, store, lexicon)
            missed += as_own_track(score, store, lexicon, Path(folder, f"{score.name}.m4a"), lines.append)
        roll = piano_roll(score, [arrange(score, section) for section in score.sections], pitches)
    text = "\n".join(lines) + "\n"
    print(text, end="")
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    (out / "song.md").write_text(text, encoding="utf-8")
    (out / "song.roll.png").write_bytes(roll)
    return int(bool(missed))


def as_own_track(score: Score, store: Store, lexicon: Lexicon, path: Path, say: Callable[[str], None]) -> list[str]:
    """Have the finished track aligned with its words alone, and hold the lines against when they are sung."""
    starts = [line.start for section in score.sections for line in sing(score, section, store, lexicon).lines]
    text = "".join(
        f"[{each.name}]\n" + "".join(f"{x.text}\n" for x in each.lines) for each in score.sections if each.lines
    )
    begun = time.perf_counter()
    with Pool(os.cpu_count() or 1) as pool:
        heard, lyrics = listen(path), parse_lyrics(text.encode(), score.name)
        project = make_project(heard, lyrics, Labels(score.title, path.name), lexicon, Hands(pool.submit))
    wall = time.perf_counter() - begun
    errors = np.abs([line.start - start for line, start in zip(project.lines, starts, strict=True)])
    doubtful = np.array([bool(line.doubt) for line in project.lines])
    say("\n| song align | lines | mean ms | median | worst | in doubt | of those over 300 ms | wall s |")
    say("|---|---|---|---|---|---|---|---|")
    far = errors > MOST_LINE_ERROR
    say(
        f"| on the {path.suffix[1:]}, from its words | {len(errors)} | {1000 * errors.mean():.0f} | "
        f"{1000 * np.median(errors):.0f} | {1000 * errors.max():.0f} | {doubtful.sum()} | "
        f"{(far & doubtful).sum()} of {far.sum()} | {wall:.0f} |"
    )
    return ["lines of one's own track"] if errors.mean() > MOST_LINE_ERROR else []


def sung_pitches(score: Score, store: Store, lexicon: Lexicon) -> dict[str, np.ndarray]:
    """By section: seconds from its start, and the pitch that WORLD's harvest finds in the lead, (n, 2)."""
    found = {}
    for section in score.sections:
        sung = sing(score, section, store, lexicon)
        if "lead" in sung.parts:
            hertz = harvest(resample_poly(sung.parts["lead"], 1, 2), sung.rate // 2)
            voiced = np.flatnonzero(hertz)
            pitches = 69 + 12 * np.log2(hertz[voiced] / 440)
            found[section.name] = np.stack([voiced * HOP - sung.lead_in, pitches], axis=1)
    return found


def words_of(score: Score) -> int:
    return sum(len(line.words) for line in score.lines)


def by_stages(score: Score, lexicon: Lexicon, store: Store, clock: Clock, say: Callable[[str], None]):
    """Make the song as workers do, one section after the other."""
    font, made, notes = read_soundfont(built_in_soundfont()), [], 0
    say("| section | style | seconds | notes played | words |\n|---|---|---|---|---|")
    for section in score.sections:
        with clock.stage("arrange"):
            arrangement = arrange(score, section)
        with clock.stage("sing"):
            sung = sing(score, section, store, lexicon)
        synth(arrangement, font, clock)
        with clock.stage("mix (with the synthesizer)"):
            mixed = mix_section(arrangement, sung.parts, sung.lead_in, font)
        made.append((score.seconds(section.start), mixed))
        played, words = sum(len(track.notes) for track in arrangement.tracks), sum(len(x.words) for x in section.lines)
        say(f"| {section.name} | {section.style} | {arrangement.seconds:.1f} | {played} | {words} |")
        notes += played
    say(f"| all | | {score.duration:.1f} | {notes} | {words_of(score)} |\n")
    with clock.stage("join"):
        return joined(made, score.duration, levels=section_levels(score))


def synth(arrangement: Arrangement, font: SoundFont, clock: Clock) -> None:
    """The synthesizer alone, once more."""
    with clock.stage("synthesizer alone"):
        for track in arrangement.tracks:
            render_track(track, font, arrangement.seconds)


def files(score: Score, mix: np.ndarray, folder: Path, clock: Clock, say: Callable[[str], None]) -> None:
    """Write the three files and measure them."""
    masters = Masters(mix, score.loudness)
    say("| file | LUFS | dBTP | ceiling it took | MB |\n|---|---|---|---|---|")
    for ending in ENCODERS:
        path = folder / f"{score.name}.{ending}"
        with clock.stage("master, encode, measure"):
            ceiling = write_master(masters, path, Tags(score.title))
        found = measure_file(path)
        size = path.stat().st_size / 1e6
        say(f"| {ending} | {found.integrated:.1f} | {found.true_peak:.1f} | {ceiling:.1f} | {size:.1f} |")
    say("")


def table_of_stages(score: Score, clock: Clock, say: Callable[[str], None]) -> None:
    say("| stage, one process | processor s | wall s | × real time (processor) |\n|---|---|---|---|")
    for name, (cpu, wall) in clock.stages.items():
        say(f"| {name} | {cpu:.1f} | {wall:.1f} | {score.duration / max(cpu, 1e-3):.0f} |")
    say("")


def command(path: Path, folder: Path, score: Score, say: Callable[[str], None]) -> None:
    """``eigenreel song render`` on all cores, with an empty cache and again."""
    say("| eigenreel song render | wall s | processor s | part of playing time |\n|---|---|---|---|")
    words = ["song", "render", str(path), "--out", str(folder / "out"), "--cache", str(folder / "cache")]
    for name in ("first", "again"):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, "-m", "eigenreel", *words], check=True, capture_output=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        say(f"| {name} | {wall:.0f} | {cpu:.0f} | {wall / score.duration:.2f} |")
    say("")


def meters(score: Score, mix: np.ndarray, lexicon: Lexicon, say: Callable[[str], None]) -> list[str]:
    """How well it is sung, and what of it is understood under the band; returns the targets that are missed."""
    sung = summary(score.name, measure(score, lexicon))
    say(row(sung) + "\n")
    errors, words = 0, 0
    say("| section | word error rate in the mix |\n|---|---|")
    for section in score.sections:
        counts = [understood(score, line, mix, lexicon) for line in section.lines]
        if counts:
            wrong, all_words = (sum(each) for each in zip(*counts, strict=True))
            errors, words = errors + wrong, words + all_words
            say(f"| {section.name} | {wrong / all_words:.2f} |")
    rate = errors / max(words, 1)
    say(f"| all (at most {MOST_WORD_ERRORS_IN_MIX}) | {rate:.3f} |")
    return [*sung.missed, *(["word errors in the mix"] if rate > MOST_WORD_ERRORS_IN_MIX else [])]


def understood(score: Score, line, mix: np.ndarray, lexicon: Lexicon) -> tuple[int, int]:
    """Words misheard, and words, of a line cut out of the mix."""
    first = max(round((score.seconds(line.start) - MARGIN) * 48000), 0)
    cut = mix[first : round((score.seconds(line.end) + MARGIN / 2) * 48000)].mean(axis=1)
    wanted = " ".join(word.spoken for word in spoken_words(line.words, lexicon))
    return word_distance(wanted, hear(resample_poly(cut, 1, 3).astype(np.float32))), len(plain(wanted))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
