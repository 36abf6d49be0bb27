"""An account whose receipts are all kept on this computer, source and preview, incompressible."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from desktop.core.account import Account
from desktop.core.models import FileKey, KeptFile, Money, Receipt, ReceiptFile, ReceiptStatus
from desktop.services.account_scope import AccountScope
from desktop.store.receipts_repository import ReceiptsRepository

_NEWEST = datetime(2024, 1, 31, 12, tzinfo=UTC)
_AT_ONCE = 1000


class Lengths(NamedTuple):
    """Of the files of one receipt, in bytes."""

    source: int
    preview: int


LARGE = Lengths(200_000, 150_000)
SMALL = Lengths(500, 400)


def open_account(folder: Path) -> AccountScope:
    return AccountScope(Account("https://a.example", 1, 2, "d@a.example", business_name="Sample"), folder)


def make_account(folder: Path, rows: int, lengths: Lengths) -> Path:
    """Returns the folder in which the files are, and nothing else."""
    files = folder / "receipts"
    files.mkdir(parents=True)
    with closing(open_account(folder)) as scope:
        repository = ReceiptsRepository(scope.database)
        for first in range(1, rows + 1, _AT_ONCE):
            receipts = [_receipt(number) for number in range(first, min(first + _AT_ONCE, rows + 1))]
            repository.upsert(receipts)
            with scope.database.transaction() as connection:
                for kept in _written(files, receipts, lengths):
                    scope.kept_files.note([kept], connection)
    return files


def _receipt(number: int) -> Receipt:
    return Receipt(
        number,
        _NEWEST - timedelta(minutes=number),
        f"Vendor {number % 40}",
        Money(number * 117, "ILS"),
        "ILS",
        status=ReceiptStatus.APPROVED,
        source_file=ReceiptFile(2 * number, f"{number}.pdf"),
        preview_file=ReceiptFile(2 * number + 1, f"{number}.jpg"),
    )


def _written(folder: Path, receipts: list[Receipt], lengths: Lengths) -> Iterator[KeptFile]:
    for receipt in receipts:
        yield _kept(folder, FileKey.source(receipt.id), "pdf", b"%PDF-1.4\n", lengths.source)
        yield _kept(folder, FileKey.preview(receipt.id), "jpg", b"\xff\xd8\xff\xe0", lengths.preview)


def _kept(folder: Path, key: FileKey, extension: str, head: bytes, length: int) -> KeptFile:
    data = head + os.urandom(length - len(head))
    path = folder / f"{key.id}_{key.kind}.{extension}"
    path.write_bytes(data)
    digest = sha256(data).hexdigest()
    return KeptFile(key, path, length, digest, extension, _NEWEST, crc32=crc32(data))
