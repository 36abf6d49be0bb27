"""Draws the demo's documents: run it again after a change with `python resources/demo/draw_receipts.py`.

It writes PDFs and previews without number, date and amounts (the demo server fills them in), photographs of
till slips as they are, the glyphs for the previews, and `catalogue.json`, which says what is where.
Every name in it is invented. Needs the Noto Sans fonts.
"""

from __future__ import annotations

import json
import math
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from drawing.ink import INK, font, grays, indexed, ramp, write, write_png
from drawing.invoices import INVOICES, Invoice
from drawing.sheet import HEIGHT, WIDTH, Sheet
from drawing.slips import SLIPS, Slip, draw_slip
from PySide6.QtCore import QMarginsF, QPointF, QRect, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
)

HERE = Path(__file__).resolve().parent
SCALE = 1.12
"""Pixels of a preview for each point of the page."""

# Which documents the newest receipts have, newest first.
FIRST = (
    "office-supplies", "fuel", "demo-couriers", "example-hosting", "demo-print", "cafe", "taxi",
    "demo-telecom", "sample-credit", "parking", "example-travel", "garage-demo", "grocery",
    "demo-insurance", "sample-software", "bistro", "sample-cleaning", "bookshop",
)  # fmt: skip
GLYPHS = "0123456789.,-/ $€ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


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
        draw_slip(slip, HERE)
        documents.append(slip_entry(slip))
    for entry in documents:
        entry["first"] = FIRST.index(entry["id"])
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
