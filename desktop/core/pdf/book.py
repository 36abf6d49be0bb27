"""PdfBook: one PDF out of the pages of many, with bookmarks; written from its beginning to its end."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.core.pdf.page_copy import CopiedPages, Write
from desktop.core.pdf.syntax import PdfFull

MOST_OBJECTS = 4_000_000
"""What all readers take; some do not know any number above 4,194,304."""
MOST_BYTES = 9_999_999_999
"""A place in the table has ten digits."""
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES = 1, 2
_NODES_TOGETHER = 64
_XYZ = b"/XYZ null null null"


class Bookmark(NamedTuple):
    """`page`: the number of its object."""

    title: str
    page: int


@dataclass(slots=True)
class Section:
    """Bookmarks below one of their own; without a title they stand by themselves."""

    title: str
    bookmarks: list[Bookmark] = field(default_factory=list)


class _Node(NamedTuple):
    number: int
    pages: int


class PdfBook:
    """Holds where its objects stand, and its bookmarks: of a hundred thousand pages some megabytes."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._end = 0
        self._offsets = array("Q", [0] * 3)
        self._groups: list[list[_Node]] = []
        self._group = 0
        self._sections: list[Section] = []
        self.page_count = 0
        self._add(_HEADER)

    # -- pages -----------------------------------------------------------------------------------

    @property
    def next_node(self) -> int:
        """The number of the node below which the next pages are to be; their objects come after it."""
        return len(self._offsets) + self._opens_group

    @property
    def _opens_group(self) -> bool:
        return not self._groups or len(self._groups[-1]) >= _NODES_TOGETHER

    def take(self, copied: CopiedPages, content: Iterable[bytes], title: str, section: str) -> None:
        """What `copy_pages` wrote, with the numbers that `next_node` asks for, and a bookmark for it.

        Raises PdfFull.
        """
        if len(self._offsets) + len(copied.offsets) + 2 > MOST_OBJECTS:
            raise PdfFull("objects")
        self._open_group()
        node = self._new()
        begin = self._end
        self._offsets.extend(begin + offset for offset in copied.offsets)
        for piece in content:
            self._add(piece)
        self._put_node(node, self._group, [_Node(page, 1) for page in copied.pages])
        self._groups[-1].append(_Node(node, len(copied.pages)))
        self.page_count += len(copied.pages)
        self._mark(title, section, copied.pages[0])

    def _open_group(self) -> None:
        if self._opens_group:
            self._groups.append([])
            self._group = self._new()

    def _mark(self, title: str, section: str, page: int) -> None:
        if not self._sections or self._sections[-1].title != section:
            self._sections.append(Section(section))
        self._sections[-1].bookmarks.append(Bookmark(title, page))

    # -- the end ---------------------------------------------------------------------------------

    def finish(self, title: str, producer: str) -> int:
        """Returns the size in bytes. There must be a page. Raises PdfFull."""
        groups = list(self._group_nodes())
        self._put_node(_PAGES, 0, groups)
        info = self._new()
        self._put(info, b"<</Title %b/Producer %b>>" % (_text(title), _text(producer)))
        catalog = b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines%b>>"
        view = b"/ViewerPreferences<</DisplayDocTitle true>>"
        self._put(_CATALOG, catalog % (_PAGES, self._outline(), view))
        self._put_table(info)
        return self._end

    def _group_nodes(self) -> Iterator[_Node]:
        # The number of a group stands just before that of its first node.
        for nodes in self._groups:
            number = nodes[0].number - 1
            self._put_node(number, _PAGES, nodes)
            yield _Node(number, sum(node.pages for node in nodes))

    def _put_node(self, number: int, parent: int, kids: Sequence[_Node]) -> None:
        count = sum(kid.pages for kid in kids)
        above = b"/Parent %d 0 R" % parent if parent else b""
        names = b" ".join(b"%d 0 R" % kid.number for kid in kids)
        self._put(number, b"<</Type/Pages%b/Count %d/Kids[%b]>>" % (above, count, names))

    # -- bookmarks -------------------------------------------------------------------------------

    def _outline(self) -> int:
        root = self._new()
        is_flat = self._is_flat()
        tops = [one for section in self._sections for one in _tops(section, is_flat=is_flat)]
        numbers = [self._new() for _ in tops]
        for place, (top, below) in enumerate(tops):
            inside = self._put_below(numbers[place], below)
            self._put_mark(top, root, numbers, place, inside)
        self._put(root, b"<</Type/Outlines%b>>" % _span(numbers, len(numbers)))
        return root

    def _is_flat(self) -> bool:
        """One section says nothing, and of some that come again and again nobody finds anything."""
        titles = [section.title for section in self._sections if section.title]
        return len(titles) < 2 or len(set(titles)) < len(titles)

    def _put_below(self, parent: int, bookmarks: list[Bookmark]) -> bytes:
        """Closed, as there may be many of them."""
        numbers = [self._new() for _ in bookmarks]
        for place, one in enumerate(bookmarks):
            self._put_mark(one, parent, numbers, place)
        return _span(numbers, -len(numbers))

    def _put_mark(
        self, mark: Bookmark, parent: int, numbers: list[int], place: int, inside: bytes = b""
    ) -> None:
        beside = b"/Prev %d 0 R" % numbers[place - 1] if place else b""
        beside += b"/Next %d 0 R" % numbers[place + 1] if place + 1 < len(numbers) else b""
        goal = b"/Dest[%d 0 R%b]" % (mark.page, _XYZ)
        head = b"<</Title %b/Parent %d 0 R" % (_text(mark.title), parent)
        self._put(numbers[place], b"%b%b%b%b>>" % (head, beside, inside, goal))

    # -- objects ---------------------------------------------------------------------------------

    def _new(self) -> int:
        self._offsets.append(0)
        return len(self._offsets) - 1

    def _put(self, number: int, text: bytes) -> None:
        self._offsets[number] = self._end
        self._add(b"%d 0 obj\n%b\nendobj\n" % (number, text))

    def _put_table(self, info: int) -> None:
        begin, count = self._end, len(self._offsets)
        self._add(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for offset in self._offsets[1:]:
            self._add(b"%010d 00000 n \n" % offset)
        ends = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        self._add(ends % (count, _CATALOG, info, begin))

    def _add(self, data: bytes) -> None:
        self._end += len(data)
        if self._end > MOST_BYTES:
            raise PdfFull("bytes")
        self._write(data)


def _tops(section: Section, *, is_flat: bool) -> list[tuple[Bookmark, list[Bookmark]]]:
    """Each with those below it."""
    if is_flat or not section.title:
        return [(one, []) for one in section.bookmarks]
    return [(Bookmark(section.title, section.bookmarks[0].page), section.bookmarks)]


def _span(numbers: list[int], count: int) -> bytes:
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[0], numbers[-1], count) if numbers else b""


def _text(text: str) -> bytes:
    """Any words, as a string (7.9.2.2)."""
    return b"<%b>" % (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().encode("ascii")


def alone(copied: CopiedPages, content: bytes, parent: int) -> bytes:
    """A whole PDF of what `copy_pages` wrote: with its own numbers, to be looked at."""
    count, catalog = len(copied.offsets) + 2, parent + 1 + len(copied.offsets)
    kids = b" ".join(b"%d 0 R" % page for page in copied.pages)
    node = b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%b]>>\nendobj\n" % (parent, len(copied.pages), kids)
    root = b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (catalog, parent)
    begin = len(_HEADER) + len(node)
    places = [len(_HEADER), *(begin + offset for offset in copied.offsets), begin + len(content)]
    table = b"xref\n0 1\n0000000000 65535 f \n%d %d\n" % (parent, count)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    at = begin + len(content) + len(root)
    return b"".join([_HEADER, node, content, root, table, rows, ends % (catalog + 1, catalog, at)])
