"""The dialogs of an export of receipts: how far it is, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from desktop.core.models import FileKey
from desktop.ui.receipts.export.export_words import changed_text, report_text
from desktop.ui.receipts.export.missing_table_model import MissingTableModel
from desktop.ui.receipts.receipt_words import named_text
from desktop.ui.receipts.receipts_foot import totals_text
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.labels import plain_label
from desktop.ui.zip_export.export_dialog import ExportDialog
from desktop.ui.zip_export.fault_table import Fault, FaultTable
from desktop.ui.zip_export.result_dialog import ExportResultDialog

translate = QCoreApplication.translate

_CHANGED_SHOWN = 4


class ReceiptExportDialog(ExportDialog):
    """Of receipts."""

    def _window_title(self) -> str:
        return translate("ExportDialog", "Export receipts to ZIP")

    def _counted(self, count: int) -> str:
        return translate("ExportDialog", "Exporting %Ln receipt(s)", "", count)

    def _name_of(self, key: FileKey) -> str:
        if key.is_recording or self._run.scope is None:
            return ""
        receipt = self._run.scope.receipts.receipt(int(key.id))
        return named_text(receipt) if receipt is not None else ""


class ReceiptResultDialog(ExportResultDialog):
    """Of receipts; with what the server changed since the list was fetched."""

    changed_table: FaultTable | None = None

    def _window_title(self) -> str:
        return translate("ExportResultDialog", "Export receipts to ZIP")

    def _report_text(self) -> str:
        return report_text(self.report)

    def _missing_model(self) -> MissingTableModel:
        return MissingTableModel(self.report.missing, self)

    def _sums_text(self) -> str:
        summary = self.report.inside
        parts = [translate("ExportWords", "%Ln receipt(s)", "", summary.count)]
        if summary.totals:
            parts.append(totals_text(summary.totals, len(summary.totals)))
        if summary.without_amount:
            parts.append(translate("ExportResultDialog", "%Ln without an amount", "", summary.without_amount))
        return " · ".join(parts)

    def _add_more(self, column: QVBoxLayout) -> None:
        if not self.report.changed:
            return
        title = translate("ExportResultDialog", "Changed on the server since the list was fetched")
        faults = [Fault(changed.name, changed_text(changed)) for changed in self.report.changed]
        column.addSpacing(14)
        column.addWidget(ElidingLabel(title, self, bold=True))
        column.addSpacing(2)
        self.changed_table = FaultTable(faults, _CHANGED_SHOWN, title, self)
        column.addWidget(self.changed_table)
        more = self.report.changed_count - len({changed.receipt.id for changed in self.report.changed})
        if more > 0:
            text = translate("ExportResultDialog", "%Ln more receipt(s) not listed here.", "", more)
            column.addWidget(plain_label(text, secondary=True))
