"""The words of the lists in a ZIP: made on the UI thread, and read by the one that writes it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.export import EXPORTED_KINDS, ExportWords
from desktop.core.export_index import IndexWords
from desktop.core.export_totals import TotalsWords
from desktop.core.models import ReceiptStatus
from desktop.ui.formatting import hebrew
from desktop.ui.receipts.details.detail_fields import source_names
from desktop.ui.receipts.receipt_words import duplicate_said, kind_text, status_text
from desktop.ui.zip_export.reason_words import reason_text, sentence_text

translate = QCoreApplication.translate


def export_words(template: str = "") -> ExportWords:
    """In the language of the program. `template`: of the files' names, see NameTemplate."""
    return ExportWords(_index_words(), _totals_words(), reason_text, sentence_text, template)


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
