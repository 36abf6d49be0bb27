"""Scenes of documents on a large screen and in common windows, of one that waits, of nobody signed in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize

from desktop.core.eviction import GIGABYTE
from desktop.core.models import FileKey, Receipt
from desktop.demo.faults import Fault
from desktop.ui.receipts.receipts_page import ReceiptsPage
from tests.full_disk import leave_free
from tests.scene_steps import (
    is_pdf,
    list_receipts,
    receipts_of,
    show,
    thumbnails_are_here,
    with_lists,
)
from tests.stage import FULL, SMALL, Stage
from tests.workers.pdf_kit import stream
from tests.workers.renderer_kit import pdf_of

LARGE = QSize(2560, 1440)
DETAILS_TIGHT = QSize(1424, 900)
_STAMP = b"0.7 0.1 0.1 RG 4 w 4 4 192 72 re S BT /F 30 Tf 0.7 0.1 0.1 rg 50 30 Td (PAID) Tj ET"
_NOTE = b"1 0.95 0.6 rg 0 0 220 40 re f BT /F 14 Tf 0 g 10 14 Td (Asked the vendor, 3 May) Tj ET"
_WORDS = b"BT /F 26 Tf 60 720 Td (Invoice 1024) Tj 0 -60 Td /F 14 Tf (Total: 250.00) Tj ET"


def large_screen(stage: Stage) -> None:
    """2560 x 1440: source and preview, with the details, the thumbnails, and the document alone."""
    page = list_receipts(stage)
    show(stage, next(one for one in receipts_of(stage) if is_pdf(one) and one.preview_file))
    stage.size(LARGE)
    _picture(stage, "large-source-2560x1440")
    page.preview.actions_of_document.switch_file.trigger()
    stage.wait("the preview", lambda: page.preview.shown.kept is not None)
    _picture(stage, "large-preview-2560x1440")
    page.commands.details.setChecked(True)
    _picture(stage, "large-details-2560x1440")
    stage.size(DETAILS_TIGHT)
    _picture(stage, "details-1424x900")
    page.commands.details.setChecked(False)
    stage.size(LARGE)
    page.pictures.as_thumbnails.setChecked(True)
    stage.wait("the thumbnails", lambda: thumbnails_are_here(stage))
    _picture(stage, "large-thumbnails-2560x1440")


def document_kinds(stage: Stage) -> None:
    """No source, a photograph, a PDF, one with a stamp and a note; in common windows, on a large screen."""
    receipts = stage.server.world.receipts
    bare = next(one for one in receipts if one.attachment and one.preview)
    receipts.replace(replace(bare, attachment=None))
    page = list_receipts(stage)
    for size, name in ((FULL, "1440x900"), (SMALL, "1366x768"), (LARGE, "2560x1440")):
        stage.size(size)
        show(stage, next(one for one in receipts_of(stage) if one.id == bare.id))
        _picture(stage, f"document-no-source-{name}")
        receipt = next(one for one in receipts_of(stage) if one.source_file and not is_pdf(one))
        show(stage, receipt)
        _picture(stage, f"document-image-{name}")
        show(stage, next(one for one in receipts_of(stage) if is_pdf(one) and one.id != bare.id))
        _picture(stage, f"document-pdf-{name}")
        _show_stamped(stage, page)
        _picture(stage, f"document-stamped-{name}")


def _picture(stage: Stage, name: str) -> None:
    view = stage.program.window.receipts_page.preview.view
    stage.rest()
    stage.wait("a sharp page", lambda: view.sharp)
    stage.picture(name)


def _show_stamped(stage: Stage, page: ReceiptsPage) -> None:
    kept = page.preview.shown.kept
    assert kept is not None
    path = kept.path.with_name("stamped.pdf")
    path.write_bytes(stamped_pdf())
    page.preview.view.show_document(path)


def stamped_pdf() -> bytes:
    """A page over which a stamp and a note stand, as a reader of PDFs puts them there."""
    annotation = b"<</Type/Annot/Subtype/%b/Rect[%b]/F 4/AP<</N %d 0 R>>>>"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Resources<</Font<</F 4 0 R>>>>"
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 9 0 R/Annots[5 0 R 6 0 R]"
            b"/Resources<</Font<</F 4 0 R>>>>>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            annotation % (b"Stamp", b"340 680 540 760", 7),
            annotation % (b"FreeText", b"60 560 280 600", 8),
            stream(_STAMP, form % (200, 80)),
            stream(_NOTE, form % (220, 40)),
            stream(_WORDS),
        ]
    )


def document_waits(stage: Stage) -> None:
    """For the server, and for room on the disk."""
    page = list_receipts(stage)
    stage.size(SMALL)
    stage.server.faults.add(Fault("^/storage/", "drip", bytes_per_second=20_000))
    _choose_fresh(stage, page)
    stage.wait("some of it", lambda: "%" in page.preview.view.notes.sentence)
    stage.server.stop()
    stage.program.window.commands.sync.trigger()
    stage.wait("being offline", lambda: not stage.program.queue.online)
    stage.picture("document-waits-for-server-1366x768")
    stage.server.faults.clear()
    stage.server.start()
    stage.program.connection.try_now()
    stage.wait("the document", lambda: page.preview.view.sharp)
    with pytest.MonkeyPatch.context() as patch:
        leave_free(patch, GIGABYTE)
        _choose_fresh(stage, page)
        stage.wait("no room", lambda: stage.program.queue.counts().no_room)
        stage.wait("that it is seen", lambda: _status_icon(stage) == "waiting")
        stage.picture("document-waits-for-room-1366x768")
        stage.size(FULL)
        stage.picture("document-waits-for-room")


def _status_icon(stage: Stage) -> str:
    return stage.program.window.status.downloads_button.icon_name


def _choose_fresh(stage: Stage, page: ReceiptsPage) -> None:
    """The largest of those whose file is not here yet."""
    scope = stage.program.scope
    assert scope is not None
    kept = scope.receipts.kept
    fresh = [one for one in receipts_of(stage) if one.source_file and not kept(FileKey.source(one.id))]
    page.table.set_current_id(max(fresh, key=_size).id)


def _size(receipt: Receipt) -> int:
    return (receipt.source_file and receipt.source_file.size) or 0


def signed_out(stage: Stage) -> None:
    """The empty pages of somebody who left, and works on without signing in."""
    with_lists(stage)
    window, flow = stage.program.window, stage.program.sign_in
    window.sign_out_asked.emit(False)
    stage.wait("the dialog", lambda: flow.dialog is not None)
    assert flow.dialog is not None
    flow.dialog.reject()
    stage.wait("its end", lambda: flow.dialog is None)
    for size, name in ((SMALL, "1366x768"), (LARGE, "2560x1440")):
        stage.size(size)
        window.commands.calls.trigger()
        stage.picture(f"signed-out-calls-{name}")
        window.commands.receipts.trigger()
        stage.picture(f"signed-out-receipts-{name}")
        window.commands.downloads.trigger()
        stage.picture(f"signed-out-downloads-{name}")
