r"""Words with their times for players and karaoke: LRC, WebVTT, ASS with \k, UltraStar.

Every writer takes the score and the times of its lines: those of a singer, or ``score_times(score)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from eigenreel.sound.song.score import Score
from eigenreel.sound.song.times import SungLine
from eigenreel.words.captions import escape

PAUSE = 2.0
"""Seconds without words after which a line is taken from the screen."""
AHEAD = 1.0
"""Seconds that a karaoke line is shown before it is sung, if the one before it is over."""
ULTRASTAR_BPM = 600
"""The one tempo of an UltraStar file: a grid of 25 ms, fine enough for every tempo of a song."""


def lrc(score: Score, lines: Sequence[SungLine]) -> str:
    """Lines only: ``[00:12.34]words``."""
    return _lrc(score, lines, lambda line: line.line.text)


def word_lrc(score: Score, lines: Sequence[SungLine]) -> str:
    """With a time before every word and after the last (the "enhanced" LRC of A2)."""
    return _lrc(score, lines, _timed_words)


def _lrc(score: Score, lines: Sequence[SungLine], text: Callable[[SungLine], str]) -> str:
    rows = [f"[ti:{score.title}]"]
    if score.authors:
        rows.append(f"[ar:{_authors(score)}]")
    rows.append(f"[length:{_lrc_stamp(score.duration)}]")
    for line, following in _with_next(lines):
        rows.append(f"[{_lrc_stamp(line.start)}]{text(line)}")
        if not following or following.start - line.end > PAUSE:
            rows.append(f"[{_lrc_stamp(line.end)}]")
    return "\n".join(rows) + "\n"


def _timed_words(line: SungLine) -> str:
    words = zip(line.words, line.line.words, strict=True)
    timed = " ".join(f"<{_lrc_stamp(timing.start)}>{word}" for timing, word in words)
    return f"{timed} <{_lrc_stamp(line.end)}>"


def vtt(score: Score, lines: Sequence[SungLine]) -> str:
    """WebVTT: a cue a line, with the time of every word inside."""
    cues = ["WEBVTT\n"]
    for number, (line, following) in enumerate(_with_next(lines), 1):
        start = _milliseconds(line.start)
        stop = _milliseconds(following.start if following else score.duration)
        # A cue never reaches into the next, and lasts at least a millisecond.
        end = max(min(_milliseconds(line.end), stop), start + 1)
        cues.append(f"{number}\n{_vtt_stamp(start)} --> {_vtt_stamp(end)}\n{_vtt_words(line, start, end)}\n")
    return "\n".join(cues)


def _vtt_words(line: SungLine, start: int, end: int) -> str:
    parts, last = [], start
    for timing, word in zip(line.words, line.line.words, strict=True):
        time = _milliseconds(timing.start)
        stamp = f"<{_vtt_stamp(time)}>" if last < time < end else ""
        last = max(last, time)
        parts.append(stamp + escape(word))
    return " ".join(parts)


def ass(score: Score, lines: Sequence[SungLine]) -> str:
    r"""Advanced SubStation Alpha, a \k for every syllable, in centiseconds."""
    rows = [
        "[Script Info]",
        f"Title: {score.title}",
        "ScriptType: v4.00+",
        "PlayResX: 1920",
        "PlayResY: 1080",
        "WrapStyle: 0",
        "",
        "[V4+ Styles]",
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
        "MarginR, MarginV, Encoding",
        "Style: Sung,Sans,72,&H0000E5FF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,0,2,80,80,80,1",
        "",
        "[Events]",
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    ]
    free = 0
    for line, following in _with_next(lines):
        start, end = _centiseconds(line.start), _centiseconds(line.end)
        # Two at once would push one another up for a moment.
        end = min(end, _centiseconds(following.start)) if following else end
        shown = max(min(free, start), start - round(AHEAD * 100))
        free = end
        text = rf"{{\k{start - shown}}}" * (start > shown) + "".join(_ass_syllables(line, end))
        rows.append(f"Dialogue: 0,{_ass_stamp(shown)},{_ass_stamp(end)},Sung,,0,0,0,,{text}")
    return "\n".join(rows) + "\n"


def _ass_syllables(line: SungLine, end: int) -> Iterator[str]:
    """Each lasts until the next one begins, so that their times add up."""
    borders = [min(_centiseconds(timing.start), end) for timing in line.syllables] + [end]
    syllables = line.line.syllables
    for number, (start, stop) in enumerate(pairwise(borders)):
        text = syllables[number].text.replace("{", r"\{").replace("}", r"\}")
        ends_word = number + 1 < len(syllables) and syllables[number + 1].word != syllables[number].word
        yield rf"{{\k{max(stop - start, 0)}}}{text}{' ' * ends_word}"


def ultrastar(score: Score, lines: Sequence[SungLine], audio: str) -> str:
    """UltraStar TXT: a row a note, with beat, length, pitch (0 is middle C), syllable; ``audio`` is the track's name.

    A syllable's first note begins with its vowel, where its pitch does; ``~`` holds it over further notes.
    """
    notes = [list(_ultrastar_notes(score, line)) for line in lines]
    gap = round(notes[0][0][0] * 1000) if notes else 0
    rows = [
        f"#TITLE:{score.title}",
        f"#ARTIST:{_authors(score) or 'eigenreel'}",
        "#LANGUAGE:English",
        f"#MP3:{audio}",
        f"#BPM:{ULTRASTAR_BPM}",
        f"#GAP:{gap}",
    ]
    free = 0
    for index, line in enumerate(notes):
        if index:
            rows.append(f"- {free}")
        for start, end, pitch, text in line:
            beat = max(_beat(start, gap), free)
            free = max(_beat(end, gap), beat + 1)
            rows.append(f": {beat} {free - beat} {pitch - 60} {text}")
    return "\n".join([*rows, "E"]) + "\n"


def _ultrastar_notes(score: Score, line: SungLine) -> Iterator[tuple[float, float, int, str]]:
    """Start and end in seconds, MIDI pitch, and text of every note."""
    syllables = line.line.syllables
    for number, syllable in enumerate(syllables):
        timing, notes = line.syllables[number], line.line.notes_of(number)
        ends_word = number + 1 == len(syllables) or syllables[number + 1].word != syllable.word
        borders = [timing.vowel, *(score.seconds(note.start) for note in notes[1:]), timing.end]
        for place, note in enumerate(notes):
            last = place + 1 == len(notes)
            text = ("~" if place else syllable.text) + " " * (ends_word and last)
            yield borders[place], borders[place + 1], note.pitch, text


def _beat(seconds: float, gap: int) -> int:
    """UltraStar counts quarters of the beats that its BPM says."""
    return round((seconds - gap / 1000) * ULTRASTAR_BPM * 4 / 60)


def _authors(score: Score) -> str:
    return ", ".join(score.authors)


def _with_next(lines: Sequence[SungLine]) -> Iterator[tuple[SungLine, SungLine | None]]:
    return zip(lines, [*lines[1:], None], strict=True)


def _milliseconds(seconds: float) -> int:
    return max(round(seconds * 1000), 0)


def _centiseconds(seconds: float) -> int:
    return max(round(seconds * 100), 0)


def _lrc_stamp(seconds: float) -> str:
    """mm:ss.xx"""
    minutes, hundredths = divmod(_centiseconds(seconds), 6000)
    return f"{minutes:02}:{hundredths // 100:02}.{hundredths % 100:02}"


def _vtt_stamp(milliseconds: int) -> str:
    """hh:mm:ss.mmm"""
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _ass_stamp(centiseconds: int) -> str:
    """h:mm:ss.xx"""
    minutes, centiseconds = divmod(centiseconds, 6000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{centiseconds // 100:02}.{centiseconds % 100:02}"
