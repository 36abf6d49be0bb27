"""copy_pages: all pages of a PDF, with what they need, as objects of another one."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import NamedTuple

from desktop.core.pdf.page_tree import pages
from desktop.core.pdf.pdf_file import MOST_OBJECTS, PdfFile, Stream
from desktop.core.pdf.syntax import NULL, Dictionary, PdfBroken, Ref, Token, Value, only_broken

_NOT_TAKEN = {
    b"/" + name
    for name in (
        b"AF Alternates F FDecodeParms FFilter LastModified Metadata OC OPI PieceInfo Ref StructParent"
        b" StructParents"
    ).split()
}
"""Of a stream: what leads to other files or out of the page, or says nothing of how it looks. In other
dictionaries a name may be anything, that of a font for instance."""
_NEVER = {
    b"/" + name for name in b"Action Annot Catalog EmbeddedFile Filespec ObjStm Page Pages XRef".split()
}
"""Types of objects that no page is made of."""

Write = Callable[[bytes], object]


class CopiedPages(NamedTuple):
    """Objects one behind the other. `offsets`: of each from the first one on; `pages`: their numbers."""

    offsets: array[int]
    pages: list[int]


def copy_pages(file: PdfFile, write: Write, first: int, parent: int) -> CopiedPages:
    """The objects get the numbers from `first` on; `parent`: that of the node the pages are below.

    Raises PdfBroken; what is written by then is of no use.
    """
    copier = _Copier(file, ObjectWriter(write, first))
    with only_broken():
        numbers = [copier.page(page.shown, page.stamps, parent) for page in pages(file)]
    return CopiedPages(copier.out.offsets, numbers)


class ObjectWriter:
    """Numbers and writes objects."""

    def __init__(self, write: Write, first: int) -> None:
        self._write = write
        self._first = first
        self._end = 0
        self.offsets = array("Q")

    def new(self) -> int:
        """A number that is to be written before the end."""
        self.offsets.append(0)
        return self._first + len(self.offsets) - 1

    def put(self, number: int, text: bytes, stream: bytes | None = None) -> None:
        """`text`: a value; of a stream its dictionary, with the length of what comes."""
        self.offsets[number - self._first] = self._end
        self._add(b"%d 0 obj\n%b" % (number, text))
        if stream is not None:
            self._add(b"\nstream\n")
            self._add(stream)
            self._add(b"\nendstream")
        self._add(b"\nendobj\n")

    def _add(self, data: bytes) -> None:
        self._write(data)
        self._end += len(data)


class _Copier:
    """Of one file."""

    def __init__(self, file: PdfFile, out: ObjectWriter) -> None:
        self._file = file
        self.out = out
        self._numbers: dict[int, int] = {}
        self._todo: list[int] = []

    def page(self, shown: Dictionary, stamps: tuple[Dictionary, ...], parent: int) -> int:
        number = self.out.new()
        over = [self._stamp(stamp) for stamp in stamps]
        annotations = b"/Annots[%b]" % b" ".join(b"%d 0 R" % one for one in over) if over else b""
        head = b"<</Type/Page/Parent %d 0 R%b" % (parent, annotations)
        self.out.put(number, head + self._text(shown)[2:])
        while self._todo:
            self._copy(self._todo.pop())
        return number

    def _stamp(self, stamp: Dictionary) -> int:
        number = self.out.new()
        self.out.put(number, self._text(stamp))
        return number

    def _copy(self, number: int) -> None:
        read = self._file.read(number)
        head = read.head if isinstance(read, Stream) else read
        if isinstance(head, dict) and head.get(b"/Type") in _NEVER:
            read = NULL
        if not isinstance(read, Stream):
            self.out.put(self._numbers[number], self._text(read))
            return
        raw = self._file.raw(read)
        kept: Dictionary = {name: value for name, value in read.head.items() if name not in _NOT_TAKEN}
        kept[b"/Length"] = Token(b"%d" % len(raw))
        self.out.put(self._numbers[number], self._text(kept), raw)

    def _text(self, value: Value) -> bytes:
        if isinstance(value, Ref):
            return b"%d 0 R" % self._number(value.number)
        if isinstance(value, dict):
            return b"<<%b>>" % b" ".join(b"%b %b" % (name, self._text(one)) for name, one in value.items())
        if isinstance(value, list):
            return b"[%b]" % b" ".join(map(self._text, value))
        return bytes(value)

    def _number(self, number: int) -> int:
        if number not in self._numbers:
            if len(self._numbers) >= MOST_OBJECTS:
                raise PdfBroken("too many objects")
            self._numbers[number] = self.out.new()
            self._todo.append(number)
        return self._numbers[number]
