"""EarlierDialog: the exports that there were; each can be looked at, completed, repeated and verified."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.core.export_ledger import ExportKind
from desktop.ui.earlier_exports.earlier_table_model import EarlierTableModel
from desktop.ui.earlier_exports.earlier_words import EarlierExport, no_retry_text, no_zip_text, place_text
from desktop.ui.reveal import is_there, reveal_in_folder
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import FilledButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.record_table import RecordTable

translate = QCoreApplication.translate

_ROWS_SHOWN = 10
_WIDTH = 860


class EarlierDialog(Dialog):
    """What is asked for of an export comes as a signal, with its `ExportRecord`; the dialog closes before."""

    result_asked = Signal(object)
    """Its result as it was said at its end, with what is missing."""
    retry_asked = Signal(object)
    """The missing ones again; or, where it was not finished, the rest of it."""
    batch_asked = Signal(object)
    verify_asked = Signal(object)

    def __init__(self, exports: Sequence[EarlierExport], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("EarlierExports", "Earlier exports"))
        self._model = EarlierTableModel(exports, self)
        self.table = self._make_table(len(exports))
        self.place_label = ElidingLabel("", self, color="text2")
        self.set_content(self._make_content(len(exports)))
        self._make_foot()
        self.table.current_id_changed.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)
        if exports:
            self.table.set_current_id(exports[0].row_id)
        self._on_current()

    def _make_table(self, count: int) -> RecordTable:
        table = RecordTable(self)
        table.setModel(self._model)
        table.setAccessibleName(self.windowTitle())
        row = table.verticalHeader().defaultSectionSize()
        rows = min(_ROWS_SHOWN, max(3, count))
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + row * rows + 2)
        return table

    def _make_content(self, count: int) -> QWidget:
        content = QWidget(self)
        content.setFixedWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(6)
        column.addWidget(plain_label(self.windowTitle(), "title"))
        if not count:
            column.addWidget(
                plain_label(translate("EarlierExports", "Nothing was exported yet."), secondary=True)
            )
        column.addWidget(self.table)
        column.addWidget(self.place_label)
        self.table.setVisible(count > 0)
        return content

    def _make_foot(self) -> None:
        self.reveal_button = self._button(translate("EarlierExports", "Show in folder"), "folder")
        self.reveal_button.clicked.connect(self._on_reveal)
        self.verify_button = self._button(translate("EarlierExports", "Verify"), "check")
        self.verify_button.clicked.connect(self._on_verify)
        self.batch_button = self._button(translate("EarlierExports", "The same batch again"), "zip")
        self.batch_button.clicked.connect(self._on_batch)
        self.result_button = self._button(translate("EarlierExports", "Result…"), "info")
        self.result_button.clicked.connect(self._on_result)
        self.close_button = PlainButton(translate("EarlierExports", "Close"), self)
        self.close_button.clicked.connect(self.reject)
        self.retry_button = FilledButton(translate("EarlierExports", "Try again"), self, icon_name="retry")
        self.retry_button.clicked.connect(self._on_retry)
        leading = [self.result_button, self.reveal_button, self.verify_button, self.batch_button]
        self.set_foot(leading, [self.close_button, self.retry_button])

    def _button(self, text: str, icon_name: str) -> QPushButton:
        button = PlainButton(text, self, icon_name=icon_name)
        button.setAutoDefault(False)
        return button

    @property
    def current(self) -> EarlierExport | None:
        row_id = self.table.current_id()
        return None if row_id is None else self._model.export(row_id)

    @Slot()
    def _on_current(self) -> None:
        """What can be done with the one that is chosen."""
        one = self.current
        has_zip = one is not None and one.has_zip
        self.place_label.setText(place_text(one.record) if one is not None else "")
        self.place_label.setToolTip(str(one.record.target) if one is not None else "")
        no_zip = no_zip_text(one)
        explain(self.reveal_button, one is not None and one.is_done, no_zip)
        for button in (self.result_button, self.verify_button):
            explain(button, has_zip, no_zip)
        self._explain_batch(one, no_zip)
        self._explain_retry(one)

    def _explain_batch(self, one: EarlierExport | None, no_zip: str) -> None:
        of_receipts = one is not None and one.record.kind is ExportKind.RECEIPTS
        why_not = no_zip
        if one is not None and one.record.kind is ExportKind.CALLS:
            why_not = translate("EarlierExports", "This is possible for receipts only.")
        explain(self.batch_button, of_receipts and one is not None and one.is_done, why_not)

    def _explain_retry(self, one: EarlierExport | None) -> None:
        goes_on = one is not None and one.can_go_on
        text = translate("EarlierExports", "Try again")
        if goes_on:
            text = translate("EarlierExports", "Continue")
        elif one is not None and one.can_try_again:
            text = translate("EarlierExports", "Try the %Ln missing again", "", one.again_count)
        self.retry_button.setText(text)
        can = goes_on or (one is not None and one.can_try_again)
        explain(self.retry_button, can, no_retry_text(one))
        main = self.retry_button if can else self.close_button
        main.setDefault(True)

    # -- what is asked for -----------------------------------------------------------------------

    def _ask(self, asked: SignalInstance) -> None:
        one = self.current
        if one is not None:
            self.accept()
            asked.emit(one.record)

    @Slot(object)
    def _on_activated(self, _: object) -> None:
        """Enter, or a double click: what it came to, the rest of it, or where it is."""
        if self.result_button.isEnabled():
            self._on_result()
        elif self.retry_button.isEnabled():
            self._on_retry()
        elif self.reveal_button.isEnabled():
            self._on_reveal()

    @Slot()
    def _on_result(self) -> None:
        self._ask(self.result_asked)

    @Slot()
    def _on_retry(self) -> None:
        self._ask(self.retry_asked)

    @Slot()
    def _on_batch(self) -> None:
        self._ask(self.batch_asked)

    @Slot()
    def _on_verify(self) -> None:
        self._ask(self.verify_asked)

    @Slot()
    def _on_reveal(self) -> None:
        one = self.current
        if one is None:
            return
        if is_there(one.record.target):
            reveal_in_folder(one.record.target)
        else:
            gone = translate("EarlierExports", "The file is no longer there: {place}")
            self.place_label.setText(gone.format(place=place_text(one.record)))
