"""with_fields_seen: a PDF in which what was filled in is seen, as Qt draws no fields."""

from __future__ import annotations

from io import BytesIO

from PySide6.QtCore import QByteArray

from desktop.core.pdf.book import alone
from desktop.core.pdf.page_copy import copy_pages
from desktop.core.pdf.pdf_file import PdfFile
from desktop.core.pdf.syntax import PdfBroken

_MOST_BYTES = 32 << 20
_FORM = b"/AcroForm"
_HIDDEN_IN = b"/ObjStm"
"""The name of the form may be packed in one of these."""


def with_fields_seen(content: QByteArray) -> QByteArray | None:
    """None: it has no fields, or is not written as this program reads it."""
    may_be = content.size() <= _MOST_BYTES and any(content.contains(word) for word in (_FORM, _HIDDEN_IN))
    return _copied(bytes(content.data())) if may_be else None


def _copied(content: bytes) -> QByteArray | None:
    try:
        file, pages = PdfFile(content), BytesIO()
        if _FORM not in file.catalog():
            return None
        copied = copy_pages(file, pages.write, first=2, parent=1)
    except PdfBroken:
        return None
    return QByteArray(alone(copied, pages.getvalue(), parent=1))
