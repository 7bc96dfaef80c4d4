"""Hypothesis strategies for timelines as staging makes them: words in order, each in its beat."""

from __future__ import annotations

from hypothesis import strategies as st

from eigenreel.words.timeline import BeatSpan, TimedWord, Timeline

words = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=14) | st.sampled_from(
    [
        "P(A | B)",
        "word,",
        "end.",
        "-->",
        "<i>",
        "&amp;",
        "a",
        "the",
        "∇L",
        "16.1%",
        "\N{NO-BREAK SPACE}x",
        "w" * 60,
        "long " * 20 + "x",
    ]
)


@st.composite
def timelines(draw) -> Timeline:
    fps = draw(st.sampled_from([15, 30, 60]))
    beats, frame = [], draw(st.integers(0, 40))
    for index in range(draw(st.integers(1, 4))):
        start, speech = frame, frame + draw(st.integers(0, 10))
        time, timed = speech / fps, []
        for text in draw(st.lists(words, max_size=25)):
            time += draw(st.sampled_from([0.0, 0.0, 0.0, 0.3, 2.0]))
            length = draw(st.floats(0.02, 0.8))
            timed.append(TimedWord(text, time, time + length))
            time += length
        end = max(speech + 1, int(time * fps) + 1 + draw(st.integers(0, 60)))
        cues = tuple((f"c{number}", word.start) for number, word in enumerate(timed[::5]))
        beats.append(
            BeatSpan(f"b{index}", f"Chapter {index // 2} & <{index // 2}>", start, end, speech, tuple(timed), cues)
        )
        frame = end + draw(st.integers(0, 5))
    return Timeline("a/b", "A <film> & more", "en", fps, frame, tuple(beats))
