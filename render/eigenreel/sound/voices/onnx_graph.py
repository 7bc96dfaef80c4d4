"""Just enough of the ONNX file format to ask a model for one more output.

An ONNX model is one protobuf message, and two of those written one after the other are read as their union: lists are
appended. So an output is added by appending a few bytes, and the `onnx` package (18 MB, with a compiler for other
purposes) is not needed. Field numbers are those of onnx.proto3: ModelProto.graph = 7; GraphProto.node = 1, .output =
12;
NodeProto.input = 1, .output = 2, .op_type = 4; ValueInfoProto.name = 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

BYTES = 2


@dataclass(frozen=True)
class Node:
    """One operation of a graph with the names of the values that it reads and writes."""

    operation: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def nodes_of(model: bytes) -> list[Node]:
    """The nodes of a serialised model, in order.

    Raises:
        ValueError: the bytes are no protobuf message.
    """
    graphs = [value for field, value in _fields(model) if field == 7]
    return [_node(value) for graph in graphs for field, value in _fields(graph) if field == 1]


def with_output(model: bytes, name: str) -> bytes:
    """The model with the value of that name as its last output; the runtime infers its type."""
    return model + _message(7, _message(12, _message(1, name.encode())))


def _node(data: bytes) -> Node:
    parts: dict[int, list[str]] = {1: [], 2: [], 4: []}
    for field, value in _fields(data):
        if field in parts:
            parts[field].append(value.decode())
    return Node("".join(parts[4]), tuple(parts[1]), tuple(parts[2]))


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of every field of a message that holds bytes; fields of other kinds are passed over."""
    position = 0
    while position < len(data):
        tag, position = _varint(data, position)
        kind = tag & 7
        if kind == BYTES:
            length, position = _varint(data, position)
            yield tag >> 3, data[position : position + length]
        elif kind == 0:
            length, (_, position) = 0, _varint(data, position)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise ValueError(f"protobuf field of kind {kind} at byte {position}")
        position += length


def _varint(data: bytes, position: int) -> tuple[int, int]:
    """A number in groups of seven bits, and the position behind it."""
    value = shift = 0
    while position < len(data):
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
    raise ValueError("protobuf message is cut short")


def _message(field: int, content: bytes) -> bytes:
    head, length = bytes([field << 3 | BYTES]), len(content)
    while length >= 0x80:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + content
