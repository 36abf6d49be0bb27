"""The product's own checklist, through the real window against the real embedded server."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop.core.media_type import sniff
from desktop.core.models import FileKey, FileKind, Receipt
from desktop.core.name_template import receipt_file_name
from desktop.core.query import ReceiptQuery
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo.server import DemoServer
from tests.app.conftest import HASTY, Driver
from tests.services.export_kit import content


def test_an_uncached_recording_plays(driver: Driver) -> None:
    row = driver.recordings()[0]
    driver.press_play(row)
    driver.wait(lambda: driver.player.playing and driver.player.position > 200)
    assert driver.player.current_sid == row.call.sid


@pytest.mark.parametrize(("language", "rules"), [("en", QueueRules()), ("he", HASTY)], ids=["en", "he"])
def test_ten_pressed_quickly(driver: Driver, server: DemoServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "desktop.recordings")
    server.counters.reset()
    rows = driver.recordings()[:10]
    assert len(rows) == 10
    for row in rows:
        driver.press_play(row)
    keys = [FileKey.recording(row.call.sid) for row in rows]
    queue = driver.program.queue
    driver.wait(lambda: all(_is_done(queue.transfer(key)) for key in keys), 50_000)
    driver.wait(lambda: driver.player.playing)
    assert driver.player.current_sid == rows[-1].call.sid
    assert server.counters.preparations_high == 3
    assert server.counters.file_requests_high <= 3
    assert server.counters.requests_high <= 4
    assert "active=3/3" in caplog.text


def test_again_with_the_server_stopped(driver: Driver, server: DemoServer) -> None:
    row = driver.recordings()[0]
    driver.press_play(row)
    driver.wait(lambda: driver.player.position > 100)
    driver.player.close()
    server.stop()
    driver.press_play(row)
    driver.wait(lambda: driver.player.playing and driver.player.position > 100, 5_000)


# -- receipts ------------------------------------------------------------------------------------


def test_the_preview_takes_four_fifths_of_the_window(driver: Driver) -> None:
    window = driver.program.window
    window.commands.receipts.trigger()
    for width, height in ((1440, 900), (1366, 768), (1366, 688)):
        driver.resize(width, height)
        assert driver.preview_height() / window.height() >= 0.80, (width, height)


def test_the_preview_keeps_its_share_while_the_player_plays(driver: Driver) -> None:
    driver.press_play(driver.recordings()[0])
    driver.wait(lambda: driver.player.playing)
    window = driver.program.window
    window.commands.receipts.trigger()
    for width, height in ((1366, 768), (1366, 688), (1093, 614)):
        driver.resize(width, height)
        assert driver.preview_height() / window.height() >= 0.80, (width, height)


def test_an_opened_receipt_is_shown_and_both_files_are_saved(
    driver: Driver, server: DemoServer, tmp_path: Path
) -> None:
    page = driver.receipts
    driver.program.window.commands.receipts.trigger()
    driver.wait(lambda: len(page.model.ids) > 0)
    receipt = next(row for row in _receipts(driver) if _both(server, row.id))
    assert page.table.set_current_id(receipt.id)
    driver.wait(lambda: page.preview.view.sharp)
    page.downloads.choose_folder = lambda _: str(tmp_path)
    page.commands.download_source.trigger()
    page.commands.download_preview.trigger()
    driver.wait(lambda: len(list(tmp_path.glob("*_source.*")) + list(tmp_path.glob("*_preview.*"))) == 2)
    [source] = tmp_path.glob(f"*_{receipt.id}_source.*")
    [preview] = tmp_path.glob(f"*_{receipt.id}_preview.*")
    assert source.read_bytes() == server.world.source_bytes(receipt.id)
    assert preview.read_bytes() == server.world.preview_bytes(receipt.id)


def test_the_zip_holds_what_the_server_holds(
    driver: Driver, server: DemoServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "desktop.receipts")
    page = driver.receipts
    driver.program.window.commands.receipts.trigger()
    driver.wait(lambda: len(page.model.ids) > 0)
    target = tmp_path / "receipts.zip"
    page.export.choose_target = lambda _: str(target)
    page.commands.export_to.trigger()
    driver.wait(target.exists, 50_000)
    expected = _expected_files(driver, server)
    assert content(target) == expected
    missing = [row.id for row in _receipts(driver) if server.world.preview_bytes(row.id) is None]
    for receipt_id in missing:
        assert f"[RECEIPTS_EXPORT] preview_missing receipt_id={receipt_id} " in caplog.text
    assert missing and not list(tmp_path.glob("*.part"))


def _receipts(driver: Driver) -> list[Receipt]:
    scope = driver.scope
    return [row.receipt for row in scope.receipts.rows(scope.receipts.ids(ReceiptQuery()))]


def _both(server: DemoServer, receipt_id: int) -> bool:
    world = server.world
    return bool(world.source_bytes(receipt_id)) and bool(world.preview_bytes(receipt_id))


def _expected_files(driver: Driver, server: DemoServer) -> dict[str, bytes]:
    """Name and bytes of everything that can be had; the names are made here once more, by the rule."""
    files: dict[str, bytes] = {}
    for receipt in _receipts(driver):
        day = receipt.received_at.astimezone().date().isoformat() if receipt.received_at else ""
        for kind, data in (
            (FileKind.RECEIPT_SOURCE, server.world.source_bytes(receipt.id)),
            (FileKind.RECEIPT_PREVIEW, server.world.preview_bytes(receipt.id)),
        ):
            if data:
                files[receipt_file_name(receipt, day, kind, sniff(data[:1024]).extension)] = data
    return files


def _is_done(transfer: object) -> bool:
    return transfer is not None and getattr(transfer, "state", None) is TransferState.DONE
