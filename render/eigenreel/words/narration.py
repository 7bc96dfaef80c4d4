"""Narration: what a voice reads for every beat, word by word, beside what a viewer reads in the captions."""

from __future__ import annotations

from dataclasses import dataclass

from eigenreel.errors import EigenreelError, suggest


@dataclass(frozen=True)
class Word:
    """One token of the written text, such as ``16.1%,``, and what the voice reads for it, such as ``sixteen point one percent,``.

    ``spoken`` is never empty, holds one or several words and carries the punctuation that the voice phrases by. Cues stand
    right before the word; ``pause`` is a rest in seconds before it (after them). ``ipa``, if given, is the pronunciation of
    ``spoken`` without its punctuation, in the alphabet that the voice takes.
    """

    written: str
    spoken: str
    cues: tuple[str, ...] = ()
    pause: float = 0.0
    ipa: str | None = None


@dataclass(frozen=True)
class Utterance:
    """The words of one beat; ``end_cues`` and ``end_pause`` (seconds) stand after the last."""

    beat: str
    words: tuple[Word, ...]
    end_cues: tuple[str, ...] = ()
    end_pause: float = 0.0

    @property
    def spoken(self) -> str:
        return " ".join(word.spoken for word in self.words)

    @property
    def written(self) -> str:
        return " ".join(word.written for word in self.words)


@dataclass(frozen=True)
class Narration:
    """All utterances of a lesson, in order."""

    key: str
    lang: str
    utterances: tuple[Utterance, ...]

    def utterance(self, beat: str) -> Utterance:
        """The utterance of that beat.

        Raises:
            EigenreelError: there is none.
        """
        for utterance in self.utterances:
            if utterance.beat == beat:
                return utterance
        names = [utterance.beat for utterance in self.utterances]
        raise EigenreelError(f"no beat {beat!r} in the script of {self.key}; {suggest(beat, names)}")
