"""RasterTemplate: a drawn PNG that gets its number, date and amounts as ready-made glyphs."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class RasterTemplate:
    """Fields are dictionaries from the catalogue: x, y, font, align; pixels from the top left."""

    def __init__(self, data: bytes, glyphs: dict[str, Any], folder: Path) -> None:
        self._image = _Indexed(data)
        self._glyphs = glyphs
        self._sheet = _sheet(folder / "glyphs.png")

    def filled(self, fields: Sequence[tuple[dict[str, Any], str]]) -> bytes:
        """The PNG with `fields` written on it."""
        raster = bytearray(self._image.raster)
        for field, text in fields:
            self._write(raster, field, text)
        return self._image.with_raster(bytes(raster))

    def _write(self, raster: bytearray, field: dict[str, Any], text: str) -> None:
        font = self._glyphs[field["font"]]
        cells = [font["cells"][character] for character in text if character in font["cells"]]
        x = field["x"] - (sum(width for _, width in cells) if field["align"] == "right" else 0)
        for left, width in cells:
            self._copy(raster, (left, font["y"]), (x, field["y"]), width, font["height"])
            x += width

    def _copy(
        self, raster: bytearray, origin: tuple[int, int], target: tuple[int, int], width: int, height: int
    ) -> None:
        sheet, image = self._sheet, self._image
        for row in range(height):
            begin = (origin[1] + row) * sheet.stride + 1 + origin[0]
            at = (target[1] + row) * image.stride + 1 + target[0]
            raster[at : at + width] = sheet.raster[begin : begin + width]


class _Indexed:
    """A PNG with one byte for each pixel and no filters, as `draw_receipts.py` writes it."""

    def __init__(self, data: bytes) -> None:
        chunks = _chunks(data)
        self.head = chunks[b"IHDR"]
        self.palette = chunks[b"PLTE"]
        self.stride = struct.unpack(">I", self.head[:4])[0] + 1
        self.raster = zlib.decompress(chunks[b"IDAT"])

    def with_raster(self, raster: bytes) -> bytes:
        parts = [
            (b"IHDR", self.head),
            (b"PLTE", self.palette),
            (b"IDAT", _packed(raster)),
            (b"IEND", b""),
        ]
        return _SIGNATURE + b"".join(_chunk(name, body) for name, body in parts)


def _packed(raster: bytes) -> bytes:
    """By runs alone, which is what a drawn page is made of: a tenth larger, in less than half the time."""
    packer = zlib.compressobj(strategy=zlib.Z_RLE)
    return packer.compress(raster) + packer.flush()


@lru_cache(maxsize=4)
def _sheet(path: Path) -> _Indexed:
    return _Indexed(path.read_bytes())


def _chunks(data: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = len(_SIGNATURE)
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        found[name] = found.get(name, b"") + data[at + 8 : at + 8 + length]
        at += length + 12
    return found


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
