"""Where a sentence may be cut: words are divided into captions, and captions into lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from eigenreel.words.timeline import TimedWord

LINE = 42
"""Characters in a line."""
LINES = 2

# Words that begin a phrase, and words that a reader should not meet at the end of a line.
_OPENERS = frozenset(
    (  # noqa: SIM905 - a list would be three times as long
        "and but or nor so yet because although though while when where which who that if unless until as than for "
        "with without from to into onto of in on at by over under between through is are was were has have can will"
    ).split()
)
_CLINGERS = frozenset(
    (  # noqa: SIM905
        "a an the of to in on at by for with and or but is are not no very its this that these those each every one two"
    ).split()
)
_CUE_COST = 4.0
_LONG_GAP = 0.7
_MAX_SECONDS = 7.0
_SHORT = 20


def shorten(word: TimedWord) -> list[TimedWord]:
    """The word, in pieces of at most one line; a longer one is cut, at spaces if it has any, and its time shared."""
    if len(word.text) <= LINE:
        return [word]
    texts: list[str] = []
    for part in re.findall(rf"\S{{1,{LINE}}}", word.text):
        if texts and len(texts[-1]) + 1 + len(part) <= LINE:
            texts[-1] += " " + part
        else:
            texts.append(part)
    edges = [0]
    for text in texts:
        edges.append(edges[-1] + len(text))
    scale = (word.end - word.start) / edges[-1]
    return [
        TimedWord(text, word.start + left * scale, word.start + right * scale)
        for text, (left, right) in zip(texts, pairwise(edges), strict=True)
    ]


def divide(words: Sequence[TimedWord]) -> list[list[TimedWord]]:
    """The words in groups that each fit a caption, cut where it disturbs a reader least, by dynamic programming."""
    count = len(words)
    best = [0.0, *[float("inf")] * count]
    came_from = [0] * (count + 1)
    for end in range(1, count + 1):
        for begin in range(end - 1, -1, -1):
            group = words[begin:end]
            if not _fits([word.text for word in group]):
                break
            cost = best[begin] + _group_cost(group, words[end] if end < count else None)
            if cost < best[end]:
                best[end], came_from[end] = cost, begin
    groups: list[list[TimedWord]] = []
    end = count
    while end:
        groups.append(list(words[came_from[end] : end]))
        end = came_from[end]
    return groups[::-1]


def lay_out(texts: Sequence[str]) -> tuple[str, ...]:
    """One line if it fits, else the two that are best: cut at a phrase, and nearly even.

    >>> lay_out("Along one of them, the matrix is just the number three.".split())
    ('Along one of them,', 'the matrix is just the number three.')
    """
    whole = " ".join(texts)
    if len(whole) <= LINE:
        return (whole,) if whole else ()
    cuts = [cut for cut in range(1, len(texts)) if _lines_fit(texts, cut)]
    cut = min(cuts, key=lambda cut: _line_cost(texts, cut))
    return " ".join(texts[:cut]), " ".join(texts[cut:])


def _fits(texts: Sequence[str]) -> bool:
    return len(" ".join(texts)) <= LINE or any(_lines_fit(texts, cut) for cut in range(1, len(texts)))


def _lines_fit(texts: Sequence[str], cut: int) -> bool:
    return len(" ".join(texts[:cut])) <= LINE and len(" ".join(texts[cut:])) <= LINE


def _line_cost(texts: Sequence[str], cut: int) -> float:
    first, second = len(" ".join(texts[:cut])), len(" ".join(texts[cut:]))
    return 0.3 * abs(first - second) + _cut_cost(texts[cut - 1], texts[cut])


def _group_cost(group: Sequence[TimedWord], following: TimedWord | None) -> float:
    """How much a caption of these words disturbs: where it ends, how long and fast it is, what it joins."""
    length = len(" ".join(word.text for word in group))
    seconds = group[-1].end - group[0].start
    until = following.start if following else group[-1].end + 1.0
    cost = _CUE_COST + 0.4 * max(0, _SHORT - length) + 10 * max(0.0, seconds - _MAX_SECONDS)
    cost += 2 * max(0.0, length / max(until - group[0].start, 0.1) - 17)
    if following:
        cost += _cut_cost(group[-1].text, following.text)
    for before, after in pairwise(group):
        cost += 3 * _ends_sentence(before.text) + 20 * max(0.0, after.start - before.end - _LONG_GAP)
    return cost


def _cut_cost(before: str, after: str) -> float:
    """How much a cut between two words disturbs."""
    if _ends_sentence(before):
        return 0.0
    if re.search(r"[;:—–][”\")]?$", before):
        return 1.0
    if re.search(r",[”\")]?$", before):
        return 1.5
    clings = before.lower().strip('(“"') in _CLINGERS
    return (6.0 if after.lower() in _OPENERS else 12.0) + (12.0 if clings else 0.0)


def _ends_sentence(text: str) -> bool:
    return bool(re.search(r"[.!?…][”\")’]*$", text))
