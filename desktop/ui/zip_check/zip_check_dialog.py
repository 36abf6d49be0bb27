"""ZipCheckDialog: how far the check of a ZIP is, and then what came of it, file by file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.core.errors import AppError
from desktop.core.zip_check import ZipCheckProgress, ZipCheckReport
from desktop.services.zip_check import ZipCheckService
from desktop.ui.error_text import error_text
from desktop.ui.formatting import (
    file_name_text,
    isolate,
    moment_full_text,
    percent_text,
    size_text,
    strip_marks,
)
from desktop.ui.icons import icon
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.widgets.buttons import FilledButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.labels import plain_label
from desktop.ui.zip_check.zip_check_words import check_sentences, checked_text, difference_text
from desktop.ui.zip_export.fault_table import Fault, FaultTable
from desktop.workers.task_pool import TaskPool
from desktop.workers.watched_task import WatchedTask

_ICON = 24
_ROWS_SHOWN = 8
_WIDTH = 720


class ZipCheckDialog(Dialog):
    """Begins at once; closing it ends the check. `another_asked`: another ZIP is to be checked."""

    another_asked = Signal()
    ended = Signal()

    def __init__(self, path: Path, tasks: TaskPool, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = path
        self.report: ZipCheckReport | None = None
        self.table: FaultTable | None = None
        self.setWindowTitle(self.tr("Verify a ZIP"))
        self._make_content()
        self._make_foot()
        self._task: WatchedTask | None = WatchedTask(partial(ZipCheckService().check, path), tasks)
        self._task.progressed.connect(self._on_progressed)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    def _make_content(self) -> None:
        content = QWidget(self)
        content.setFixedWidth(_WIDTH)
        self.title_label = ElidingLabel(self.tr("Verifying the ZIP"), self, role="title")
        self.sentence_label = plain_label("", secondary=True)
        self.sentence_label.hide()
        self._file_label = ElidingLabel(file_name_text(self._path.name), self, color="text2")
        self._file_label.setToolTip(str(self._path))
        self._origin_label = ElidingLabel("", self, color="text2")
        self._origin_label.hide()
        self._mark = QLabel(self, alignment=Qt.AlignmentFlag.AlignTop)
        self._mark.hide()
        texts = QVBoxLayout()
        texts.setSpacing(4)
        for label in (self.title_label, self.sentence_label, self._file_label, self._origin_label):
            texts.addWidget(label)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark)
        head.addLayout(texts, 1)
        self._content_column = QVBoxLayout(content)
        self._content_column.setContentsMargins(24, 20, 24, 20)
        self._content_column.setSpacing(4)
        self._content_column.addLayout(head)
        self._content_column.addWidget(self._make_progress())
        self.set_content(content)

    def _make_progress(self) -> QWidget:
        self._progress = QWidget(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.files_label = ElidingLabel("…", self, bold=True)
        self._percent_label = ElidingLabel("", self)
        self._bytes_label = ElidingLabel("", self, color="text2")
        numbers = QHBoxLayout()
        numbers.addWidget(self.files_label, 1)
        numbers.addWidget(self._percent_label)
        column = QVBoxLayout(self._progress)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addLayout(numbers)
        column.addWidget(self._bytes_label)
        return self._progress

    def _make_foot(self) -> None:
        folder = PlainButton(self.tr("Show in folder"), self, icon_name="folder")
        folder.clicked.connect(partial(reveal_in_folder, self._path))
        self.copy_button = PlainButton(self.tr("Copy list"), self, icon_name="copy")
        self.copy_button.clicked.connect(self._on_copy)
        self.copy_button.hide()
        self.another_button = PlainButton(self.tr("Verify another…"), self)
        self.another_button.clicked.connect(self._on_another)
        self.another_button.hide()
        for button in (folder, self.copy_button, self.another_button):
            button.setAutoDefault(False)
        self.cancel_button = PlainButton(self.tr("Cancel"), self, key_hint="Esc")
        self.cancel_button.clicked.connect(self.reject)
        self.close_button: QPushButton = FilledButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.accept)
        self.close_button.hide()
        trailing = [self.another_button, self.cancel_button, self.close_button]
        self.set_foot([folder, self.copy_button], trailing)

    @property
    def is_running(self) -> bool:
        return self._task is not None

    def drop(self) -> None:
        """Nothing more is said."""
        task, self._task = self._task, None
        if task is not None:
            task.drop()

    # -- how far it is ---------------------------------------------------------------------------

    @Slot(object)
    def _on_progressed(self, progress: ZipCheckProgress) -> None:
        if not progress.files_total:
            return
        share = progress.bytes_done / progress.bytes_total if progress.bytes_total else 1.0
        self.bar.setValue(int(share * 1000))
        self.files_label.setText(checked_text(progress))
        self._percent_label.setText(percent_text(share))
        text = self.tr("{done} of {total} read").format(
            done=size_text(progress.bytes_done), total=size_text(progress.bytes_total)
        )
        if progress.differences:
            found = self.tr("%Ln file(s) differ so far", "", progress.differences)
            text = f"{text} · {found}"
        self._bytes_label.setText(text)

    # -- what came of it -------------------------------------------------------------------------

    @Slot(object)
    def _on_done(self, report: ZipCheckReport) -> None:
        self.report = report
        sentences = check_sentences(report)
        if report.agrees:
            self._show_end(self.tr("The ZIP is whole"), sentences, "check", "success")
        else:
            self._show_end(self.tr("The ZIP is not whole"), sentences, "warning", "danger")
            self._show_differences(report)
        made = self.tr("made {moment}").format(moment=moment_full_text(report.manifest.made_at))
        of = self.tr("%Ln receipt(s)", "", report.receipts)
        if report.calls:
            of = QCoreApplication.translate("CallsFilterBar", "%Ln call(s)", "", report.calls)
        parts = [of, made, isolate(report.manifest.server)]
        self._origin_label.setText(" · ".join(parts))
        self._origin_label.show()

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self._show_end(
            self.tr("The ZIP could not be checked"), [error_text(error).sentence], "warning", "danger"
        )

    def _show_end(self, title: str, sentences: list[str], icon_name: str, color: str) -> None:
        self._task = None
        self.title_label.setText(title)
        self.sentence_label.setText(" ".join(sentences))
        self.sentence_label.show()
        self.setAccessibleName(title)
        self.setAccessibleDescription(strip_marks(self.sentence_label.text()))
        self._mark.setPixmap(icon(icon_name, color).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        self._mark.show()
        for gone in (self._progress, self.cancel_button):
            gone.hide()
        self.ended.emit()
        for there in (self.another_button, self.close_button):
            there.show()
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _show_differences(self, report: ZipCheckReport) -> None:
        faults = [Fault(one.path, difference_text(one.kind)) for one in report.differences]
        self.table = FaultTable(faults, _ROWS_SHOWN, self.tr("What differs"), self)
        self._content_column.addSpacing(12)
        self._content_column.addWidget(self.table)
        left = report.differences_total - len(faults)
        if left:
            self._content_column.addWidget(
                plain_label(self.tr("%Ln more are not listed.", "", left), secondary=True)
            )
        self.copy_button.show()

    @Slot()
    def _on_copy(self) -> None:
        if self.table is not None:
            self.table.copy_all()

    @Slot()
    def _on_another(self) -> None:
        self.accept()
        self.another_asked.emit()
