"""Speech: what a voice made of one utterance, and when each of its words and cues falls."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.store import Store, digest

if TYPE_CHECKING:
    from pydub import AudioSegment

    # Narration reads front matter, which takes pydantic; this only names its types.
    from eigenreel.words.narration import Utterance

MAGIC = b"eigenreel speech 1\n"


@dataclass(frozen=True, eq=False)
class Speech:
    """Sound with times.

    Attributes:
        samples: float32 of shape (n,), in [-1, 1].
        rate: samples per second.
        words: (start, end) in seconds from the first sample, one pair for every word of the utterance, in order;
            start equals end for a word that is spoken as nothing.
        cues: seconds from the first sample, by the cue's name.
    """

    samples: np.ndarray
    rate: int
    words: tuple[tuple[float, float], ...]
    cues: Mapping[str, float]

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / self.rate

    def as_segment(self) -> AudioSegment:
        """The same sound as a pydub segment of 16-bit samples."""
        # pydub costs a third of a second to import, and only `manim render` asks for this.
        from eigenreel.sound.segments import segment_of

        return segment_of(self.samples, self.rate)

    def to_bytes(self) -> bytes:
        """An exact copy: magic, the length of a JSON header (4 bytes), the header, the samples (little endian)."""
        header = json.dumps({"rate": self.rate, "words": self.words, "cues": dict(self.cues)}).encode()
        return MAGIC + struct.pack("<I", len(header)) + header + self.samples.astype("<f4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Speech:
        """The inverse of :meth:`to_bytes`.

        Raises:
            EigenreelError: the data is something else, or cut short.
        """
        try:
            start = len(MAGIC) + 4
            (length,) = struct.unpack("<I", data[len(MAGIC) : start])
            header = json.loads(data[start : start + length])
            samples = np.frombuffer(data[start + length :], "<f4").astype(np.float32)
            words = tuple((float(begin), float(end)) for begin, end in header["words"])
            speech = cls(samples, int(header["rate"]), words, dict(header["cues"]))
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise EigenreelError(f"{len(data)} bytes are no speech ({error}); remove them from the cache") from error
        if not data.startswith(MAGIC):
            raise EigenreelError(
                f"{len(data)} bytes are no speech (they begin {data[:12]!r}); remove them from the cache"
            )
        return speech


class Voice(Protocol):
    """Something that speaks. The same utterance and seed give the same bytes, in any process or thread.

    Attributes:
        name: what ``--voice`` calls it.
        version: changes whenever its samples or times would.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def speak(self, utterance: Utterance, seed: int = 0) -> Speech: ...


def speak(utterance: Utterance, voice: Voice, store: Store | None, seed: int = 0) -> Speech:
    """The utterance in that voice: from the store if it was spoken before, else spoken and stored."""
    if store is None:
        return voice.speak(utterance, seed)
    key = speech_key(utterance, voice, seed)
    data = store.get("speech", key)
    if data is not None:
        return Speech.from_bytes(data)
    speech = voice.speak(utterance, seed)
    store.put("speech", key, speech.to_bytes())
    return speech


def speech_key(utterance: Utterance, voice: Voice, seed: int) -> str:
    """Digest of all that the speech depends on. The beat's name and the written forms do not change a sound."""
    words = [(word.spoken, word.ipa, word.pause, word.cues) for word in utterance.words]
    text = json.dumps([words, utterance.end_cues, utterance.end_pause])
    return digest(MAGIC, voice.name, voice.version, seed, text)
