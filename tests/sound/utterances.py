"""Utterances for the tests of sound."""

import re

from eigenreel.words.narration import Utterance, Word


def utterance_of(text: str) -> Utterance:
    """Words between spaces; ``[@name]`` is a cue and ``[0.8]`` a rest, as in a script."""
    words, cues, pause = [], [], 0.0
    for token in text.split():
        if cue := re.fullmatch(r"\[@(\w+)\]", token):
            cues.append(cue[1])
        elif rest := re.fullmatch(r"\[([\d.]+)\]", token):
            pause += float(rest[1])
        else:
            words.append(Word(token, token, tuple(cues), pause))
            cues, pause = [], 0.0
    return Utterance("beat", tuple(words), tuple(cues), pause)
