"""eigenreel song align and song nudge: somebody's own track, its lines put in time and corrected by ear."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eigenreel.cli.arguments import Cache, Json, Out
from eigenreel.cli.report import clock, console, near, table
from eigenreel.cli.song import complete_songs, song
from eigenreel.course import find_course
from eigenreel.errors import EigenreelError
from eigenreel.options import cache_folder, out_folder, worker_count
from eigenreel.sound.track import ENDING, UNLIKE
from eigenreel.store import Store

if TYPE_CHECKING:
    from eigenreel.sound.track.project import TrackProject

OTHER_FILE = "name another file with --to"
CHANGEABLE = "let files be changed in its folder"
NUDGE = re.compile(r"(\d+)=([+-]?)(?:(\d+):)?(\d+(?:\.\d+)?)")


@song.command()
def align(
    track: Annotated[Path, typer.Argument(metavar="TRACK", help="The song: mp3, wav, m4a, flac, ogg, …")],
    lyrics: Annotated[
        Path,
        typer.Argument(metavar="LYRICS", help="Its words: plain text with headings, LRC, or UltraStar."),
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="FILE.track.yaml", help="Where to write; else beside the lyrics.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Of the song; else the name of the file.", show_default=False)
    ] = None,
    lesson: Annotated[str, typer.Option(help="Whose vignette is shown with lines.")] = "deep_learning/math_map",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    as_json: Json = False,
    cache: Cache = None,
) -> None:
    """Find out when each line of a song is sung, and write that to a file that you can correct.

    Lyrics that have times (LRC, UltraStar) keep them. In narration/songs of a course, the file is a song of it.

    [bold]Examples[/bold]

    eigenreel song align "my song.mp3" narration/songs/my_song.txt

    eigenreel song align song.wav song.lrc --lesson linear_algebra/vectors
    """
    from eigenreel.cli.song_progress import listening
    from eigenreel.film.arrival import expect, write_whole
    from eigenreel.film.pool import Pool
    from eigenreel.sound.track.aligner import Hands
    from eigenreel.sound.track.listening import listen
    from eigenreel.sound.track.lyrics import read_lyrics
    from eigenreel.sound.track.making import Labels, make_project
    from eigenreel.sound.track.project import compose_project
    from eigenreel.words.lexicon import Lexicon

    path = to or lyrics.with_name(lyrics.name.removesuffix(lyrics.suffix) + ENDING)
    if not path.name.endswith(ENDING):
        raise EigenreelError(f"{path}: would not be known as a track; give it a name that ends with {ENDING}")
    if path.is_dir():
        raise EigenreelError(f"{path}: is a folder; {OTHER_FILE}")
    if path.exists() and not force:
        raise EigenreelError(
            f"{path}: is there already, perhaps with corrections; give --force, or another name by --to"
        )
    expect(path, OTHER_FILE)
    given, heard = read_lyrics(lyrics), listen(track)
    for remark in given.remarks:
        typer.echo(f"eigenreel: {remark}", err=True)
    labels = Labels(title or path.name.removesuffix(ENDING).replace("_", " ").title(), _from(track, path), "", lesson)
    lexicon = Lexicon.read(find_course(Path.cwd()).lexicon_path)
    with listening(f"{track.name} ({clock(heard.seconds)})") as told, Pool(worker_count(None)) as pool:
        hands = Hands(pool.submit, told, Store(cache_folder(cache)))
        project = make_project(heard, given, labels, lexicon, hands)
    write_whole(path, compose_project(project).encode(), OTHER_FILE)
    _warn(project, track)
    _show(project, path, as_json)


@song.command()
def nudge(
    name: Annotated[
        str, typer.Argument(metavar="SONG", help="A track by name or file.", autocompletion=complete_songs)
    ],
    nudges: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LINE=SECONDS", help="3=12.4 or 3=1:12.4: from then on; 3=+0.2: later.", show_default=False
        ),
    ] = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Correct when lines of a track are sung; without corrections, make a page to find them by ear.

    On the page: play, press B or Enter when a line begins, and copy the command that the page writes for you.

    [bold]Examples[/bold]

    eigenreel song nudge my_song

    eigenreel song nudge my_song 3=12.4 7=+0.2
    """
    from eigenreel.exports.nudge_page import nudge_page
    from eigenreel.film.arrival import write_whole
    from eigenreel.sound.song.library import find_song, is_track
    from eigenreel.sound.track.project import all_nudged, compose_project, read_project, track_path

    course = find_course(Path.cwd())
    ref = find_song(name, course, Path.cwd())
    if not is_track(ref):
        raise EigenreelError(f"{ref.path}: is sung here, by its notes; correct those")
    project = read_project(ref.path)
    if nudges:
        project = all_nudged(project, dict(_read(text, project) for text in nudges))
        write_whole(ref.path, compose_project(project).encode(), CHANGEABLE)
        _show(project, ref.path, as_json)
        return
    page = out_folder(out, course.root, Path.cwd()) / ref.key / f"{ref.name}.nudge.html"
    # A path from here would be no path from where the page's command is run.
    called = str(ref.path) if Path(name).expanduser().is_file() else name
    write_whole(page, nudge_page(project, track_path(project, ref.path), called).encode())
    _show(project, page, as_json)


def _read(text: str, project: TrackProject) -> tuple[int, float]:
    """The line of a correction, and when it is to begin."""
    match = NUDGE.fullmatch(text)
    if match is None:
        raise EigenreelError(f"{text!r} is no correction; write LINE=SECONDS, as 3=12.4, 3=1:12.4 or 3=+0.2")
    number, seconds = int(match[1]), 60 * int(match[3] or 0) + float(match[4])
    if not match[2]:
        return number, seconds
    if not 1 <= number <= len(project.lines):
        raise EigenreelError(f"line {number}: there are lines 1 to {len(project.lines)}; choose one of them")
    sign = -1 if match[2] == "-" else 1
    return number, round(project.lines[number - 1].start + sign * seconds, 3)


def _from(track: Path, project: Path) -> str:
    """The track's path from the folder of the project, if they are near each other."""
    whole, folder = track.resolve(), project.resolve().parent
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else whole.as_posix()


def _warn(project: TrackProject, track: Path) -> None:
    """Say so if most of the words do not seem to be those of the track."""
    strange = sum(line.doubt == UNLIKE for line in project.lines)
    if strange > len(project.lines) / 2:
        typer.echo(
            f"eigenreel: {strange} of {len(project.lines)} lines do not sound like their words; "
            f"check that they are the lyrics of {track.name}",
            err=True,
        )


def _show(project: TrackProject, path: Path, as_json: bool) -> None:
    doubtful = sum(bool(line.doubt) for line in project.lines)
    if as_json:
        lines = [line.model_dump() for line in project.lines]
        typer.echo(json.dumps({"path": str(path), "doubtful": doubtful, "lines": lines}, ensure_ascii=False, indent=1))
        return
    grid = table("", "begins", "line", "in doubt", numbers=("", "begins"))
    for number, line in enumerate(project.lines, 1):
        grid.add_row(str(number), f"{line.start:.2f} s", line.text, line.doubt)
    console().print(grid)
    console().print(f"{len(project.lines)} lines, {doubtful} in doubt: {near(path)}")
