"""A second decoder of H.264: Cisco's OpenH264, where the system has its library (Debian: libopenh264-dev brings it)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_bool, c_int, c_long, c_ubyte, c_uint, c_ulonglong, c_void_p
from ctypes.util import find_library

import numpy as np

LIBRARY = find_library("openh264")
NO_CONCEALMENT = 0
AVC = 0


class VideoProperty(Structure):
    _fields_ = (("size", c_uint), ("kind", c_int))


class DecodingParam(Structure):
    """SDecodingParam of codec_app_def.h."""

    _fields_ = (
        ("restructed", c_void_p),
        ("load", c_uint),
        ("layer", c_ubyte),
        ("concealment", c_int),
        ("parse_only", c_bool),
        ("video", VideoProperty),
    )


class BufferInfo(Structure):
    """SBufferInfo of codec_def.h."""

    _fields_ = (
        ("status", c_int),
        ("time_in", c_ulonglong),
        ("time_out", c_ulonglong),
        ("width", c_int),
        ("height", c_int),
        ("format", c_int),
        ("strides", c_int * 2),
        ("planes", POINTER(c_ubyte) * 3),
    )


INITIALIZE = CFUNCTYPE(c_long, c_void_p, POINTER(DecodingParam))
UNINITIALIZE = CFUNCTYPE(c_long, c_void_p)
FLUSH = CFUNCTYPE(c_int, c_void_p, POINTER(POINTER(c_ubyte) * 3), POINTER(BufferInfo))
DECODE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, POINTER(POINTER(c_ubyte) * 3), POINTER(BufferInfo))


def decoded(packets: Iterable[bytes]) -> Iterator[np.ndarray]:
    """The luma of every picture: uint8 (height, width). An error in the stream is an AssertionError."""
    library = ctypes.CDLL(LIBRARY)
    decoder = c_void_p()
    assert library.WelsCreateDecoder(byref(decoder)) == 0
    # In C a decoder is a pointer to its table of functions, in the order of codec_api.h.
    table = ctypes.cast(ctypes.cast(decoder, POINTER(c_void_p))[0], POINTER(c_void_p))
    initialize, uninitialize = INITIALIZE(table[0]), UNINITIALIZE(table[1])
    decode, flush = DECODE(table[3]), FLUSH(table[5])
    wanted = DecodingParam(concealment=NO_CONCEALMENT, video=VideoProperty(ctypes.sizeof(VideoProperty), AVC))
    assert initialize(decoder, byref(wanted)) == 0
    try:
        for number, packet in enumerate(packets):
            planes, info = (POINTER(c_ubyte) * 3)(), BufferInfo()
            problem = decode(decoder, packet, len(packet), byref(planes), byref(info))
            assert problem == 0, f"picture {number}: error {problem}"
            yield from _shown(planes, info)
        # Some profiles allow other orders than that of the packets, so pictures are held back.
        while True:
            planes, info = (POINTER(c_ubyte) * 3)(), BufferInfo()
            flush(decoder, byref(planes), byref(info))
            if info.status != 1:
                return
            yield from _shown(planes, info)
    finally:
        uninitialize(decoder)
        library.WelsDestroyDecoder(decoder)


def _shown(planes: ctypes.Array, info: BufferInfo) -> Iterator[np.ndarray]:
    if info.status == 1:
        yield np.ctypeslib.as_array(planes[0], (info.height, info.strides[0]))[:, : info.width].copy()
