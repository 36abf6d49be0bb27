"""A picture as a page: a JPEG goes into a PDF as it is."""

from __future__ import annotations

from typing import NamedTuple

from desktop.core.pdf.page_copy import ObjectWriter

LONG_SIDE, SHORT_SIDE = 842.0, 595.0
"""Of A4, in points."""
_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB"}
_FRAMES = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive: what a PDF takes (7.4.8)."""
_ALONE = {0x01, *range(0xD0, 0xD9)}
_SCAN = 0xDA


class JpegShape(NamedTuple):
    """In pixels, as it is stored; `components`: 1 grey, 3 colours."""

    width: int
    height: int
    components: int


def jpeg_shape(data: bytes) -> JpegShape | None:
    """None: it is none that a PDF shows as others do. Source: ITU-T T.81, annex B."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            return _shape(data[at + 4 : at + 10])
        if marker == _SCAN:
            return None
        if marker in _ALONE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _shape(frame: bytes) -> JpegShape | None:
    height, width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    usable = frame[0] == 8 and frame[5] in _SPACES and width and height
    return JpegShape(width, height, frame[5]) if usable else None


def put_jpeg(
    out: ObjectWriter, data: bytes, shape: JpegShape, parent: int, points: tuple[float, float]
) -> int:
    """Returns the number of its page, which is `points` large."""
    page, content, picture = out.new(), out.new(), out.new()
    width, height = points
    box = b"/MediaBox[0 0 %.2f %.2f]/Resources<</XObject<</I %d 0 R>>>>" % (width, height, picture)
    out.put(page, b"<</Type/Page/Parent %d 0 R%b/Contents %d 0 R>>" % (parent, box, content))
    drawn = b"%.2f 0 0 %.2f 0 0 cm /I Do" % (width, height)
    out.put(content, b"<</Length %d>>" % len(drawn), drawn)
    head = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent 8"
    kind = head % (shape.width, shape.height, _SPACES[shape.components])
    out.put(picture, kind + b"/Filter/DCTDecode/Length %d>>" % len(data), data)
    return page


def fitted(width: float, height: float) -> tuple[float, float]:
    """As large as A4 lets it be, upright or on its side, in points."""
    along, across = (LONG_SIDE, SHORT_SIDE) if width > height else (SHORT_SIDE, LONG_SIDE)
    scale = min(along / width, across / height)
    return max(1.0, width * scale), max(1.0, height * scale)
