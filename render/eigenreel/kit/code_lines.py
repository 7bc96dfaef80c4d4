"""Lines of a program, in a type in which all letters are equally wide."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP, VGroup

from eigenreel import theme
from eigenreel.theme.lettering import SetType
from eigenreel.theme.typesetting import TYPE_SIZE, quoted, typeset

FULL_SIZE = "#show raw: set text(size: 1.25em)"
"""Typst sets code at 0.8 of the size of the text around it."""


class CodeLine(SetType):
    """One line.

    Attributes:
        text: without the spaces before it. indent: how many there were. advance: scene units to a letter.
    """

    def __init__(self, text: str, *, size: float = theme.NOTE, color: str = theme.TEXT) -> None:
        self.text = text.strip()
        setting = typeset(f"{FULL_SIZE}\n#raw({quoted(self.text)})", f"code '{self.text}'")
        super().__init__(self.text, setting.outlines, setting.outlines[0].baseline, size, color)
        self.advance = setting.width / len(self.text) * size * theme.FRAME_HEIGHT / 1080 / TYPE_SIZE
        self.indent = len(text) - len(text.lstrip())


class CodeLines(VGroup):
    """Some lines below each other, indented as written.

    Args:
        pitch: scene units from line to line.

    >>> [line.indent for line in CodeLines("for step in range(20):\\n    w = 1")]
    [0, 4]
    """

    def __init__(self, text: str, *, size: float = theme.NOTE, pitch: float = 0.6, color: str = theme.TEXT) -> None:
        lines = [CodeLine(line, size=size, color=color) for line in text.strip("\n").split("\n")]
        for number, line in enumerate(lines):
            line.align_to([0, 0, 0], LEFT).shift(line.indent * line.advance * RIGHT)
            line.shift((-number * pitch - line.baseline) * UP)
        super().__init__(*lines)
        self.center()
