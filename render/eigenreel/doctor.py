"""What this machine has and lacks. Works with packages missing: each is looked for on its own."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module, metadata
from pathlib import Path

from eigenreel.errors import EigenreelError
from eigenreel.film.arrival import standing, try_writing

LEAST_DISK = 1_000_000_000
"""Bytes: a cache and a build of a few lessons."""

LEAST_MEMORY = 2_000_000_000
"""Bytes: Manim, the voice and one worker."""

INSTALL = "install eigenreel again: make setup in the repository, or pip install eigenreel"
HEADERS = "apt-get install libcairo2-dev libpango1.0-dev pkg-config, or brew install cairo pango pkgconf; then"


@dataclass(frozen=True)
class Requirement:
    """Something that rendering needs.

    Attributes:
        found: what is there, or why it is not.
        remedy: how to get it.
    """

    name: str
    present: bool
    found: str
    remedy: str

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


def examine(start: Path, out: Path | None = None, cache: Path | None = None) -> Iterator[Requirement]:
    """Everything that rendering from ``start`` needs."""
    yield _python()
    yield probed("Python packages", _packages, INSTALL)
    for name, probe, remedy in PROBES:
        yield probed(name, probe, remedy)
    yield probed("course", lambda: _course(start), "start in a folder with scenes/ and narration/, or " + INSTALL)
    yield probed("cache folder", lambda: _writable(_cache_folder(cache)), "name a folder of yours with --cache")
    yield probed("build folder", lambda: _writable(_out_folder(start, out)), "name a folder of yours with --out")
    yield probed("disk space", lambda: _disk(_cache_folder(cache)), "free some: eigenreel cache prune")
    yield probed("memory and cores", _memory, "use a machine with at least 2 GB; fewer workers need less: -j 1")


def probed(name: str, probe: Callable[[], str], remedy: str) -> Requirement:
    """The requirement, present if the probe finds it; the probe returns what it found, or raises."""
    try:
        return Requirement(name, True, probe(), remedy)
    except Exception as error:  # noqa: BLE001 - a broken installation may raise anything, and that is the finding
        kind = "" if isinstance(error, EigenreelError) else f"{type(error).__name__}: "
        return Requirement(name, False, kind + " ".join(str(error).split()), remedy)


def _python() -> Requirement:
    version = "{}.{}.{}".format(*sys.version_info[:3])
    supported = (3, 11) <= sys.version_info[:2] < (3, 14)
    return Requirement("Python", supported, version, "use Python 3.11, 3.12 or 3.13: make PYTHON=python3.11")


def _packages() -> str:
    """Everything that eigenreel's own metadata asks of every machine is installed."""
    wanted = [text for text in metadata.requires("eigenreel") or () if ";" not in text]
    names = [re.match(r"[\w.-]+", text)[0] for text in wanted]
    missing = [name for name in names if not _installed(name)]
    if missing:
        raise EigenreelError(f"not installed: {', '.join(missing)}")
    return f"{len(names)} packages"


def _installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


def _libcairo() -> str:
    cairo = import_module("cairo")
    return f"{cairo.cairo_version_string()}, pycairo {cairo.version}"


def _pango() -> str:
    import_module("manimpango")
    return f"manimpango {metadata.version('manimpango')}"


def _manim() -> str:
    version = metadata.version("manim")
    if not version.startswith("0.22."):
        raise EigenreelError(f"manim {version}, but this release follows 0.22")
    import_module("manim.scene.scene")
    return version


def _typst_fonts() -> str:
    """The embedded fonts set a formula."""
    typst = import_module("typst")
    source = b'#set text(font: "New Computer Modern")\n#set page(width: auto, height: auto)\n$sum x^2$'
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "probe.typ")
        page.write_bytes(source)
        typst.compile(str(page), format="svg", font_paths=typst.Fonts(include_system_fonts=False))
    return f"typst {metadata.version('typst')}, with New Computer Modern"


def _voice() -> str:
    """The model is in the package; loading it takes seconds and is not needed to see that it is there."""
    folder = Path(import_module("hibari").__file__).parent
    import_module("onnxruntime")
    models = sorted(folder.rglob("*.onnx"))
    if not models:
        raise EigenreelError(f"no model in {folder}")
    size = sum(path.stat().st_size for path in models) / 1e6
    return f"hibari-tts {metadata.version('hibari-tts')}, model of {size:.0f} MB"


def _soundfont() -> str:
    """The one that songs are played with: named by the environment, or our own."""
    named = import_module("eigenreel.options").soundfont_path()
    module = import_module("eigenreel.sound.song.soundfont")
    font = module.read_soundfont(named or module.built_in_soundfont())
    return f"{font.path.name}, {len(font.presets)} presets" + (f" ({font.path})" if named else "")


def _ffmpeg() -> str:
    program = import_module("imageio_ffmpeg").get_ffmpeg_exe()
    return f"{import_module('imageio_ffmpeg').get_ffmpeg_version()} ({Path(program).name})"


def _x264() -> str:
    av = import_module("av")
    for codec in ("libx264", "aac"):
        av.codec.Codec(codec, "w")
    return f"PyAV {metadata.version('av')} with libx264 and aac"


def _course(start: Path) -> str:
    course = import_module("eigenreel.course").find_course(start)
    return f"{course.title}, {len(course.lessons)} lessons ({course.root})"


def _cache_folder(given: Path | None) -> Path:
    return import_module("eigenreel.options").cache_folder(given)


def _out_folder(start: Path, given: Path | None) -> Path:
    course = import_module("eigenreel.course").find_course(start)
    return import_module("eigenreel.options").out_folder(given, course.root, start)


def _writable(folder: Path) -> str:
    """A file can be made there, or in the nearest folder above that exists."""
    try:
        try_writing(folder)
    except OSError as error:
        raise EigenreelError(f"{standing(folder)}: no file can be made there ({error.strerror})") from error
    return str(folder)


def _disk(folder: Path) -> str:
    free = shutil.disk_usage(standing(folder)).free
    if free < LEAST_DISK:
        raise EigenreelError(f"{free / 1e9:.1f} GB free at {folder}")
    return f"{free / 1e9:.0f} GB free"


def _memory() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if memory < LEAST_MEMORY:
        raise EigenreelError(f"{memory / 1e9:.1f} GB of memory")
    cores = import_module("eigenreel.options").worker_count()
    return f"{memory / 1e9:.0f} GB, {cores} cores"


PROBES: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("libcairo", _libcairo, f"{HEADERS} {INSTALL}"),
    ("pango", _pango, f"{HEADERS} {INSTALL}"),
    ("Manim", _manim, INSTALL),
    ("typst fonts", _typst_fonts, INSTALL),
    ("voice model", _voice, INSTALL),
    ("soundfont", _soundfont, "set EIGENREEL_SOUNDFONT to a General MIDI .sf2 file, or unset it; else " + INSTALL),
    ("ffmpeg program", _ffmpeg, INSTALL),
    ("H.264 and AAC encoders", _x264, INSTALL),
)
