"""What on a scene is text: whole pieces of type, and the letters of those that Manim has taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from manim import Code, DecimalNumber, Mobject, Paragraph
from manim.mobject.text.tex_mobject import SingleStringMathTex
from manim.mobject.text.text_mobject import MarkupText, Text
from manim.mobject.text.typst_mobject import Typst

from eigenreel.theme.lettering import Glyph, Lettering

TEXT = (Lettering, Typst, Text, MarkupText, SingleStringMathTex, DecimalNumber, Paragraph, Code)


@dataclass
class Piece:
    """Letters that belong together.

    Attributes:
        whole: the mobject that they are, or were, a part of; None for letters that were never seen in a text.
        letters: what of it is on the scene.
    """

    whole: Mobject | None
    letters: list[Mobject] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What it says, as far as it knows."""
        for name in ("source", "text", "original_text", "typst_code", "tex_string", "number"):
            value = getattr(self.whole, name, None)
            if isinstance(value, str | float | int) and value != "":
                return str(value)
        return f"{len(self.letters)} loose letters" if self.whole is None else type(self.whole).__name__


class Texts:
    """Finds the pieces of text of a scene, and remembers which letters belonged to which.

    Playing a part of a formula makes Manim take the formula apart: from then on its glyphs are on the scene one by
    one, and the formula itself is not.
    """

    def __init__(self) -> None:
        self._wholes: dict[int, Mobject] = {}
        self._kept: list[list[Mobject]] = []

    def learn(self, mobjects: Iterable[Mobject]) -> None:
        """Remember the letters of every text among these and their parts."""
        for mobject in mobjects:
            if not isinstance(mobject, TEXT):
                self.learn(mobject.submobjects)
                continue
            family = mobject.get_family()
            if any(self._wholes.get(id(part)) is not mobject for part in family):
                # Kept alive, or Python could give a letter's identity to something else.
                self._kept.append(family)
                self._wholes.update((id(part), mobject) for part in family)

    def on(self, mobjects: Iterable[Mobject]) -> list[Piece]:
        """The pieces of text among these and their parts; a text inside a text is part of it."""
        mobjects = list(mobjects)
        self.learn(mobjects)
        pieces: dict[int, Piece] = {}
        for whole, group, letter in self._letters(mobjects, None):
            pieces.setdefault(id(whole or group or letter), Piece(whole)).letters.append(letter)
        return list(pieces.values())

    def _letters(
        self, mobjects: Iterable[Mobject], group: Mobject | None
    ) -> Iterator[tuple[Mobject | None, Mobject | None, Mobject]]:
        """(the text it belongs to, the group it is in, a letter), from the back to the front."""
        for mobject in mobjects:
            whole = self._wholes.get(id(mobject))
            if whole is not None:
                yield from ((whole, None, part) for part in mobject.get_family())
            elif isinstance(mobject, Glyph):
                yield None, group, mobject
            else:
                yield from self._letters(mobject.submobjects, mobject)
