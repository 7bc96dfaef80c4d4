"""The commands that are compared, and where each puts what it makes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from measuring.command import Cost, run
from measuring.subjects import ROOT, Subject

PROGRAMS = Path(sys.executable).parent
LONGEST = 1800
"""Seconds after which a render has failed."""


@dataclass(frozen=True)
class Renderer:
    """A command with its options.

    Attributes:
        name: as in results.
        program: "manim" or "eigenreel".
    """

    name: str
    program: str
    flags: tuple[str, ...]


MANIM = Renderer("manim", "manim", ())
MANIM_INFLIGHT = Renderer("manim-inflight-4", "manim", ("--max-inflight-encoders", "4"))
TWO_WORKERS = Renderer("eigenreel-j2", "eigenreel", ("-j", "2"))
ONE_WORKER = Renderer("eigenreel-j1", "eigenreel", ("-j", "1"))
RENDERERS = (MANIM, TWO_WORKERS, MANIM_INFLIGHT, ONE_WORKER)
"""In the order in which they run: theirs and ours in turn."""


@dataclass(frozen=True)
class Render:
    """A subject and a renderer, with a folder for its cache and its films.

    Args:
        speech: a cache that holds the subject's speech, so that no render pays for speaking.
    """

    subject: Subject
    renderer: Renderer
    quality: str
    folder: Path
    speech: Path

    def cold(self) -> Cost:
        """Render with an empty cache of pictures."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if self.speech.exists():
            shutil.copytree(self.speech, self.cache, copy_function=os.link)
        return self.again()

    def warm(self) -> Cost:
        """The same command once more, with its cache there and its films gone."""
        shutil.rmtree(self.folder / "out")
        return self.again()

    def again(self) -> Cost:
        """The same command once more, with everything there."""
        command, environment = self.command()
        return run(command, ROOT, LONGEST, environment)

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def is_rendered(self) -> bool:
        return len(self._films()) == 1

    @property
    def film(self) -> Path:
        (film,) = self._films()
        return film

    def _films(self) -> list[Path]:
        films = self.folder.rglob("*.mp4")
        no_films = {"partial_movie_files", "cache"}
        return [path for path in films if not no_films & set(path.relative_to(self.folder).parts)]

    def command(self) -> tuple[list[str | Path], Mapping[str, str]]:
        """What is run, and what is added to its environment."""
        program, flags = PROGRAMS / self.renderer.program, self.renderer.flags
        if self.renderer.program == "manim":
            quiet = ("--progress_bar", "none", "-v", "WARNING")
            media = ("--media_dir", self.folder / "media")
            command = [program, "render", f"-q{self.quality}", *flags, *quiet, *media, self.subject.path]
            # A lesson under manim finds its speech by this.
            return command, {"EIGENREEL_CACHE": str(self.cache)}
        places = ("--out", self.folder / "out", "--cache", self.cache)
        return [program, "render", self.subject.target, "-q", self.quality, *flags, *places], {}
