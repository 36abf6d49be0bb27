"""is_named: whether an export was cut after its ZIP had its name, and before that was noted."""

from __future__ import annotations

from contextlib import closing
from itertools import zip_longest

from desktop.core.errors import AppError
from desktop.core.export_ledger import ExportedFile, ExportRecord
from desktop.services.export_ledger import ExportLedger
from desktop.store.zip_reader import ZipMember, ZipReader


def is_named(record: ExportRecord, ledger: ExportLedger) -> bool:
    """By the directory of what stands under its name: it is that of the journal, to the last file."""
    if record.part is None or record.part.exists() or next(ledger.files(record.id), None) is None:
        return False
    try:
        with closing(ZipReader(record.target)) as archive:
            each = zip_longest(archive.members(), ledger.files(record.id))
            return all(_is_one(member, file) for member, file in each)
    except AppError:
        return False


def _is_one(member: ZipMember | None, file: ExportedFile | None) -> bool:
    if member is None or file is None:
        return False
    found = member.name, member.offset, member.size, member.crc32
    return found == (file.name, file.offset, file.size, file.crc32)
