"""Lesson: an ordinary Manim scene whose beats wait for its voice."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from manim import ThreeDScene, config

from eigenreel.errors import EigenreelError, suggest
from eigenreel.scene_module import place_of, said_by
from eigenreel.sound.speech import Speech
from eigenreel.stage.parameter import parameters_of
from eigenreel.stage.telling import Telling
from eigenreel.words.timeline import BeatSpan, TimedWord, Timeline

VOICE_DELAY = 0.35
"""Seconds from the start of a beat to its first word: the picture leads the voice."""

LEAD = 0.35
"""Seconds by which ``wait_until`` comes before the word of its cue."""

BEAT_REST = 0.6
"""Seconds of rest after a beat."""

LATE = 0.25
"""Seconds by which a cue may be missed before the lesson's timeline says so."""


@dataclass
class Words:
    """The voice of the beat that is being told. Times are seconds."""

    lesson: Lesson
    name: str
    start_frame: int
    speech_start: int
    speech: Speech
    late: dict[str, float] = field(default_factory=dict)

    @property
    def duration(self) -> float:
        """From the start of the beat to the end of its last word."""
        return self.speech_start / config.frame_rate - self.start_frame / config.frame_rate + self.speech.duration

    @property
    def remaining(self) -> float:
        """From now to the end of the last word, and at least one frame."""
        return self._seconds_to(self.speech.duration)

    def until(self, cue: str, lead: float = 0.0) -> float:
        """From now to ``lead`` seconds before a cue's word, and at least one frame, so that it can be a ``run_time``.

        Raises:
            EigenreelError: the beat has no such cue.
        """
        if cue not in self.speech.cues:
            there = suggest(cue, self.speech.cues, f"mark a word of that paragraph with [@{cue}]")
            raise EigenreelError(f"no cue '{cue}' in beat '{self.name}'; {there}")
        behind = self._now() - self._at(self.speech.cues[cue])
        if behind > LATE:
            self.late[cue] = behind
        return self._seconds_to(self.speech.cues[cue] - lead)

    def _now(self) -> float:
        return self.lesson.frame_now / config.frame_rate

    def _at(self, speech_time: float) -> float:
        return self.speech_start / config.frame_rate + speech_time

    def _seconds_to(self, speech_time: float) -> float:
        return max(self._at(speech_time) - self._now(), 1 / config.frame_rate)


