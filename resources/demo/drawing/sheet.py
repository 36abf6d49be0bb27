"""Sheet: the layout of an invoice, the same on paper and in its preview."""

from __future__ import annotations

import random
from typing import Any

from drawing.ink import INK, LINE, SIGNS, SOFT, font, write
from drawing.invoices import TERMS, TERMS_TITLE, WORDS_EN, WORDS_HE, Invoice
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 55.0


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
