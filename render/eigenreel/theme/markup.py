"""Typst code for formulas with parts and for words that are only words; which glyphs belong to which part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from eigenreel.errors import EigenreelError
from eigenreel.theme.typesetting import SETTINGS_KEPT, Outline, Setting, check_letters, quoted, typeset

LABELLED = re.compile(r":\s*([A-Za-z][\w-]*)\s*$")

# The same equation is set twice: as it is, and with a colour for each part. ``.body`` takes the content out of a part's
# own equation, so that the spaces around it are those of a formula without parts.
PLAIN = "#let part(number, body) = body.body\n"
PROBE = '#let part(number, body) = text(fill: rgb("#01" + number), body.body)\n'

BASELINE_COLOUR = "#00fe01"
BASELINE_MARK = f'#box(rect(width: 0.001pt, height: 1pt, fill: rgb("{BASELINE_COLOUR}")))'
SIZES = {"": "#020001", "script": "#020002", "sscript": "#020003"}
"""Typst's functions for the sizes of type in a formula, and the colours that tell them apart."""

CALLS = ("(", "[", ".")
"""What Typst would read as going on with a call."""


@dataclass(frozen=True)
class FormulaSetting:
    """A formula that has been set.

    Attributes:
        parts: indices of the outlines of each labelled part; a part inside a part belongs to both.
        baseline: its y, in points, where the outlines have theirs.
    """

    setting: Setting
    parts: dict[str, tuple[int, ...]]
    baseline: float


@lru_cache(maxsize=SETTINGS_KEPT)
def set_formula(source: str, display: bool) -> FormulaSetting:
    """Set a formula in Typst's notation, in two compilations however many parts it has.

    Raises:
        EigenreelError: a part has no label, or Typst does not understand the formula.
    """
    what = f"formula '{source}'"
    check_letters(source, what)
    code, labels, parents = _labelled(source, what)
    open_, close = ("$ ", " $") if display else ("$", "$")
    setting = typeset(f"{PLAIN}{open_}{code}{close}", what)
    probe = typeset(f"{PROBE}{open_}{code} {BASELINE_MARK}{close}", what)
    marks = [outline for outline in probe.outlines if outline.fill == BASELINE_COLOUR]
    letters = [outline for outline in probe.outlines if outline.fill != BASELINE_COLOUR]
    if not letters:
        raise EigenreelError(f"{what}: there is nothing in it; write what it shows")
    if [letter.glyph for letter in letters] != [outline.glyph for outline in setting.outlines]:
        raise EigenreelError(f"{what}: its parts cannot be told apart; label whole terms")
    # Both are measured from the upper edge, which a mark on the baseline does not move.
    raised = setting.outlines[0].baseline - letters[0].baseline
    baseline = float(marks[0].points[:, 1].min()) + raised
    return FormulaSetting(setting, _parts(letters, labels, parents), baseline)


@lru_cache(maxsize=SETTINGS_KEPT)
def glyphs_of(source: str, math: bool) -> tuple[tuple[str, ...], ...]:
    """The names of the glyphs of a piece of a formula at each size, or of a piece of text upright and italic."""
    what = f"part '{source}'"
    if math:
        sized = [f'text(fill: rgb("{fill}"), ${name}({source})$.body)' for name, fill in list(SIZES.items())[1:]]
        plain = f'text(fill: rgb("{SIZES[""]}"), ${source}$.body)'
        code = "$ " + " ".join(f"#{each};" for each in [plain, *sized]) + " $"
    else:
        faces = zip(("text", "emph"), SIZES.values(), strict=False)
        code = " ".join(f'#text(fill: rgb("{fill}"), {face}({quoted(source)}))' for face, fill in faces)
    outlines = typeset(code, what).outlines
    runs = (tuple(outline.glyph for outline in outlines if outline.fill == fill) for fill in SIZES.values())
    return tuple(run for run in runs if run)


def occurrences(run: Sequence[str], glyphs: Sequence[str]) -> list[range]:
    """Where a run of glyphs stands among others, from left to right and without overlap.

    >>> occurrences(["a", "b"], ["a", "b", "c", "a", "b"])
    [range(0, 2), range(3, 5)]
    """
    found: list[range] = []
    for start in range(len(glyphs) - len(run) + 1):
        free = not found or start >= found[-1].stop
        if free and list(glyphs[start : start + len(run)]) == list(run):
            found.append(range(start, start + len(run)))
    return found


def prose_code(text: str, align: str) -> str:
    """Typst code for words: they go in as strings, so no sign in them is markup, save ``*emphasis*``.

    >>> prose_code("a *b*", "left")
    '#align(left)[#"a "#emph("b")]'
    """
    lines = []
    for line in typographic(text).split("\n"):
        spans = [
            f"#emph({quoted(span)})" if number % 2 else f"#{quoted(span)}"
            for number, span in enumerate(line.split("*"))
            if span
        ]
        lines.append("".join(spans))
    return f"#align({align})[" + "#linebreak()".join(lines) + "]"


def typographic(text: str) -> str:
    """Curly quotation marks and apostrophes for straight ones.

    >>> typographic("it's \\"so\\"")
    'it’s “so”'
    """
    text = re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(])'", r"\1‘", text).replace("'", "’")


def _labelled(source: str, what: str) -> tuple[str, tuple[str, ...], dict[int, int]]:
    """Code in which ``{{ body : label }}`` is a call of ``part``, the label of each part, and which lies in which."""
    labels: list[str] = []
    parents: dict[int, int] = {}
    while (end := source.find("}}")) >= 0:
        start = source.rfind("{{", 0, end)
        inside = source[start + 2 : end] if start >= 0 else ""
        label = LABELLED.search(inside)
        if label is None:
            raise EigenreelError(f"{what}: a part has no label; write {{{{ body : label }}}}")
        body, rest, number = inside[: label.start()].strip(), source[end + 2 :], len(labels)
        for inner in re.findall(r'#part\("(\w{4})"', body):
            parents.setdefault(int(inner, 16), number)
        labels.append(label[1])
        source = f'{source[:start]}#part("{number:04x}", ${body}$){";" if rest.startswith(CALLS) else ""}{rest}'
    if "{{" in source:
        raise EigenreelError(f"{what}: a part is not closed; write {{{{ body : label }}}}")
    return source, tuple(labels), parents


def _parts(letters: Sequence[Outline], labels: Sequence[str], parents: dict[int, int]) -> dict[str, tuple[int, ...]]:
    members: dict[str, list[int]] = {label: [] for label in labels}
    for index, letter in enumerate(letters):
        number = int(letter.fill[3:], 16) if letter.fill.startswith("#01") else None
        while number is not None:
            members[labels[number]].append(index)
            number = parents.get(number)
    return {label: tuple(dict.fromkeys(indices)) for label, indices in members.items()}
