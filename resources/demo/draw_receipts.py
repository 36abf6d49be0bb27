"""Draws the demo's documents: run it again after a change with `python resources/demo/draw_receipts.py`.

It writes PDFs and previews without number, date and amounts (the demo server fills them in), photographs of
till slips as they are, the glyphs for the previews, and `catalogue.json`, which says what is where.
Every name in it is invented. Needs the Noto Sans fonts.
"""

from __future__ import annotations

import json
import math
import os
import random
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QPolygonF,
    QTransform,
)

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 55.0
INK, SOFT, LINE = QColor("#1a1a1a"), QColor("#5a5f66"), QColor("#d5d8dc")
SCALE = 1.12
"""Pixels of a preview for each point of the page."""

SIGNS = {"ILS": "₪", "USD": "$", "EUR": "€"}
GRAYS = 48
GLYPHS = "0123456789.,-/ $€ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass
class Invoice:
    """What one drawn invoice is about."""

    id: str
    vendor: str
    hebrew: bool
    colour: str
    mark: str
    currency: str
    amounts: tuple[int, int]
    number: str
    items: tuple[tuple[str, str, int], ...]
    vat: int = 18
    title: str = ""
    pages: int = 1
    note: str = ""
    preview: bool = True


WORDS_HE = {
    "title": "חשבונית מס / קבלה", "number": "מספר", "day": "תאריך", "original": "מקור", "to": "לכבוד:",
    "customer": "עסק לדוגמה בע״מ", "street": "רחוב הדוגמה 12, העיר לדוגמה", "vat_id": "ח.פ. 000000000",
    "phone": "טלפון 03-555-0100", "item": "פריט", "quantity": "כמות", "amount": "סכום",
    "net": "סה״כ לפני מע״מ",
    "vat": "מע״מ {vat}%",
    "total": "סה״כ לתשלום", "paid": "אמצעי תשלום: כרטיס אשראי, 4 ספרות אחרונות 0000",
    "thanks": "תודה שקניתם אצלנו.", "page": "עמוד {page} מתוך {pages}",
}  # fmt: skip
WORDS_EN = {
    "title": "Invoice", "number": "No.", "day": "Date", "original": "Paid", "to": "Bill to:",
    "customer": "Sample Business Ltd", "street": "12 Example Street, Sampleville", "vat_id": "VAT 000000000",
    "phone": "Phone +972-3-555-0100", "item": "Item", "quantity": "Qty", "amount": "Amount", "net": "Net",
    "vat": "VAT {vat}%", "total": "Total", "paid": "Paid by card ending 0000.",
    "thanks": "Thank you for your business.", "page": "Page {page} of {pages}",
}  # fmt: skip

