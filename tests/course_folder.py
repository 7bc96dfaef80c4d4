"""Course folders that tests write from scratch."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

FRONT = """\
---
title: {title}
question: What is this for?
summary: A lesson that a test wrote.
level: beginner
audience: tests
---

"""

SONG = """\
---
title: A Short Song
unit: "1.2"
styles: {Verse 1: barbershop}
---

X:1
T:A Short Song
M:4/4
L:1/8
Q:1/4=120
K:C
P:Verse 1
"""

HEADER = """\
from manim import *

from eigenreel import Lesson, Parameter, theme
from eigenreel.theme import Formula, MorphFormula, Number, Prose

"""


def write_lesson(
    root: Path,
    key: str,
    beats: Mapping[str, str],
    construct: str,
    *,
    facts: str = "return {}",
    attributes: str = "",
    methods: str = "",
) -> None:
    """Write the script and the scene of one lesson.

    Args:
        beats: the text of each beat, by name.
        construct: the body of ``construct(self)``.
        facts: the body of ``facts(self)``.
        attributes: lines of the class before its methods.
    """
    script = root / "narration" / "en" / f"{key}.md"
    scene = root / "scenes" / f"{key}.py"
    for path in (script, scene):
        path.parent.mkdir(parents=True, exist_ok=True)
    paragraphs = "\n\n".join(f"[{name}] {text}" for name, text in beats.items())
    front = FRONT.format(title=key.split("/")[-1].replace("_", " ").title())
    script.write_text(f"{front}## Chapter\n\n{paragraphs}\n", encoding="utf-8")
    body = [attributes, _method("facts", facts), _method("construct", construct), textwrap.dedent(methods)]
    code = "\n".join(filter(None, map(textwrap.dedent, body)))
    scene.write_text(HEADER + "\nclass TestLesson(Lesson):\n" + textwrap.indent(code, "    "), encoding="utf-8")


def write_song(root: Path, *lines: tuple[str, str]) -> Path:
    """Write the song "short" and return its path.

    Args:
        lines: a lesson's key and seven syllables, with the marks of a ``w:`` line, for each line of the song.
    """
    path = root / "narration" / "songs" / "short.abc"
    path.parent.mkdir(parents=True, exist_ok=True)
    music = '"C"z2 G2 A>G E2 | F2 F2 D>D C2 |'
    path.write_text(SONG + "".join(f"%%lesson {key}\n{music}\nw: {words}\n" for key, words in lines), encoding="utf-8")
    return path


def _method(name: str, body: str) -> str:
    return f"def {name}(self):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n"
