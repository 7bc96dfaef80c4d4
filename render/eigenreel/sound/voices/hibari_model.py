"""The neural network of hibari-tts, asked for the lengths of its phonemes as well as for the sound.

Of hibari this uses what its README documents (the ONNX interface and the spectral synthesis after it) and what it does
not: the names `ids`, `vocab`, `sess`, `g2p` (with `tokenize` and `phonemize_tokens`) and `dsp.synth`; that
`Hibari(model=…)` takes bytes as onnxruntime does; and the shape of the graph: one CumSum, which adds up the phonemes'
lengths, fed by one Clip. The model is tried on a word when it is loaded, so that a hibari of another make is refused
then, and not heard in a film.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.voices.onnx_graph import Node, nodes_of, with_output

RATE = 24000
# One unit of the network's lengths: two spectral frames of 12.5 ms.
SAMPLES_PER_UNIT = 600
SAMPLES_PER_FRAME = 300
# Hertz; below it the synthesis of hibari makes no pulses.
LOWEST_PITCH = 40.0
KNOWN_VERSION = "0.2.1"
# Ids 0 stand before the first phoneme and after the last.
PADS = 2


@dataclass(frozen=True, eq=False)
class Take:
    """What the network said.

    Attributes:
        samples: float32 of shape (n,).
        lengths: in samples, shape (phonemes + 2,); they add up to n.
        pitch: hertz at the middle of every SAMPLES_PER_FRAME samples, 0 where there is no voice.
    """

    samples: np.ndarray
    lengths: np.ndarray
    pitch: np.ndarray


class HibariModel:
    """Phonemes to samples and lengths. Loading takes about half a second; one thread."""

    def __init__(self) -> None:
        from hibari import Hibari
        from hibari.voices import voice_path

        try:
            model = Path(voice_path("heart", download_missing=False)).read_bytes()
            self._hibari = Hibari(model=with_output(model, _lengths_name(model)), threads=1)
            self._check()
        except (AttributeError, TypeError, ValueError, OSError) as error:
            raise _unexpected(f"{type(error).__name__}: {error}") from error

    @property
    def g2p(self):
        """Text to phonemes: hibari's own."""
        return self._hibari.g2p

    @property
    def alphabet(self) -> frozenset[str]:
        """The phonemes and marks that the network knows."""
        return frozenset(self._hibari.vocab)

    def say(self, phonemes: str, speed: float, seed: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Samples, float32 of shape (n,), and lengths in samples, shape (len(phonemes) + 2,), that add up to n.

        The first and the last length are the silence before and after; every phoneme must be in the alphabet.
        """
        take = self.take(phonemes, speed, seed)
        return take.samples, take.lengths

    def take(self, phonemes: str, speed: float, seed: tuple[int, ...]) -> Take:
        """As :meth:`say`, with the pitch that the network sings each frame at."""
        from hibari import dsp

        ids = np.array([self._hibari.ids(phonemes)], np.int64)
        *parts, lengths = self._hibari.sess.run(None, {"ids": ids, "speed": np.array([speed], np.float32)})
        samples = dsp.synth(*(part[0] for part in parts), np.random.default_rng(seed))
        pitch = parts[-1][0]
        voiced = np.where(pitch > LOWEST_PITCH, pitch, 0).astype(np.float32)
        return Take(samples, lengths.reshape(-1).astype(int) * SAMPLES_PER_UNIT, voiced)

    def _check(self) -> None:
        phonemes = "həlˈO."
        samples, lengths = self.say(phonemes, 1.0, (0,))
        if len(lengths) != len(phonemes) + PADS or lengths.sum() != len(samples):
            raise _unexpected(
                f"{len(phonemes)} phonemes have {len(lengths)} lengths, {lengths.sum()} of {len(samples)} samples"
            )


def _lengths_name(model: bytes) -> str:
    """The name of the value that holds the phonemes' lengths."""
    try:
        nodes = nodes_of(model)
    except ValueError as error:
        raise _unexpected(str(error)) from error
    sums = [node for node in nodes if node.operation == "CumSum"]
    if len(sums) != 1:
        raise _unexpected(f"it has {len(sums)} CumSum nodes instead of one")
    maker = {output: node for node in nodes for output in node.outputs}
    node: Node | None = maker.get(sums[0].inputs[0])
    while node and node.operation == "Cast":
        node = maker.get(node.inputs[0])
    if node is None or node.operation != "Clip":
        raise _unexpected(f"its CumSum is fed by {node.operation if node else 'an input'} instead of Clip")
    return node.outputs[0]


def _unexpected(what: str) -> EigenreelError:
    return EigenreelError(
        f"voice hibari: the model of the hibari-tts installed is not as expected ({what}); "
        f"install hibari-tts=={KNOWN_VERSION}"
    )
