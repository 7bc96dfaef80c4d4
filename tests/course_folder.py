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


def _method(name: str, body: str) -> str:
    return f"def {name}(self):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n"
