"""FileHanding: the files of receipts for other programs: saved, dragged out, copied, opened, printed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDrag, QGuiApplication, QImage

from desktop.core.errors import AppError, FormatNotSupported
from desktop.core.media_type import MediaType
from desktop.core.models import FileKey, FileKind, KeptFile, Priority, Receipt
from desktop.services.account_scope import AccountScope
from desktop.services.receipt_copies import HandedFiles
from desktop.services.receipts import has_file
from desktop.ui.error_text import error_text
from desktop.ui.receipts.files.document_printing import DocumentPrinting
from desktop.ui.receipts.files.whole_pages import WholePages
from desktop.ui.receipts.preview.shown_file import ShownFile
from desktop.ui.receipts.receipt_queries import read_receipts
from desktop.ui.receipts.receipt_words import file_text
from desktop.ui.reveal import open_file
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.ui.widgets.row_dragging import RowDragging
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage

MESSAGE = "receipt-file"
MISSING_MESSAGE = "receipt-file-missing"
MOST_HANDED = 100
"""They are copied while the button of the mouse is held."""

Use = Callable[[list[Path]], None]


class FileHanding(QObject):
    """Others get copies under names of their own: what takes them may move or change them."""

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        renderer: DocumentRenderer,
        messages: Messages,
        page: ReceiptsPage,
    ) -> None:
        super().__init__(page)
        self._tasks = tasks
        self._queue = queue
        self._renderer = renderer
        self._messages = messages
        self._page = page
        self._scope: AccountScope | None = None
        self._picture: WholePages | None = None
        self.names = ""
        """What the copies are called, see NameTemplate."""
        self.start_drag: Callable[[QMimeData], object] = self._drag
        self.open_file = open_file
        """Opens a file in the system's own program; False when there is none."""
        self.printing = DocumentPrinting(renderer, page.printing.choose_printer, messages, self)
        self._connect(page)

    def _connect(self, page: ReceiptsPage) -> None:
        commands = page.commands
        commands.download_source.triggered.connect(partial(self.download, FileKind.RECEIPT_SOURCE))
        commands.download_preview.triggered.connect(partial(self.download, FileKind.RECEIPT_PREVIEW))
        commands.copy_file.triggered.connect(self.copy_files)
        commands.copy_picture.triggered.connect(self.copy_picture)
        commands.open_outside.triggered.connect(self.open_outside)
        commands.print_document.triggered.connect(self.print_document)
        page.preview.shown.download_asked.connect(self._on_download_asked)
        page.preview.shown.open_asked.connect(self._on_open_asked)
        page.preview.file_dragged.connect(self.drag_shown)
        page.preview.shown.changed.connect(self._on_shown_changed)
        for view in (page.table, page.pictures.grid):
            RowDragging(view, self).dragged.connect(self.drag_selected)
        self._on_shown_changed()

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is handed out any more."""
        self._scope = scope
        self._drop_picture()
        self.printing.stop()

    @property
    def shown(self) -> ShownFile:
        """What the window shows in which the user is."""
        second = self._page.second.window
        if second is not None and second.isActiveWindow():
            return second.preview.shown
        return self._page.preview.shown

    @Slot()
    def _on_shown_changed(self) -> None:
        self._page.commands.name_files(self._page.preview.shown.kind)

    # -- to the user's folder --------------------------------------------------------------------

    def download(self, kind: FileKind, _: bool = False) -> None:
        """Saves that file of each of the selected receipts."""
        self._page.downloads.download_ids(self._page.table.selected_ids(), kind)

    @Slot()
    def _on_download_asked(self) -> None:
        receipt = self.shown.receipt
        if receipt is not None:
            self._page.downloads.download([receipt], self.shown.kind)

    # -- to other programs -----------------------------------------------------------------------

    @Slot()
    def drag_selected(self) -> None:
        """The files of the selected receipts: the source of each, or its preview."""
        self._page.table.with_selected(partial(self._hand_out, self._begin_drag))

    @Slot(object)
    def drag_shown(self, shown: ShownFile) -> None:
        """The file that a preview shows."""
        if shown.receipt is not None:
            self._hand([shown.receipt], shown.kind, self._begin_drag)

    @Slot()
    def copy_files(self) -> None:
        """To the clipboard: the file that is shown, or those of the selected receipts."""
        shown = self.shown
        if self._page.table.selected_count() > 1:
            self._page.table.with_selected(partial(self._hand_out, self._copy))
        elif shown.receipt is not None:
            self._hand([shown.receipt], shown.kind, self._copy)

    def _hand_out(self, use: Use, ids: array[int]) -> None:
        if len(ids) > MOST_HANDED:
            said = self.tr(
                "At most %Ln file(s) can be taken at once. Download them instead.", "", MOST_HANDED
            )
            self._messages.note(said, key=MESSAGE)
        elif self._scope is not None and ids:
            scope = self._scope
            self._run(scope, partial(_hand_out_ids, scope, ids, self.names), use)

    def _hand(self, receipts: Sequence[Receipt], kind: FileKind, use: Use) -> None:
        if self._scope is not None:
            work = partial(self._scope.receipt_copies.hand_out, receipts, kind, self.names)
            self._run(self._scope, work, use)

    def _run(self, scope: AccountScope, work: Callable[[], HandedFiles], use: Use) -> None:
        self._tasks.run(work, partial(self._on_handed, scope, use), partial(self._on_failed, scope))

    def _on_handed(self, scope: AccountScope, use: Use, handed: HandedFiles) -> None:
        if scope is not self._scope:
            return
        if handed.missing:
            self._say_missing(handed)
        if handed.paths:
            use(handed.paths)
        elif not handed.missing:
            self._messages.note(self.tr("There is no file to take."), key=MESSAGE)

    def _say_missing(self, handed: HandedFiles) -> None:
        count = len(handed.missing)
        sentence = self.tr("%Ln file(s) are not on this computer yet, and were left out.", "", count)
        fetch = MessageAction(self.tr("Fetch them"), partial(self._fetch, handed.missing))
        self._messages.note(sentence, fetch if self._queue.online else None, key=MISSING_MESSAGE)

    def _fetch(self, keys: Sequence[FileKey]) -> None:
        for key in keys:
            self._queue.request(key, Priority.ASKED)

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, key=MESSAGE)

    def _begin_drag(self, paths: list[Path]) -> None:
        self.start_drag(_files(paths))

    def _drag(self, data: QMimeData) -> None:
        # Whoever let go meanwhile does not want it any more.
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self._page)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    def _copy(self, paths: list[Path]) -> None:
        QGuiApplication.clipboard().setMimeData(_files(paths))
        said = self.tr("%Ln file(s) copied: paste them where they are wanted.", "", len(paths))
        self._messages.success(said, key=MESSAGE)

    # -- the file that is shown ------------------------------------------------------------------

    def _kept(self) -> tuple[AccountScope, Receipt, KeptFile] | None:
        """What is shown and is here; else says why nothing is."""
        shown, scope = self.shown, self._scope
        if scope is None or shown.receipt is None:
            return None
        if not has_file(shown.receipt, shown.kind):
            self._messages.note(self.tr("There is no file to take."), key=MESSAGE)
            return None
        kept = shown.kept or scope.receipts.kept(FileKey(shown.kind, str(shown.receipt.id)))
        if kept is None:
            self._say_missing(HandedFiles([], [FileKey(shown.kind, str(shown.receipt.id))]))
            return None
        return scope, shown.receipt, kept

    @Slot()
    def open_outside(self) -> None:
        """In the system's own program, where the content is of a kind that only shows something."""
        found = self._kept()
        if found is not None:
            self.open_kept(*found[1:])

    @Slot(object)
    def _on_open_asked(self, kept: KeptFile) -> None:
        receipt = self.shown.receipt
        if receipt is not None:
            self.open_kept(receipt, kept)

    def open_kept(self, receipt: Receipt, kept: KeptFile) -> None:
        """A copy of it, see `open_outside`: some programs write into what they show without a word."""
        scope = self._scope
        if scope is not None:
            work = partial(scope.receipt_copies.to_open, receipt, kept, self.names)
            self._tasks.run(work, partial(self._on_to_open, scope), partial(self._on_failed, scope))

    def _on_to_open(self, scope: AccountScope, path: Path | None) -> None:
        if scope is not self._scope:
            return
        if path is None:
            said = self.tr("Files of this kind are not opened from here, since they may do more than show.")
            self._messages.warning(said, key=MESSAGE)
        elif not self.open_file(path):
            said = self.tr("This computer has no program that opens this file.")
            self._messages.warning(said, key=MESSAGE)

    @Slot()
    def print_document(self) -> None:
        """All pages of the file that is shown."""
        found = self._kept()
        if found is not None:
            _, receipt, kept = found
            self.printing.print_file(kept.path, file_text(FileKind(kept.key.kind), receipt))

    @Slot()
    def copy_picture(self) -> None:
        """The page that is shown, to the clipboard, as sharp as it is."""
        found = self._kept()
        if found is None:
            return
        self._drop_picture()
        page = self.shown.view.page
        pages = self._picture = WholePages(self._renderer, self._on_no_picture)
        pages.open(found[2].path, partial(pages.draw, page, self._on_picture))

    def _on_picture(self, image: QImage) -> None:
        self._drop_picture()
        QGuiApplication.clipboard().setImage(image)
        self._messages.success(self.tr("The page was copied as a picture."), key=MESSAGE)

    def _on_no_picture(self, error: AppError) -> None:
        self._drop_picture()
        receipt, heic = self.shown.receipt, MediaType.HEIC.name
        if receipt is not None and isinstance(error, FormatNotSupported) and error.detail == heic:
            # As a file it can be taken all the same.
            self._hand([receipt], self.shown.kind, self._copy)
            return
        self._messages.danger(error_text(error).sentence, key=MESSAGE)

    def _drop_picture(self) -> None:
        pages, self._picture = self._picture, None
        if pages is not None:
            pages.close()


def _hand_out_ids(scope: AccountScope, ids: Sequence[int], names: str) -> HandedFiles:
    return scope.receipt_copies.hand_out(read_receipts(scope, ids), template=names)


def _files(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data
