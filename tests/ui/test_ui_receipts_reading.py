"""How the receipts page reads its list: to its end, and what is asked for while it is on its way."""

from __future__ import annotations

import threading
from array import array
from pathlib import Path

import pytest

from desktop.core.query import ReceiptQuery
from desktop.services.receipts import ReceiptsService
from desktop.ui.receipts.export.receipt_export import NOTHING
from tests.ui.receipts_desk import ReceiptsDesk


def at_rest(desk: ReceiptsDesk) -> None:
    desk.qtbot.waitUntil(lambda: not desk.page.loading.busy, timeout=20_000)


def search(desk: ReceiptsDesk, words: str) -> None:
    desk.page.filter_bar.search_field.setText(words)
    desk.page.filter_bar.search_field.search_now()


def test_a_long_list_comes_to_its_end_however_often_it_is_read_again(
    desk: ReceiptsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a first sync, which draws the lists again each second."""
    at_rest(desk)
    go, begun, read = threading.Event(), threading.Event(), ReceiptsService.ids

    def held(receipts: ReceiptsService, query: ReceiptQuery) -> array[int]:
        begun.set()
        assert go.wait(20)
        return read(receipts, query)

    monkeypatch.setattr(ReceiptsService, "ids", held)
    found: list[object] = []
    desk.page.loading.found.connect(lambda answer, _: found.append(answer))
    desk.page.refresh()
    assert begun.wait(20)
    for _ in range(5):
        desk.page.refresh()
    go.set()
    at_rest(desk)
    assert len(found) == 2


def test_a_receipt_that_filters_hide_is_gone_to_and_no_other(desk: ReceiptsDesk) -> None:
    wanted = desk.page.model.ids[-1]
    search(desk, "nobody sells this")
    at_rest(desk)
    current: list[object] = []
    desk.page.table.current_id_changed.connect(current.append)
    desk.page.show_record(wanted, "")
    desk.qtbot.waitUntil(lambda: desk.page.table.current_id() == wanted, timeout=20_000)
    assert current == [wanted], "the first row was not taken on the way"
    assert desk.message("cleared") is not None


def test_a_receipt_of_the_list_before_is_gone_to_in_the_one_that_comes(desk: ReceiptsDesk) -> None:
    """It is still listed when it is asked for, and the filters that come leave it out."""
    wanted = desk.page.model.ids[-1]
    search(desk, "nobody sells this")
    assert desk.page.loading.unanswered
    desk.page.show_record(wanted, "")
    desk.qtbot.waitUntil(lambda: desk.message("cleared") is not None, timeout=20_000)
    at_rest(desk)
    assert desk.page.table.current_id() == wanted


def test_of_a_list_that_is_on_its_way_nobody_says_that_it_is_empty(
    desk: ReceiptsDesk, tmp_path: Path
) -> None:
    desk.page.export.choose_target = lambda suggested: str(tmp_path / "receipts.zip")
    search(desk, "nobody sells this")
    at_rest(desk)
    desk.page.filter_bar.clear()
    with desk.qtbot.waitSignal(desk.page.export.ended, timeout=40_000) as ended:
        desk.page.commands.export_to.trigger()
    assert desk.message(NOTHING) is None
    assert ended.args[0].summary.count == 40
