"""The words of the lists in a ZIP: made on the UI thread, and read by the one that writes it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core import errors
from desktop.core.errors import AppError, is_of_the_way
from desktop.core.export import EXPORTED_KINDS, ExportWords
from desktop.core.export_index import IndexWords
from desktop.core.export_totals import TotalsWords
from desktop.core.models import ReceiptStatus
from desktop.ui.error_text import error_text
from desktop.ui.formatting import hebrew
from desktop.ui.receipts.details.detail_fields import source_names
from desktop.ui.receipts.receipt_words import duplicate_said, kind_text, status_text

translate = QCoreApplication.translate

_NONE = (errors.SourceMissing, errors.PreviewMissing)
_REFUSED = (errors.NotAllowed, errors.RequestRefused, errors.StorageRefused)
_TOO_MANY_TRIES = (errors.ServerBusy, errors.ServerFailed, errors.FileIncomplete)
_OF_THE_DISK = (errors.DiskFull, errors.DiskFailed)
_GONE_STATUS = 404


def export_words(template: str = "") -> ExportWords:
    """In the language of the program. `template`: of the files' names, see NameTemplate."""
    return ExportWords(_index_words(), _totals_words(), reason_text, sentence_text, template)


def reason_text(error: AppError) -> str:
    """Why a file is not there, in a word or two. On any thread."""
    if isinstance(error, _NONE):
        return translate("ExportLists", "None on the server")
    if isinstance(error, errors.GoneFromList):
        return translate("ExportLists", "Gone from the list")
    if isinstance(error, errors.NotFound) or getattr(error, "status", 0) == _GONE_STATUS:
        return translate("ExportLists", "Gone from the server")
    if isinstance(error, _REFUSED):
        return translate("ExportLists", "Refused")
    if isinstance(error, _TOO_MANY_TRIES):
        return translate("ExportLists", "Too many tries")
    if is_of_the_way(error) or isinstance(error, errors.SignedOut):
        return translate("ExportLists", "No connection")
    if isinstance(error, errors.Cancelled):
        return translate("ExportLists", "Cancelled")
    if isinstance(error, _OF_THE_DISK):
        return translate("ExportLists", "Disk of this computer")
    return translate("ExportLists", "Not usable")


def sentence_text(error: AppError) -> str:
    """Why a file is not there, in a sentence. On any thread."""
    return error_text(error).sentence


def _index_words() -> IndexWords:
    known = [status for status in ReceiptStatus if status is not ReceiptStatus.UNKNOWN]
    return IndexWords(
        right_to_left=hebrew(),
        receipts=translate("ExportLists", "Receipts"),
        missing=translate("ExportLists", "Missing files"),
        statuses={status: status_text(status) for status in known},
        sources=source_names(),
        kinds={kind: kind_text(kind) for kind in EXPORTED_KINDS},
        yes=duplicate_said(),
        broken=translate("ReceiptsTableModel", "The server could not give this receipt"),
        receipt_id=translate("ExportLists", "Receipt no."),
        received=translate("ExportLists", "Received"),
        vendor=translate("ReceiptsTableModel", "Vendor"),
        amount=translate("ReceiptsTableModel", "Amount"),
        currency=translate("ExportLists", "Currency"),
        status=translate("ReceiptsTableModel", "Status"),
        invoice_number=translate("ExportLists", "Invoice no."),
        invoice_date=translate("ExportLists", "Invoice date"),
        confidence=translate("ExportLists", "Confidence (%)"),
        source=translate("ExportLists", "How it came"),
        sender=translate("ExportLists", "Sender"),
        subject=translate("ExportLists", "Subject"),
        source_file=translate("ExportLists", "Source file"),
        preview_file=translate("ExportLists", "Preview file"),
        duplicate=translate("ExportLists", "Duplicate"),
        remark=translate("ExportLists", "Remark"),
        which_file=translate("MissingTableModel", "File"),
        reason=translate("MissingTableModel", "Reason"),
        detail=translate("ExportLists", "In words"),
    )


def _totals_words() -> TotalsWords:
    return TotalsWords(
        right_to_left=hebrew(),
        totals=translate("ExportLists", "Totals"),
        by_currency=translate("ExportLists", "By currency"),
        by_month=translate("ExportLists", "By month"),
        by_vendor=translate("ExportLists", "By vendor"),
        summed_by=translate("ExportLists", "Summed by"),
        name=translate("ExportLists", "Month or vendor"),
        currency=translate("ExportLists", "Currency"),
        receipts=translate("ExportLists", "Receipts"),
        total=translate("ExportLists", "Total"),
        without_amount=translate("ExportLists", "Without an amount"),
    )
