"""Whose words and whose work a song's film uses, for its last card."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eigenreel.course import Course, SongRef
from eigenreel.sound.song.library import is_track
from eigenreel.sound.song.score import Score

VOICE = "hibari-tts (Apache 2.0), singing through WORLD (BSD)"
INSTRUMENTS = "TimGM6mb by Tim Brechbill (GPL 2)"
TOOLS = "eigenreel, Manim (MIT), Typst and New Computer Modern"


def credits_of(
    ref: SongRef, score: Score, courses: Iterable[Course], soundfont: Path | None
) -> tuple[tuple[str, str], ...]:
    """(what, by whom).

    Args:
        courses: those that the vignettes are from.
        soundfont: None is the one that comes along.
    """
    pictures = ", ".join(dict.fromkeys(map(_authors, courses)))
    if is_track(ref):
        # Whose track it is, only its title can say.
        return ("Pictures", pictures), ("Made with", TOOLS)
    words = ", ".join(score.authors) or _authors(ref.course)
    instruments = INSTRUMENTS if soundfont is None else f"the soundfont {soundfont.stem}"
    works = ("Words", "music", *(("recordings",) if score.recordings else ()))
    makers = (
        ((_listed(*works, "pictures"), words),)
        if words == pictures
        else ((_listed(*works), words), ("Pictures", pictures))
    )
    voice = (("Voice", VOICE),) if _is_sung(score) else ()
    return (*makers, *voice, ("Instruments", instruments), ("Made with", TOOLS))


def _listed(*works: str) -> str:
    """
    >>> _listed("Words", "music", "pictures")
    'Words, music and pictures'
    """
    return f"{', '.join(works[:-1])} and {works[-1]}"


def _is_sung(score: Score) -> bool:
    """Whether anybody sings who is not recorded."""
    return any(
        "lead" not in (replaced := score.replaced(section))
        or (section.name in score.harmony and "voices" not in replaced)
        for section in score.sections
        if section.lines
    )


def _authors(course: Course) -> str:
    return f"the authors of {course.title}" if course.title else "its authors"
