"""Products of 8-bit numbers are summed exactly, whatever the processor can do.

On x86 processors without VNNI instructions, two large products overflow in onnxruntime unless it is
told to be exact; elsewhere this test cannot fail.
"""

import numpy as np

from onrecord.language.encoder import network

_UINT8, _INT8, _INT32 = 2, 3, 6
_ACROSS = 64


def test_sums_of_large_products_do_not_overflow() -> None:
    given = np.full((1, _ACROSS), 255, dtype=np.uint8)

    (found,) = network(_product_with_127s()).run(None, {"given": given})

    assert found.tolist() == [[255 * 127 * _ACROSS]]


def _product_with_127s() -> bytes:
    """An ONNX file that multiplies a row of 64 numbers by a column in which each is 127."""
    weights = (
        _field(1, _ACROSS)
        + _field(1, 1)
        + _field(2, _INT8)
        + _field(8, b"weights")
        + _field(9, bytes([127] * _ACROSS))
    )
    node = _field(1, b"given") + _field(1, b"weights") + _field(2, b"sum")
    graph = (
        _field(1, node + _field(4, b"MatMulInteger"))
        + _field(2, b"product")
        + _field(5, weights)
        + _field(11, _matrix(b"given", _UINT8, _ACROSS))
        + _field(12, _matrix(b"sum", _INT32, 1))
    )
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 13))


def _matrix(name: bytes, kind: int, columns: int) -> bytes:
    shape = b"".join(_field(1, _field(1, size)) for size in (1, columns))
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))


def _field(number: int, value: int | bytes) -> bytes:
    """A field of a protocol buffer: a whole number, or bytes after their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])