INVOICES = (
    Invoice(
        "office-supplies",
        "ציוד משרדי לדוגמה",
        True,
        "#3b6b57",
        "ring",
        "ILS",
        (18_000, 240_000),
        "{year}-{n}",
        (
            ("נייר A4, 80 גרם, 5 חבילות", "5", 12),
            ("טונר שחור", "2", 46),
            ("קלסרים, אריזת 10", "3", 15),
            ("עטים כחולים, אריזת 50", "1", 7),
            ("כיסא משרדי, משענת", "1", 20),
        ),
        pages=2,
    ),
    Invoice(
        "example-hosting",
        "Example Hosting",
        False,
        "#7d5a38",
        "square",
        "USD",
        (1_400, 9_900),
        "EX-{year}-{n}",
        (
            ("Virtual server, 4 cores", "1", 14),
            ("Storage, 200 GB", "1", 6),
            ("Domain example.test, yearly share", "1", 2),
            ("Nightly backup", "1", 2),
        ),
        vat=0,
        pages=3,
    ),
    Invoice(
        "demo-print",
        "דפוס הדגמה",
        True,
        "#8a2f4a",
        "bars",
        "ILS",
        (60_000, 420_000),
        "{n}/{year}",
        (
            ("כרטיסי ביקור, 500 יח׳", "1", 20),
            ("עלון צבעוני A5, 1,000 יח׳", "1", 55),
            ("עיצוב גרפי, שעות", "3", 25),
        ),
    ),
    Invoice(
        "demo-telecom",
        "תקשורת הדגמה",
        True,
        "#1f5c99",
        "waves",
        "ILS",
        (8_900, 48_000),
        "T{n}",
        (("קו עסקי, דמי מנוי", "3", 60), ("אינטרנט סיבים 1000/100", "1", 35), ("שיחות לחו״ל", "12", 5)),
        pages=2,
    ),
    Invoice(
        "sample-software",
        "Sample Software",
        False,
        "#33427a",
        "dots",
        "USD",
        (2_000, 36_000),
        "INV{n}",
        (("Team plan, monthly", "4", 70), ("Extra seats", "2", 20), ("Priority support", "1", 10)),
        vat=0,
    ),
    Invoice(
        "sample-credit",
        "תוכנה לדוגמה",
        True,
        "#33427a",
        "dots",
        "USD",
        (-24_000, -3_000),
        "CR{n}",
        (("זיכוי על רישיון שלא נוצל", "1", 100),),
        title="חשבונית זיכוי",
        note="הזיכוי יועבר לכרטיס האשראי.",
    ),
    Invoice(
        "demo-insurance",
        "ביטוח לדוגמה",
        True,
        "#255f6e",
        "shield",
        "ILS",
        (120_000, 640_000),
        "P-{n}",
        (("ביטוח עסק, פרמיה חודשית", "1", 70), ("ביטוח אחריות מקצועית", "1", 30)),
        vat=0,
        title="דרישת תשלום",
        pages=2,
    ),
    Invoice(
        "example-travel",
        "Example Travel",
        False,
        "#a0522d",
        "shield",
        "EUR",
        (9_000, 180_000),
        "ET-{n}",
        (("Train, return, 2nd class", "2", 55), ("Hotel, 2 nights", "1", 40), ("City tax", "2", 5)),
        vat=0,
    ),
    Invoice(
        "sample-cleaning",
        "ניקיון לדוגמה",
        True,
        "#4b7f34",
        "ring",
        "ILS",
        (32_000, 96_000),
        "{year}{n}",
        (("ניקיון משרד, ביקור שבועי", "4", 80), ("ניקוי חלונות", "1", 20)),
        preview=False,
    ),
    Invoice(
        "demo-couriers",
        "Demo Couriers",
        False,
        "#b3591c",
        "bars",
        "ILS",
        (3_200, 24_000),
        "DC-{n}",
        (("Same-day delivery, city", "3", 60), ("Insurance up to 1,000", "1", 15), ("Return trip", "1", 25)),
        title="Tax invoice / receipt",
    ),
    Invoice(
        "garage-demo",
        "מוסך הדגמה",
        True,
        "#444b55",
        "square",
        "ILS",
        (45_000, 520_000),
        "{n}",
        (
            ("טיפול 30,000 ק״מ", "1", 40),
            ("רפידות בלם קדמיות", "1", 30),
            ("שמן מנוע 5W-30, ליטר", "5", 18),
            ("שעות עבודה", "2", 12),
        ),
    ),
)


