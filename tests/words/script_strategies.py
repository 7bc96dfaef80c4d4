"""Hypothesis strategies for scripts: whole ones that are right, and text that is nearly right."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from eigenreel.words.script import Beat, Chapter, Cue, Fact, Flashcard, FrontMatter, Pause, Question, Script, Text

names = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True).filter(lambda name: name != "pause")
fact_names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True)
formats = st.sampled_from(["", ".1%", ".2f", ",", "+.3g", "d", ".0e"])
facts = st.builds(Fact, fact_names, formats)

signs = st.sampled_from(list(r"[]{}\`*_<>~&!#-+.:'|()=$@/%;" + '"' + "∇−x²é1a –\N{NO-BREAK SPACE}z"))
scribble = st.text(signs | st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)
words = st.builds(lambda left, right: f"{left} {right}", scribble, scribble)


def _tidy(text: str) -> str:
    return " ".join(text.split()) or "x"


def _pieces(raw: list) -> tuple:
    """The normal form that a parser returns: texts merged and bare of outer spaces beside marks and ends."""
    pieces: list = []
    for piece in raw:
        if isinstance(piece, Text) and pieces and isinstance(pieces[-1], Text):
            continue
        pieces.append(piece)
    return tuple(pieces)


@st.composite
def beats(draw, name: str) -> Beat:
    texts = st.builds(lambda text: Text(_tidy(text)), words)
    pauses = st.builds(lambda tenths: Pause(tenths / 10), st.integers(1, 100))
    cues = [Cue(cue) for cue in draw(st.lists(names, unique=True, max_size=3))]
    pieces = draw(st.permutations([Text("word"), *cues, *draw(st.lists(texts | pauses | facts, max_size=5))]))
    return Beat(name, 0, _pieces(pieces))


fronts = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"], exclude_characters="{}\\"), min_size=1
)
strings = st.builds(
    lambda text, fact: (text.strip() or "x") + fact,
    fronts,
    st.sampled_from(["", "{fact}", " {p:.1%}", r" \{", "\nmore"]),
)


@st.composite
def scripts(draw) -> Script:
    beat_names = draw(st.lists(names, unique=True, min_size=1, max_size=5))
    titles = draw(st.lists(words.map(_tidy), unique=True, min_size=1, max_size=len(beat_names)))
    spans = [beat_names[index :: len(titles)] for index in range(len(titles))]
    chapters = tuple(
        Chapter(title, 0, tuple(draw(beats(name)) for name in span)) for title, span in zip(titles, spans, strict=True)
    )
    beat = st.sampled_from(beat_names)
    card = st.builds(
        lambda **fields: Flashcard(**fields),
        front=strings,
        back=strings,
        difficulty=st.sampled_from(["easy", "hard"]),
        beat=beat,
    )
    quiz = st.lists(strings, min_size=2, max_size=4, unique=True).flatmap(
        lambda answers: st.builds(
            lambda **fields: Question(answers=answers, **fields),
            question=strings, correct=st.integers(0, len(answers) - 1), explanation=strings, beat=beat,
        )
    )  # fmt: skip
    front = draw(
        st.builds(
            lambda **fields: FrontMatter(**fields),
            title=strings, question=strings, summary=strings, level=strings, audience=strings,
            prerequisites=st.lists(strings, max_size=2), flashcards=st.lists(card, max_size=2), quiz=st.lists(quiz,
            max_size=2),
        )
    )  # fmt: skip
    return Script(Path("lesson.md"), front, chapters)
