"""What an edit costs: a lesson is rendered, something in it is changed, and it is rendered again.

Each edit starts from the same rendered state. Frames encoded are counted in the cache: those of the chunks that the
second render put there, against those of the first.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from eigenreel.film.segment import Segment
from eigenreel.film.worker import CHUNKS
from eigenreel.store import Store
from measuring.command import CommandError, Cost, run
from measuring.renderers import LONGEST, PROGRAMS
from measuring.results import Record
from measuring.staged import recording_of, speech_of
from measuring.subjects import ROOT, Subject
from measuring.task import Setting, Task

SENTENCE, ANIMATION, COLOUR = "sentence", "animation", "colour"
EDITS = {
    "linear_algebra/vectors": {
        SENTENCE: ("here, the rest is filled by chance.", "here, chance alone fills in all the rest."),
        ANIMATION: ("FadeIn(words_here.king, scale=0.7)", "FadeIn(words_here.king, shift=DOWN)"),
        COLOUR: ('Prose("vector", size=WORD_SIZE, color=theme.VECTOR)', 'Prose("vector", size=WORD_SIZE)'),
    },
    "optimization/gradient_descent": {
        SENTENCE: ("Nobody tells the ball to slow down.", "Nobody ever told the ball that it should slow down."),
        ANIMATION: ("FadeIn(slope, shift=0.2 * RIGHT), run_time=1.5)", "FadeIn(slope, scale=0.5), run_time=1.5)"),
        COLOUR: ("color=theme.GRADIENT, stroke_width=6)", "color=theme.CONTRAST, stroke_width=6)"),
    },
    "probability/bayes_theorem": {
        SENTENCE: ("with nothing gained or lost.", "and on the way nothing is gained and nothing is lost."),
        ANIMATION: ("self.play(FadeIn(dot, shift=0.2 * DOWN))", "self.play(FadeIn(dot, scale=0.5))"),
        COLOUR: ('{specificity_percent} of the healthy", HEALTHY)', '{specificity_percent} of the healthy", CONTEXT)'),
    },
}
"""For each lesson what is replaced by what: a sentence of its script, an animation and a colour of its scene."""


@dataclass(frozen=True)
class Bench:
    """A copy of the course in a folder of its own, with the cache and films made of it."""

    subject: Subject
    setting: Setting

    @property
    def folder(self) -> Path:
        return self.setting.work / "edits" / self.subject.folder

    @property
    def course(self) -> Path:
        return self.folder / "course"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def rendered_cache(self) -> Path:
        """The cache as it was after the first render."""
        return self.folder / "rendered_cache"

    def render(self) -> Cost:
        places = ("--out", self.folder / "out", "--cache", self.cache)
        command = [PROGRAMS / "eigenreel", "render", self.subject.key, "-q", self.setting.quality, "-j", "2", *places]
        return run(command, self.course, LONGEST)

    def copy_course(self) -> None:
        """The course as it is in this repository."""
        shutil.rmtree(self.course, ignore_errors=True)
        for name in ("scenes", "narration"):
            shutil.copytree(ROOT / name, self.course / name, ignore=shutil.ignore_patterns("__pycache__"))

    def apply(self, edit: str) -> None:
        """Change the script or the scene.

        Raises:
            CommandError: what is to be replaced does not stand there exactly once.
        """
        old, new = EDITS[self.subject.key][edit]
        name = f"narration/en/{self.subject.key}.md" if edit == SENTENCE else f"scenes/{self.subject.key}.py"
        path = self.course / name
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            found = f"{name}: has {text.count(old)} times {old!r}"
            raise CommandError(f"{found}; name another edit in bench/measuring/edits.py")
        path.write_text(text.replace(old, new), encoding="utf-8")


def tasks(subjects: list[Subject], setting: Setting) -> Iterator[Task]:
    """The measurements of the lessons that have edits."""
    for subject in subjects:
        if subject.key not in EDITS:
            continue
        bench = Bench(subject, setting)
        yield Task(key_of(subject, setting.quality, "full"), partial(_full, bench))
        *others, last = (
            Task(key_of(subject, setting.quality, edit), partial(_edited, bench, edit)) for edit in EDITS[subject.key]
        )
        yield from others
        yield replace(last, after=partial(shutil.rmtree, bench.folder, ignore_errors=True))


def key_of(subject: Subject, quality: str, step: str) -> str:
    """Where a record of an edit is kept; "full" is the first render."""
    return f"edit/{quality}/{subject.key}/{step}"


def _full(bench: Bench) -> Record:
    """Render everything; only speech is there already."""
    recording_of(bench.subject, bench.setting)
    shutil.rmtree(bench.folder, ignore_errors=True)
    bench.copy_course()
    shutil.copytree(speech_of(bench.subject, bench.setting), bench.cache, copy_function=os.link)
    cost = bench.render()
    shutil.copytree(bench.cache, bench.rendered_cache, copy_function=os.link)
    return cost.record() | encoded_since(Store(bench.cache), set())


def _edited(bench: Bench, edit: str) -> Record:
    """Render again after one edit of the rendered lesson."""
    if not bench.rendered_cache.exists():
        _full(bench)
    bench.copy_course()
    bench.apply(edit)
    # Blobs are replaced, never written into, so that links are as good as copies.
    shutil.rmtree(bench.cache)
    shutil.copytree(bench.rendered_cache, bench.cache, copy_function=os.link)
    before = chunk_keys(Store(bench.cache))
    return bench.render().record() | encoded_since(Store(bench.cache), before)


def chunk_keys(store: Store) -> set[str]:
    """The keys of all chunks in a store."""
    return {path.name for path in store.entries() if path.parent.parent.name == CHUNKS}


def encoded_since(store: Store, before: set[str]) -> dict[str, int]:
    """How many chunks a store has that it had not before, and the frames that were encoded for them."""
    segments = [store.get(CHUNKS, key) for key in chunk_keys(store) - before]
    return {"chunks": len(segments), "frames": sum(len(Segment.from_bytes(data).packets) for data in segments)}
