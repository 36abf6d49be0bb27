"""ZipExport: from the ZIP button to the finished file: target, progress, result; one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError, NothingToExport
from desktop.core.export import ExportProgress, ExportReport
from desktop.core.export_ledger import ExportRecord
from desktop.services.account_scope import AccountScope
from desktop.services.export.export_report import log_failed
from desktop.ui.error_text import error_text
from desktop.ui.first_folder import folder_to_begin_in
from desktop.ui.formatting import local, percent_text
from desktop.ui.widgets.messages import MessageAction, MessageKind, Messages
from desktop.ui.zip_export.export_dialog import ExportDialog
from desktop.ui.zip_export.export_results import ExportResults
from desktop.ui.zip_export.export_run import ExportAim, ExportRun, RunState, begin_again, begin_new
from desktop.ui.zip_export.failures import (
    Remedy,
    failure_text,
    held_up_text,
    other_folder_helps,
    remedy_of,
)
from desktop.ui.zip_export.handed_export import HandedExport
from desktop.ui.zip_export.unfinished import Unfinished, nothing_found, progress_of, unfinished
from desktop.ui.zip_export.wish import Wish
from desktop.ui.zip_export.zip_copying import ZipCopying
from desktop.ui.zip_export.zip_target import ask_target, chosen_zip
from desktop.ui.zip_export.zip_words import share_of
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

translate = QCoreApplication.translate


class ZipExport(ExportResults):
    """What is exported, and in which words, is left to those that inherit it: see KindOfExport.

    `choose_target(suggested path) -> path or ""` asks the user; a test puts its own in its place.

    `ended`: the report, the error, or None when it was cancelled.
    """

    folder_changed = Signal(str)
    ended = Signal(object)

    def __init__(self, tasks: TaskPool, queue: DownloadQueue, messages: Messages, parent: QWidget) -> None:
        super().__init__(messages, parent)
        self._tasks = tasks
        self._queue = queue
        self._window = parent
        self._scope: AccountScope | None = None
        self.folder = ""
        self.run: ExportRun | None = None
        self._set_aside = False
        """Whether one that is paused is offered once more when the one under way is over."""
        self.dialog: ExportDialog | None = None
        self.copying = ZipCopying(tasks, messages, parent)
        self.choose_target: Callable[[str], str] = partial(ask_target, parent)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: an export of the one before is paused, see `ExportRun.drop`."""
        self._scope = scope
        self._told = None
        self.forget_nothing()
        self.copying.drop()
        if self.run is not None:
            self.run.drop()
            self.run = None
        self._close_dialog()
        self._close_result()
        self._messages.dismiss(self.unfinished)
        self._look_for_unfinished()

    def hand_over(self) -> HandedExport:
        """Lets go of what is under way, or was told, for another window to take over."""
        told = self._told if self._is_told() else None
        copy = self.copying.hand_over()
        run = self.run
        if run is not None:
            self._let_go(run)
        result = self.result_dialog.report if self.result_dialog is not None else None
        return HandedExport(run, told, self._close_dialog(), result, copy, set_aside=self._set_aside)

    def take_over(self, handed: HandedExport) -> None:
        """Goes on with what another window began."""
        self.copying.take_over(handed.copy)
        self._set_aside = handed.set_aside
        if handed.told is not None:
            self._tell(handed.told, seen=False)
        if handed.run is not None:
            self._watch(handed.run)
            if handed.seen:
                self._open_dialog()
            elif handed.told is None:
                self._on_progressed()
        if handed.result is not None:
            self.show_result(handed.result)

    def is_saved(self) -> bool:
        """Whether none is under way, which leaving would pause."""
        return self.run is None or self.run.state is RunState.PAUSED

    # -- what an earlier start left --------------------------------------------------------------

    def _look_for_unfinished(self) -> None:
        if self._scope is not None:
            work = partial(unfinished, self._scope, self.kind)
            self._tasks.run(work, partial(self._on_unfinished, self._scope), nothing_found)

    def _on_unfinished(self, scope: AccountScope, found: Unfinished | None) -> None:
        if scope is not self._scope or self.run is not None:
            return
        self._set_aside = False
        if found is None:
            return
        record, progress = found
        self._take_up(record, progress)
        sentence = self._interrupted_text(record.asked).format(percent=percent_text(share_of(progress)))
        self._messages.note(
            sentence,
            MessageAction(translate("ReceiptExport", "Continue"), self._continue),
            key=self.unfinished,
        )

    def _take_up(self, record: ExportRecord, progress: ExportProgress) -> None:
        """It is paused."""
        aim = ExportAim(record.target, self._asked_text(record), kind=self.kind)
        self._watch(ExportRun.of_unfinished(record, progress, aim, self._words(), self._tasks))

    def go_on_with(self, record: ExportRecord) -> None:
        """One that is not finished goes on, and no other one: another that is paused is offered again when
        this one is over."""
        if self.run is not None and self.run.export_id == record.id:
            self._open_dialog()
            self._continue()
        elif self._scope is not None and self._is_free():
            work = partial(progress_of, self._scope, record)
            self._tasks.run(work, partial(self._on_asked_for, self._scope, record), nothing_found)

    def _on_asked_for(self, scope: AccountScope, record: ExportRecord, progress: ExportProgress) -> None:
        if scope is self._scope and self._is_free():
            self._put_aside()
            self._take_up(record, progress)
            self._continue()

    def _is_free(self) -> bool:
        """Whether none is under way, which is said."""
        if self.is_saved():
            return True
        sentence = translate("ReceiptExport", "Another export is under way: this one can go on after it.")
        show = MessageAction(translate("ReceiptExport", "Show"), self._open_dialog)
        self._messages.note(sentence, show, key=self.unfinished)
        return False

    def _put_aside(self) -> None:
        """One that is paused stays in the ledger."""
        run, self.run = self.run, None
        if run is not None:
            self._set_aside = True
            run.drop()
            self._close_dialog()
            self._messages.dismiss(self.message)

    @Slot()
    def _continue(self) -> None:
        """One that is paused goes on."""
        self._messages.dismiss(self.unfinished)
        if self.run is not None and self.run.state is RunState.PAUSED and self._scope is not None:
            self.run.start(self._scope, self._queue)
            self._open_dialog()

    # -- beginning -------------------------------------------------------------------------------

    def export(self, wish: Wish, *, ask: bool = False) -> None:
        """Into the folder of the last one, under a name that says what it is; `ask`: where the user says."""
        if self._scope is None or self._show_running():
            return
        if ask:
            self._ask_and_begin(wish)
        else:
            folder = self.folder or folder_to_begin_in("")
            self._begin(wish, Path(folder) / self._name(self._scope, wish), unasked=True)

    def _name(self, scope: AccountScope, wish: Wish) -> str:
        return wish.name(scope.account.business_name, local(datetime.now(UTC)))

    def say_nothing(self, wish: Wish | None) -> None:
        """None is left by its filters."""
        said = wish.said if wish is not None else ""
        self._messages.danger(self._nothing_text(said), key=self.nothing)

    def refuse_empty(self, wish: Wish) -> None:
        """The list shows none: as if it had been looked for."""
        log_failed(NothingToExport(), self.kind)
        self.say_nothing(wish)

    def forget_nothing(self) -> None:
        """The list shows something else: what was said of the one before no longer holds."""
        self._messages.dismiss(self.nothing)

    def _show_running(self) -> bool:
        """The dialog of an export that is under way."""
        if self.run is not None:
            self._open_dialog()
        return self.run is not None

    def _ask_and_begin(self, wish: Wish) -> None:
        target = self._asked_target(wish)
        if target is not None:
            self._begin(wish, target)

    def _asked_target(self, wish: Wish) -> Path | None:
        if self._scope is None:
            return None
        name = self._name(self._scope, wish)
        suggested = str(Path(folder_to_begin_in(self.folder)) / name)
        target = chosen_zip(self.choose_target, suggested)
        if target is not None:
            self.folder = str(target.parent)
            self.folder_changed.emit(self.folder)
        return target

    @Slot()
    def _go_elsewhere(self) -> None:
        """The one that is held up begins anew in another folder; what there is of it is given up."""
        run = self.run
        target = self._asked_target(run.aim.wish) if run is not None and run.aim.wish is not None else None
        if target is None or run is None or run.aim.wish is None or run is not self.run:
            return
        self._let_go(run)
        self._close_dialog()
        run.cancel(self._scope)
        self._begin(run.aim.wish, target)

    def _begin(self, wish: Wish, target: Path, *, unasked: bool = False) -> None:
        request = wish.request(target, self._words(), unasked=unasked)
        self._start(
            ExportAim(target, wish.subtitle(), partial(begin_new, request, self.kind), wish, self.kind)
        )

    def try_again(self, export_id: int, target: Path) -> None:
        """What is missing in a finished one once more, into the same ZIP."""
        subtitle = translate("ReceiptExport", "What is missing")
        begin = partial(begin_again, export_id, self.kind)
        self._start(ExportAim(target, subtitle, begin, kind=self.kind))

    def _start(self, aim: ExportAim) -> None:
        if self._scope is None or self._show_running():
            return
        self._messages.dismiss(self.message)
        self.forget_nothing()
        self._close_result()
        self._told = None
        run = ExportRun(aim, self._words(), self._tasks)
        self._watch(run)
        run.start(self._scope, self._queue)
        self._open_dialog()

    def _watch(self, run: ExportRun) -> None:
        self.run = run
        for signal, slot in self._ways(run):
            signal.connect(slot)

    def _let_go(self, run: ExportRun) -> None:
        """What becomes of it is not said here any more."""
        self.run = None
        for signal, slot in self._ways(run):
            signal.disconnect(slot)

    def _ways(self, run: ExportRun) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        return (
            (run.progressed, self._on_progressed),
            (run.turned, self._on_progressed),
            (run.finished, self._on_finished),
            (run.failed, self._on_failed),
            (run.cancelled, self._on_cancelled),
        )

    # -- the dialog ------------------------------------------------------------------------------

    @Slot()
    def _open_dialog(self) -> None:
        self._messages.dismiss(self.message)
        self._messages.dismiss(self.unfinished)
        if self.dialog is None and self.run is not None:
            self.dialog = self._make_dialog(self.run)
            self.dialog.cancel_asked.connect(self._cancel)
            self.dialog.continue_asked.connect(self._continue)
            self.dialog.elsewhere_asked.connect(self._go_elsewhere)
            self.dialog.left.connect(self._on_progressed)
        if self.dialog is not None:
            self.dialog.show()
            self.dialog.raise_()
            self.dialog.activateWindow()

    @Slot()
    def _cancel(self) -> None:
        if self.run is not None:
            self.run.cancel(self._scope)

    def _close_dialog(self) -> bool:
        """Whether the user was looking at it."""
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return False
        seen = dialog.isVisible()
        dialog.hide()
        dialog.deleteLater()
        return seen

    @Slot()
    def _on_progressed(self) -> None:
        """In the background, a message says how far it is."""
        if self.run is None or (self.dialog is not None and self.dialog.isVisible()):
            return
        progress, self._told = self.run.progress, None
        if self.run.state is RunState.PAUSED:
            sentence = self._paused_text(progress.receipts)
        else:
            sentence = self._running_text(progress.receipts)
        sentence = sentence.format(percent=percent_text(share_of(progress)))
        show = MessageAction(translate("ReceiptExport", "Show"), self._open_dialog, stays=True)
        if why := held_up_text(self.run):
            self._say_held_up(f"{sentence}. {why}", show)
        else:
            self._messages.note(sentence, show, key=self.message)

    def _say_held_up(self, sentence: str, show: MessageAction) -> None:
        go_on, other = MessageAction(translate("ReceiptExport", "Continue"), self._continue), show
        if self.run is not None and other_folder_helps(self.run):
            label = translate("ReceiptExport", "Choose another folder")
            other = MessageAction(label, self._go_elsewhere, stays=True)
        self._messages.show(MessageKind.DANGER, sentence, go_on, key=self.message, other=other)

    # -- how it ended ----------------------------------------------------------------------------

    def _end(self) -> tuple[ExportAim, bool]:
        """What was exported, and whether the user was looking at the progress."""
        assert self.run is not None
        aim = self.run.aim
        self.run = None
        self._messages.dismiss(self.message)
        self._messages.dismiss(self.unfinished)
        if self._set_aside:
            self._look_for_unfinished()
        return aim, self._close_dialog()

    @Slot(object)
    def _on_finished(self, report: ExportReport) -> None:
        _, seen = self._end()
        self._tell(report, seen)
        self.ended.emit(report)

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        aim = self._end()[0]
        if isinstance(error, NothingToExport):
            self.say_nothing(aim.wish)
        else:
            own = self._scope.folder if self._scope is not None else Path()
            remedy = self._remedy(remedy_of(error, own), error, aim)
            self._messages.danger(failure_text(error, own), remedy, key=self.message)
        self.ended.emit(error)

    def _remedy(self, remedy: Remedy, error: AppError, aim: ExportAim) -> MessageAction | None:
        if remedy is Remedy.OTHER_FOLDER and aim.wish is not None:
            label = translate("ReceiptExport", "Choose another folder")
            return MessageAction(label, partial(self.export, aim.wish, ask=True))
        if remedy is Remedy.NONE or aim.begin is None:
            return None
        return MessageAction(error_text(error).remedy, partial(self._start, aim))

    @Slot()
    def _on_cancelled(self) -> None:
        self._end()
        self._messages.note(
            translate("ReceiptExport", "The export was cancelled. No partial file was left."),
            key=self.message,
        )
        self.ended.emit(None)
