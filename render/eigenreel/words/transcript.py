"""The transcript of a film: for programs (JSON), for readers (text) and for web pages (HTML)."""

from __future__ import annotations

import json
from html import escape
from itertools import groupby

from eigenreel.words.timeline import BeatSpan, Timeline


def transcript_json(timeline: Timeline) -> str:
    """Words, beats and chapters with their times in seconds."""
    spans = {title: (start, end) for title, start, end in timeline.chapters}
    data = {
        "key": timeline.key,
        "title": timeline.title,
        "lang": timeline.lang,
        "duration": _seconds(timeline.duration),
        "chapters": [
            {
                "title": title,
                "start": _seconds(spans[title][0] / timeline.fps),
                "end": _seconds(spans[title][1] / timeline.fps),
                "beats": [_beat(beat, timeline.fps) for beat in beats],
            }
            for title, beats in _chapters(timeline)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def transcript_text(timeline: Timeline) -> str:
    """The title, then each chapter's title and its paragraphs."""
    blocks = [timeline.title]
    for title, beats in _chapters(timeline):
        blocks += [title, *(_text(beat) for beat in beats if beat.words)]
    return "\n\n".join(blocks) + "\n"


def transcript_html(timeline: Timeline) -> str:
    """A page by itself; every word is a span with its times, so that a player may follow and seek."""
    body = [f"<h1>{escape(timeline.title)}</h1>"]
    for title, beats in _chapters(timeline):
        paragraphs = "\n".join(_paragraph(beat) for beat in beats if beat.words)
        body.append(f"<section>\n<h2>{escape(title)}</h2>\n{paragraphs}\n</section>")
    return _PAGE.format(lang=escape(timeline.lang), title=escape(timeline.title), body="\n".join(body))


_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
{body}
</body>
</html>
"""


def _chapters(timeline: Timeline) -> list[tuple[str, list[BeatSpan]]]:
    return [(title, list(beats)) for title, beats in groupby(timeline.beats, key=lambda beat: beat.chapter)]


def _beat(beat: BeatSpan, fps: int) -> dict:
    return {
        "name": beat.name,
        "start": _seconds(beat.start / fps),
        "end": _seconds(beat.end / fps),
        "text": _text(beat),
        "words": [{"text": word.text, "start": _seconds(word.start), "end": _seconds(word.end)} for word in beat.words],
        "cues": [{"name": name, "time": _seconds(time)} for name, time in beat.cues],
    }


def _text(beat: BeatSpan) -> str:
    return " ".join(word.text for word in beat.words)


def _paragraph(beat: BeatSpan) -> str:
    words = " ".join(
        f'<span data-start="{word.start:.3f}" data-end="{word.end:.3f}">{escape(word.text)}</span>'
        for word in beat.words
    )
    return f'<p id="{escape(beat.name)}">{words}</p>'


def _seconds(time: float) -> float:
    return round(time, 3)
