"""Hypothesis strategies for songs: whole scores that a file can say."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

from eigenreel.sound.song.chords import parse_chord, pitch_class
from eigenreel.sound.song.keys import parse_key
from eigenreel.sound.song.score import PARTS, STYLES, Bar, Chord, Line, Note, Recording, Score, Section, Syllable

keys = st.sampled_from(["C", "Am", "Bb", "Dphr", "F#m", "Gb", "Gmix", "Flyd", "Bloc", "Ddor", "C#"]).map(parse_key)
metres = st.sampled_from(
    [((4, 4), ()), ((7, 8), ()), ((7, 8), (3, 2, 2)), ((3, 4), ()), ((6, 8), ()), ((2, 2), ()), ((5, 16), (3, 2))]
)
symbols = st.sampled_from(["C", "F#m7/C#", "Bb7", "Ebm6", "A7#9", "Gsus4", "Bm7b5", "C6/9"])
tempos = st.sampled_from([Fraction(60), Fraction(225, 2), Fraction(1000, 7), Fraction(128)])
lengths = st.sampled_from(
    [
        Fraction(*pair)
        for pair in ((1, 2), (1, 1), (1, 4), (3, 4), (2, 3), (1, 3), (2, 5), (4, 7), (3, 2), (1, 16), (5, 2))
    ]
)
words = st.text(
    st.sampled_from("aeiouxyz%-'(…é1") | st.characters(categories=["L", "N"]), min_size=1, max_size=6
).filter(lambda text: any(sign.isalnum() for sign in text))
titles = st.text(st.sampled_from("ab %:#'-é&\\") | st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
titles = titles.map(lambda text: " ".join(text.split())).filter(bool)
lessons = st.sampled_from(["linear_algebra/vectors", "calculus/gradient"])


@st.composite
def lines(draw, notes: list[tuple[Fraction, Fraction, int]]) -> Line:
    """Words for notes: some are held over several of them."""
    syllables, sung = [], []
    for start, length, pitch in notes:
        if not sung or draw(st.integers(0, 3)):
            word = syllables[-1].word + draw(st.integers(0, 1)) if syllables else 0
            text = draw(words)
            syllables.append(Syllable(f"{text} {draw(words)}" if draw(st.integers(0, 9)) == 0 else text, word))
        sung.append(Note(start, length, pitch, len(syllables) - 1))
    whole = [""] * (syllables[-1].word + 1)
    for syllable in syllables:
        whole[syllable.word] += syllable.text
    return Line(draw(lessons), tuple(whole), tuple(syllables), tuple(sung))


@st.composite
def sections(draw, name: str, start: Fraction, upbeat: bool) -> Section:
    bars = []
    for number in range(draw(st.integers(1, 4))):
        metre, groups = draw(metres)
        length = Fraction(4 * metre[0], metre[1]) / (2 if upbeat and not number else 1)
        bars.append(Bar(bars[-1].end if bars else start, length, metre, groups))
    groups, position = [[]], start
    while position < bars[-1].end:
        length = min(draw(lengths), bars[-1].end - position)
        if draw(st.integers(0, 3)):
            groups[-1].append((position, length, draw(st.integers(55, 72))))
        if not draw(st.integers(0, 4)):
            groups.append([])
        position += length
    sung = tuple(draw(lines(group)) for group in groups if group)
    return Section(
        name,
        draw(st.sampled_from([*STYLES, "ambient_house+p_funk"])),
        draw(keys),
        draw(tempos),
        tuple(bars),
        sung,
        tuple(draw(chords(start, bars[-1].end))),
    )


@st.composite
def chords(draw, start: Fraction, end: Fraction) -> list[Chord]:
    places = draw(st.lists(st.integers(0, 11), unique=True, max_size=4))
    borders = [*sorted(start + Fraction(place, 2) for place in places if start + Fraction(place, 2) < end), end]
    found = []
    for begin, stop in pairwise(borders):
        symbol = draw(symbols)
        chord = parse_chord(symbol)
        root, bass = pitch_class(chord.root), pitch_class(chord.bass)
        found.append(Chord(begin, stop - begin, symbol, root, chord.quality.tones, bass))
    return found


@st.composite
def recordings(draw, names: list[str]) -> Recording:
    first = draw(st.integers(0, len(names) - 1))
    start, parts = draw(st.floats(0, 100)), tuple(draw(st.lists(st.sampled_from(PARTS), unique=True)))
    return Recording(
        draw(titles),
        names[first],
        # Little enough for the shortest upbeat.
        at=draw(st.floats(0, 0.1)),
        unit=draw(st.sampled_from(["seconds", "beats", "bars"])),
        start=start,
        end=draw(st.none() | st.floats(start + 0.01, 3600)),
        gain=draw(st.floats(-60, 24)),
        fade_in=draw(st.floats(0, 60)),
        fade_out=draw(st.just(0.0) | st.floats(0, 60)),
        pan=draw(st.floats(-1, 1)),
        instead_of=parts,
        through=draw(st.none() | st.sampled_from(names[first:])) if parts else None,
    )


@st.composite
def scores(draw) -> Score:
    names = draw(st.lists(titles, min_size=1, max_size=3, unique=True))
    every: list[Section] = []
    for name in names:
        start = every[-1].end if every else Fraction(0)
        every.append(draw(sections(name, start, not every and draw(st.booleans()))))
    return Score(
        "song",
        draw(titles),
        draw(titles),
        tuple(every),
        loudness=draw(st.floats(-40, -5)),
        instruments=draw(st.sampled_from([(), (("bass", 38),)])),
        singer=draw(st.sampled_from([(55, 72), (54, 81), (0, 127)])),
        harmony=tuple(names[:1]),
        seed=draw(st.integers(0, 2**32 - 1)),
        authors=tuple(draw(st.lists(titles, max_size=2))),
        recordings=tuple(draw(st.lists(recordings(names), max_size=2))),
    )
