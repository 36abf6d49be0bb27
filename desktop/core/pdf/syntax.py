"""What a PDF is written in: dictionaries, arrays, references, and tokens that stay as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from typing import NamedTuple, NoReturn

MOST_NESTED = 64
_SPACE = rb"\0\t\n\f\r "
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_GAP = re.compile(rb"(?:[" + _SPACE + rb"]+|%[^\r\n]*)*")
_WORD = re.compile(_REGULAR + rb"+")
_NAME = re.compile(rb"/" + _REGULAR + rb"*")
_REFERENCE = re.compile(rb"(\d{1,10})[" + _SPACE + rb"]+\d{1,5}[" + _SPACE + rb"]+R(?!" + _REGULAR + rb")")
_HEX = re.compile(rb"<[0-9A-Fa-f" + _SPACE + rb"]*>")
_IN_STRING = re.compile(rb"[()\\]")

Data = bytes | mmap


class PdfBroken(Exception):
    """It is not written as this program reads it; a reader that guesses may still show it."""


class PdfFull(Exception):
    """More than one file can hold."""


@contextmanager
def only_broken() -> Iterator[None]:
    """What is of another kind than it should be is broken, too: a list as a name, a place beyond all files,
    a stream that is packed in itself."""
    try:
        yield
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise PdfBroken(type(error).__name__) from error


class Token(bytes):
    """A name, number, string or keyword, as it stands in the file."""

    __slots__ = ()


class Ref(NamedTuple):
    """Another object. Of its generations the newest alone counts."""

    number: int


Value = Token | Ref | list["Value"] | dict[bytes, "Value"]
Dictionary = dict[bytes, Value]

NULL = Token(b"null")


class Parser:
    """Reads one value after another from `at`; raises PdfBroken."""

    def __init__(self, data: Data, at: int = 0) -> None:
        self._data = data
        self.at = at

    def skip(self) -> None:
        """Past spaces and comments."""
        gap = _GAP.match(self._data, self.at)
        self.at = gap.end() if gap is not None else self.at

    def take(self, word: bytes) -> bool:
        """Past `word`, where it comes next."""
        self.skip()
        found = self._data[self.at : self.at + len(word)] == word
        self.at += len(word) * found
        return found

    def value(self, depth: int = 0) -> Value:
        if depth > MOST_NESTED:
            raise PdfBroken("nested too deep")
        if self.take(b"<<"):
            return self._dictionary(depth + 1)
        if self.take(b"["):
            return self._array(depth + 1)
        reference = _REFERENCE.match(self._data, self.at)
        if reference is not None:
            self.at = reference.end()
            return Ref(int(reference[1]))
        return self._token()

    def number(self) -> int:
        return as_int(self.value())

    def _dictionary(self, depth: int) -> Dictionary:
        found: Dictionary = {}
        while not self.take(b">>"):
            name = _NAME.match(self._data, self.at)
            if name is None:
                raise PdfBroken("no name in a dictionary")
            self.at = name.end()
            found[name[0]] = self.value(depth)
        return found

    def _array(self, depth: int) -> list[Value]:
        found: list[Value] = []
        while not self.take(b"]"):
            found.append(self.value(depth))
        return found

    def _token(self) -> Token:
        begin = self._data[self.at : self.at + 1]
        if begin == b"(":
            return self._string()
        pattern = {b"/": _NAME, b"<": _HEX}.get(begin, _WORD)
        found = pattern.match(self._data, self.at)
        if found is None:
            raise PdfBroken("no value")
        self.at = found.end()
        return Token(found[0])

    def _string(self) -> Token:
        """Parentheses within are balanced, or have a backslash before them."""
        begin, open_ones, at = self.at, 0, self.at
        while (found := _IN_STRING.search(self._data, at)) is not None:
            at = found.end() + (found[0] == b"\\")
            open_ones += {b"(": 1, b")": -1}.get(found[0], 0)
            if not open_ones:
                self.at = at
                return Token(self._data[begin:at])
        raise PdfBroken("a string without an end")


def as_int(value: object) -> int:
    """Raises PdfBroken where it is none."""
    try:
        return int(value) if isinstance(value, Token) else _refuse("no number")
    except ValueError:
        return _refuse("no number")


def as_dictionary(value: object) -> Dictionary:
    """Raises PdfBroken where it is none."""
    return value if isinstance(value, dict) else _refuse("no dictionary")


def as_list(value: object) -> list[Value]:
    """Raises PdfBroken where it is none."""
    return value if isinstance(value, list) else _refuse("no array")


def _refuse(why: str) -> NoReturn:
    raise PdfBroken(why)
