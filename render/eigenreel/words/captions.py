"""Captions: the words of a timeline as WebVTT and SRT, in cues that can be read, and its chapters as WebVTT.

Sizes and speeds are those of common style guides (BBC, Netflix): two lines of at most 42 characters, 20 characters a
second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eigenreel.words.phrases import divide, lay_out, shorten
from eigenreel.words.timeline import BeatSpan, TimedWord, Timeline

MAX_RATE = 20.0
"""Characters a second."""
MIN_TIME = 1.0
"""Seconds that a cue stays at least, if its beat leaves the room."""
LINGER = 0.4
"""Seconds that a cue stays after its last word, if nothing follows."""


@dataclass(frozen=True)
class CaptionCue:
    """Lines shown from ``start`` to ``end`` (seconds); they hold the texts of ``words`` in order, divided by spaces."""

    start: float
    end: float
    lines: tuple[str, ...]
    words: tuple[TimedWord, ...]

    @property
    def rate(self) -> float:
        """Characters a second."""
        return sum(map(len, self.lines)) / max(self.end - self.start, 1e-3)


def cues(timeline: Timeline) -> tuple[CaptionCue, ...]:
    """The captions of a film: in order, without overlap, none across the border of a beat."""
    return tuple(cue for beat in timeline.beats for cue in _beat_cues(beat, timeline.fps))


def vtt(timeline: Timeline) -> str:
    """WebVTT with the time of every word inside, for players that mark the word being said."""
    blocks = [
        f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{_timed_text(cue)}\n"
        for number, cue in enumerate(cues(timeline), 1)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def srt(timeline: Timeline) -> str:
    """SubRip, without word times."""
    return srt_of(cues(timeline))


def srt_of(shown: Sequence[CaptionCue]) -> str:
    """SubRip of captions in their order.

    >>> print(srt_of([CaptionCue(0.5, 2.25, ("One line",), ())]))
    1
    00:00:00,500 --> 00:00:02,250
    One line
    <BLANKLINE>
    """
    blocks = (
        f"{number}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n" + "\n".join(cue.lines) + "\n"
        for number, cue in enumerate(shown, 1)
    )
    return "\n".join(blocks)


def chapters_vtt(timeline: Timeline) -> str:
    """WebVTT for a track of kind "chapters"."""
    blocks = [
        f"{number}\n{_stamp(start / timeline.fps)} --> {_stamp(end / timeline.fps)}\n{escape(title)}\n"
        for number, (title, start, end) in enumerate(timeline.chapters, 1)
        if start < end
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def escape(text: str) -> str:
    """Text without the signs that WebVTT takes for its own.

    >>> escape("a < b & c --> d")
    'a &lt; b &amp; c --&gt; d'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _beat_cues(beat: BeatSpan, fps: int) -> list[CaptionCue]:
    words = [piece for word in beat.words for piece in shorten(word)]
    groups = divide(words)
    spans = _spans(groups, beat.start / fps, beat.end / fps)
    return [
        CaptionCue(start, end, lay_out([word.text for word in group]), tuple(group))
        for group, (start, end) in zip(groups, spans, strict=True)
        if start < end
    ]


def _spans(groups: Sequence[Sequence[TimedWord]], begin: float, end: float) -> list[tuple[float, float]]:
    """When each group is shown: while it is said, and longer where reading needs it, first after and then before.

    Times are whole milliseconds within the beat.
    """
    needs = [max(MIN_TIME, sum(len(word.text) + 1 for word in group) / MAX_RATE) for group in groups]
    starts = [min(max(group[0].start, begin), end) for group in groups] + [end]
    spans: list[tuple[float, float]] = []
    for index, (group, need) in enumerate(zip(groups, needs, strict=True)):
        start, limit = starts[index], max(starts[index + 1], starts[index])
        stop = min(limit, max(group[-1].end + LINGER, start + need))
        earliest = spans[-1][1] if spans else begin
        if stop - start < need:
            start = max(earliest, stop - need)
        spans.append((max(_milli(start), earliest), _milli_down(stop)))
    return spans


def _milli(seconds: float) -> float:
    return round(seconds, 3)


def _milli_down(seconds: float) -> float:
    """Whole milliseconds, never past the border of the beat."""
    return int(seconds * 1000 + 1e-6) / 1000


def _timed_text(cue: CaptionCue) -> str:
    """The lines, with a time before each word that begins after the words before it, as WebVTT demands."""
    last = round(cue.start * 1000)
    limit = round(cue.end * 1000)
    lines, index = [], 0
    for line in cue.lines:
        parts, rest = [], line
        while rest:
            word = cue.words[index]
            time = round(word.start * 1000)
            stamp = ""
            if last < time < limit:
                stamp, last = f"<{_stamp(time / 1000)}>", time
            parts.append(stamp + escape(word.text))
            rest, index = rest[len(word.text) + 1 :], index + 1
        lines.append(" ".join(parts))
    return "\n".join(lines)


def _stamp(seconds: float, point: str = ".") -> str:
    """hh:mm:ss.mmm"""
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}{point}{milliseconds % 1000:03}"
