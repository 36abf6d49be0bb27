"""The pages of a PDF, each with all that makes it what is seen, and with nothing that acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop.core.pdf.pdf_file import PdfFile, Stream
from desktop.core.pdf.syntax import (
    NULL,
    Dictionary,
    PdfBroken,
    Ref,
    Token,
    Value,
    as_dictionary,
    as_int,
    as_list,
)

MOST_PAGES = 5_000
_MOST_NODES = 20_000
_INHERITED = (b"/Resources", b"/MediaBox", b"/CropBox", b"/Rotate")
_OWN = (b"/Contents", b"/UserUnit", b"/Group")
_US_LETTER: list[Value] = [Token(b"0"), Token(b"0"), Token(b"612"), Token(b"792")]
_SHOWN = {
    b"/" + name
    for name in (
        b"Widget Stamp FreeText Ink Line Square Circle Polygon PolyLine Caret"
        b" Highlight Underline StrikeOut Squiggly"
    ).split()
}
"""Annotations that are seen on paper: what was filled in, stamped or marked. A link is not."""
_OF_ANNOTATION = (b"/Rect", b"/F")
_HIDDEN = 0b10_0010
"""Flags Hidden and NoView."""


class Page(NamedTuple):
    """`shown`: its dictionary, with what it inherits; `stamps`: what lies over it, as stamps."""

    shown: Dictionary
    stamps: tuple[Dictionary, ...]


def pages(file: PdfFile) -> Iterator[Page]:
    """In their order. Raises PdfBroken."""
    todo: list[tuple[Value, Dictionary]] = [(file.catalog().get(b"/Pages", NULL), {})]
    seen, count, nodes = set[Value](), 0, 0
    while todo:
        value, above = todo.pop()
        node = _node(file, value, seen)
        nodes += 1
        known = above | {name: node[name] for name in _INHERITED if name in node}
        kids = file.resolved(node.get(b"/Kids"))
        if isinstance(kids, list):
            todo += [(kid, known) for kid in reversed(kids)]
        else:
            count += 1
            yield Page(_shown(node, known), tuple(_stamps(file, node)))
        if count > MOST_PAGES or nodes > _MOST_NODES or len(todo) > _MOST_NODES:
            raise PdfBroken("too many pages")


def _node(file: PdfFile, value: Value, seen: set[Value]) -> Dictionary:
    if not isinstance(value, Ref) or value in seen:
        raise PdfBroken("pages in a circle")
    seen.add(value)
    return as_dictionary(file.resolved(value))


def _shown(node: Dictionary, known: Dictionary) -> Dictionary:
    own = {name: node[name] for name in _OWN if name in node}
    return {b"/MediaBox": _US_LETTER} | known | own


def _stamps(file: PdfFile, page: Dictionary) -> Iterator[Dictionary]:
    annotations = file.resolved(page.get(b"/Annots"))
    if annotations == NULL:
        return
    if len(as_list(annotations)) > _MOST_NODES:
        raise PdfBroken("too many annotations")
    for value in as_list(annotations):
        stamp = _stamp(file, as_dictionary(file.resolved(value)))
        if stamp is not None:
            yield stamp


def _stamp(file: PdfFile, annotation: Dictionary) -> Dictionary | None:
    """It looks the same, and is no field, no link and no note any more; None: nothing of it is seen."""
    flags = file.resolved(annotation.get(b"/F"))
    is_hidden = flags != NULL and as_int(flags) & _HIDDEN
    look = _look(file, annotation)
    if annotation.get(b"/Subtype") not in _SHOWN or is_hidden or look is None:
        return None
    kept = {name: annotation[name] for name in _OF_ANNOTATION if name in annotation}
    names: Dictionary = {b"/Type": Token(b"/Annot"), b"/Subtype": Token(b"/Stamp")}
    return names | kept | {b"/AP": {b"/N": look}}


def _look(file: PdfFile, annotation: Dictionary) -> Ref | None:
    """Of several the one of its state."""
    looks = file.resolved(annotation.get(b"/AP"))
    value = looks.get(b"/N", NULL) if isinstance(looks, dict) else NULL
    read = file.resolved(value)
    if isinstance(read, dict):
        state = file.resolved(annotation.get(b"/AS"))
        value = read.get(bytes(state), NULL) if isinstance(state, Token) else NULL
        read = file.resolved(value)
    return value if isinstance(read, Stream) and isinstance(value, Ref) else None
