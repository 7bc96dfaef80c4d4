"""The ONNX format, as far as it is needed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.sound.voices.onnx_graph import Node, nodes_of, with_output


def message(field, content):
    """A protobuf field of under 128 bytes, written out by hand."""
    return bytes([field << 3 | 2, len(content)]) + content


CLIP = message(1, message(1, b"lengths") + message(2, b"clipped") + message(4, b"Clip"))


def test_nodes():
    """Nodes are read from among other fields and kinds of field."""
    numbers = b"\x08\x96\x01" + b"\x15\0\0\0\0" + b"\x19" + b"\0" * 8
    model = numbers + message(7, message(2, b"name") + CLIP) + numbers
    assert nodes_of(model) == [Node("Clip", ("lengths",), ("clipped",))]


def test_an_output_is_added():
    """A second graph with one output, which protobuf reads as part of the first."""
    assert with_output(b"model", "clipped") == b"model" + message(7, message(12, message(1, b"clipped")))


def test_long_names():
    """Lengths over 127 take two bytes."""
    assert with_output(b"", "x" * 200).endswith(b"\x0a\xc8\x01" + b"x" * 200)


@given(st.binary(max_size=100))
def test_any_bytes(data):
    """Bytes that are no message are refused, never read for ever."""
    with suppress(ValueError):
        nodes_of(data)


def test_cut_short():
    with pytest.raises(ValueError, match="cut short"):
        nodes_of(b"\x3a\xff")
