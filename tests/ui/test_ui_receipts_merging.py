"""The receipts of the list as one PDF: through the page, the queue and the process that makes pages."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.errors import DiskFailed, Offline, PdfTooLarge
from desktop.core.export_ledger import ExportKind
from desktop.core.merged_pdf import MergedPdf
from desktop.core.models import FileKey, Receipt
from desktop.core.pdf import book
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.export import merged_pdf
from desktop.services.receipts import has_file
from desktop.ui.formatting import hebrew, strip_marks
from desktop.ui.receipts.export.receipts_merging import MESSAGE, ReceiptsMerging
from desktop.ui.receipts.receipt_words import vendor_plain
from tests.read_pdf import ReadPdf
from tests.services.export_kit import RECEIPT_FILES
from tests.ui.receipts_desk import ReceiptsDesk
from tests.workers.pdf_kit import locked_pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "קבלות"
    made.mkdir()
    return made


def merged(desk: ReceiptsDesk, target: Path) -> object:
    """Gives the command, with this name chosen; how it ended."""
    merging = merging_of(desk)
    merging.choose_target = lambda _: (str(target), "pdf")
    with desk.qtbot.waitSignal(merging.ended, timeout=60_000) as ended:
        merging.command.trigger()
    assert ended.args is not None
    return ended.args[0]


def merging_of(desk: ReceiptsDesk) -> ReceiptsMerging:
    return desk.page.list_export.merging


def marks_of(path: Path) -> list[str]:
    """Without those of the months."""
    return [mark for top, below in ReadPdf.at(path).marks() for mark in (below or [top])]


def sentence(desk: ReceiptsDesk) -> str:
    message = desk.message(MESSAGE)
    assert message is not None
    return strip_marks(message.sentence)


def test_the_whole_list_is_one_pdf_and_says_what_is_not_in_it(either: ReceiptsDesk, folder: Path) -> None:
    path = folder / "all.pdf"
    written = merged(either, path)
    assert isinstance(written, MergedPdf)
    listed, read = either.listed(), ReadPdf.at(path)
    missing = {one.receipt.id for one in written.missing}
    there = [receipt for receipt in listed if receipt.id not in missing]
    assert 0 < len(missing) < len(listed) == written.receipts + len(missing)
    marks = marks_of(path)
    assert [mark.split(" · ")[0] for mark in marks[: len(there)]] == list(map(vendor_plain, there))
    assert len(marks) == len(there) + 1, "and the pages that say what is missing"
    assert read.pages == written.pages >= len(there)
    assert [one.name for one in folder.iterdir()] == [path.name], "no partial file"
    said = sentence(either)
    assert path.name in said and str(written.receipts) in said and str(written.pages) in said
    assert not (either.scope.folder / "merging").exists()
    [record] = either.scope.export_ledger.latest(9)
    assert (record.kind, record.target, record.size) == (ExportKind.PDF, path, path.stat().st_size)
    assert (record.asked, record.rows, record.missing) == (len(listed), len(there), len(missing))
    assert record.words == () and record.query, "of all"
    went = {one.id for one in listed if either.scope.export_ledger.exports_of(one.id)}
    assert went == {one.id for one in there}
    if not hebrew():
        assert ("not in it; the last page" in said) and "not in this file" in read.text(read.pages - 1)


def chosen(desk: ReceiptsDesk, count: int) -> list[Receipt]:
    found = [receipt for receipt in desk.with_source() if receipt.error_message == ""][:count]
    desk.page.table.set_current_id(found[0].id)
    desk.page.table.select_ids([receipt.id for receipt in found])
    return [receipt for receipt in desk.listed() if receipt.id in {one.id for one in found}]


def test_the_selection_says_which_and_the_name_gets_its_ending(desk: ReceiptsDesk, folder: Path) -> None:
    some = chosen(desk, 3)
    suggested: list[str] = []
    merging = merging_of(desk)

    def choose(name: str) -> tuple[str, str]:
        suggested.append(Path(name).name)
        return str(folder / "three"), "pdf"

    merging.choose_target = choose
    with desk.qtbot.waitSignal(merging.ended, timeout=60_000) as ended:
        merging.command.trigger()
    assert ended.args is not None
    written = ended.args[0]
    assert isinstance(written, MergedPdf) and written.path == folder / "three.pdf"
    assert suggested[0].startswith("receipts_") and "_selected_" in suggested[0]
    assert suggested[0].endswith(".pdf")
    assert [mark.split(" · ")[0] for mark in marks_of(written.path)] == list(map(vendor_plain, some))
    [record] = desk.scope.export_ledger.latest(9)
    assert (record.words, record.query, record.rows) == ((), "", 3), "of a selection"


def test_a_password_that_was_typed_for_a_document_opens_it_here_too(desk: ReceiptsDesk, folder: Path) -> None:
    receipt = chosen(desk, 2)[0]
    first = merged(desk, folder / "first.pdf")
    assert isinstance(first, MergedPdf) and first.receipts == 2
    kept = desk.scope.receipts.kept(FileKey.source(receipt.id))
    assert kept is not None
    kept.path.write_bytes(locked_pdf("1234", "words"))
    # Its preview alone is in it, or nothing of it.
    locked = merged(desk, folder / "locked.pdf")
    assert isinstance(locked, MergedPdf)
    desk.renderer.memory.keep_password(kept.path, "1234")
    opened = merged(desk, folder / "opened.pdf")
    assert isinstance(opened, MergedPdf)
    assert (opened.receipts, opened.drawn, opened.missing) == (2, locked.drawn + 1, ())


def not_here(desk: ReceiptsDesk, receipt: Receipt) -> bool:
    """Its source, which may be here before anybody looks at it."""
    return desk.scope.receipts.kept(FileKey.source(receipt.id)) is None


def test_what_cannot_be_shown_comes_as_its_preview(
    desk: ReceiptsDesk, server: DemoServer, folder: Path
) -> None:
    some = [receipt for receipt in chosen(desk, 40) if receipt.preview_file is not None]
    some = [receipt for receipt in some if not_here(desk, receipt)]
    for receipt in some:
        sent = server.world.receipts.find(receipt.id)
        assert sent is not None and sent.attachment is not None
        damaged = replace(sent.attachment, wrong=b"%PDF-1.4 and nothing that could be shown")
        server.world.receipts.replace(replace(sent, attachment=damaged))
    desk.page.table.select_ids([receipt.id for receipt in some])
    written = merged(desk, folder / "a.pdf")
    assert isinstance(written, MergedPdf)
    # One that was on its way ahead of everybody came as it was.
    ahead = [receipt for receipt in some if not not_here(desk, receipt)]
    previews = [
        receipt for receipt in some if desk.scope.receipts.kept(FileKey.preview(receipt.id)) is not None
    ]
    assert written.receipts == len({receipt.id for receipt in (*ahead, *previews)}) > len(ahead)


def test_offline_what_is_here_is_in_it(desk: ReceiptsDesk, server: DemoServer, folder: Path) -> None:
    some = chosen(desk, 40)
    desk.page.table.select_ids([some[0].id, some[1].id])
    assert isinstance(merged(desk, folder / "two.pdf"), MergedPdf)
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
    desk.go_offline()
    here = [receipt.id for receipt in some if not not_here(desk, receipt)]
    desk.page.table.select_ids([receipt.id for receipt in some])
    written = merged(desk, folder / "all.pdf")
    assert isinstance(written, MergedPdf)
    missing = [one.receipt.id for one in written.missing]
    assert 2 <= written.receipts < len(some)
    assert {one.id for one in some} - set(missing) == set(here)


def test_where_nothing_can_be_in_it_there_is_no_file(
    desk: ReceiptsDesk, server: DemoServer, folder: Path
) -> None:
    desk.go_offline()
    some = [receipt.id for receipt in chosen(desk, 40) if not_here(desk, receipt)][-2:]
    desk.page.table.select_ids(some)
    assert isinstance(merged(desk, folder / "a.pdf"), Offline)
    assert list(folder.iterdir()) == []


def test_a_cancel_leaves_what_was_there(desk: ReceiptsDesk, server: DemoServer, folder: Path) -> None:
    path = folder / "a.pdf"
    path.write_bytes(b"before")
    server.faults.add(Fault(path=RECEIPT_FILES, kind="delay", seconds=30))
    merging = merging_of(desk)
    merging.choose_target = lambda _: (str(path), "pdf")
    with desk.qtbot.waitSignal(merging.ended, timeout=60_000) as ended:
        merging.command.trigger()
        desk.qtbot.waitUntil(lambda: bool(list(folder.glob(".*"))), timeout=20_000)
        assert merging.run is not None
        merging.run.cancel()
    assert ended.args == [None]
    assert path.read_bytes() == b"before" and len(list(folder.iterdir())) == 1
    assert "No partial file was left" in sentence(desk)
    server.faults.clear()


def test_a_disk_that_refuses_and_a_pdf_that_is_full(
    desk: ReceiptsDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(desk, 3)
    assert isinstance(merged(desk, folder / "none" / "a.pdf"), DiskFailed)
    monkeypatch.setattr(book, "MOST_OBJECTS", 30)
    assert isinstance(merged(desk, folder / "a.pdf"), PdfTooLarge)
    assert "more than one PDF can hold" in sentence(desk)
    assert list(folder.iterdir()) == []


def test_what_fails_when_it_is_put_in_ends_all_of_it(
    desk: ReceiptsDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not one receipt alone: what was put in before it stands where nobody looks for it then."""
    chosen(desk, 3)

    def pieces(path: Path) -> Iterator[bytes]:
        yield b"half of it"
        raise OSError(errno.EIO, "the disk lets go", str(path))

    monkeypatch.setattr(merged_pdf, "_pieces", pieces)
    assert isinstance(merged(desk, folder / "a.pdf"), DiskFailed)
    assert list(folder.iterdir()) == []


