"""Packets become an mp4 or a WebM: nothing is encoded again, and every picture and sample keeps its exact time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import OutputContainer
from av.stream import Stream

from eigenreel.film.arrival import arriving
from eigenreel.film.audio import CODECS, RATE, Sound, configure_sound
from eigenreel.film.encode import ENCODERS, configure
from eigenreel.film.format import EncoderSettings, FilmFormat
from eigenreel.film.segment import Segment, Skips
from eigenreel.film.transparent import MODE, transparent_packet
from eigenreel.words.captions import CaptionCue

MILLISECONDS = 1000
CONTAINERS = {
    ".mp4": ("mp4", {"movflags": "+faststart+write_colr", "brand": "mp42"}),
    ".mov": ("mov", {"movflags": "+faststart+write_colr"}),
    ".webm": ("webm", {}),
}
LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "he": "heb", "hi": "hin", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "la": "lat", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "vi": "vie",
    "zh": "zho",
}  # fmt: skip
"""mp4 has room for the three letters of ISO 639-2 only."""
UNDETERMINED = "und"
# Where and how captions stand, as Advanced SubStation Alpha, from which FFmpeg makes the mp4's text description.
CAPTION_STYLE = b"""[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Bold, Italic, Underline, Alignment
Style: Default,Sans,18,&Hffffff,&H0,0,0,0,2
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


@dataclass(frozen=True)
class Labels:
    """What is written inside a film beside picture and sound.

    Attributes:
        chapters: (title, first frame, frame after the last).
    """

    title: str = ""
    lang: str = ""
    chapters: tuple[tuple[str, int, int], ...] = ()
    captions: tuple[CaptionCue, ...] = ()


def mux(
    path: Path,
    film: FilmFormat,
    pictures: Iterable[tuple[Segment, int]],
    skips: Skips | None,
    sound: Sound | None = None,
    labels: Labels = Labels(),
) -> None:
    """Write a film that can be played while it loads; its frame rate is constant unless it is sparse.

    Args:
        path: ends in .mp4, .webm or .mov. In the last two captions stand beside the film only.
        pictures: segments in order, and the frames that each is held by skips afterwards.
        skips: None if there are no holds to make.

    Raises:
        EigenreelError: it cannot be written.
        ValueError: a segment is of another format.
    """
    kind, options = CONTAINERS[path.suffix]
    with arriving(path) as part, av.open(str(part), "w", format=kind, options=options) as container:
        language = LANGUAGES.get(labels.lang, labels.lang if len(labels.lang) == 3 else UNDETERMINED)
        container.metadata.update({"title": labels.title} if labels.title else {})
        pictures_track = picture_packets(pictures, skips, film)
        make = transparent_packet if _has_alpha_beside(film) else av.Packet
        tracks = [_stamped(_picture_stream(container, film, language), pictures_track, make)]
        if sound is not None:
            tracks.append(_stamped(_sound_stream(container, sound, language), sound_packets(sound)))
        if labels.captions and kind == "mp4":
            tracks.append(_stamped(_caption_stream(container, language), caption_packets(labels.captions)))
        _write_chapters(container, labels, film.fps)
        container.start_encoding()
        for _, _, packet in heapq.merge(*tracks, key=lambda entry: entry[:2]):
            container.mux_one(packet)


@dataclass(frozen=True)
class Timed:
    """A packet with its time, in units of ``base`` seconds."""

    data: bytes
    time: int
    duration: int
    base: Fraction
    is_key: bool = True


def picture_packets(pictures: Iterable[tuple[Segment, int]], skips: Skips | None, film: FilmFormat) -> Iterator[Timed]:
    """The packets of all pictures, holds included: one for each frame, or, in a sparse film, one for each hold."""
    extradata, frame, base = None, 0, Fraction(1, film.fps)
    for segment, hold in pictures:
        extradata = extradata or segment.extradata
        if segment.extradata != extradata:
            raise ValueError("segments of one film have different parameter sets")
        for place, (data, duration) in enumerate(_lasting(segment, hold, skips, film.encoder)):
            yield Timed(data, frame, duration, base, place == 0 or film.encoder.all_keys)
            frame += duration


def _lasting(segment: Segment, hold: int, skips: Skips | None, encoder: EncoderSettings) -> Iterator[tuple[bytes, int]]:
    """The packets of a segment and its hold, each with the frames it lasts."""
    *before, last = segment.packets
    encoded, held = len(segment.packets), 0 if encoder.encodes_holds else hold
    yield from ((data, 1) for data in before)
    if held and encoder.sparse and not (skips is not None and encoded == 1):
        yield last, 1 + held
    elif held and encoder.sparse:
        # Two key frames in a row would have to differ in a number that x264 always begins at 0.
        yield from ((last, 1), (skips.at(1), held))
    else:
        yield last, 1
        yield from ((skips.at(encoded + place) if skips is not None else last, 1) for place in range(held))


def sound_packets(sound: Sound) -> Iterator[Timed]:
    base = Fraction(1, RATE)
    return (Timed(data, time, duration, base) for data, time, duration in sound.packets)


def caption_packets(captions: Iterable[CaptionCue]) -> Iterator[Timed]:
    """One text for each caption; FFmpeg writes empty ones between them, because an mp4 track has no gaps."""
    for cue in captions:
        start, end = round(cue.start * MILLISECONDS), round(cue.end * MILLISECONDS)
        data = "\n".join(cue.lines).encode()
        yield Timed(len(data).to_bytes(2, "big") + data, start, end - start, Fraction(1, MILLISECONDS))


def _has_alpha_beside(film: FilmFormat) -> bool:
    return film.encoder.transparent and film.encoder.codec == "vp9"


def _stamped(
    stream: Stream, packets: Iterable[Timed], make: Callable[[bytes], av.Packet] = av.Packet
) -> Iterator[tuple[Fraction, int, av.Packet]]:
    """Packets for the muxer, with their time in seconds and the stream's number to order them by."""
    for each in packets:
        packet = make(each.data)
        packet.stream, packet.time_base = stream, each.base
        packet.pts = packet.dts = each.time
        packet.duration, packet.is_keyframe = each.duration, each.is_key
        yield each.time * each.base, stream.index, packet


def _picture_stream(container: OutputContainer, film: FilmFormat, language: str) -> Stream:
    # It opens an encoder that encodes nothing, but brings the parameter sets that every chunk has.
    stream = container.add_stream(ENCODERS[film.encoder.codec], film.fps)
    configure(stream.codec_context, film)
    stream.metadata.update({"language": language} | (MODE if _has_alpha_beside(film) else {}))
    return stream


def _sound_stream(container: OutputContainer, sound: Sound, language: str) -> Stream:
    stream = container.add_stream(CODECS[sound.codec][0], RATE)
    configure_sound(stream.codec_context, sound.codec)
    stream.metadata["language"] = language
    return stream


def _caption_stream(container: OutputContainer, language: str) -> Stream:
    stream = container.add_stream("mov_text")
    stream.codec_context.subtitle_header = CAPTION_STYLE
    stream.codec_context.time_base = stream.time_base = Fraction(1, MILLISECONDS)
    stream.metadata["language"] = language
    return stream


def _write_chapters(container: OutputContainer, labels: Labels, fps: int) -> None:
    chapters = [
        {"id": number, "start": start, "end": end, "time_base": Fraction(1, fps), "metadata": {"title": title}}
        for number, (title, start, end) in enumerate(labels.chapters, 1)
    ]
    container.set_chapters(chapters)
