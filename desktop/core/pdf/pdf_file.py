"""PdfFile: the objects of a PDF, by the tables at its end."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import NamedTuple

from desktop.core.pdf.inflate import unpacked
from desktop.core.pdf.syntax import (
    NULL,
    Data,
    Dictionary,
    Parser,
    PdfBroken,
    Ref,
    Token,
    Value,
    as_dictionary,
    as_int,
    as_list,
    only_broken,
)

MOST_OBJECTS = 200_000
"""Of one document: with more it would take longer than to draw it."""
_MOST_TABLES = 1_000
_MOST_STEPS = 16
_HELD_BYTES = 48 << 20
_HEADER = re.compile(rb"%PDF-")
_ROW = re.compile(rb"(\d{10})[ \t](\d{5})[ \t]([nf])[ \t\r\n]{1,2}")
_AFTER_STREAM = re.compile(rb"\r\n|\n|\r")
_END_OF_STREAM = re.compile(rb"[\0\t\n\f\r ]{0,4}endstream")
_ONE = Token(b"1")


class Stream(NamedTuple):
    """What stands between `stream` and `endstream`, from `begin`."""

    head: Dictionary
    begin: int


class _Packed(NamedTuple):
    """In that stream of objects."""

    stream: int


Place = int | _Packed | None
"""An offset; None: there is none any more."""
Read = Value | Stream


class PdfFile:
    """Of `data`, which stays as it is meanwhile. Raises PdfBroken, all along: only what is asked for is read.

    Its tables must be right: nothing is guessed. One that is encrypted is broken, too.
    """

    def __init__(self, data: Data) -> None:
        header = _HEADER.search(data, 0, 1024)
        if header is None:
            raise PdfBroken("no PDF")
        self._data = data
        self._zero = header.start()
        """What stands before the header does not count."""
        self._places: dict[int, Place] = {}
        self._unpacked: OrderedDict[int, tuple[dict[int, int], bytes]] = OrderedDict()
        self.trailer: Dictionary = {}
        with only_broken():
            self._read_tables()
        if b"/Encrypt" in self.trailer:
            raise PdfBroken("encrypted")

    # -- where the objects are -------------------------------------------------------------------

    def _read_tables(self) -> None:
        """The newest first: what it says holds."""
        at = self._data.rfind(b"startxref")
        if at < 0:
            raise PdfBroken("no tables")
        todo, seen = [Parser(self._data, at + len(b"startxref")).number()], set[int]()
        while todo:
            at = todo.pop(0)
            if at in seen or len(seen) > _MOST_TABLES:
                raise PdfBroken("tables in a circle")
            seen.add(at)
            head = self._read_table(at)
            self.trailer = head | self.trailer
            todo += [as_int(head[b"/Prev"])] if b"/Prev" in head else []

    def _read_table(self, at: int) -> Dictionary:
        parser = Parser(self._data, self._zero + at)
        if not parser.take(b"xref"):
            return self._read_table_stream(at)
        rows = self._rows(parser)
        head = as_dictionary(parser.value())
        if b"/XRefStm" in head:
            # For readers that know it, it hides what the table says.
            self._read_table_stream(as_int(head[b"/XRefStm"]))
        self._note(rows)
        return head

    def _rows(self, parser: Parser) -> dict[int, Place]:
        found: dict[int, Place] = {}
        while not parser.take(b"trailer"):
            first, count = parser.number(), parser.number()
            parser.skip()
            for number in range(first, first + _checked(count)):
                row = _ROW.match(self._data, parser.at)
                if row is None:
                    raise PdfBroken("no row of a table")
                parser.at = row.end()
                found[number] = int(row[1]) if row[3] == b"n" else None
        return found

    def _note(self, places: dict[int, Place]) -> None:
        self._places = places | self._places
        _checked(len(self._places))

    def _read_table_stream(self, at: int) -> Dictionary:
        read = self._at(at)[1]
        if not isinstance(read, Stream) or read.head.get(b"/Type") != b"/XRef":
            raise PdfBroken("no table")
        widths = [as_int(width) for width in as_list(read.head.get(b"/W"))]
        if len(widths) != 3 or not all(0 <= width <= 8 for width in widths):
            raise PdfBroken("widths")
        rows = unpacked(read.head, self.raw(read))
        index = read.head.get(b"/Index", [Token(b"0"), read.head.get(b"/Size", NULL)])
        self._note(_stream_rows(rows, widths, [as_int(one) for one in as_list(index)]))
        return read.head

    def catalog(self) -> Dictionary:
        """Its root."""
        with only_broken():
            return as_dictionary(self.resolved(self.trailer.get(b"/Root")))

    # -- objects ---------------------------------------------------------------------------------

    def read(self, number: int) -> Read:
        """That object; null where there is none."""
        place = self._places.get(number)
        if place is None:
            return NULL
        if isinstance(place, _Packed):
            return self._read_packed(place.stream, number)
        found, read = self._at(place)
        if found != number:
            raise PdfBroken("another object")
        return read

    def resolved(self, value: Value | None) -> Read:
        """What it refers to, at last."""
        read: Read = NULL if value is None else value
        for _ in range(_MOST_STEPS):
            if not isinstance(read, Ref):
                return read
            read = self.read(read.number)
        raise PdfBroken("references in a circle")

    def raw(self, stream: Stream) -> bytes:
        """As it is packed."""
        length = self.resolved(stream.head.get(b"/Length"))
        end = stream.begin + (as_int(length) if length != NULL else -1)
        if end < stream.begin or _END_OF_STREAM.match(self._data, end) is None:
            raise PdfBroken("a stream of another length")
        return bytes(self._data[stream.begin : end])

    def _at(self, offset: int) -> tuple[int, Read]:
        """The number of the object that stands there, and the object."""
        parser = Parser(self._data, self._zero + offset)
        number, _ = parser.number(), parser.number()
        if not parser.take(b"obj"):
            raise PdfBroken("no object")
        value = parser.value()
        if isinstance(value, dict) and parser.take(b"stream"):
            end = _AFTER_STREAM.match(self._data, parser.at)
            return number, Stream(value, end.end() if end is not None else parser.at)
        return number, value

    def _read_packed(self, stream: int, number: int) -> Read:
        offsets, data = self._unpacked.get(stream) or self._unpack(stream)
        self._unpacked.move_to_end(stream)
        return Parser(data, offsets[number]).value() if number in offsets else NULL

    def _unpack(self, number: int) -> tuple[dict[int, int], bytes]:
        place = self._places.get(number)
        read = self.read(number) if isinstance(place, int) else NULL
        if not isinstance(read, Stream):
            raise PdfBroken("no stream of objects")
        data = unpacked(read.head, self.raw(read))
        parser, first = Parser(data), as_int(self.resolved(read.head.get(b"/First")))
        count = _checked(as_int(self.resolved(read.head.get(b"/N"))))
        offsets = {parser.number(): first + parser.number() for _ in range(count)}
        while self._unpacked and self._held() + len(data) > _HELD_BYTES:
            self._unpacked.popitem(last=False)
        self._unpacked[number] = offsets, data
        return offsets, data

    def _held(self) -> int:
        return sum(len(data) for _, data in self._unpacked.values())


def _stream_rows(rows: bytes, widths: list[int], index: list[int]) -> dict[int, Place]:
    """Source: ISO 32000-1, 7.5.8.3."""
    found: dict[int, Place] = {}
    at, size = 0, sum(widths)
    for first, count in zip(index[::2], index[1::2], strict=False):
        for number in range(first, first + _checked(count)):
            kind, second = _fields(rows[at : at + size], widths)
            at += size
            found[number] = second if kind == 1 else _Packed(second) if kind == 2 else None
    if not size or at > len(rows):
        raise PdfBroken("a short table")
    return found


def _fields(row: bytes, widths: list[int]) -> tuple[int, int]:
    first, second = widths[0], widths[0] + widths[1]
    kind = int.from_bytes(row[:first], "big") if first else 1
    return kind, int.from_bytes(row[first:second], "big")


def _checked(count: int) -> int:
    if not 0 <= count <= MOST_OBJECTS:
        raise PdfBroken("too many objects")
    return count
