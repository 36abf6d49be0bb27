"""Sound files of every kind that a receipt may have: those of the demo, and small ones drawn here."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtGui import QImage

from desktop.core.resources import resource_path
from tests.workers.pdf_kit import locked_pdf, pdf_pages
from tests.workers.renderer_kit import picture

_DRAWN = ("jpg", "png", "webp", "tif", "bmp")
_LINES = [(20.0, 250.0 - 20 * line, 11.0, f"Line {line}: total 1,024.50") for line in range(8)]


def sound_files(folder: Path) -> list[Path]:
    """Paths, the demo's among them; `folder` holds the others."""
    seeds = [
        path for path in sorted(resource_path("demo").iterdir()) if path.suffix in (".pdf", ".png", ".jpg")
    ]
    for extension in _DRAWN:
        path = folder / f"seed.{extension}"
        assert picture(240, 160).save(str(path))
        seeds.append(path)
    made = {
        "grey.jpg": _grey(folder),
        "seed.gif": gif(60, 40),
        "text.pdf": pdf_pages([_LINES] * 3),
        "locked.pdf": locked_pdf("1234", "words"),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [*seeds, *(folder / name for name in made)]


def _grey(folder: Path) -> bytes:
    path = folder / "grey.jpg"
    assert picture(240, 160).convertToFormat(QImage.Format.Format_Grayscale8).save(str(path))
    return path.read_bytes()


def gif(width: int, height: int) -> bytes:
    """Of 128 colours, which is as many as keeps the code at eight bits when it is cleared in time."""
    dice = random.Random(1)
    palette = bytes(dice.randrange(256) for _ in range(3 * 128))
    head = b"GIF89a" + width.to_bytes(2, "little") + height.to_bytes(2, "little") + b"\xf6\0\0" + palette
    codes = bytearray()
    for place in range(width * height):
        if place % 100 == 0:
            codes.append(128)
        codes.append(place % 128)
    codes.append(129)
    blocks = b"".join(
        bytes([len(codes[start : start + 255])]) + codes[start : start + 255]
        for start in range(0, len(codes), 255)
    )
    frame = b",\0\0\0\0" + width.to_bytes(2, "little") + height.to_bytes(2, "little") + b"\0\x07"
    return head + frame + blocks + b"\0;"