class Sheet:
    """One page layout, drawn either into a PDF or onto a preview; text sides follow the language."""

    def __init__(self, invoice: Invoice, painter: QPainter) -> None:
        self.invoice = invoice
        self.painter = painter
        self.words = WORDS_HE if invoice.hebrew else WORDS_EN
        self.fields: list[dict[str, Any]] = []
        self.page = 0

    # -- places -----------------------------------------------------------------------------------

    def lead(self, offset: float = 0.0) -> float:
        """x at `offset` from the side where reading begins."""
        return WIDTH - MARGIN - offset if self.invoice.hebrew else MARGIN + offset

    def trail(self, offset: float = 0.0) -> float:
        return MARGIN + offset if self.invoice.hebrew else WIDTH - MARGIN - offset

    # -- text --------------------------------------------------------------------------------------

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False, color: QColor = INK,
             leading: bool = True) -> float:  # fmt: skip
        """`text` beginning (or, not `leading`, ending) at x; returns its width."""
        return write(
            self.painter,
            QPointF(x, y),
            text,
            font(size, bold),
            color,
            rtl=self.invoice.hebrew,
            from_left=leading != self.invoice.hebrew,
        )

    def blank(self, name: str, x: float, y: float, size: int, *, bold: bool = False, align: str = "right",
              prefix: str = "") -> None:  # fmt: skip
        """A place that is filled in later: digits ending (or beginning) at x."""
        self.fields.append(
            {"name": name, "page": self.page, "x": round(x, 1), "y": round(y, 1), "size": size,
             "weight": "bold" if bold else "regular", "align": align, "prefix": prefix}
        )  # fmt: skip

    def line(self, y: float, color: QColor, from_x: float = MARGIN, to_x: float = WIDTH - MARGIN) -> None:
        self.painter.setPen(QPen(color, 0.8))
        self.painter.drawLine(QPointF(from_x, y), QPointF(to_x, y))

    # -- the page -----------------------------------------------------------------------------------

    def first(self) -> None:
        self.head()
        y = self.items(338)
        self.sums(y + 36)
        if self.invoice.pages > 1:
            self.foot()

    def head(self) -> None:
        invoice, words = self.invoice, self.words
        mark(self.painter, invoice, QRectF(self.lead() - (58 if invoice.hebrew else 0), 52, 58, 58))
        self.text(self.lead(), 138, invoice.vendor, 16, bold=True)
        for row, key in enumerate(("street", "vat_id", "phone")):
            self.text(self.lead(), 160 + row * 20, words[key], 12)
        title_size = 24 if len(invoice.title or words["title"]) < 18 else 20
        # The title block begins on one line, so that labels and filled-in values keep together.
        x = MARGIN + 228 if invoice.hebrew else self.trail(210)
        self.text(x, 76, invoice.title or words["title"], title_size, bold=True)
        for row, key in enumerate(("number", "day")):
            y = 102 + row * 22
            width = self.text(x, y, words[key], 13)
            if invoice.hebrew:
                self.blank(key, x - width - 6, y, 13)
            else:
                self.blank(key, x + width + 6, y, 13, align="left")
        self.text(x, 146, words["original"], 13, color=SOFT)
        width = self.text(self.lead(), 256, words["to"], 13)
        after = self.lead(width + 6)
        self.text(after, 256, words["customer"], 13, bold=True)

    def items(self, y: float) -> float:
        words, hebrew = self.words, self.invoice.hebrew
        quantity = self.trail(150 if hebrew else 106)
        self.text(self.lead(), y - 36, words["item"], 11, bold=True)
        self.text(quantity, y - 36, words["quantity"], 11, bold=True, leading=hebrew)
        self.text(self.amount_x(), y - 36, words["amount"], 11, bold=True, leading=hebrew)
        self.line(y - 26, INK)
        for index, (name, count, _share) in enumerate(self.invoice.items):
            self.text(self.lead(), y - 4, name, 12)
            self.text(quantity, y - 4, count, 12, leading=hebrew)
            self.blank(f"line{index}", self.amount_x(), y - 4, 12)
            self.line(y + 10, LINE)
            y += 38
        return y - 28

    def amount_x(self) -> float:
        """Where amounts end: digits stand under each other in both languages."""
        return MARGIN + 72 if self.invoice.hebrew else WIDTH - MARGIN

    def sums(self, y: float) -> None:
        invoice, words = self.invoice, self.words
        label = MARGIN + 250 if invoice.hebrew else WIDTH - MARGIN - 250
        for key in ("net", "vat"):
            self.text(label, y, words[key].format(vat=invoice.vat), 12)
            self.amount(key, y, 12)
            y += 22
        self.line(y - 14, INK, min(label, self.trail()), max(label, self.trail()))
        self.text(label, y + 8, words["total"], 15, bold=True)
        self.amount("total", y + 8, 15, bold=True)
        self.text(self.lead(), y + 56, invoice.note or words["paid"], 12, color=SOFT)
        self.text(self.lead(), y + 78, words["thanks"], 12, color=SOFT)

    def amount(self, name: str, y: float, size: int, *, bold: bool = False) -> None:
        """Digits with the currency sign: before them, or in Hebrew in a slot of its own at their right."""
        sign = SIGNS[self.invoice.currency]
        if not self.invoice.hebrew:
            # The shekel sign is in none of the standard fonts that fill the PDF in.
            prefix = f"{self.invoice.currency} " if sign == "₪" else sign
            self.blank(name, self.amount_x(), y, size, bold=bold, prefix=prefix)
            return
        x = self.amount_x()
        write(self.painter, QPointF(x + 5, y), sign, font(size, bold), INK)
        self.blank(name, x, y, size, bold=bold)

    def following(self, page: int) -> None:
        """A further page: what nobody reads, in small print."""
        self.page = page
        source = random.Random(page * 31 + len(self.invoice.id))
        self.text(self.lead(), 76, TERMS_TITLE[self.invoice.hebrew], 15, bold=True)
        y = 108.0
        for number in range(1, 13):
            for row, sentence in enumerate(source.sample(TERMS[self.invoice.hebrew], 2)):
                text = f"{number}. {sentence}" if row == 0 else sentence
                self.text(self.lead(0 if row == 0 else 14), y, text, 10, color=SOFT)
                y += 17
            y += 12
        self.foot()

    def foot(self) -> None:
        words, invoice = self.words, self.invoice
        self.text(self.lead(), 800, invoice.vendor, 10, color=SOFT)
        counted = words["page"].format(page=self.page + 1, pages=invoice.pages)
        self.text(self.trail(), 800, counted, 10, color=SOFT, leading=False)


