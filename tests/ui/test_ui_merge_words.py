"""What stands in one PDF of receipts is read years later: each day in it has its year."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.core.errors import SourceMissing
from desktop.core.export import MissingFile
from desktop.core.models import FileKind, Receipt
from desktop.ui.formatting import hebrew, local, strip_marks
from desktop.ui.receipts.export.merge_words import merge_words

NOW = datetime.now(UTC)


@pytest.mark.parametrize("received", [NOW, datetime(2019, 5, 6, 12, tzinfo=UTC)])
def test_each_day_has_its_year(either_language: str, received: datetime) -> None:
    receipt = Receipt(7, received, "Demo Taxi")
    words, day = merge_words("Sample"), local(received)
    year = f".{day.year}" if hebrew() else f" {day.year}"
    assert words.mark(receipt).split(" · ")[1].endswith(year)
    [_, (named, _)] = words.missing([MissingFile(receipt, FileKind.RECEIPT_SOURCE, SourceMissing())])
    assert strip_marks(named).split(" · ")[1].endswith(year)


def test_of_one_without_a_day_that_is_said(either_language: str) -> None:
    mark = merge_words("Sample").mark(Receipt(7, None, "Demo Taxi")).split(" · ")[1]
    assert mark == ("אין תאריך" if hebrew() else "No date")
