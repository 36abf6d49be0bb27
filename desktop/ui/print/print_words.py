"""What stands above a printed list, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from desktop.ui.formatting import in_reading_order, isolate, moment_full_text
from desktop.ui.print.printed_list import Heading

translate = QCoreApplication.translate


def heading(business: str, page: str, filters: str, count: str) -> Heading:
    """`page` and `count` as the page says them; `filters` from `filters_line`."""
    title = " · ".join(isolate(part) for part in (business, page) if part)
    printed = translate("print_words", "Printed {moment}").format(moment=moment_full_text(datetime.now(UTC)))
    return Heading(in_reading_order(title), (filters, count, in_reading_order(printed)))


def filters_line(searched: str, filters: str) -> str:
    """What was searched for and filtered by; that nothing is left out is said as well."""
    words = translate("print_words", "“{words}”").format(words=isolate(searched)) if searched else ""
    line = ", ".join(part for part in (words, filters) if part)
    return in_reading_order(line or translate("print_words", "No filters"))
