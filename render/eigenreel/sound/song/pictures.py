"""Pictures of a song: its waveform with sections and loudness, and a piano roll of what is sung and played."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import numpy as np

from eigenreel.sound.loudness import RATE
from eigenreel.sound.song.arrangement import Arrangement
from eigenreel.sound.song.harmony import PARTS, part_notes
from eigenreel.sound.song.score import Score, Section

BACKGROUND, INK, DIM, FAINT, OCTAVE = (17, 20, 26), (232, 234, 238), (150, 156, 168), (70, 76, 88), (34, 38, 46)
SECTION_COLOURS = ((88, 196, 221), (131, 193, 103), (255, 192, 89), (240, 113, 120), (199, 146, 234), (120, 160, 255))
VOICE, CHOIR, MEASURED = (255, 236, 140), (176, 158, 84), (230, 40, 60)
GROUP_COLOURS = {
    "harmony": (92, 120, 160),
    "bass": (131, 193, 103),
    "melody": (240, 140, 110),
    "drums": (120, 120, 120),
}
WIDTH, HEIGHT, MARGIN = 2400, 520, 40
SECOND, KEY = 80, 4
"""Pixels of the piano roll."""
ROW, ROWS = 6, 12
"""Pixels by which a syllable moves up from its note until it has room, and how often at most."""
LOWEST, HIGHEST = 26, 98
STRIP = (HIGHEST - LOWEST) * KEY + 84
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
SHORT_TERM = 3.0
"""Seconds, as EBU Tech 3341 has it."""


def waveform(track: np.ndarray, score: Score) -> bytes:
    """A PNG: the track in the colours of its sections, its short-term loudness as a line.

    Args:
        track: float32 (n, 2) at 48 kHz.
    """
    image, draw, font = _canvas(WIDTH, HEIGHT)
    seconds = len(track) / RATE
    inner, middle, half = WIDTH - 2 * MARGIN, HEIGHT // 2 + 20, HEIGHT // 2 - 80
    edges = np.linspace(0, len(track), inner + 1).astype(int)
    starts = np.minimum(edges[:-1], len(track) - 1)
    low, high = (np.asarray(each.reduceat(track.mean(axis=1), starts)) for each in (np.minimum, np.maximum))
    for x in range(inner):
        colour = _colour(score, x / inner * seconds)
        draw.line([(MARGIN + x, middle - high[x] * half), (MARGIN + x, middle - low[x] * half)], fill=colour)
    for number, section in enumerate(score.sections):
        x = MARGIN + score.seconds(section.start) / seconds * inner
        draw.line([(x, 40), (x, HEIGHT - 20)], fill=FAINT)
        # By turns above and below, so that short sections have room for their names.
        draw.text((x + 6, HEIGHT - 56 if number % 2 else 44), f"{section.name}\n{section.style}", fill=INK, font=font)
    draw.line([(MARGIN - 16, 100), (MARGIN - 4, 100)], fill=VOICE)
    points = [(MARGIN + place / seconds * inner, 100 - 3.2 * (level + 14)) for place, level in _short_term(track)]
    draw.line(points, fill=VOICE, width=2)
    draw.text(
        (MARGIN, 10),
        f"{score.title}: {seconds:.0f} s; line: loudness of 3 s, -14 LUFS is at the upper mark",
        fill=INK,
        font=font,
    )
    return _png(image)


def _short_term(track: np.ndarray) -> list[tuple[float, float]]:
    """Seconds and LUFS of windows of 3 s, one a second; silence is left at -40."""
    from eigenreel.sound.loudness import integrated_loudness

    window = round(SHORT_TERM * RATE)
    places = range(0, max(len(track) - window, 1), RATE)
    return [((at + window / 2) / RATE, max(integrated_loudness(track[at : at + window]), -40.0)) for at in places]


def piano_roll(
    score: Score, arrangements: Sequence[Arrangement], measured: Mapping[str, np.ndarray] | None = None
) -> bytes:
    """A PNG with a strip for each section: the melody with its syllables, the voices that sing along, chords, numbered
    bars, and the band's notes.

    Args:
        measured: by section, what a meter found in the voice: seconds from the section's start, and pitch, (n, 2).
    """
    widest = max(arrangement.seconds for arrangement in arrangements)
    image, draw, font = _canvas(round(widest * SECOND) + 2 * MARGIN, STRIP * len(arrangements) + 40)
    for number, arrangement in enumerate(arrangements):
        section = next(each for each in score.sections if each.name == arrangement.section)
        top = 20 + number * STRIP
        _grid(draw, font, score, section, top)
        _band(draw, arrangement, top)
        _choir(draw, score, section, top)
        _sung(draw, font, score, section, top)
        _measured(draw, (measured or {}).get(section.name, np.zeros((0, 2))), top)
    return _png(image)


def _grid(draw, font, score: Score, section: Section, top: int) -> None:
    begin = score.seconds(section.start)
    bottom = top + STRIP - 24
    draw.text((MARGIN, top), f"{section.name} ({section.style}, {section.key.name})", fill=INK, font=font)
    for bar in section.bars:
        x = MARGIN + (score.seconds(bar.start) - begin) * SECOND
        draw.line([(x, top + 40), (x, bottom)], fill=FAINT)
    for number, bar in enumerate(section.bars, 1):
        x = MARGIN + (score.seconds(bar.start) - begin) * SECOND
        draw.text((x + 3, bottom - 4), str(number), fill=DIM, font=font)
    for chord in section.chords:
        x = MARGIN + (score.seconds(chord.start) - begin) * SECOND
        draw.text((x + 2, top + 20), chord.symbol, fill=SECTION_COLOURS[0], font=font)
    for pitch in range(36, HIGHEST, 12):
        y, end = _y(pitch, top) + KEY / 2, MARGIN + (score.seconds(section.end) - begin) * SECOND
        draw.line([(MARGIN, y), (end, y)], fill=OCTAVE)
        draw.text((6, y), f"C{pitch // 12 - 1}", fill=DIM, font=font, anchor="lm")


def _band(draw, arrangement: Arrangement, top: int) -> None:
    for track in arrangement.tracks:
        for note in track.notes:
            x, y = MARGIN + note.start * SECOND, top + STRIP - 30 if track.drums else _y(note.pitch, top)
            width = 2 if track.drums else max(note.length * SECOND - 1, 2)
            shade = 0.45 + 0.55 * note.velocity / 127
            fill = tuple(round(each * shade) for each in GROUP_COLOURS[track.group])
            draw.rectangle([x, y - (4 if track.drums else 0), x + width, y + KEY - 2], fill=fill)


def _choir(draw, score: Score, section: Section, top: int) -> None:
    """Those who sing with the lead in parts."""
    if section.name not in score.harmony or "voices" in score.replaced(section):
        return
    voices, begin = part_notes(score, section), score.seconds(section.start)
    for line in range(len(section.lines)):
        for name in PARTS:
            for note in voices.of(name, line):
                start, end = (MARGIN + (second - begin) * SECOND for second in (note.start, note.end))
                y = _y(note.pitch, top)
                draw.rectangle([start, y, end - 2, y + KEY - 1], fill=CHOIR)


def _sung(draw, font, score: Score, section: Section, top: int) -> None:
    begin = score.seconds(section.start)
    syllables: list[tuple[str, float, float]] = []
    for line in section.lines:
        for note in line.notes:
            start, end = (MARGIN + (score.seconds(place) - begin) * SECOND for place in (note.start, note.end))
            y = _y(note.pitch, top)
            draw.rectangle([start, y - 1, end - 2, y + KEY], fill=VOICE)
            if note == line.notes_of(note.syllable)[0]:
                syllables.append((line.syllables[note.syllable].text, start, y - 20))
    written: list[Box] = []
    for text, x, y in syllables:
        _syllable(draw, font, text, (x, y), written)


def _syllable(draw, font, text: str, place: tuple[float, float], written: list[Box]) -> None:
    """Above its note, as low as those written before leave room."""
    boxes = [draw.textbbox((place[0], place[1] - ROW * row), text, font=font) for row in range(ROWS)]
    row = next((row for row, box in enumerate(boxes) if not any(_meets(box, other) for other in written)), 0)
    left, top, right, bottom = boxes[row]
    draw.rectangle([left - 1, top - 1, right + 1, bottom + 1], fill=BACKGROUND)
    draw.text((place[0], place[1] - ROW * row), text, fill=VOICE, font=font)
    written.append(boxes[row])


def _meets(one: Box, other: Box) -> bool:
    return one[0] <= other[2] + 2 and other[0] <= one[2] + 2 and one[1] <= other[3] + 1 and other[1] <= one[3] + 1


def _measured(draw, found: np.ndarray, top: int) -> None:
    for second, pitch in found.tolist():
        x, y = MARGIN + second * SECOND, _y(pitch, top) + KEY / 2 - 1
        draw.rectangle([x, y, x + 1, y + 1], fill=MEASURED)


def _y(pitch: float, top: int) -> float:
    return top + 40 + (HIGHEST - min(max(pitch, LOWEST), HIGHEST)) * KEY


def _colour(score: Score, second: float) -> tuple[int, int, int]:
    begun = [number for number, section in enumerate(score.sections) if score.seconds(section.start) <= second]
    return SECTION_COLOURS[(begun[-1] if begun else 0) % len(SECTION_COLOURS)]


def _canvas(width: int, height: int):
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (width, height), BACKGROUND)
    # Pillow's own font, which is inside the package.
    return image, ImageDraw.Draw(image), ImageFont.load_default(14)


def _png(image) -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
