"""What a lesson's film says and writes, for tests of one lesson."""

from __future__ import annotations

import json

from eigenreel.course import LessonRef
from eigenreel.stage.staging import Staged, StageOptions, stage_lesson
from eigenreel.words.narration import narrate
from eigenreel.words.script import read_script
from eigenreel.words.spoken import Lexicon


def said(ref: LessonRef, facts: dict[str, object]) -> dict[str, str]:
    """What is spoken, as captions show it, beat by beat."""
    narration = narrate(read_script(ref.script), facts, Lexicon.read(ref.course.lexicon_path))
    return {part.beat: " ".join(word.written for word in part.words) for part in narration.utterances}


def drawn(ref: LessonRef, **parameters: object) -> tuple[set[str], Staged]:
    """Every text that is on screen after some play of the film, and the staged film."""
    from eigenreel.theme import Lettering, Number

    texts: set[str] = set()

    def listen(lesson, _):
        play = lesson.play

        def play_and_look(*animations, **options):
            play(*animations, **options)
            parts = lesson.get_mobject_family_members()
            texts.update(part.source for part in parts if isinstance(part, Lettering | Number))

        lesson.play = play_and_look

    values = {name: json.dumps(value) for name, value in parameters.items()}
    return texts, stage_lesson(ref, StageOptions(256, 144, 5, voice="silent", parameters=values), attend=listen)
