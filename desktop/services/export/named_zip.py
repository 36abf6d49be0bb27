"""The name of a ZIP: one that is free, and whether a cut came after it was given, and before it was noted."""

from __future__ import annotations

import os
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from desktop.core.errors import AppError
from desktop.core.export_ledger import ExportedFile, ExportRecord
from desktop.core.filenames import unique_name
from desktop.services.export_ledger import ExportLedger
from desktop.store.disk_errors import disk_errors
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


def free_target(target: Path) -> Path:
    """Itself, or the next name beside it that nothing has."""
    with disk_errors(target):
        return target.with_name(
            unique_name(target.name, lambda taken: os.path.lexists(target.with_name(taken)))
        )
