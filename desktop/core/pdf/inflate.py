"""Streams that hold the structure of a file are unpacked; all others stay as they are."""

from __future__ import annotations

import zlib

from desktop.core.pdf.syntax import Dictionary, PdfBroken, Token, as_dictionary, as_int

MOST_BYTES = 16 << 20
"""Of one that is unpacked: a million objects fit into less."""
_NAMES = (b"/Filter", b"/DecodeParms")


def unpacked(head: Dictionary, packed: bytes) -> bytes:
    """Of FlateDecode, or of nothing. Raises PdfBroken for any other filter, and for too much."""
    filters, parameters = (_only(head.get(name)) for name in _NAMES)
    if filters is None:
        return packed
    if filters != b"/FlateDecode":
        raise PdfBroken("another filter")
    data = _inflated(packed)
    if parameters is None:
        return data
    chosen = as_dictionary(parameters)
    predictor = as_int(chosen.get(b"/Predictor", Token(b"1")))
    if predictor == 1:
        return data
    if predictor < 10:
        raise PdfBroken("another predictor")
    return _unpredicted(data, as_int(chosen.get(b"/Columns", Token(b"1"))))


def _only(value: object) -> object:
    """One may be written as an array of one."""
    if isinstance(value, list):
        if len(value) > 1:
            raise PdfBroken("more than one filter")
        value = value[0] if value else None
    return None if value == b"null" else value


def _inflated(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise PdfBroken("deflate") from error
    if unpacker.unconsumed_tail:
        raise PdfBroken("more than a structure has")
    return data


def _unpredicted(data: bytes, columns: int) -> bytes:
    """Rows of bytes, each after the way in which it was foretold. Source: PNG 1.2, 6."""
    if not 0 < columns <= 64:
        raise PdfBroken("columns")
    rows, above = bytearray(), bytes(columns)
    for at in range(0, len(data) - columns, columns + 1):
        row = bytearray(data[at + 1 : at + 1 + columns])
        _foretell(data[at], row, above)
        rows += row
        above = bytes(row)
    return bytes(rows)


def _foretell(way: int, row: bytearray, above: bytes) -> None:
    for index, byte in enumerate(row):
        left = row[index - 1] if index else 0
        corner = above[index - 1] if index else 0
        row[index] = (byte + _foretold(way, left, above[index], corner)) & 0xFF


def _foretold(way: int, left: int, up: int, corner: int) -> int:
    match way:
        case 0:
            return 0
        case 1:
            return left
        case 2:
            return up
        case 3:
            return (left + up) // 2
        case 4:
            return _paeth(left, up, corner)
    raise PdfBroken("another way to foretell")


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda near: abs(guess - near))
