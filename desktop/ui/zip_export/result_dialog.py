"""ExportResultDialog: what stands in the finished ZIP, and what does not, with the reason for each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.export import ExportReport
from desktop.ui.icons import icon
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.theme import font
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import FilledButton, LinkButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.record_table_model import RecordTableModel
from desktop.ui.zip_export.missing_table import MissingTable
from desktop.ui.zip_export.zip_copying import ZipCopying
from desktop.ui.zip_export.zip_file_row import CopyLine, ZipFileRow
from desktop.ui.zip_export.zip_words import plain, proof_text, title_text, zip_text

translate = QCoreApplication.translate

_ICON = 24
_ROWS_SHOWN = 6
_WIDTH = 720


class ExportResultDialog(Dialog):
    """`retry_asked`: export once more, as what is here already need not be fetched again.

    What it is of, and how that is said, is left to those that inherit it.
    """

    retry_asked = Signal()

    def __init__(self, report: ExportReport, copying: ZipCopying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self._copying = copying
        self.setWindowTitle(self._window_title())
        self.setAccessibleName(plain(title_text(report)))
        self.setAccessibleDescription(plain(self._report_text()))
        self.table: MissingTable | None = None
        self.unlisted_label: QLabel | None = None
        self.set_content(self._make_content())
        self._make_foot()

    def _make_content(self) -> QWidget:
        content = QWidget(self)
        content.setFixedWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(4)
        column.addLayout(self._make_head())
        column.addSpacing(10)
        words = zip_text(self.report), proof_text(self.report)
        self.file_row = ZipFileRow(self.report.target, *words, self._copying, self)
        column.addWidget(self.file_row)
        self.copy_line = CopyLine(self._copying, self)
        column.addWidget(self.copy_line)
        if self.report.missing_count:
            column.addSpacing(14)
            column.addLayout(self._make_missing_head())
            column.addSpacing(2)
            self.table = self._make_table()
            column.addWidget(self.table)
            self._add_unlisted(column)
        self._add_more(column)
        column.addSpacing(14)
        column.addWidget(ElidingLabel(translate("ExportResultDialog", "What is in the ZIP"), self, bold=True))
        self.inside_label = plain_label(self._sums_text())
        column.addWidget(self.inside_label)
        return content

    def _add_unlisted(self, column: QVBoxLayout) -> None:
        """Of very many the first ones alone are listed, which is said."""
        assert self.table is not None
        more = self.report.missing_count - self.table.model().rowCount()
        if more > 0:
            text = translate(
                "ExportResultDialog", "%Ln more not listed here: missing.csv in the ZIP has all.", "", more
            )
            self.unlisted_label = plain_label(text, secondary=True)
            column.addWidget(self.unlisted_label)

    def _add_more(self, column: QVBoxLayout) -> None:
        """What else there is to say of it, below what is missing."""

    def _make_head(self) -> QHBoxLayout:
        name, color = ("warning", "warning") if self.report.missing_count else ("check", "success")
        mark = QLabel(self, alignment=Qt.AlignmentFlag.AlignTop)
        mark.setPixmap(icon(name, color).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(ElidingLabel(title_text(self.report), self, role="title"))
        numbers = plain_label(self._report_text())
        numbers.setFont(font(bold=True, table=True))
        texts.addWidget(numbers)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(mark)
        row.addLayout(texts, 1)
        return row

    def _make_missing_head(self) -> QHBoxLayout:
        copy = LinkButton(translate("ExportResultDialog", "Copy list"), self, icon_name="copy", flush=True)
        copy.setAutoDefault(False)
        copy.clicked.connect(self._on_copy_list)
        row = QHBoxLayout()
        row.addWidget(ElidingLabel(translate("ExportResultDialog", "What is missing"), self, bold=True), 1)
        row.addWidget(copy)
        return row

    def _window_title(self) -> str:
        raise NotImplementedError

    def _report_text(self) -> str:
        """The numbers, in sentences."""
        raise NotImplementedError

    def _missing_model(self) -> RecordTableModel[Any]:
        raise NotImplementedError

    def _sums_text(self) -> str:
        """What stands in the ZIP."""
        raise NotImplementedError

    def _make_table(self) -> MissingTable:
        title = translate("ExportResultDialog", "What is missing")
        return MissingTable(self._missing_model(), _ROWS_SHOWN, title, self)

    def _make_foot(self) -> None:
        folder = PlainButton(translate("ExportResultDialog", "Show in folder"), self, icon_name="folder")
        folder.setAutoDefault(False)
        folder.clicked.connect(self._on_reveal)
        self.copy_button = PlainButton(translate("ExportResultDialog", "Copy to…"), self, icon_name="copy")
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._on_copy)
        self._copying.changed.connect(self._on_copying_changed)
        self._on_copying_changed()
        kind = PlainButton if self.report.again_count else FilledButton
        self.close_button = kind(translate("ExportResultDialog", "Close"), self)
        self.close_button.clicked.connect(self.accept)
        trailing: list[QPushButton] = [self.close_button]
        if self.report.again_count:
            trailing.append(self._make_retry())
        self.set_foot([folder, self.copy_button], trailing)
        trailing[-1].setDefault(True)
        trailing[-1].setFocus()

    def _make_retry(self) -> FilledButton:
        text = translate("ExportResultDialog", "Try the %Ln missing again", "", self.report.again_count)
        self.retry_button = FilledButton(text, self, icon_name="retry")
        self.retry_button.clicked.connect(self._on_retry)
        return self.retry_button

    @Slot()
    def _on_reveal(self) -> None:
        reveal_in_folder(self.report.target)

    @Slot()
    def _on_copy(self) -> None:
        self._copying.copy(self.report.target, self)

    @Slot()
    def _on_copying_changed(self) -> None:
        busy = self._copying.task is not None
        explain(self.copy_button, not busy, translate("ExportResultDialog", "A copy is under way."))

    @Slot()
    def _on_copy_list(self) -> None:
        if self.table is not None:
            self.table.copy_all()

    @Slot()
    def _on_retry(self) -> None:
        self.accept()
        self.retry_asked.emit()
