"""What an earlier start of the program left: an export that is to be gone on with."""

from __future__ import annotations

from desktop.core.errors import AppError
from desktop.core.export import ExportProgress
from desktop.core.export_ledger import ExportKind, ExportRecord
from desktop.services.account_scope import AccountScope
from desktop.ui.zip_export.export_run import export_of

Unfinished = tuple[ExportRecord, ExportProgress]


def unfinished(scope: AccountScope, kind: ExportKind) -> Unfinished | None:
    """The oldest one, and how far it is."""
    if not any(one.record.kind is kind for one in scope.export_ledger.unfinished()):
        # As mostly: then no start loads what exports are made with.
        return None
    service = export_of(scope, kind)
    found = service.unfinished()
    return (found[0], service.progress(found[0])) if found else None


def progress_of(scope: AccountScope, record: ExportRecord) -> ExportProgress:
    """How far one is that is not under way."""
    return export_of(scope, record.kind).progress(record)


def nothing_found(_: AppError) -> None:
    """Nobody asked: what cannot be read now is offered at the next start."""
