"""The name of a ZIP: one that is free, whether it is still its own, and what it gets in the end."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from desktop.core.errors import AppError
from desktop.core.export_ledger import ExportedFile, ExportRecord
from desktop.core.filenames import unique_name
from desktop.services.export_ledger import ExportLedger
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import replace_or_stand_beside, stand_beside
from desktop.store.zip_reader import ZipMember, ZipReader


class Named(NamedTuple):
    """The name that a ZIP got. `held`: another program has the file open whose place it was to take; `taken`:
    another file has the name that it was to have, or stands where the ZIP was that it completes."""

    path: Path
    held: bool = False
    taken: bool = False


def give_name(record: ExportRecord, part: Path, earlier: ExportRecord | None, ledger: ExportLedger) -> Named:
    """`earlier`: the one that it completes, whose ZIP alone it may replace; without one, what it was to
    replace when it began. Raises OSError."""
    if _may_replace(record, earlier, ledger):
        path = replace_or_stand_beside(part, record.target)
        return Named(path, held=path != record.target)
    path = stand_beside(part, record.target)
    return Named(path, taken=path != (record if earlier is None else earlier).target)


def _may_replace(record: ExportRecord, earlier: ExportRecord | None, ledger: ExportLedger) -> bool:
    if earlier is not None:
        return earlier.target == record.target and stands(earlier, ledger)
    found = _found(record.target)
    return bool(found) and found == _replaces(record, ledger)


def is_named(record: ExportRecord, ledger: ExportLedger) -> bool:
    """Whether a cut came after it had its name, and before that was noted."""
    return record.part is not None and _has_gone_on(record.part, record.target) and stands(record, ledger)


def _has_gone_on(part: Path, target: Path) -> bool:
    """To its name; for a moment it may have both, see `stand_beside`."""
    with suppress(OSError):
        return not part.exists() or part.samefile(target)
    return False


def stands(record: ExportRecord, ledger: ExportLedger) -> bool:
    """Whether it is its own ZIP that has its name: the directory is that of the journal, to the last file."""
    if next(ledger.files(record.id), None) is None:
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


def standing(target: Path) -> str:
    """What has this name, as it can be told from another file; "" when nothing has. Raises DiskFailed."""
    with disk_errors(target):
        try:
            found = target.lstat()
        except FileNotFoundError:
            return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def _found(target: Path) -> str | None:
    """See `standing`; None: that cannot be told, so that it is none that was to be replaced."""
    with suppress(AppError):
        return standing(target)
    return None


def _replaces(record: ExportRecord, ledger: ExportLedger) -> str:
    """What it may replace; "" where the ledger cannot say it: the ZIP is whole by now, and gets a name."""
    with suppress(AppError):
        return ledger.replaces(record.id)
    return ""


def own_target(record: ExportRecord, ledger: ExportLedger) -> Path:
    """Its name, or the next that is free, where another file took it since it began, whose place it was not
    to take. One that completes another is named by other rules, see `give_name`."""
    found = _found(record.target)
    if found == "" or found == _replaces(record, ledger) or ledger.completed_by(record.id) is not None:
        return record.target
    return free_target(record.target)


def free_target(target: Path) -> Path:
    """Itself, or the next name beside it that nothing has."""
    with disk_errors(target):
        return target.with_name(
            unique_name(target.name, lambda taken: os.path.lexists(target.with_name(taken)))
        )


def target_again(earlier: ExportRecord, ledger: ExportLedger) -> Path:
    """Where one is to go that completes it: in its place, or beside what has its name by now."""
    return earlier.target if stands(earlier, ledger) else free_target(earlier.target)
