"""A track with its lines in time, in the types of a song: so the same film is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path

from eigenreel.sound.song.score import Bar, Key, Line, Note, Score, Section, Syllable
from eigenreel.sound.song.times import SungLine, Timing, word_times
from eigenreel.sound.track import ENDING
from eigenreel.sound.track.project import TrackLine, TrackProject

METRE = (4, 4)
PITCH = 60
KEY = Key("C", 0, "major", 0)
LOOKS = {"verse": "alt_country", "chorus": "ambient_house", "refrain": "ambient_house", "bridge": "flamenco"}
"""The look of a section by how its heading begins."""

OTHER_LOOK, OPENING = "disco", "Opening"


def track_score(project: TrackProject, path: Path) -> Score:
    """The project as a score: a note for each word, bars of four beats, a section for each heading."""
    beat = Fraction(60) / Fraction(project.tempo).limit_denominator(1000)

    def position(second: float) -> Fraction:
        return Fraction(second).limit_denominator(10_000) / beat

    lines = [_line(project, line, position) for line in project.lines]
    grid = _grid(position(project.beat), position(project.length))
    sections = tuple(
        Section(name, style, KEY, 60 / beat, bars, tuple(own), ())
        for name, style, bars, own in _sections(project, lines, grid)
    )
    name = path.name.removesuffix(ENDING)
    return Score(name, project.title, project.unit, sections, project.loudness)


def sung_lines(project: TrackProject, score: Score) -> tuple[SungLine, ...]:
    """When every word is sung, as the project has it."""
    sung = []
    for given, line in zip(project.lines, score.lines, strict=True):
        starts = word_starts(given)
        timings = tuple(Timing(start, start, end) for start, end in pairwise((*starts, given.end)))
        sung.append(SungLine(line, timings, word_times(line, timings)))
    return tuple(sung)


def word_starts(line: TrackLine) -> tuple[float, ...]:
    """When each word begins; where that is not known, by the letters of the words."""
    if line.words:
        return line.words
    words = line.text.split()
    letters = [len(word) + 1 for word in words]
    share = (line.end - line.start) / sum(letters)
    return tuple(line.start + share * sum(letters[:place]) for place in range(len(words)))


def _line(project: TrackProject, given: TrackLine, position) -> Line:
    words = tuple(given.text.split())
    edges = [position(second) for second in (*word_starts(given), given.end)]
    # Words that share a time still need a length.
    notes = tuple(
        Note(start, max(end - start, Fraction(1, 1000)), PITCH, place)
        for place, (start, end) in enumerate(pairwise(edges))
    )
    syllables = tuple(Syllable(word, place) for place, word in enumerate(words))
    return Line(given.lesson or project.lesson, words, syllables, notes)


def _grid(first: Fraction, end: Fraction) -> list[Fraction]:
    """The bar lines of a song whose beats begin at ``first``, from 0 to its end."""
    start = first % METRE[0]
    bars = (start + METRE[0] * bar for bar in range(int(end / METRE[0]) + 1))
    return sorted({Fraction(0), *(bar for bar in bars if bar < end), end})


def _sections(project: TrackProject, lines: Sequence[Line], grid: Sequence[Fraction]):
    """Name, style, bars and lines of each section; a section begins with the bar in which its first line does.

    What stands before the first heading begins with the track; where there are no headings, all has the song's name.
    """
    given = project.lines
    unnamed = OPENING if any(line.section for line in given) else project.title
    groups = [[place for place, _ in group] for _, group in groupby(enumerate(given), key=lambda each: each[1].section)]
    cuts: list[tuple[Fraction, list[int]]] = []
    for places in groups:
        start = max((bar for bar in grid if bar <= lines[places[0]].start), default=grid[0])
        if cuts and cuts[-1][0] >= start:
            cuts[-1][1].extend(places)
        else:
            cuts.append((start, places))
    if not given[0].section:
        cuts[0] = grid[0], cuts[0][1]
    elif cuts[0][0] > 0:
        cuts.insert(0, (grid[0], []))
    seen: dict[str, int] = {}
    for (start, places), following in pairwise([*cuts, (grid[-1], [])]):
        edges = [bar for bar in grid if start <= bar <= following[0]]
        heading = given[places[0]].section if places else ""
        name = heading or unnamed
        seen[name] = seen.get(name, 0) + 1
        bars = tuple(Bar(one, other - one, METRE) for one, other in pairwise(edges))
        label = name if seen[name] == 1 else f"{name} ({seen[name]})"
        yield label, _look(heading), bars, [lines[place] for place in places]


def _look(heading: str) -> str:
    words = heading.casefold().replace("pre-", "").split()
    return LOOKS.get(words[0].strip(":"), OTHER_LOOK) if words else OTHER_LOOK
