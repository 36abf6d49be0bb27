"""ShownFile: which file of which receipt the preview shows, and the line from choosing it to seeing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import (
    AppError,
    DiskFull,
    DocumentLocked,
    DocumentTooHeavy,
    FileDamaged,
    FileEmpty,
    FormatNotSupported,
    NoSlot,
    Offline,
    ServerBusy,
)
from desktop.core.media_type import MediaType
from desktop.core.models import FileKey, FileKind, KeptFile, Priority, Receipt
from desktop.core.transfer import Transfer, TransferState
from desktop.services.account_scope import AccountScope
from desktop.services.receipts import has_file
from desktop.ui.error_text import error_text
from desktop.ui.formatting import one_line, size_text
from desktop.ui.receipts.document.document_view import DocumentView
from desktop.ui.receipts.preview.ready_documents import ReadyDocuments
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.pictures import ReadyDocument

_KINDS = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
_FETCH_AGAIN = (FileDamaged, FileEmpty)
"""A kept file that cannot be shown: the server may have a better one by now."""
_FOR_OTHER_PROGRAMS = (FormatNotSupported, DocumentLocked, DocumentTooHeavy)
"""What another program may be able to show."""


class ShownFile(QObject):
    """Asks the queue for what is not here; an answer for another receipt than the present one is dropped.

    `changed`: another file is shown, or the same one came. `download_asked`: the file cannot be shown here.
    `open_asked(kept)`: nor can it, but the system's program of its kind may.
    """

    changed = Signal()
    download_asked = Signal()
    open_asked = Signal(object)
    connection_changed = Signal()

    def __init__(
        self, queue: DownloadQueue, view: DocumentView, documents: ReadyDocuments, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self.view = view
        self._documents = documents
        self.scope: AccountScope | None = None
        self._error: AppError | None = None
        self._awaited = False
        self.receipt: Receipt | None = None
        self.kind = FileKind.RECEIPT_SOURCE
        self.kept: KeptFile | None = None
        queue.changed.connect(self._on_transfer_changed)
        queue.ready.connect(self._on_ready)
        queue.failed.connect(self._on_failed)
        view.failed.connect(self._on_not_shown)
        view.opened.connect(self._on_opened)
        view.opening.took_long.connect(self._on_took_long)
        view.first_page_drawn.connect(self._on_first_page_drawn)
        view.action_clicked.connect(self.try_again)
        view.notes.link_clicked.connect(self.switch_kind)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen."""
        self.scope = scope
        self.show_receipt(None)

    @property
    def key(self) -> FileKey | None:
        """The file that is shown or awaited."""
        return FileKey(self.kind, str(self.receipt.id)) if self.receipt is not None else None

    def show_receipt(self, receipt: Receipt | None) -> None:
        """Shows its source, or its preview when it has no source; the same one again stays as it is."""
        before, self.receipt = self.receipt, receipt
        if before is not None and receipt is not None and _same_files(before, receipt):
            self.changed.emit()
            return
        self.kind = shown_kind(receipt)
        self._load()

    def show_kind(self, kind: FileKind) -> None:
        """Shows the other file of this receipt."""
        if kind is not self.kind:
            self.kind = kind
            self._load()

    @property
    def has_both(self) -> bool:
        """Whether the receipt has a source and a preview."""
        return self.receipt is not None and all(has_file(self.receipt, kind) for kind in _KINDS)

    @Slot()
    def switch_kind(self) -> None:
        """From source to preview, and back."""
        if self.has_both:
            self.show_kind(_KINDS[1 - _KINDS.index(self.kind)])

    @Slot()
    def try_again(self) -> None:
        """What the button in the view does: fetches it again, opens it outside, or downloads it."""
        if self._opens_outside():
            self.open_asked.emit(self.kept)
        elif isinstance(self._error, _FOR_OTHER_PROGRAMS):
            self.download_asked.emit()
        else:
            self._load(anew=isinstance(self._error, _FETCH_AGAIN))

    @Slot()
    def on_connection_changed(self) -> None:
        """Back online: what could not be fetched is asked for again."""
        if isinstance(self._error, Offline) and self._queue.online:
            self._load()
        elif (key := self.key) is not None:
            self._on_transfer_changed(key)
        self.connection_changed.emit()

    # -- loading ---------------------------------------------------------------------------------

    def _load(self, anew: bool = False) -> None:
        self._error, self.kept, self._awaited = None, None, False
        self.view.clear()
        if self.scope is None or self.receipt is None:
            self.changed.emit()
            return
        kept = self.scope.receipts.kept(FileKey(self.kind, str(self.receipt.id)))
        if kept is not None and not (anew and self._queue.online):
            self._show(kept)
        else:
            self._fetch(self.receipt)
        self.changed.emit()

    def _fetch(self, receipt: Receipt) -> None:
        if not has_file(receipt, self.kind):
            self._say_no_file(receipt)
        elif not self._queue.online:
            self._error = Offline()
            self.view.show_message(
                self.tr("You are offline, and this file is not on this computer yet."),
                self.tr("Try again"),
                "offline",
            )
        else:
            self._awaited = True
            self.view.show_progress(None, self._fetching_text())
            self._queue.request(FileKey(self.kind, str(receipt.id)), Priority.NOW)
            # Nobody tells anew of what all wait for already.
            self._on_transfer_changed(FileKey(self.kind, str(receipt.id)))

    def _say_no_file(self, receipt: Receipt) -> None:
        if receipt.error_message:
            text = self.tr("The server could not give this receipt, so there is nothing to show.")
            self.view.show_message(text, "", "warning")
        else:
            text = self.tr("This receipt has neither a source file nor a preview.")
            self.view.show_message(text, "", "file")

    @property
    def awaited(self) -> bool:
        """Whether the file is on its way: nothing else is to be fetched meanwhile."""
        return self._awaited

    def _show(self, kept: KeptFile) -> None:
        self.kept = kept
        self._awaited = False
        self.view.show_document(kept.path)
        ready = self._documents.find(kept)
        if ready is not None:
            self.view.take_ready(ready)
        else:
            # While it is being opened: whichever comes first.
            self._documents.look(kept, partial(self._on_looked, kept))

    def _on_looked(self, kept: KeptFile, ready: ReadyDocument | None) -> None:
        if ready is not None and kept is self.kept:
            self.view.take_ready(ready)

    @Slot()
    def _on_opened(self) -> None:
        self._error = None

    @Slot(str)
    def _on_took_long(self, words: str) -> None:
        """It may come yet; whoever does not wait has the same ways on as when it is given up."""
        self._error = DocumentTooHeavy("takes long")
        self.view.notes.show_message(words, self.tr("Download"), "waiting", self._other_file_link())

    @Slot(object)
    def _on_first_page_drawn(self, ready: ReadyDocument) -> None:
        if self.kept is not None:
            self._documents.keep(self.kept, ready)

    def _fetching_text(self) -> str:
        if self.kind is FileKind.RECEIPT_PREVIEW:
            return self.tr("Fetching the preview…")
        return self.tr("Fetching the source…")

    # -- answers ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_transfer_changed(self, key: FileKey) -> None:
        if not self._awaited or key != self.key:
            return
        transfer = self._queue.transfer(key)
        if transfer is None:
            return
        if transfer.state is TransferState.CANCELLED:
            self._awaited = False
            self.view.show_message(self.tr("The download was cancelled."), self.tr("Try again"), "info")
        elif why := self._why_it_waits(transfer):
            self.view.show_progress(None, why)
        elif transfer.state is TransferState.TRANSFERRING and transfer.total:
            share = min(1.0, transfer.received / transfer.total)
            sizes = self.tr("{received} of {total}").format(
                received=size_text(transfer.received), total=size_text(transfer.total)
            )
            self.view.show_progress(share, f"{self._fetching_text()} {sizes}")
        elif not transfer.state.final:
            # What it waited for a moment ago is over.
            self.view.show_progress(None, self._fetching_text())

    def _why_it_waits(self, transfer: Transfer) -> str:
        """What keeps it from coming; "" while nothing does."""
        if transfer.state is TransferState.PAUSED:
            return self.tr("Paused")
        if not self._queue.online and not transfer.state.final:
            return self.tr("Waits for the server: the file comes when it can be reached.")
        if transfer.state is not TransferState.WAITING:
            return ""
        if isinstance(transfer.error, DiskFull):
            return self.tr("Waits for room on this disk, and goes on by itself.")
        if isinstance(transfer.error, NoSlot | ServerBusy):
            return self.tr("The server is busy. It is asked again by itself.")
        if (transfer.next_at or 0) > self._queue.now():
            return self.tr("The server does not answer. Trying again…")
        return ""

    @Slot(object, object)
    def _on_ready(self, key: FileKey, kept: KeptFile) -> None:
        if key == self.key and self._awaited:
            self._show(kept)
            self.changed.emit()

    @Slot(object, object)
    def _on_failed(self, key: FileKey, error: AppError) -> None:
        if key == self.key and self._awaited:
            self._awaited = False
            self._say(error)

    @Slot(object)
    def _on_not_shown(self, error: AppError) -> None:
        self._say(error)

    def _opens_outside(self) -> bool:
        """Bytes and name say that it is of a kind that does nothing but show a picture."""
        heic = MediaType.HEIC
        by_content = isinstance(self._error, FormatNotSupported) and self._error.detail == heic.name
        return by_content and self.kept is not None and self.kept.path.suffix == f".{heic.extension}"

    def _say(self, error: AppError) -> None:
        self._error = error
        words = error_text(error)
        if self._opens_outside():
            sentence = self.tr(
                "This computer cannot show HEIC pictures here."
                " The file can be opened in another program, saved or copied as it is."
            )
            self.view.show_message(sentence, self.tr("Open in the system's program"), "file")
            return
        if warning := self._warning(error):
            # No button that leads to it: who wants it all the same has the menu.
            self._say_why(warning, "", "warning")
            return
        download = isinstance(error, _FOR_OTHER_PROGRAMS)
        self._say_why(words.sentence, self.tr("Download") if download else words.remedy, words.icon)

    def _warning(self, error: AppError) -> str:
        """Of what is something else than its name says; "" for an honest file."""
        kind = error.detail if isinstance(error, FormatNotSupported) else ""
        if kind == MediaType.PROGRAM.name:
            return self.tr("This is a program, not a document. Do not open it unless you know who sent it.")
        if kind == MediaType.HTML.name and not self._file_name().endswith((".html", ".htm")):
            return self.tr("This is a web page, not a document. Do not open it unless you know who sent it.")
        return ""

    def _file_name(self) -> str:
        """As the server calls the shown file."""
        receipt, source = self.receipt, self.kind is FileKind.RECEIPT_SOURCE
        file = None if receipt is None else receipt.source_file if source else receipt.preview_file
        return one_line(file.filename).lower() if file is not None else ""

    def _say_why(self, sentence: str, remedy: str, icon_name: str) -> None:
        """With the way to the preview where the source cannot be shown."""
        self.view.clear()
        self.view.notes.show_message(sentence, remedy, icon_name, self._other_file_link())

    def _other_file_link(self) -> str:
        other = self.has_both and self.kind is FileKind.RECEIPT_SOURCE
        return self.tr("Show the preview") if other else ""


def shown_kind(receipt: Receipt | None) -> FileKind:
    """Which file of a receipt is shown at first: its source, or its preview when it has no source."""
    there = (kind for kind in _KINDS if receipt is not None and has_file(receipt, kind))
    return next(there, FileKind.RECEIPT_SOURCE)


def _same_files(one: Receipt, other: Receipt) -> bool:
    same = (one.id, one.source_file, one.preview_file) == (other.id, other.source_file, other.preview_file)
    return same and one.error_message == other.error_message