def test_a_kept_file_that_is_gone_since_comes_again(desk: ReceiptsDesk, folder: Path) -> None:
    some = chosen(desk, 2)
    assert isinstance(merged(desk, folder / "before.pdf"), MergedPdf)
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
    kept = desk.scope.receipts.kept(FileKey.source(some[0].id))
    assert kept is not None
    kept.path.unlink()
    written = merged(desk, folder / "after.pdf")
    assert isinstance(written, MergedPdf) and not written.missing
    assert desk.scope.receipts.kept(FileKey.source(some[0].id)) is not None


def test_what_a_kill_left_goes_once_nobody_can_be_at_it(desk: ReceiptsDesk, folder: Path) -> None:
    chosen(desk, 2)
    old, young = (desk.scope.folder / "merging" / name for name in ("old", "young"))
    for left in (old, young):
        left.mkdir(parents=True)
        (left / "12-source.pages").write_bytes(b"pages of somebody")
    os.utime(old, (0, 0))
    assert isinstance(merged(desk, folder / "a.pdf"), MergedPdf)
    assert not old.exists() and young.exists()


def test_many_that_are_missing_are_said_in_portions(
    desk: ReceiptsDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(desk, 2)
    assert isinstance(merged(desk, folder / "two.pdf"), MergedPdf)
    desk.go_offline()
    some = [receipt.id for receipt in chosen(desk, 40)]
    monkeypatch.setattr(merged_pdf, "_MISSING_AT_ONCE", 4)
    desk.page.table.select_ids(some)
    written = merged(desk, folder / "all.pdf")
    assert isinstance(written, MergedPdf) and len(written.missing) > 8
    marks = marks_of(written.path)
    assert marks[written.receipts :] == ["Not in this file"] * -(-len(written.missing) // 4)


def test_the_menu_beside_the_zip_offers_it(desk: ReceiptsDesk) -> None:
    merging = merging_of(desk)
    assert merging.command in desk.page.list_export.menu.actions()
    assert merging.command.isEnabled() and merging.command.text() == "Save as one PDF…"
    assert any(not has_file(receipt, FileKey.source(0).kind) for receipt in desk.listed())
