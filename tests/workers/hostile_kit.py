"""Files that try a preview: very large, very long, packed very small, or something else than they say."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PySide6.QtGui import QImage

from tests.workers.pdf_kit import pdf_pages, stream
from tests.workers.renderer_kit import pdf_of

_MCU = 16
"""Height in pixels of one row of blocks in a JPEG whose colours are half as fine as its light."""


def huge_jpeg(path: Path, width: int = 12_000, height: int = 16_000) -> Path:
    """A photograph of that size without ever holding one: the same row of blocks, again and again.

    After each row stands a restart marker, so that no row depends on the one before.
    """
    head, row = _jpeg_row(path, width)
    start = head.index(b"\xff\xc0") + 5
    head = head[:start] + height.to_bytes(2, "big") + head[start + 2 :]
    scan = head.index(b"\xff\xda")
    across = -(-width // _MCU)
    interval = b"\xff\xdd\x00\x04" + across.to_bytes(2, "big")
    rows = -(-height // _MCU)
    with path.open("wb") as file:
        file.write(head[:scan] + interval + head[scan:])
        for number in range(rows):
            file.write(row)
            if number < rows - 1:
                file.write(bytes((0xFF, 0xD0 + number % 8)))
        file.write(b"\xff\xd9")
    return path


def _jpeg_row(path: Path, width: int) -> tuple[bytes, bytes]:
    """All before the packed blocks, and the blocks of one row with something to see in them."""
    line = bytes((place * 37 + place // 3) % 256 for place in range(width * 4))
    image = QImage(line * _MCU, width, _MCU, width * 4, QImage.Format.Format_RGB32)
    assert image.save(str(path), quality=75)
    content = path.read_bytes()
    scan = content.index(b"\xff\xda")
    begin = scan + 2 + int.from_bytes(content[scan + 2 : scan + 4], "big")
    return content[:begin], content[begin : content.rindex(b"\xff\xd9")]


def huge_tiff(path: Path, width: int = 6_000, height: int = 5_600, rows: int = 50) -> Path:
    """100 MB of plain pixels, `rows` in a strip; where the disk can, only their beginning is written."""
    strips, strip = height // rows, width * rows * 3
    lists = 8 + 2 + 12 * 10 + 4
    begin = lists + 6 + 8 * strips
    entries = [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, lists), (259, 3, 1, 1), (262, 3, 1, 2),
        (273, 4, strips, lists + 6), (277, 3, 1, 3), (278, 4, 1, rows),
        (279, 4, strips, lists + 6 + 4 * strips), (284, 3, 1, 1),
    ]  # fmt: skip
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    places = [begin + number * strip for number in range(strips)]
    with path.open("wb") as file:
        file.write(b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + bytes(4))
        file.write(struct.pack(f"<3H{2 * strips}I", 8, 8, 8, *places, *[strip] * strips))
        file.write(b"\xc8\x50\x50" * width * 40)
        file.truncate(begin + strips * strip)
    return path


def long_pdf(path: Path, pages: int = 400) -> Path:
    """Text on every page."""
    lines = [
        (20.0, 270.0 - 12 * line, 9.0, f"Line {line} of a long document, 1,024.50") for line in range(20)
    ]
    path.write_bytes(pdf_pages([lines] * pages))
    return path


def png_bomb(path: Path, side: int = 20_000, bits: int = 8, color: int = 6) -> Path:
    """A PNG that is small until it is unpacked: 1.6 GB."""
    samples = {0: 1, 2: 3, 6: 4}[color]
    line = bytes(1 + (side * bits * samples + 7) // 8)
    rows = packed_many_times(line * 50, side // 50)
    head = struct.pack(">IIBBBBB", side, side, bits, color, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    )
    return path


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def pdf_bomb(path: Path, content: bytes) -> Path:
    """A page drawn by `content`, which is packed."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        stream(content, b"/Filter/FlateDecode"),
    ]
    path.write_bytes(pdf_of(objects))
    return path


def packed_many_times(piece: bytes, times: int) -> bytes:
    """As zlib packs `piece` so often in a row: twice, since a full flush forgets what went before."""
    packer, check = zlib.compressobj(9), zlib.adler32(b"")
    first, other = (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    for _ in range(times):
        check = zlib.adler32(piece, check)
    last_block = b"\x03\x00"
    return first + other * (times - 1) + last_block + check.to_bytes(4, "big")
