"""Draws the program's icon for each system from `app.svg`: `python -m resources.bundle.draw_app_icon`.

Both containers hold PNG pictures. ICO: a directory of 16 bytes for each picture (learn.microsoft.com,
"Icons"). ICNS: `icns`, the length of all, and for each picture its type, its length with these eight bytes,
and the PNG.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
DRAWING = HERE / "app.svg"
ICO, ICNS = HERE / "app.ico", HERE / "app.icns"
PICTURE = HERE.parent / "icons" / "app.png"
"""What windows show; it goes wherever the program's icons go."""
PICTURE_PIXELS = 512
ICO_PIXELS = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_TYPES = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
}
"""Apple's types of pictures in PNG; ic11, ic12 and ic10 are for screens with twice the pixels."""


def picture(pixels: int) -> QImage:
    """The drawing, `pixels` wide and high."""
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def png(pixels: int) -> bytes:
    """The drawing as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(pixels).save(buffer, b"PNG")
    return bytes(buffer.data().data())


def ico() -> bytes:
    """All sizes that Windows asks for, in one file."""
    pictures = {pixels: png(pixels) for pixels in ICO_PIXELS}
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for pixels, data in pictures.items():
        # A side of 256 is written as 0.
        head += struct.pack("<BBBBHHII", pixels % 256, pixels % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return head + b"".join(pictures.values())


def icns() -> bytes:
    """All sizes that macOS asks for, in one file."""
    body = b""
    for kind, pixels in ICNS_TYPES.items():
        data = png(pixels)
        body += kind + struct.pack(">I", 8 + len(data)) + data
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    for path, data in ((PICTURE, png(PICTURE_PIXELS)), (ICO, ico()), (ICNS, icns())):
        path.write_bytes(data)
        sys.stdout.write(f"{path.name}: {len(data):,} bytes\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