TERMS_TITLE = {True: "תנאים כלליים", False: "General terms"}
TERMS = {
    True: (
        "התשלום הוא בתוך שלושים יום מסוף החודש, אלא אם סוכם אחרת בכתב.",
        "הבעלות בסחורה עוברת לקונה רק לאחר תשלום מלא.",
        "יש להודיע על פגם בתוך שבעה ימים מיום הקבלה.",
        "איחור בתשלום מחויב בריבית כפי שנקבעה בחוק.",
        "ביטול הזמנה לאחר אישורה מחויב בדמי טיפול.",
        "השירות ניתן בשעות העבודה הרגילות, ימים א׳ עד ה׳.",
        "מסמך זה נערך לצורך הדגמה בלבד ואין לו תוקף.",
        "המחירים נקובים לפני מע״מ, אלא אם נכתב אחרת.",
    ),
    False: (
        "Payment is due within thirty days of the date of this invoice.",
        "Goods remain the property of the seller until they are paid in full.",
        "Defects are to be reported within seven days of delivery.",
        "Interest on late payment is charged as the law provides.",
        "An order that was confirmed may be cancelled for a handling fee.",
        "Service is given during ordinary working hours, Monday to Friday.",
        "This document was made for demonstration and is of no effect.",
        "Prices are stated before VAT unless the line says otherwise.",
    ),
}


def font(size: float, bold: bool = False, family: str = "Noto Sans") -> QFont:
    made = QFont([family, "Noto Sans", "Noto Sans Hebrew"])
    made.setPixelSize(round(size))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def write(painter: QPainter, at: QPointF, text: str, with_font: QFont, color: QColor, *, rtl: bool = False,
          from_left: bool = True) -> float:  # fmt: skip
    """`text` on the base line at `at`, beginning there at its left or ending there; returns its width."""
    painter.setFont(with_font)
    painter.setPen(color)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    width = QFontMetricsF(with_font).horizontalAdvance(text)
    painter.drawText(QPointF(at.x() - (0 if from_left else width), at.y()), text)
    return width


