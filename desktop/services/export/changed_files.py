"""Changes: the files of an export that are not those of which the list spoke."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from desktop.core.export import ChangedFile
from desktop.core.export_ledger import ExportedFile
from desktop.core.models import FileKind, Receipt
from desktop.services.export.export_report import MOST_NAMED


@dataclass(slots=True)
class Changes:
    """The first files, and of which receipts there are any."""

    first: list[ExportedFile] = field(default_factory=list)
    receipts: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, files: Iterable[ExportedFile]) -> Self:
        found = cls()
        for file in files:
            found.receipts.add(int(file.item))
            if len(found.first) < MOST_NAMED:
                found.first.append(file)
        return found

    def named(self, listed: dict[int, Receipt]) -> tuple[ChangedFile, ...]:
        """`listed`: the receipts of `receipts`, as the list had them."""
        return tuple(_changed_file(file, listed[int(file.item)]) for file in self.first)


def _changed_file(file: ExportedFile, receipt: Receipt) -> ChangedFile:
    kind = FileKind(file.kind)
    listed = receipt.source_file if kind is FileKind.RECEIPT_SOURCE else receipt.preview_file
    size = listed.size if listed is not None else None
    return ChangedFile(receipt, kind, file.name, file.size, size or 0)
