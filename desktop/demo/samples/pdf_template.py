"""PdfTemplate: a drawn PDF that gets its number, date and amounts as an update at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_PAGE = re.compile(rb"(\d+) 0 obj\s*<<\s*/Type /Page\b.*?>>\s*endobj", re.DOTALL)
_FONTS = {"regular": b"/Helvetica", "bold": b"/Helvetica-Bold"}
# Widths of Helvetica in thousandths, as Adobe publishes them for its fourteen standard fonts.
_WIDTHS = {
    **dict.fromkeys(",. /Ift", 278), **dict.fromkeys("ijl", 222), **dict.fromkeys("-r", 333),
    **dict.fromkeys("ckJsvxyz", 500), **dict.fromkeys("FTZ", 611), **dict.fromkeys("ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722), **dict.fromkeys("GOQ", 778), **dict.fromkeys("mM", 833), "W": 944,
}  # fmt: skip


class PdfTemplate:
    """Fields are dictionaries from the catalogue: page, x, y, size, weight, align; points from top left."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages = [(int(match[1]), match[0]) for match in _PAGE.finditer(data)]
        self._size = _trailer_number(data, rb"/Size (\d+)")
        self._root = _trailer_number(data, rb"/Root (\d+) 0 R")
        self._previous = _trailer_number(data, rb"startxref\s+(\d+)")

    def filled(self, fields: Sequence[tuple[dict[str, Any], str]]) -> bytes:
        """The PDF with `fields` written on its pages."""
        update = _Update(self._data, self._size)
        fonts = {weight: update.add(_font(name)) for weight, name in _FONTS.items()}
        opening = update.add(_stream(b"q"))
        for index, (number, page) in enumerate(self._pages):
            mine = [(field, text) for field, text in fields if field["page"] in (index, -1)]
            if mine:
                content = update.add(_stream(_drawing(mine, _height(page))))
                update.put(number, _with_content(page, self._data, fonts, opening, content))
        return update.finish(self._root, self._previous)


class _Update:
    """Objects added at the end of a PDF, with a cross-reference table of their own (ISO 32000, 7.5.6)."""

    def __init__(self, data: bytes, size: int) -> None:
        self._parts = [data, b"\n"]
        self._at = len(data) + 1
        self._next = size
        self._offsets: dict[int, int] = {}

    def add(self, body: bytes) -> int:
        number = self._next
        self._next += 1
        self.put(number, body)
        return number

    def put(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._at
        part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._parts.append(part)
        self._at += len(part)

    def finish(self, root: int, previous: int) -> bytes:
        table = [b"xref\n"]
        table += [b"%d 1\n%010d 00000 n \n" % entry for entry in sorted(self._offsets.items())]
        trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (self._next, root, previous)
        return b"".join([*self._parts, *table, trailer, b"startxref\n%d\n%%%%EOF\n" % self._at])


def _trailer_number(data: bytes, pattern: bytes) -> int:
    return int(re.findall(pattern, data)[-1])


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont %b /Encoding /WinAnsiEncoding >>" % name


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _height(page: bytes) -> float:
    match = re.search(rb"/MediaBox \[\S+ \S+ \S+ (\S+?)\]", page)
    assert match is not None
    return float(match[1])


def _with_content(page: bytes, data: bytes, fonts: dict[str, int], opening: int, content: int) -> bytes:
    """The page's dictionary with the new content after its own, and the fonts among its resources."""
    body = page[page.index(b"<<") : page.rindex(b">>") + 2]
    old = re.search(rb"/Contents (\d+) 0 R", body)
    resources = re.search(rb"/Resources (\d+) 0 R", body)
    assert old is not None
    assert resources is not None
    inner = _object(data, int(resources[1]))
    names = b" ".join(b"/Fill%b %d 0 R" % (weight.encode(), number) for weight, number in fonts.items())
    inner = inner.replace(b"/Font <<", b"/Font << " + names, 1)
    body = body.replace(resources[0], b"/Resources " + inner)
    return body.replace(old[0], b"/Contents [%d 0 R %b 0 R %d 0 R]" % (opening, old[1], content))


def _object(data: bytes, number: int) -> bytes:
    match = re.search(rb"\n%d 0 obj\s*(.*?)\s*endobj" % number, data, re.DOTALL)
    assert match is not None
    return match[1]


def _drawing(fields: Sequence[tuple[dict[str, Any], str]], height: float) -> bytes:
    """A content stream; the Q closes what the page's own content was put into."""
    parts = [b"Q"]
    for field, text in fields:
        size = field["size"]
        x = field["x"] - (_width(text) * size if field["align"] == "right" else 0)
        gray = b"%.2f g" % field.get("gray", 0.1)
        shown = (
            text.encode("cp1252", "replace")
            .replace(b"\\", rb"\\")
            .replace(b"(", rb"\(")
            .replace(b")", rb"\)")
        )
        parts.append(
            b"BT %b /Fill%b %.2f Tf %.2f %.2f Td (%b) Tj ET"
            % (gray, field["weight"].encode(), size, x, height - field["y"], shown)
        )
    return b"\n".join(parts)


def _width(text: str) -> float:
    return sum(_WIDTHS.get(character, 556) for character in text) / 1000
