"""eigenreel song."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eigenreel.cli.arguments import Cache, Json, Lang, Out
from eigenreel.cli.report import clock, console, file_size, near, table
from eigenreel.course import SongRef, find_course
from eigenreel.errors import EigenreelError
from eigenreel.options import cache_folder, out_folder, soundfont_path, worker_count
from eigenreel.store import Store

if TYPE_CHECKING:
    from eigenreel.film.result import FilmResult
    from eigenreel.sound.song.score import Score

song = typer.Typer(
    name="song",
    help="Songs: a tune with words in narration/songs/NAME.abc becomes a sung and mixed track. Or bring your own: "
    "align finds when the lines of a track are sung. Films of both: eigenreel render song:NAME.",
    epilog="Try: [bold]eigenreel song list[/bold], [bold]eigenreel song render songs/mathematics_for_ai[/bold]. "
    "How a song is written: docs/songs.md.",
)


@song.callback(invoke_without_command=True)
def song_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def complete_songs(incomplete: str) -> list[str]:
    """Names of songs, for the shell."""
    return [ref.key for ref in find_course(Path.cwd()).songs if incomplete in ref.key]


Songs = Annotated[
    list[str],
    typer.Argument(
        metavar="SONG...",
        help="Songs of the course by name, with or without songs/, or files (my_song.abc).",
        autocompletion=complete_songs,
        show_default=False,
    ),
]


@song.command()
def render(
    songs: Songs,
    stems: Annotated[bool, typer.Option("--stems", help="Write each part of the mix too, as WAV files.")] = False,
    soundfont: Annotated[
        Path | None,
        typer.Option(
            "--soundfont",
            metavar="FILE.sf2",
            help="Instruments of the band; else EIGENREEL_SOUNDFONT, or the small set that comes along.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", help="Cores to use; else all there are.", show_default=False)
    ] = None,
    out: Out = None,
    lang: Lang = "en",
    as_json: Json = False,
    cache: Cache = None,
) -> None:
    """Sing, play, mix and master songs: m4a, opus and wav, with score, lyrics with times, and pictures.

    The results are in build/songs/NAME. A section that did not change is not made again.

    [bold]Examples[/bold]

    eigenreel song render songs/mathematics_for_ai

    eigenreel song render mathematics_for_ai --stems --soundfont FluidR3_GM.sf2

    eigenreel song render my_song.abc --out my_folder
    """
    course = find_course(Path.cwd(), lang)
    workers, font = worker_count(jobs), soundfont_path(soundfont)
    folder = out_folder(out, course.root, Path.cwd())
    refs = [_found(text, course) for text in songs]
    records = [_render(ref, folder / ref.key, Store(cache_folder(cache)), font, workers, stems) for ref in refs]
    if as_json:
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    _print_files(records)


def _found(text: str, course) -> SongRef:
    from eigenreel.sound.song.library import find_song

    return find_song(text, course, Path.cwd())


def _render(
    ref: SongRef, folder: Path, store: Store, font: Path | None, workers: int, stems: bool
) -> dict[str, object]:
    """Make a song and its files; returns what ``--json`` says of it."""
    # Imported late: --help and mistakes in the arguments need no arrays.
    from eigenreel.film.cache import film_key, finished
    from eigenreel.sound.song.library import is_track
    from eigenreel.sound.song.notation import read_song

    if is_track(ref):
        raise EigenreelError(f"{ref.path}: is a track that is sung already; its film: eigenreel render {ref.target}")
    score = read_song(ref.path)
    key = film_key("song", str(ref.path), str(folder.resolve()), stems, str(font), ref.course.title)
    made = finished(store, key) or _made(ref, score, folder, store, key, font, workers, stems)
    return {
        "song": ref.key,
        "title": score.title,
        "duration": made.duration,
        "sections": made.chunks,
        "reused": made.reused,
        "files": [str(path) for path in made.files],
    }


def _made(
    ref: SongRef, score: Score, folder: Path, store: Store, key: str, font: Path | None, workers: int, stems: bool
) -> FilmResult:
    """The files of a song, made and remembered; its chunks are its sections."""
    from eigenreel.cli.song_progress import watched_song
    from eigenreel.exports.song_files import write_song
    from eigenreel.film.arrival import expect
    from eigenreel.film.cache import note_finished
    from eigenreel.film.pool import Pool
    from eigenreel.film.reads import watched_reads
    from eigenreel.film.result import FilmResult
    from eigenreel.sound.song.production import Recipe, produce
    from eigenreel.words.lexicon import Lexicon

    began = time.perf_counter()
    expect(folder / f"{score.name}.wav")
    sources = (ref.path, ref.course.lexicon_path, *([font] if font else []))
    with watched_reads(sources, [store.root]) as reads, Pool(workers) as pool:
        recipe = Recipe(score, store, font, Lexicon.read(ref.course.lexicon_path), ref.path)
        with watched_song(ref.name, len(score.sections)) as watcher:
            production = produce(recipe, pool.submit, watcher, stems)
            written = write_song(production, folder, ref.course.title, watcher.file_done)
            files = tuple(path.resolve() for path in written)
            watcher.song_done()
    made = FilmResult(
        files[0],
        files,
        production.track.seconds,
        files[0].stat().st_size,
        len(score.sections),
        len(production.reused),
        time.perf_counter() - began,
    )
    note_finished(store, key, made, reads.contents)
    return made


def _print_files(records: list[dict[str, object]]) -> None:
    for record in records:
        reused = f"{record['reused']} of {record['sections']} sections as before"
        console().print(f"{record['title']}: {clock(record['duration'])}, {reused}")
        grid = table("file", "size", numbers=("size",))
        for path in map(Path, record["files"]):
            grid.add_row(near(path), file_size(path.stat().st_size))
        console().print(grid)


@song.command("list")
def list_songs(lang: Lang = "en", out: Out = None, as_json: Json = False) -> None:
    """Show the songs of the course: title, unit, length, sections with their styles, and what is rendered.

    [bold]Examples[/bold]

    eigenreel song list

    eigenreel song list --json
    """
    course = find_course(Path.cwd(), lang)
    folder = out_folder(out, course.root, Path.cwd())
    records = [_record(ref, folder) for ref in course.songs]
    if as_json:
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    console().print(f"{course.title} ({course.root})")
    grid = table("song", "title", "unit", "length", "sections", "track", numbers=("length",))
    for each in records:
        sections = ", ".join(f"{name}: {style}" for name, style in each["sections"])
        grid.add_row(each["song"], each["title"], each["unit"], clock(each["duration"]), sections, each["state"])
    console().print(grid)


def _record(ref: SongRef, folder: Path) -> dict[str, object]:
    from eigenreel.sound.song.library import read_any_song
    from eigenreel.sound.song.notation_recordings import find_recordings

    score = read_any_song(ref)
    track = folder / ref.key / f"{ref.name}.m4a"
    sources = (ref.path, *find_recordings(score, ref.path))
    state = "" if not track.is_file() else "rendered" if all(_newer(track, each) for each in sources) else "outdated"
    return {
        "song": ref.key,
        "title": score.title,
        "unit": score.unit,
        "duration": score.duration,
        "sections": [(section.name, section.style) for section in score.sections],
        "state": state,
    }


def _newer(track: Path, source: Path) -> bool:
    return track.stat().st_mtime >= source.stat().st_mtime
