"""The neural network of hibari-tts, asked for the lengths of its phonemes as well as for the sound.

Of hibari this uses what its README documents (the ONNX interface and the spectral synthesis after it) and what it does
not: the names `ids`, `vocab`, `sess`, `g2p` (with `tokenize` and `phonemize_tokens`) and `dsp.synth`; that
`Hibari(model=…)` takes bytes as onnxruntime does; and the shape of the graph: one CumSum, which adds up the phonemes'
lengths, fed by one Clip. The model is tried on a word when it is loaded, so that a hibari of another make is refused
then, and not heard in a film.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.voices.onnx_graph import Node, nodes_of, with_output

RATE = 24000
# One unit of the network's lengths: two spectral frames of 12.5 ms.
SAMPLES_PER_UNIT = 600
KNOWN_VERSION = "0.2.1"
# Ids 0 stand before the first phoneme and after the last.
PADS = 2


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
        from hibari import dsp

        ids = np.array([self._hibari.ids(phonemes)], np.int64)
        *parts, lengths = self._hibari.sess.run(None, {"ids": ids, "speed": np.array([speed], np.float32)})
        samples = dsp.synth(*(part[0] for part in parts), np.random.default_rng(seed))
        return samples, lengths.reshape(-1).astype(int) * SAMPLES_PER_UNIT

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