def mark(painter: QPainter, invoice: Invoice, box: QRectF) -> None:
    """The invented company's sign."""
    colour = QColor(invoice.colour)
    painter.setPen(QPen(colour, 7))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(4, 4, -4, -4)
    if invoice.mark == "ring":
        painter.drawEllipse(inner)
    elif invoice.mark == "square":
        painter.drawRoundedRect(inner, 9, 9)
    elif invoice.mark == "bars":
        for index, height in enumerate((0.5, 1.0, 0.72)):
            bar = QRectF(
                box.x() + 4 + index * 18, box.bottom() - box.height() * height, 12, box.height() * height
            )
            painter.fillRect(bar, colour)
    elif invoice.mark == "waves":
        for row in range(3):
            y = box.y() + 14 + row * 16
            path = QPainterPath(QPointF(box.x() + 3, y))
            path.cubicTo(box.x() + 20, y - 18, box.x() + 38, y + 18, box.right() - 3, y)
            painter.drawPath(path)
    elif invoice.mark == "dots":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for row in range(3):
            for column in range(3):
                painter.drawEllipse(QPointF(box.x() + 10 + column * 19, box.y() + 10 + row * 19), 6.5, 6.5)
    else:
        path = QPainterPath(QPointF(box.center().x(), box.y() + 3))
        path.lineTo(box.right() - 6, box.y() + 12)
        path.quadTo(box.right() - 6, box.bottom() - 14, box.center().x(), box.bottom() - 3)
        path.quadTo(box.x() + 6, box.bottom() - 14, box.x() + 6, box.y() + 12)
        path.closeSubpath()
        painter.drawPath(path)


# -- invoices: PDF and PNG preview -----------------------------------------------------------------------


