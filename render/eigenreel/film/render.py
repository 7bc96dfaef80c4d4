"""From a staged scene to files: the film, and beside it captions, chapters, transcript and poster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from eigenreel.film.arrival import write_whole
from eigenreel.film.audio import Sound, film_sound
from eigenreel.film.chunks import Chunks, Encoders
from eigenreel.film.format import CODECS, EncoderSettings, FilmFormat, encoder_settings
from eigenreel.film.gif import write_gif
from eigenreel.film.mux import Labels, mux
from eigenreel.film.plan import plan
from eigenreel.film.poster import write_poster
from eigenreel.film.result import FilmResult
from eigenreel.store import Store
from eigenreel.words import captions, transcript

if TYPE_CHECKING:
    from eigenreel.stage.staging import Staged

FORMATS = (*CODECS, "gif", "png")
SOUNDS = {"mp4": "aac", "webm": "opus", "mov": "pcm"}


@dataclass(frozen=True)
class FilmOptions:
    """What files are made of a staged scene.

    Attributes:
        path: the film; its ending says what it is. A .png is the poster alone, a .gif has nothing beside it.
        captions: inside the film and beside it.
        preset: of mp4 and webm films.
        sparse: whether held frames are one packet that lasts; not for gif and png.
        transparent: whether the background is left out; not for mp4.
        poster: the frame of the poster; None is the last that shows anything.
    """

    path: Path
    captions: bool = True
    preset: str = "standard"
    sparse: bool = False
    transparent: bool = False
    poster: int | None = None

    @property
    def kind(self) -> str:
        return self.path.suffix.removeprefix(".")

    @property
    def encoder(self) -> EncoderSettings | None:
        """None where the film has no chunks."""
        if self.kind not in CODECS:
            return None
        return encoder_settings(self.kind, self.preset, transparent=self.transparent, sparse=self.sparse)


def render_film(
    staged: Staged,
    options: FilmOptions,
    encoders: Encoders,
    store: Store,
    on_frames: Callable[[int], None] | None = None,
) -> FilmResult:
    """Make the files of a staged scene.

    Args:
        on_frames: told, from any thread, how many more frames are encoded or were known.

    Raises:
        EigenreelError: something cannot be written, or workers die.
    """
    return Rendering(staged, options, encoders, store, on_frames).finish()


class Rendering:
    """A film in the making: its chunks are with the workers from the start, and the caller may do something else.

    Call ``finish``, or ``cancel``.

    Args:
        chunks: the film's, if they were planned while the scene was staged.
    """

    def __init__(
        self,
        staged: Staged,
        options: FilmOptions,
        encoders: Encoders,
        store: Store,
        on_frames: Callable[[int], None] | None = None,
        chunks: Chunks | None = None,
    ) -> None:
        self.staged, self.options, self.encoders, self.store = staged, options, encoders, store
        self.on_frames = on_frames
        if options.kind not in FORMATS:
            raise ValueError(f"{options.path}: not one of {', '.join(FORMATS)}")
        self._began = time.perf_counter()
        self._chunks = chunks or (self._request(options.encoder) if options.encoder is not None else None)

    def finish(self) -> FilmResult:
        """Wait for the workers and write the files.

        Raises:
            EigenreelError: something cannot be written, or workers die.
        """
        try:
            files = tuple(self._write())
        except BaseException:
            self.cancel()
            raise
        return FilmResult(
            path=self.options.path,
            files=files,
            duration=self.staged.recording.duration,
            size=self.options.path.stat().st_size,
            chunks=len(self._chunks.chunks) if self._chunks else 0,
            reused=self._chunks.reused if self._chunks else 0,
            seconds=time.perf_counter() - self._began,
        )

    def cancel(self) -> None:
        """Have the workers do no more for this film than they have begun."""
        if self._chunks is not None:
            self._chunks.cancel()

    def _request(self, encoder: EncoderSettings) -> Chunks:
        recording = self.staged.recording
        film = FilmFormat(recording.width, recording.height, recording.fps, recording.background, encoder)
        chunks = Chunks(film, self.encoders, self.store, self.on_frames)
        for chunk in plan(recording, film):
            chunks.add(chunk)
        return chunks

    def _write(self) -> Iterator[Path]:
        """Write every file; gives its path when it is there."""
        path, recording = self.options.path, self.staged.recording
        if self.options.kind == "png":
            self._write_poster(path)
            yield path
            return
        if self.options.kind == "gif":
            write_gif(recording, path, transparent=self.options.transparent, on_frames=self.on_frames)
            yield path
            return
        sound = self._sound()
        mux(path, self._chunks.film, self._chunks.segments(), self._chunks.skips(), sound, self._labels())
        yield path
        for ending, text in self._texts():
            write_whole(path.with_suffix(ending), text.encode())
            yield path.with_suffix(ending)
        self._write_poster(path.with_suffix(".png"))
        yield path.with_suffix(".png")

    def _write_poster(self, path: Path) -> None:
        write_poster(self.staged.recording, path, self.options.poster, transparent=self.options.transparent)

    def _sound(self) -> Sound | None:
        if not self.staged.clips:
            return None
        return film_sound(
            self.staged.clips,
            self.staged.recording.duration,
            SOUNDS[self.options.kind],
            self.store,
            self.staged.loudness,
        )

    def _labels(self) -> Labels:
        timeline, recording = self.staged.timeline, self.staged.recording
        if timeline is not None:
            cues = captions.cues(timeline) if self.options.captions else ()
            return Labels(timeline.title, timeline.lang, timeline.chapters, cues)
        edges = [*(frame for _, frame in recording.sections), recording.frames]
        chapters = tuple((name, *span) for (name, _), span in zip(recording.sections, pairwise(edges), strict=True))
        # A loop has no timeline, but it is of a lesson.
        telling = self.staged.telling
        title, lang = (telling.study.title, telling.lang) if telling else (self.options.path.stem, "")
        return Labels(title, lang, chapters, self._subcaptions())

    def _subcaptions(self) -> tuple[captions.CaptionCue, ...]:
        """What a plain Manim scene added, in the order of its times."""
        marks = sorted(self.staged.recording.captions, key=lambda mark: mark.start) if self.options.captions else ()
        return tuple(captions.CaptionCue(mark.start, mark.end, tuple(mark.text.splitlines()), ()) for mark in marks)

    def _texts(self) -> Iterator[tuple[str, str]]:
        """Endings and contents of the text files beside the film."""
        timeline = self.staged.timeline
        if timeline is None:
            if subcaptions := self._subcaptions():
                yield ".srt", captions.srt_of(subcaptions)
            return
        if self.options.captions:
            yield ".vtt", captions.vtt(timeline)
            yield ".srt", captions.srt(timeline)
        yield ".chapters.vtt", captions.chapters_vtt(timeline)
        yield ".transcript.json", transcript.transcript_json(timeline)
        yield ".transcript.txt", transcript.transcript_text(timeline)
        yield ".transcript.html", transcript.transcript_html(timeline)
        if self.staged.telling is not None:
            yield ".study.json", self.staged.telling.study.model_dump_json(indent=1)
