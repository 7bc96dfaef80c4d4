"""Telling: what a lesson knows before it is staged. Its words are written and spoken; only the picture is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eigenreel.course import LessonRef
from eigenreel.sound.speech import Speech, speak
from eigenreel.sound.voices import get_voice
from eigenreel.stage.parameter import parse_parameters
from eigenreel.store import Store
from eigenreel.words.narration import Narration, narrate
from eigenreel.words.script import FrontMatter, Script, read_script, study
from eigenreel.words.spoken import Lexicon

if TYPE_CHECKING:
    from eigenreel.stage.lesson import Lesson


@dataclass(frozen=True)
class Telling:
    """A lesson's script with its numbers filled in, and the speech of every beat.

    Attributes:
        parameters: the values that differ from the lesson's defaults.
        facts: every number that is spoken, drawn or asked about.
        study: title, summary, flashcards and quiz with those numbers filled in.
        speeches: by beat; times in seconds from the start of each.
    """

    key: str
    lang: str
    script: Script
    parameters: Mapping[str, Any]
    facts: Mapping[str, object]
    study: FrontMatter
    narration: Narration
    speeches: Mapping[str, Speech]


def tell(
    lesson: type[Lesson],
    ref: LessonRef,
    *,
    voice: str,
    seed: int = 0,
    settings: Mapping[str, str] | None = None,
    store: Store | None = None,
    progress: Callable[[str], None] | None = None,
) -> Telling:
    """Fill the lesson's script with its facts and have it spoken.

    Args:
        settings: parameter values as ``--set`` gives them, as text.
        progress: called with the name of each beat when it has been spoken.

    Raises:
        EigenreelError: a parameter, the script or a fact is wrong.
    """
    parameters = parse_parameters(lesson, settings or {}, ref.key)
    facts = lesson.facts_for(parameters)
    script = read_script(ref.script)
    lang = ref.course.lang
    narration = narrate(script, facts, Lexicon.read(ref.course.lexicon_path), key=ref.key, lang=lang)
    engine = get_voice(voice)
    speeches = {}
    for utterance in narration.utterances:
        speeches[utterance.beat] = speak(utterance, engine, store, seed)
        if progress is not None:
            progress(utterance.beat)
    return Telling(ref.key, lang, script, parameters, facts, study(script, facts), narration, speeches)


def tell_wordless(lesson: type[Lesson], ref: LessonRef, settings: Mapping[str, str] | None = None) -> Telling:
    """What a lesson's loop knows: parameters and facts. Nothing is spoken, and a script need not be there yet.

    Raises:
        EigenreelError: a parameter, a fact, or a script that is there, is wrong.
    """
    parameters = parse_parameters(lesson, settings or {}, ref.key)
    facts, lang = lesson.facts_for(parameters), ref.course.lang
    if ref.script.is_file():
        script = read_script(ref.script)
        front = study(script, facts)
    else:
        # Of what a script says of its lesson, only the name is known.
        front = FrontMatter.model_construct(title=_name(lesson, ref.key))
        script = Script(ref.script, front, ())
    return Telling(ref.key, lang, script, parameters, facts, front, Narration(ref.key, lang, ()), {})


def _name(lesson: type[Lesson], key: str) -> str:
    """What a scene file says that it is about, before a colon in its first line; else its key in words."""
    about, colon, _ = (sys.modules[lesson.__module__].__doc__ or "").partition("\n")[0].partition(":")
    return about.strip() if colon else key.rpartition("/")[2].replace("_", " ").capitalize()
