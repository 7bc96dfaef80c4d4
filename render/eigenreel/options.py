"""Options: what a command is told, frozen. The only file that reads the environment."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from eigenreel.errors import EigenreelError, suggest
from eigenreel.store import Store

CACHE_VARIABLE = "EIGENREEL_CACHE"
VOICE_VARIABLE = "EIGENREEL_VOICE"
SOUNDFONT_VARIABLE = "EIGENREEL_SOUNDFONT"
DEFAULT_VOICE = "hibari"
FORMATS = ("mp4", "webm", "mov", "gif", "png")
PRESET_FORMATS = ("mp4", "webm")
PRESETS = MappingProxyType(
    {
        "draft": "quickest, for looking at while working",
        "standard": "quick and good",
        "archive": "smallest at high quality, for keeping and publishing; may take several times as long",
    }
)
"""What each is for."""
LARGEST_SIDE = 16384
LARGEST_SEED = 2**32 - 1
"""Of NumPy's generator."""


@dataclass(frozen=True)
class Quality:
    """A picture size in pixels and a rate in frames a second."""

    name: str
    width: int
    height: int
    fps: int


QUALITIES = MappingProxyType(
    {
        "l": Quality("low", 854, 480, 15),
        "m": Quality("medium", 1280, 720, 30),
        "h": Quality("high", 1920, 1080, 60),
        "p": Quality("production", 2560, 1440, 60),
        "k": Quality("fourk", 3840, 2160, 60),
    }
)
"""Manim's own letters and numbers."""


@dataclass(frozen=True)
class RenderOptions:
    """What changes a film or the way it is made, apart from the course's files.

    Attributes:
        jobs: cores to use: worker processes, or one that takes turns with this process.
        cluster: the address of the scheduler whose workers encode instead; None is this machine.
        out: the folder that ``<key>.mp4`` and the files beside it go to.
        cache: the folder of speech, chunks and film keys.
        parameters: a lesson's parameter values as ``--set`` gives them, as text.
        from_beat, to_beat: the first and last beat of a clip; None is the film's own.
        vignette: the lesson's loop instead of its film.
        song: whether a lesson ends with its lines of a song.
        soundfont: the instruments of songs; None is the set that comes along.
        preset: one of ``PRESETS``.
        sparse: held frames as one packet that lasts: a variable frame rate.
        transparent: no background.
    """

    width: int
    height: int
    fps: int
    jobs: int
    out: Path
    cache: Path
    format: str = "mp4"
    voice: str = DEFAULT_VOICE
    lang: str = "en"
    parameters: Mapping[str, str] = field(default_factory=dict)
    from_beat: str | None = None
    to_beat: str | None = None
    vignette: bool = False
    song: bool = False
    soundfont: Path | None = None
    captions: bool = True
    seed: int = 0
    cluster: str | None = None
    preset: str = "standard"
    sparse: bool = False
    transparent: bool = False

    @property
    def picture(self) -> str:
        """Format and preset, as people say it: "webm (draft, transparent)"."""
        preset = [self.preset] if self.format in PRESET_FORMATS else []
        words = preset + ["sparse"] * self.sparse + ["transparent"] * self.transparent
        return f"{self.format} ({', '.join(words)})" if words else self.format

    @property
    def store(self) -> Store:
        return Store(self.cache)


def frame_size(quality: str, resolution: str | None, fps: int | None) -> Quality:
    """The size and rate of ``-q``, with those of ``-r`` and ``--fps`` in their place where they are given.

    Raises:
        EigenreelError: an unknown letter, an odd or absurd size, or an impossible rate.

    >>> frame_size("m", "1080x1920", None)
    Quality(name='medium', width=1080, height=1920, fps=30)
    """
    if quality not in QUALITIES:
        raise EigenreelError(f"-q {quality}: no such quality; {suggest(quality, QUALITIES)}")
    chosen = QUALITIES[quality]
    width, height = parse_resolution(resolution) if resolution else (chosen.width, chosen.height)
    rate = chosen.fps if fps is None else fps
    if not 1 <= rate <= 240:
        raise EigenreelError(f"--fps {rate}: not a rate; give frames a second from 1 to 240")
    return Quality(chosen.name, width, height, rate)


def parse_resolution(text: str) -> tuple[int, int]:
    """Width and height of ``WIDTHxHEIGHT``; a comma, as Manim writes it, does too.

    Raises:
        EigenreelError: it is something else, or odd, which no player's chroma can hold.
    """
    match = re.fullmatch(r"(\d+)[x×,](\d+)", text.strip().lower())
    if match is None:
        raise EigenreelError(f"-r {text}: not a size; give it as 1280x720")
    width, height = int(match[1]), int(match[2])
    if width % 2 or height % 2 or not (16 <= width <= LARGEST_SIDE and 16 <= height <= LARGEST_SIDE):
        raise EigenreelError(f"-r {text}: not a size for video; give even numbers from 16 to {LARGEST_SIDE}")
    return width, height


