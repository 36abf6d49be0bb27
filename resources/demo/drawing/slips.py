"""Till slips, photographed on a table."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from drawing.ink import SIGNS, font, indexed, save_jpeg, write, write_png
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPen,
    QPolygonF,
    QTransform,
)


@dataclass
class Slip:
    """A till slip: lines of text, then the sum. Amounts in minor units."""

    id: str
    vendor: str
    hebrew: bool
    currency: str
    lines: tuple[tuple[str, int], ...]
    head: tuple[str, ...]
    number: str
    table: str
    tilt: float
    kind: str = "jpg"
    sideways: bool = False

    @property
    def total(self) -> int:
        return sum(amount for _, amount in self.lines)


SLIPS = (
    Slip(
        "cafe",
        "קפה לדוגמה",
        True,
        "ILS",
        (("הפוך גדול", 1600), ("סנדוויץ׳ טונה", 2850), ("מים", 200)),
        ("רחוב הדוגמה 3", "ע.מ. 000000000", "שולחן 4   שעה 08:41"),
        "0482",
        "#8b6a4a",
        -4.0,
    ),
    Slip(
        "fuel",
        "דלק הדגמה",
        True,
        "ILS",
        (("בנזין 95, 38.4 ל׳", 28120), ("נוזל שמשות", 3120)),
        ("תחנה 12, כביש הדוגמה", "ח.פ. 000000000", "משאבה 3   שעה 17:20"),
        "77120",
        "#5c6670",
        3.0,
    ),
    Slip(
        "parking",
        "חניון הדגמה",
        True,
        "ILS",
        (("חניה 2:10 שעות", 3600),),
        ("חניון מרכז העיר", "כניסה 09:12   יציאה 11:22"),
        "A-3391",
        "#3f444a",
        -7.0,
    ),
    Slip(
        "grocery",
        "מכולת לדוגמה",
        True,
        "ILS",
        (
            ("חלב 3%", 710),
            ("לחם אחיד", 890),
            ("קפה נמס", 3490),
            ("סוכר 1 ק״ג", 540),
            ("נייר סופג", 1990),
            ("עוגיות", 1290),
            ("שקית", 10),
        ),
        ("רחוב השוק 8", "קופה 2   שעה 10:05"),
        "55012",
        "#a58a63",
        2.0,
    ),
    Slip(
        "taxi",
        "Demo Taxi",
        False,
        "ILS",
        (("Fare", 5400), ("Luggage", 480)),
        ("Car 114", "Licence 000000", "07:55 - 08:20"),
        "T-2210",
        "#2f3338",
        5.0,
        sideways=True,
    ),
    Slip(
        "bistro",
        "Example Bistro",
        False,
        "EUR",
        (("Menu of the day", 1850), ("Soup", 690), ("Coffee", 320), ("Water", 280)),
        ("4 Sample Square", "Table 7   13:32"),
        "R-1187",
        "#7c5b43",
        -3.0,
    ),
    Slip(
        "bookshop",
        "Example Bookshop",
        False,
        "USD",
        (("Tax tables, paperback", 2450), ("Ledger A4", 1290)),
        ("9 Example Street", "Till 1   16:18"),
        "90-114",
        "#ffffff",
        0.6,
        kind="png",
    ),
)
SLIP_WIDTH = 420


def draw_slip(slip: Slip, folder: Path) -> None:
    """Writes the photograph and its smaller preview."""
    photo = photographed(slip, slip_image(slip))
    if slip.kind == "png":
        palette = [QColor(level, level, level).rgb() for level in range(255, -1, -17)]
        write_png(folder / f"{slip.id}.png", indexed(photo, palette), palette)
    else:
        save_jpeg(photo, folder / f"{slip.id}.jpg", 68, slip.sideways)
    small = photo.scaledToWidth(480, Qt.TransformationMode.SmoothTransformation)
    save_jpeg(small, folder / f"{slip.id}-preview.jpg", 66, False)


def slip_image(slip: Slip) -> QImage:
    height = 330 + 34 * (len(slip.head) + len(slip.lines))
    image = QImage(SLIP_WIDTH, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#f6f4ee"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    ink = QColor("#2c2b33")
    y = print_centred(painter, slip, slip.vendor, 62, font(32, True), ink) + 14
    for text in slip.head:
        y = print_centred(painter, slip, text, y + 32, slip_font(20), ink)
    y = dashes(painter, y + 26)
    for name, amount in slip.lines:
        y = print_row(painter, slip, name, f"{amount / 100:,.2f}", y + 34, slip_font(21), ink)
    y = dashes(painter, y + 26)
    label = "סה״כ לתשלום" if slip.hebrew else "TOTAL"
    sign = SIGNS[slip.currency]
    total = f"{slip.total / 100:,.2f} {sign}" if slip.hebrew else f"{sign}{slip.total / 100:,.2f}"
    y = print_row(painter, slip, label, total, y + 44, font(28, True), ink)
    paid, number = ("שולם באשראי ****0000", "קבלה") if slip.hebrew else ("CARD ****0000", "Receipt")
    y = print_centred(painter, slip, paid, y + 48, slip_font(20), ink)
    print_centred(painter, slip, f"{number} {slip.number}", y + 32, slip_font(20), ink)
    painter.end()
    return image.copy(0, 0, SLIP_WIDTH, min(height, round(y + 90)))


def slip_font(size: int) -> QFont:
    return font(size, family="Noto Sans Mono")


def print_centred(painter: QPainter, slip: Slip, text: str, y: float, with_font: QFont, ink: QColor) -> float:
    width = QFontMetricsF(with_font).horizontalAdvance(text)
    write(painter, QPointF((SLIP_WIDTH - width) / 2, y), text, with_font, ink, rtl=slip.hebrew)
    return y


def print_row(
    painter: QPainter, slip: Slip, name: str, amount: str, y: float, with_font: QFont, ink: QColor
) -> float:
    name_x, amount_x = (SLIP_WIDTH - 28, 28) if slip.hebrew else (28, SLIP_WIDTH - 28)
    write(painter, QPointF(name_x, y), name, with_font, ink, rtl=slip.hebrew, from_left=not slip.hebrew)
    write(painter, QPointF(amount_x, y), amount, with_font, ink, from_left=slip.hebrew)
    return y


def dashes(painter: QPainter, y: float) -> float:
    pen = QPen(QColor("#55545c"), 1.6, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([5, 4])
    painter.setPen(pen)
    painter.drawLine(QPointF(24, y), QPointF(SLIP_WIDTH - 24, y))
    return y


def photographed(slip: Slip, paper: QImage) -> QImage:
    """The slip on a table, a little tilted, lit from one side."""
    image = QImage(900, 1200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    table(painter, QColor(slip.table))
    scale = min(690 / paper.width(), 1060 / paper.height())
    width, height = paper.width() * scale, paper.height() * scale
    left, top = (900 - width) / 2, (1200 - height) / 2
    lean = 0.0 if slip.kind == "png" else 16.0
    target = QPolygonF(
        [
            QPointF(left + lean, top),
            QPointF(left + width - lean * 1.4, top + lean * 0.5),
            QPointF(left + width + lean * 0.4, top + height),
            QPointF(left - lean * 0.6, top + height - lean * 0.4),
        ]
    )
    shape = QPolygonF(QRectF(0, 0, paper.width(), paper.height()))
    # A rectangle as a polygon comes back to its first corner.
    shape.removeLast()
    warp = QTransform()
    QTransform.quadToQuad(shape, target, warp)
    turn = QTransform().translate(450, 600).rotate(slip.tilt).translate(-450, -600)
    for offset in range(14, 0, -2):
        painter.setTransform(warp * turn * QTransform().translate(offset * 0.7, offset))
        painter.fillRect(QRectF(0, 0, paper.width(), paper.height()), QColor(0, 0, 0, 12))
    painter.setTransform(warp * turn)
    painter.drawImage(0, 0, paper if slip.kind == "png" else creased(paper))
    painter.resetTransform()
    if slip.kind != "png":
        light(painter)
    painter.end()
    return image


def table(painter: QPainter, colour: QColor) -> None:
    painter.fillRect(QRectF(0, 0, 900, 1200), colour)
    if colour == QColor("#ffffff"):
        return
    source = random.Random(colour.rgb())
    for _ in range(70):
        shade = (
            colour.darker(source.randint(101, 112))
            if source.random() < 0.5
            else colour.lighter(source.randint(101, 107))
        )
        y = source.uniform(0, 1200)
        painter.setPen(QPen(shade, source.uniform(1, 5)))
        painter.drawLine(QPointF(0, y), QPointF(900, y + source.uniform(-14, 14)))


def creased(paper: QImage) -> QImage:
    """Two soft folds across the paper."""
    painter = QPainter(paper)
    for y in (paper.height() * 0.31, paper.height() * 0.68):
        fold = QLinearGradient(0, y - 26, 0, y + 26)
        fold.setColorAt(0, QColor(0, 0, 0, 0))
        fold.setColorAt(0.48, QColor(0, 0, 0, 22))
        fold.setColorAt(0.52, QColor(255, 255, 255, 90))
        fold.setColorAt(1, QColor(255, 255, 255, 0))
        painter.fillRect(QRectF(0, y - 26, paper.width(), 52), fold)
    painter.end()
    return paper


def light(painter: QPainter) -> None:
    lamp = QLinearGradient(0, 0, 900, 1200)
    lamp.setColorAt(0, QColor(255, 250, 235, 36))
    lamp.setColorAt(0.5, QColor(0, 0, 0, 0))
    lamp.setColorAt(1, QColor(20, 20, 40, 58))
    painter.fillRect(QRectF(0, 0, 900, 1200), lamp)
