"""ExportDialog: how far an export is, with a number for everything; it can go on without the dialog."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.core.errors import DiskFull
from desktop.core.export import ExportProgress
from desktop.core.models import FileKey
from desktop.ui.formatting import file_name_text, isolate, number_text, percent_text
from desktop.ui.theme import font
from desktop.ui.widgets.buttons import FilledButton, PlainButton
from desktop.ui.widgets.dialog import Dialog, QuestionDialog
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.labels import plain_label, text_width
from desktop.ui.widgets.message_bar import MessageKind
from desktop.ui.widgets.note_box import NoteBox
from desktop.ui.zip_export.export_run import ExportRun, RunState
from desktop.ui.zip_export.failures import held_up_text, other_folder_helps
from desktop.ui.zip_export.standing import STILL_SECONDS, waits_text
from desktop.ui.zip_export.zip_words import (
    files_text,
    plan_text,
    room_text,
    share_of,
    tight_text,
    time_left_text,
    written_text,
)

translate = QCoreApplication.translate

LOOKS_EVERY_MS = 1000
LITTLE_FILES = 20
LITTLE_BYTES = 20_000_000
"""So much is thrown away without a question."""


class ExportDialog(Dialog):
    """`cancel_asked`: by its button, and where much is done, by the answer to the question that comes first.
    `left`: it goes on in the background (button, Escape or cross), or later.

    `continue_asked`: it is paused, and is to go on; `elsewhere_asked`: it is held up, and is to begin anew in
    another folder.
    """

    cancel_asked = Signal()
    continue_asked = Signal()
    elsewhere_asked = Signal()
    left = Signal()

    def __init__(self, run: ExportRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.setWindowTitle(self._window_title())
        self._make_labels()
        self.set_content(self._make_content())
        self._make_foot()
        run.progressed.connect(self._on_progressed)
        run.turned.connect(self._on_turned)
        self.question: QuestionDialog | None = None
        # While nothing comes, nobody says so: that alone is seen by looking.
        self._looks = QTimer(self, interval=LOOKS_EVERY_MS)
        self._looks.timeout.connect(self.look)
        self._looks.start()
        self._on_turned()

    def _make_labels(self) -> None:
        self.title_label = ElidingLabel("", self, role="title")
        self.subtitle_label = ElidingLabel(self._run.aim.subtitle, self, color="text2")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate("ExportDialog", "Progress"))
        self.files_label = ElidingLabel("", self, bold=True)
        self.percent_label = ElidingLabel("", self)
        self.left_label = ElidingLabel("", self, color="text2")
        self.current_label = ElidingLabel("", self)
        self.kept_label = ElidingLabel("", self)
        self.fetched_label = ElidingLabel("", self)
        self.missing_label = ElidingLabel("", self)
        self.room_label = ElidingLabel("", self)
        self.target_label = ElidingLabel("", self)
        self.tight_note = NoteBox(MessageKind.WARNING, "", self, icon_name="disk")
        self.tight_note.hide()

    def _show_target(self) -> None:
        """Where nobody asked for the first name, it may get another one."""
        target = self._run.target
        self.target_label.setText(f"{isolate(target.parent.name)} › {file_name_text(target.name)}")
        self.target_label.setToolTip(str(target))

    def _make_content(self) -> QWidget:
        content = QWidget(self)
        content.setFixedWidth(max(540, text_width(74)))
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(4)
        column.addWidget(self.title_label)
        column.addWidget(self.subtitle_label)
        column.addSpacing(14)
        column.addWidget(self.bar)
        column.addSpacing(4)
        numbers = QHBoxLayout()
        numbers.addWidget(self.files_label, 1)
        numbers.addWidget(self.percent_label)
        column.addLayout(numbers)
        column.addWidget(self.left_label)
        column.addSpacing(12)
        column.addWidget(Hairline(self))
        column.addSpacing(12)
        column.addLayout(self._make_facts())
        column.addSpacing(14)
        column.addWidget(self.tight_note)
        text = translate("ExportDialog", "You can go on working. If you cancel, no partial file is left.")
        column.addWidget(NoteBox(MessageKind.NOTE, text, self))
        return content

    def _make_facts(self) -> QGridLayout:
        facts = [
            (translate("ExportDialog", "Now"), self.current_label),
            (translate("ExportDialog", "Was on this computer"), self.kept_label),
            (translate("ExportDialog", "Fetched from the server"), self.fetched_label),
            (translate("ExportDialog", "Missing so far"), self.missing_label),
            (translate("ExportDialog", "Room"), self.room_label),
            (translate("ExportDialog", "Saved to"), self.target_label),
        ]
        if self._run.aim.begin is None:
            # It was planned long ago: what it needed then is not known any more.
            self.room_label.hide()
            facts = [fact for fact in facts if fact[1] is not self.room_label]
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, label) in enumerate(facts):
            grid.addWidget(plain_label(name, secondary=True, wraps=False), row, 0)
            grid.addWidget(label, row, 1)
        return grid

    def _make_foot(self) -> None:
        self.cancel_button = PlainButton(translate("ExportDialog", "Cancel export"), self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        in_background = translate("ExportDialog", "Continue in background")
        self.background_button = FilledButton(in_background, self, key_hint="Esc")
        self.background_button.setDefault(True)
        self.background_button.clicked.connect(self._on_left)
        self.pause_button = PlainButton("", self)
        self.pause_button.setAutoDefault(False)
        self.pause_button.clicked.connect(self._on_pause_clicked)
        self.elsewhere_button = PlainButton(translate("ReceiptExport", "Choose another folder"), self)
        self.elsewhere_button.setAutoDefault(False)
        self.elsewhere_button.clicked.connect(self.elsewhere_asked)
        self.set_foot(
            [self.pause_button, self.elsewhere_button], [self.cancel_button, self.background_button]
        )
        self.background_button.setFocus()

    # -- progress --------------------------------------------------------------------------------

    @Slot()
    def _on_progressed(self) -> None:
        progress = self._run.progress
        self.title_label.setText(self._title(progress.receipts))
        self.bar.setValue(int(share_of(progress) * 1000))
        self.files_label.setText(files_text(progress) if progress.files_total else "…")
        self.percent_label.setText(percent_text(share_of(progress)))
        self.left_label.setText(self._left_text())
        self._show_room(progress.bytes_written)
        self._show_target()
        self.current_label.setText(file_name_text(progress.current) if progress.current else "…")
        self._show_counts(progress)

    def _show_room(self, written: int) -> None:
        plan, queue, why = self._run.plan, self._run.queue, self._run.why
        if isinstance(why, DiskFull) and why.needed:
            # What was free at first is so no longer.
            self.room_label.setText(room_text(why))
        else:
            self.room_label.setText(plan_text(plan, written) if plan is not None else "…")
        said = held_up_text(self._run)
        if not said and plan is not None and queue is not None and queue.online:
            # Without a server nothing is fetched: that is why it is missing.
            said = tight_text(plan)
        self.tight_note.setVisible(bool(said))
        self.tight_note.set_text(said)

    def _title(self, receipts: int) -> str:
        """Nobody is told of none while they are counted."""
        if not receipts:
            return self.windowTitle()
        return self._counted(receipts)

    def _window_title(self) -> str:
        raise NotImplementedError

    def _counted(self, count: int) -> str:
        """That so many are being exported."""
        raise NotImplementedError

    def _show_counts(self, progress: ExportProgress) -> None:
        for label, count in ((self.kept_label, progress.kept_here), (self.fetched_label, progress.fetched)):
            label.setText(translate("ExportDialog", "%Ln file(s)", "", count))
        text = translate("ExportDialog", "none")
        if progress.missing:
            text = translate("ExportDialog", "{count} · listed at the end").format(
                count=number_text(progress.missing)
            )
        self.missing_label.setText(text)
        self.missing_label.setFont(font(bold=bool(progress.missing), table=True))
        self.missing_label.set_color("warning" if progress.missing else "text")

    def _left_text(self) -> str:
        if held_up_text(self._run):
            return translate("ExportDialog", "Paused: what is written so far is kept.")
        if self._run.state is RunState.PAUSED:
            return translate(
                "ExportDialog", "Paused: it can go on at any time, after another start of the program too."
            )
        run, waits = self._run, ""
        if run.queue is not None:
            waits = waits_text(run.queue, run.still_s, self._name_of)
        if waits or run.still_s >= STILL_SECONDS:
            return " · ".join(part for part in (waits, written_text(run.progress)) if part)
        return time_left_text(run.progress, run.elapsed_s, run.done_now)

    def _name_of(self, key: FileKey) -> str:
        """What a file that is awaited is called; "" where nobody knows."""
        raise NotImplementedError

    @Slot()
    def look(self) -> None:
        """Whether it stands still, and what it waits for."""
        if self.isVisible():
            self.left_label.setText(self._left_text())

    @Slot()
    def _on_turned(self) -> None:
        """Paused, or going on."""
        paused = self._run.state is RunState.PAUSED
        self.pause_button.setText(
            translate("ExportDialog", "Continue") if paused else translate("ExportDialog", "Pause")
        )
        self.pause_button.setEnabled(True)
        self.elsewhere_button.setVisible(other_folder_helps(self._run))
        self.background_button.setText(
            translate("ExportDialog", "Later")
            if paused
            else translate("ExportDialog", "Continue in background")
        )
        self._on_progressed()

    @Slot()
    def _on_pause_clicked(self) -> None:
        if self._run.state is RunState.PAUSED:
            self.continue_asked.emit()
        else:
            # Until what is under way is on the disk.
            self.pause_button.setEnabled(False)
            self._run.pause()

    # -- leaving ---------------------------------------------------------------------------------

    @Slot()
    def _on_left(self) -> None:
        self.hide()
        self.left.emit()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        progress = self._run.progress
        if progress.files_done <= LITTLE_FILES and progress.bytes_written <= LITTLE_BYTES:
            self.cancel_asked.emit()
        else:
            self._ask(progress)

    def _ask(self, progress: ExportProgress) -> None:
        title = translate("ExportDialog", "Cancel export")
        done = translate("ExportDialog", "%Ln file(s) are written already.", "", progress.files_done)
        lost = translate("ExportDialog", "They are thrown away, and no partial file is left.")
        question = self.question = QuestionDialog(
            title,
            translate("ExportDialog", "Cancel this export?"),
            f"{done} {lost}",
            translate("ExportDialog", "Go on exporting"),
            self,
            other=title,
        )
        # "Cancel" would say two things here.
        question.cancel_button.hide()
        question.other_chosen.connect(self.cancel_asked)
        question.finished.connect(question.deleteLater)
        question.open()

    def reject(self) -> None:
        """Escape is no wish to lose what is done, as the cross is none: it goes on."""
        self._on_left()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Accepted: one that refuses to be closed would keep the whole program from being ended, or the user
        from logging off."""
        event.accept()
        if self.isVisible():
            self._on_left()