def parse_settings(texts: Sequence[str]) -> Mapping[str, str]:
    """Names and values of ``--set NAME=VALUE``, each name once.

    Raises:
        EigenreelError: no equals sign, no name, or a name twice.

    >>> dict(parse_settings(["prevalence=0.05"]))
    {'prevalence': '0.05'}
    """
    settings: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise EigenreelError(f"--set {text}: not a setting; give it as NAME=VALUE")
        if name.strip() in settings:
            raise EigenreelError(f"--set {text}: '{name.strip()}' is set twice; give it once")
        settings[name.strip()] = value.strip()
    return MappingProxyType(settings)


def cache_folder(given: Path | None = None) -> Path:
    """``--cache``, else the environment's, else this system's folder for caches.

    Raises:
        EigenreelError: nobody knows where that is.
    """
    if given is not None:
        return _written_out(given, "--cache")
    if os.environ.get(CACHE_VARIABLE):
        return _written_out(Path(os.environ[CACHE_VARIABLE]), CACHE_VARIABLE)
    if sys.platform == "darwin":
        return _written_out(Path("~/Library/Caches/eigenreel"), "--cache")
    # The XDG rule: a relative path there is to be ignored.
    base = os.environ.get("XDG_CACHE_HOME", "")
    return Path(base) / "eigenreel" if Path(base).is_absolute() else _written_out(Path("~/.cache/eigenreel"), "--cache")


def _written_out(path: Path, option: str) -> Path:
    """A path without ``~`` and links."""
    try:
        return path.expanduser().resolve()
    except RuntimeError as error:
        # Somebody without a home, as in some containers, or links that lead to each other.
        what = str(error).rstrip(".")
        raise EigenreelError(f"{path}: {what[0].lower()}{what[1:]}; name another place with {option}") from error


def out_folder(given: Path | None, course_root: Path, start: Path) -> Path:
    """``--out``, else ``build`` in the course that ``start`` is in, else ``build`` in ``start``.

    A course that is not around ``start`` is the built-in one, whose folder may not be ours to write to.

    Raises:
        EigenreelError: nobody knows where that is.
    """
    if given is not None:
        return _written_out(given, "--out")
    start = start.resolve()
    return (course_root if start.is_relative_to(course_root) else start) / "build"


def worker_count(given: int | None = None) -> int:
    """``-j``, else as many as this process has cores.

    Raises:
        EigenreelError: less than one.
    """
    if given is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if given < 1:
        raise EigenreelError(f"-j {given}: not a number of workers; give 1 or more")
    return given


def parse_cluster(text: str) -> str:
    """The address of a scheduler, as Dask writes it.

    Raises:
        EigenreelError: it is none.

    >>> parse_cluster("render-box:8786")
    'tcp://render-box:8786'
    """
    match = re.fullmatch(r"(?:(tcp|tls)://)?([\w.-]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})", text.strip())
    if match is None or not 0 < int(match[3]) < 65536:
        raise EigenreelError(f"{text}: not the address of a scheduler; give it as tcp://host:8786")
    return f"{match[1] or 'tcp'}://{match[2]}:{match[3]}"


def parse_format(text: str) -> str:
    """One of ``FORMATS``.

    Raises:
        EigenreelError: it is another.
    """
    if text not in FORMATS:
        raise EigenreelError(f"--format {text}: no such format; {suggest(text, FORMATS)}")
    return text


def check_picture(options: RenderOptions) -> None:
    """Whether preset, ``--sparse`` and ``--transparent`` suit the format.

    Raises:
        EigenreelError: one of them does not.
    """
    if options.preset not in PRESETS:
        raise EigenreelError(f"--preset {options.preset}: no such preset; {suggest(options.preset, PRESETS)}")
    if options.preset != "standard" and options.format not in PRESET_FORMATS:
        raise EigenreelError(f"--preset {options.preset}: only mp4 and webm have presets; leave it out")
    if options.sparse and options.format in ("gif", "png"):
        reason = "a gif holds its frames already" if options.format == "gif" else "a png has no frames to hold"
        raise EigenreelError(f"--sparse: {reason}; leave it out")
    if options.transparent and options.format == "mp4":
        raise EigenreelError("--transparent: an mp4 has a background; give --format webm, mov, gif or png")


def default_voice() -> str:
    """The voice where no ``--voice`` can be given, as under ``manim render``."""
    return os.environ.get(VOICE_VARIABLE) or DEFAULT_VOICE


def soundfont_path(given: Path | None = None) -> Path | None:
    """``--soundfont``, else the environment's; None is the one that comes along."""
    named = given or os.environ.get(SOUNDFONT_VARIABLE)
    return _written_out(Path(named), "--soundfont" if given else SOUNDFONT_VARIABLE) if named else None


def default_store() -> Store:
    """The store in the default cache folder."""
    return Store(cache_folder())


def parse_bytes(text: str) -> int:
    """A number of bytes, as people write it.

    Raises:
        EigenreelError: it is something else.

    >>> parse_bytes("1.5GB")
    1500000000
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)b?", text.strip().lower())
    if match is None:
        raise EigenreelError(f"{text}: not a size; give it as 500MB or 5GB")
    return round(float(match[1]) * 1000 ** " kmgt".index(match[2] or " "))
