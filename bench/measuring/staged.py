"""The frames that every film of a subject should show, as a pickled recording; speaking its beats meanwhile.

    python -m measuring.staged TARGET QUALITY SPEECH RECORDING

Run as a program of its own, so that neither Manim nor the recording stays in the bench's memory.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from eigenreel.film.targets import LessonTarget, resolve
from eigenreel.options import frame_size
from eigenreel.stage.display import Recording
from eigenreel.store import Store
from measuring.command import run
from measuring.subjects import ROOT, Subject
from measuring.task import Setting

LONGEST = 600
"""Seconds after which staging has failed."""


def recording_of(subject: Subject, setting: Setting) -> Path:
    """The file with a subject's recording, made if it is not there; its speech is in ``speech_of`` then."""
    path = setting.work / "recordings" / f"{subject.folder}-{setting.quality}.pickle"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        arguments = [subject.target, setting.quality, speech_of(subject, setting), path]
        run([sys.executable, "-m", "measuring.staged", *arguments], ROOT / "bench", LONGEST)
    return path


def speech_of(subject: Subject, setting: Setting) -> Path:
    """A cache with nothing but the speech of a subject."""
    return setting.work / "speech" / subject.folder


def record(target: str, quality: str, store: Store) -> Recording:
    """Stage a lesson or a scene as ``eigenreel render`` does."""
    # Imported here: others want only the functions above.
    from eigenreel.course import find_course
    from eigenreel.stage.staging import StageOptions, stage_lesson, stage_scene

    size = frame_size(quality, None, None)
    options = StageOptions(size.width, size.height, size.fps)
    (found,) = resolve([target], find_course(ROOT))
    if isinstance(found, LessonTarget):
        return stage_lesson(found.ref, options, store).recording
    return stage_scene(found.path, found.scene, options).recording


def main(target: str, quality: str, speech: str, path: str) -> None:
    recording = record(target, quality, Store(Path(speech)))
    part = Path(path).with_suffix(".part")
    part.write_bytes(pickle.dumps(recording, pickle.HIGHEST_PROTOCOL))
    part.replace(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
