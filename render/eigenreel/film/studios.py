"""Who encodes a format."""

from __future__ import annotations

from typing import Protocol

from eigenreel.film.encode import Studio
from eigenreel.film.format import FilmFormat
from eigenreel.film.plan import Chunk
from eigenreel.film.prores import ProResStudio
from eigenreel.film.segment import Segment
from eigenreel.film.transparent import TransparentStudio


class Encodes(Protocol):
    """Encodes chunks of one film format; kept warm from chunk to chunk."""

    def encode(self, chunk: Chunk) -> Segment: ...


def studio(film: FilmFormat) -> Encodes:
    """A new studio."""
    if film.encoder.codec == "prores":
        return ProResStudio(film)
    return TransparentStudio(film) if film.encoder.transparent else Studio(film)
