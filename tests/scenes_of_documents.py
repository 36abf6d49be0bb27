"""Scenes of the preview: every state that a document of a receipt may be in."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QSize

from desktop.core.models import FileKey, Receipt
from desktop.demo.faults import Fault
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.workers.connection import ConnectionState
from tests.scene_steps import is_pdf, list_receipts, picture_each, receipts_of, show
from tests.stage import FULL, SMALL, Stage
from tests.workers.pdf_kit import locked_pdf
from tests.workers.renderer_kit import write_pdf

SLOW = 6_000
"""Bytes a second: the largest is on its way for as long as it takes to photograph it in three sizes."""
_SOME_PERCENT = re.compile(r"[1-9]\d%")


def documents(stage: Stage) -> None:
    """Source and preview, selected text, a search, the whole screen, a second window."""
    page = list_receipts(stage)
    pdf = next(one for one in receipts_of(stage) if is_pdf(one) and one.preview_file)
    show(stage, pdf)
    stage.wait("the text", lambda: page.preview.view.texts.placed(0) is not None)
    view = page.preview.view
    text = view.texts.placed(0)
    assert text is not None
    view.selection.take(0, *(text.line_at(30)[0], text.line_at(90)[1]))
    view.viewport().update()
    stage.picture("document-selection")
    view.selection.clear()
    stage.size(SMALL)
    view.open_find()
    words = next(word for word in text.text.split() if len(word) > 3)
    view.find_bar.field.setText(words)
    stage.wait("the matches", lambda: view.search.count > 0 and not view.search.busy)
    stage.picture("document-search")
    view.find_bar.field.setText("zzz")
    stage.wait("none", lambda: not view.search.busy)
    stage.picture("document-not-found")
    view.find_bar.close_bar()
    stage.size(FULL)
    page.preview.actions_of_document.switch_file.trigger()
    stage.wait("the preview", lambda: page.preview.shown.kept is not None and view.sharp)
    stage.picture("document-preview")
    _second_window(stage, page)
    stage.program.window.commands.full_screen.trigger()
    stage.wait("the screen", lambda: view.sharp and not stage.program.window.rail.isVisible())
    stage.picture("document-full-screen")
    stage.program.window.commands.full_screen.trigger()


def _second_window(stage: Stage, page: ReceiptsPage) -> None:
    page.commands.second_window.trigger()
    window = page.second.window
    assert window is not None
    window.resize(QSize(900, 800))
    stage.wait("the second window", lambda: window.preview.view.sharp)
    stage.rest()
    stage.save("document-second-window", window.grab())
    page.commands.second_window.trigger()


def documents_not_shown(stage: Stage) -> None:
    """A password, a damaged file, HEIC, neither file, no preview, what takes long, on its way, offline."""
    page = list_receipts(stage)
    receipts = receipts_of(stage)
    receipt = next(one for one in receipts if is_pdf(one) and one.preview_file)
    show(stage, receipt)
    _show_bytes(stage, page, "locked.pdf", locked_pdf("1234", "words"))
    stage.picture("document-password")
    page.preview.view.notes.password.entered.emit("wrong")
    stage.wait("the refusal", lambda: page.preview.view.notes.password.isVisible())
    stage.picture("document-password-refused")
    _show_bytes(stage, page, "broken.pdf", b"%PDF-1.7 and nothing else")
    picture_each(stage, "document-damaged")
    _show_bytes(stage, page, "a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    stage.picture("document-heic")
    for name, fits in (("document-neither", _has_neither), ("document-no-preview", _has_source_only)):
        found = next((one for one in receipts if fits(one)), None)
        if found is not None:
            _show_or_say(stage, page, found)
            picture_each(stage, name)
    _scan(stage, page, receipt)
    _takes_long(stage, page, receipt)
    _on_its_way_and_offline(stage, page, receipts)


def _show_or_say(stage: Stage, page: ReceiptsPage, receipt: Receipt) -> None:
    page.table.set_current_id(receipt.id)
    view = page.preview.view
    stage.wait("the receipt", lambda: page.preview.receipt == receipt)
    stage.wait("its end", lambda: view.sharp or not (receipt.source_file or receipt.preview_file))
    stage.rest()


def _has_neither(receipt: Receipt) -> bool:
    return not receipt.source_file and not receipt.preview_file


def _has_source_only(receipt: Receipt) -> bool:
    return bool(receipt.source_file) and not receipt.preview_file


def _scan(stage: Stage, page: ReceiptsPage, receipt: Receipt) -> None:
    show(stage, receipt)
    shown = page.preview.shown
    assert shown.kept is not None
    view = page.preview.view
    view.show_document(write_pdf(shown.kept.path.with_name("scan.pdf")))
    stage.wait("the scan", lambda: view.sharp)
    view.open_find()
    view.find_bar.field.setText("total")
    stage.wait("no text", lambda: view.search.no_text)
    stage.picture("document-scan-searched")
    view.find_bar.close_bar()


def _takes_long(stage: Stage, page: ReceiptsPage, receipt: Receipt) -> None:
    """To open, and of an open one a page."""
    show(stage, receipt)
    renderer, view, kept = stage.program.renderer, page.preview.view, page.preview.shown.kept
    assert kept is not None
    path = write_pdf(kept.path.with_name("slow.pdf"), ("red",) * 20)
    renderer.hold_back(True)
    view.show_document(path)
    stage.wait("that it takes long", lambda: not view.opening.active)
    stage.picture("document-takes-long")
    renderer.hold_back(False)
    stage.wait("the document", lambda: view.sharp)
    renderer.hold_back(True)
    view.go_to_page(14)
    stage.wait("that the page takes long", lambda: bool(view.words.of(14)))
    stage.picture("document-page-takes-long")
    renderer.hold_back(False)


def _on_its_way_and_offline(stage: Stage, page: ReceiptsPage, receipts: list[Receipt]) -> None:
    kept = stage.program.scope
    assert kept is not None
    # None that was fetched ahead of one that was looked at.
    fresh = [one for one in receipts if one.source_file and not kept.receipts.kept(FileKey.source(one.id))]
    fresh.sort(key=lambda one: (one.source_file and one.source_file.size) or 0, reverse=True)
    stage.server.faults.add(Fault("^/storage/", "drip", bytes_per_second=SLOW))
    page.table.set_current_id(fresh[0].id)
    notes = page.preview.view.notes
    stage.wait("some of it", lambda: bool(_SOME_PERCENT.search(strip_marks(notes.sentence))))
    picture_each(stage, "document-loading", at_rest=False)
    stage.server.faults.clear()
    stage.wait("the document", lambda: page.preview.view.sharp and _is_idle(stage))
    stage.server.stop()
    stage.program.window.commands.sync.trigger()
    stage.wait("being offline", lambda: stage.program.connection.state is ConnectionState.OFFLINE)
    page.table.set_current_id(fresh[1].id)
    stage.wait("why it is not shown", lambda: not page.preview.view.notes.isHidden() and _is_idle(stage))
    picture_each(stage, "document-offline")
    stage.server.start()


def _is_idle(stage: Stage) -> bool:
    counts = stage.program.queue.counts()
    return not counts.transferring and not counts.asking


def _show_bytes(stage: Stage, page: ReceiptsPage, name: str, content: bytes) -> None:
    """As if they were the file of the receipt that is shown."""
    shown = page.preview.shown
    scope = stage.program.scope
    assert scope is not None and shown.key is not None
    kept = scope.receipts.kept(shown.key)
    assert kept is not None
    path = kept.path.with_name(name)
    path.write_bytes(content)
    shown.kept = replace(kept, path=path, extension=path.suffix[1:])
    view = page.preview.view
    view.show_document(path)
    stage.wait("why it is not shown", lambda: not view.opening.active and bool(view.notes.sentence))
    stage.rest()
