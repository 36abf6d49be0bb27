"""Documents: invoices, till slips and their previews, drawn beforehand, filled in when they are asked for.

`resources/demo/catalogue.json` says what there is; `draw_receipts.py` beside it draws them. The PDFs and the
PNG previews get the number, the date and the amounts of their row; photographs are as they are, and their
row takes its amount from the catalogue.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop.demo.samples.pdf_template import PdfTemplate
from desktop.demo.samples.raster_template import RasterTemplate


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What is written on one document. `total` in minor units, VAT included; `lines` before VAT."""

    number: str | None
    day: date | None
    total: int
    net: int
    lines: tuple[int, ...] = ()

    def value(self, name: str, hebrew: bool, prefix: str = "") -> str:
        """The text of the field with that name, such as "total", "day" or "line2"."""
        if name == "number":
            return self.number or ""
        if name == "day":
            return _day_text(self.day, hebrew) if self.day else ""
        minor = {"total": self.total, "net": self.net, "vat": self.total - self.net}.get(name)
        if minor is None:
            minor = self.lines[int(name.removeprefix("line"))]
        return f"{'-' if minor < 0 else ''}{prefix}{abs(minor) / 100:,.2f}"


def _day_text(day: date, hebrew: bool) -> str:
    return f"{day.day}.{day.month}.{day.year}" if hebrew else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """One drawn document, as the catalogue has it."""

    id: str
    file: str
    vendor: str
    hebrew: bool
    currency: str
    amounts: tuple[int, ...]
    """Two: any amount between them; one: this one."""
    vat: int
    number: str
    shares: tuple[int, ...]
    preview: str | None
    first: int
    """Its place among the newest receipts."""

    @property
    def extension(self) -> str:
        return self.file.rpartition(".")[2]

    @property
    def mime_type(self) -> str:
        return {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}[self.extension]

    def text(self, source: random.Random, received: datetime) -> DocumentText:
        """What this document says on the receipt that came in at `received`."""
        day = (received - timedelta(days=source.choice((0, 0, 0, 1, 1, 2, 4)))).date()
        if len(self.amounts) == 1:
            # Nobody reads the number of a crumpled slip, and two slips have two numbers.
            return DocumentText(None, day, self.amounts[0], self.amounts[0])
        total = source.randrange(self.amounts[0], self.amounts[1], 10)
        net = round(total * 100 / (100 + self.vat))
        lines = [net * share // sum(self.shares) for share in self.shares]
        lines[0] += net - sum(lines)
        number = self.number.format(year=day.year, month=day.month, day=day.day, n=source.randint(1000, 9999))
        return DocumentText(number, day, total, net, tuple(lines))


class Documents:
    """All documents of the demo, by the id of their template; they never change."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _default_folder()
        catalogue = json.loads((self._folder / "catalogue.json").read_text(encoding="utf-8"))
        self._entries: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in catalogue["documents"]}
        self._glyphs: dict[str, Any] = catalogue["glyphs"]
        self.templates = tuple(_template(entry) for entry in self._entries.values())
        self._by_id = {template.id: template for template in self.templates}
        self._drawn = lru_cache(maxsize=64)(self._read)
        self.source = lru_cache(maxsize=256)(self._source)
        self.preview = lru_cache(maxsize=256)(self._preview)

    def _source(self, template_id: str, text: DocumentText) -> bytes:
        """The file that came with the receipt."""
        return self._filled(template_id, self._by_id[template_id].file, "fields", text)

    def _preview(self, template_id: str, text: DocumentText) -> bytes:
        """The picture that the server made of it."""
        name = self._by_id[template_id].preview
        assert name is not None
        return self._filled(template_id, name, "preview_fields", text)

    def _filled(self, template_id: str, name: str, fields_key: str, text: DocumentText) -> bytes:
        drawn = self._drawn(name, fields_key in self._entries[template_id])
        if isinstance(drawn, bytes):
            return drawn
        hebrew = self._by_id[template_id].hebrew
        return drawn.filled(
            [
                (field, text.value(field["name"], hebrew, field["prefix"]))
                for field in self._entries[template_id][fields_key]
            ]
        )

    def _read(self, name: str, to_fill: bool) -> bytes | PdfTemplate | RasterTemplate:
        data = (self._folder / name).read_bytes()
        if not to_fill:
            return data
        return (
            PdfTemplate(data) if name.endswith(".pdf") else RasterTemplate(data, self._glyphs, self._folder)
        )


@lru_cache(maxsize=4)
def shared_documents(folder: Path | None = None) -> Documents:
    """Those of a folder, read and filled in once, however many servers give them."""
    return Documents(folder)


def _template(entry: dict[str, Any]) -> Template:
    return Template(
        id=entry["id"],
        file=entry["file"],
        vendor=entry["vendor"],
        hebrew=entry["hebrew"],
        currency=entry["currency"],
        amounts=tuple(entry["amounts"]),
        vat=entry.get("vat", 0),
        number=entry.get("number", ""),
        shares=tuple(entry.get("shares", ())),
        preview=entry.get("preview"),
        first=entry["first"],
    )


def _default_folder() -> Path:
    """resources/demo in a frozen build, in an installed wheel or in a checkout."""
    package = Path(__file__).resolve().parents[2]
    bundle = getattr(sys, "_MEIPASS", None)
    roots = [package / "_resources", package.parent / "resources"]
    if bundle:
        roots.insert(0, Path(bundle) / "resources")
    for root in roots:
        if (root / "demo" / "catalogue.json").is_file():
            return root / "demo"
    raise FileNotFoundError(f"the demo's documents are not beside {package}")