class Lesson(ThreeDScene):
    """A scene that is told: each ``with self.beat(name)`` speaks one paragraph of its script.

    Write ``facts`` and ``construct``, and a ``vignette`` that loops. The camera starts facing the plane, so a lesson
    in two dimensions is drawn exactly as a ``Scene`` would draw it.
    """

    def __init__(self, *args: Any, telling: Telling | None = None, **kwargs: Any) -> None:
        self.telling = telling
        self.spans: list[BeatSpan] = []
        self.voice_clips: list[tuple[int, Speech]] = []
        self._words: Words | None = None
        if telling is not None:
            self._take_parameters(telling.parameters)
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        super().setup()
        if self.telling is None:
            self.telling = tell_by_default(type(self))
            self._take_parameters(self.telling.parameters)

    # What a lesson author writes

    def facts(self) -> dict[str, object]:
        """Every number that is spoken, drawn or asked about, from the parameters alone."""
        return {}

    def vignette(self) -> None:
        """A loop of 4 to 8 seconds: the lesson's signature picture."""
        raise EigenreelError("no vignette; write a method vignette(self) that loops in 4 to 8 seconds")

    # What a lesson author calls

    @contextmanager
    def beat(self, name: str, rest: float = BEAT_REST) -> Iterator[Words]:
        """Speak a beat of the script while the block's animations play.

        The block ends ``rest`` seconds after its voice and its animations are both over.

        Raises:
            EigenreelError: the script has no such beat, it was told before, or it is inside another.
        """
        speech = self._speech_of(name)
        start = self.frame_now
        words = Words(self, name, start, start + round(VOICE_DELAY * config.frame_rate), speech)
        self._say(words)
        self._words = words
        yield words
        self._words = None
        speech_end = words.speech_start + round(speech.duration * config.frame_rate)
        self._hold(max(speech_end - self.frame_now, 0) + round(rest * config.frame_rate))
        self.spans.append(self._span(words))

    def wait_until(self, cue: str | Callable[[], bool], max_time: float = 60, *, lead: float = LEAD) -> None:
        """Wait until ``lead`` seconds before a cue's word, if it has not passed; or, as in Manim, for a condition."""
        if not isinstance(cue, str):
            super().wait_until(cue, max_time)
            return
        if self._words is None:
            raise EigenreelError(f"wait_until('{cue}') outside a beat; put it inside `with self.beat(…)`")
        frames = round(self._words.until(cue, lead) * config.frame_rate)
        if frames > 1:
            self._hold(frames)

    # What the stage reads

    @property
    def frame_now(self) -> int:
        """Frames played so far."""
        return round(self.renderer.time * config.frame_rate)

    @classmethod
    def facts_for(cls, parameters: Mapping[str, Any]) -> dict[str, object]:
        """The facts under these parameter values, without building a scene.

        Raises:
            EigenreelError: the facts cannot be computed for these values, or not at all.
        """
        lesson = cls.__new__(cls)
        lesson._take_parameters(parameters)
        try:
            facts = lesson.facts()
        except EigenreelError:
            raise
        except (Exception, SystemExit) as error:
            if parameters and isinstance(error, ArithmeticError | ValueError):
                values = ", ".join(f"{name}={value}" for name, value in parameters.items())
                raise EigenreelError(f"{cls.__name__}: no facts for {values} ({error}); choose other values") from error
            # Facts are any Python program, as the scene is; whatever it raises is its author's to mend.
            place = place_of(error, Path(inspect.getfile(cls)))
            raise EigenreelError(f"{place}: {said_by(error)}; mend facts()") from error
        if not isinstance(facts, Mapping):
            raise EigenreelError(f"{cls.__name__}: facts() gives {facts!r}; return a dict of values by name")
        return facts

    def timeline(self, fps: int, frames: int) -> Timeline:
        """When every beat, word and cue happened.

        Raises:
            EigenreelError: a beat of the script was not told.
        """
        told = {span.name for span in self.spans}
        missing = [name for name in self.telling.script.beat_names if name not in told]
        if missing:
            raise EigenreelError(
                f"never tells beat '{missing[0]}' of {self.telling.script.path.name}; "
                f'add `with self.beat("{missing[0]}"):` or remove the paragraph'
            )
        telling = self.telling
        return Timeline(telling.key, telling.study.title, telling.lang, fps, frames, tuple(self.spans))

    def _take_parameters(self, values: Mapping[str, Any]) -> None:
        for name in parameters_of(type(self)):
            if name in values:
                setattr(self, name, values[name])

    def _speech_of(self, name: str) -> Speech:
        speeches = self.telling.speeches
        if name not in speeches:
            raise EigenreelError(f"no beat '{name}' in {self.telling.script.path.name}; {suggest(name, speeches)}")
        if self._words is not None:
            raise EigenreelError(f"beat '{name}' is inside beat '{self._words.name}'; end that one first")
        if any(span.name == name for span in self.spans):
            raise EigenreelError(f"beat '{name}' is told twice; give the second a paragraph of its own")
        return speeches[name]

    def _say(self, words: Words) -> None:
        self.voice_clips.append((words.speech_start, words.speech))
        writer = self.renderer.file_writer
        if hasattr(writer, "add_audio_segment"):
            # Straight to Manim's file writer: Scene.add_sound drops the voice of plays taken from Manim's cache.
            writer.add_audio_segment(words.speech.as_segment(), words.speech_start / config.frame_rate)

    def _hold(self, frames: int) -> None:
        """Wait exactly this many frames.

        Manim counts the frames of a frozen wait by rounding down and of a moving one by rounding up, so the
        duration is put a hair to the right side of the whole number.
        """
        if frames <= 0:
            return
        frozen = not self._something_moves()
        hair = 1e-4 if frozen else -1e-4 if frames > 1 else 0.0
        self.wait((frames + hair) / config.frame_rate, frozen_frame=frozen)

    def _something_moves(self) -> bool:
        mobjects = self.get_mobject_family_members()
        return bool(
            self.always_update_mobjects or self.updaters or any(mob.has_time_based_updater() for mob in mobjects)
        )

    def _span(self, words: Words) -> BeatSpan:
        offset = words.speech_start / config.frame_rate
        utterance = self.telling.narration.utterance(words.name)
        timed = tuple(
            TimedWord(word.written, offset + start, offset + end)
            for word, (start, end) in zip(utterance.words, words.speech.words, strict=True)
        )
        cues = tuple((name, offset + time) for name, time in words.speech.cues.items())
        chapter = self.telling.script.chapter_of(words.name)
        late = tuple(words.late.items())
        return BeatSpan(words.name, chapter, words.start_frame, self.frame_now, words.speech_start, timed, cues, late)


def tell_by_default(lesson: type[Lesson]) -> Telling:
    """What ``manim render`` knows nothing of: the lesson's script, spoken, from the course around its file."""
    from eigenreel.course import find_course
    from eigenreel.options import default_store, default_voice
    from eigenreel.stage.telling import tell

    scene = Path(inspect.getfile(lesson)).resolve()
    ref = find_course(scene.parent).lesson_at(scene)
    return tell(lesson, ref, voice=default_voice(), store=default_store())