def draw_pdf(invoice: Invoice) -> list[dict[str, Any]]:
    """Writes the PDF; returns the places that are to be filled in."""
    writer = QPdfWriter(str(HERE / f"{invoice.id}.pdf"))
    writer.setPageSize(QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(1200)
    writer.setTitle(invoice.title or "Invoice")
    painter = QPainter(writer)
    painter.scale(1200 / 72, 1200 / 72)
    sheet = Sheet(invoice, painter)
    sheet.first()
    for page in range(1, invoice.pages):
        writer.newPage()
        sheet.following(page)
    painter.end()
    return sheet.fields


def draw_preview(invoice: Invoice) -> list[dict[str, Any]]:
    """Writes the PNG of the first page; returns the places to be filled in, in pixels."""
    image = QImage(round(WIDTH * SCALE), round(HEIGHT * SCALE), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(SCALE, SCALE)
    sheet = Sheet(invoice, painter)
    sheet.first()
    painter.end()
    palette = grays() + ramp(QColor(invoice.colour), 24)
    write_png(HERE / f"{invoice.id}.png", indexed(image, palette), palette)
    return [in_pixels(field) for field in sheet.fields]


def in_pixels(field: dict[str, Any]) -> dict[str, Any]:
    key = glyph_key(field)
    metrics = QFontMetricsF(glyph_font(key))
    return {
        "name": field["name"],
        "x": round(field["x"] * SCALE),
        "y": round(field["y"] * SCALE) - math.ceil(metrics.ascent()),
        "font": key,
        "align": field["align"],
        "prefix": field["prefix"],
    }


def glyph_key(field: dict[str, Any]) -> str:
    return f"{field['weight']}-{round(field['size'] * SCALE)}"


def glyph_font(key: str) -> QFont:
    weight, _, size = key.partition("-")
    return font(int(size), weight == "bold")


def draw_glyphs(keys: list[str]) -> dict[str, Any]:
    """Writes the sheet of glyphs; returns where each one stands."""
    image = QImage(1400, 60 * len(keys), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    found: dict[str, Any] = {}
    y = 0
    for key in keys:
        metrics = QFontMetricsF(glyph_font(key))
        ascent, height = math.ceil(metrics.ascent()), math.ceil(metrics.ascent() + metrics.descent())
        cells, x = {}, 0
        for character in GLYPHS:
            width = round(metrics.horizontalAdvance(character))
            write(painter, QPointF(x, y + ascent), character, glyph_font(key), INK)
            cells[character] = [x, width]
            x += width + 3
        found[key] = {"y": y, "height": height, "cells": cells}
        y += height + 2
        assert x < image.width()
    painter.end()
    image = image.copy(QRect(0, 0, image.width(), y))
    write_png(HERE / "glyphs.png", indexed(image, grays()), grays())
    return found


def grays() -> list[int]:
    return [
        QColor(level, level, level).rgb() for level in (255 - i * 255 // (GRAYS - 1) for i in range(GRAYS))
    ]


def ramp(colour: QColor, steps: int) -> list[int]:
    """From nearly white to `colour`."""
    parts = [(i + 1) / steps for i in range(steps)]
    channels = (colour.red(), colour.green(), colour.blue())
    return [QColor(*(round(255 + (value - 255) * part) for value in channels)).rgb() for part in parts]


def indexed(image: QImage, palette: list[int]) -> QImage:
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, palette, flags)


def write_png(path: Path, image: QImage, palette: list[int]) -> None:
    """One byte for each pixel, no filters: so that the server can write on it."""
    width, height = image.width(), image.height()
    rows = b"".join(b"\0" + bytes(image.constScanLine(y))[:width] for y in range(height))
    colours = b"".join(struct.pack(">I", colour)[1:] for colour in palette)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)


# -- till slips: photographs ----------------------------------------------------------------------------


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


def draw_slip(slip: Slip) -> None:
    """Writes the photograph and its smaller preview."""
    photo = photographed(slip, slip_image(slip))
    if slip.kind == "png":
        palette = [QColor(level, level, level).rgb() for level in range(255, -1, -17)]
        write_png(HERE / f"{slip.id}.png", indexed(photo, palette), palette)
    else:
        save_jpeg(photo, HERE / f"{slip.id}.jpg", 68, slip.sideways)
    small = photo.scaledToWidth(480, Qt.TransformationMode.SmoothTransformation)
    save_jpeg(small, HERE / f"{slip.id}-preview.jpg", 66, False)


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


def save_jpeg(image: QImage, path: Path, quality: int, sideways: bool) -> None:
    """`sideways`: as a telephone held on its side writes it, with the turn noted in its EXIF."""
    if sideways:
        image = image.transformed(QTransform().rotate(-90))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", quality)
    jpeg = bytes(data.data())
    path.write_bytes(jpeg[:2] + exif_turn() + jpeg[2:] if sideways else jpeg)


def exif_turn() -> bytes:
    """An EXIF segment that says: turn a quarter clockwise to show (orientation 6)."""
    tiff = (
        b"MM\0*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) + struct.pack(">I", 0)
    )
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


# -- the catalogue ---------------------------------------------------------------------------------------


def main() -> None:
    app = QGuiApplication(sys.argv)
    documents: list[dict[str, Any]] = []
    keys: set[str] = set()
    for invoice in INVOICES:
        fields = draw_pdf(invoice)
        keys |= {glyph_key(field) for field in fields}
        preview_fields = draw_preview(invoice) if invoice.preview else []
        documents.append(invoice_entry(invoice, fields, preview_fields))
    for slip in SLIPS:
        draw_slip(slip)
        documents.append(slip_entry(slip))
    catalogue = {"glyphs": draw_glyphs(sorted(keys)), "documents": documents}
    text = json.dumps(catalogue, ensure_ascii=False, separators=(",", ":"))
    (HERE / "catalogue.json").write_text(text.replace('{"id"', '\n{"id"') + "\n", encoding="utf-8")
    app.quit()


def invoice_entry(
    invoice: Invoice, fields: list[dict[str, Any]], preview_fields: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": invoice.id,
        "file": f"{invoice.id}.pdf",
        "vendor": invoice.vendor,
        "hebrew": invoice.hebrew,
        "currency": invoice.currency,
        "amounts": invoice.amounts,
        "vat": invoice.vat,
        "number": invoice.number,
        "shares": [share for _, _, share in invoice.items],
        "fields": fields,
        "preview": f"{invoice.id}.png" if invoice.preview else None,
        "preview_fields": preview_fields,
    }


def slip_entry(slip: Slip) -> dict[str, Any]:
    return {
        "id": slip.id,
        "file": f"{slip.id}.{slip.kind}",
        "vendor": slip.vendor,
        "hebrew": slip.hebrew,
        "currency": slip.currency,
        "amounts": [slip.total],
        "number": slip.number,
        "preview": f"{slip.id}-preview.jpg",
    }


if __name__ == "__main__":
    main()
