"""Any query on the page: the number on the button is that of the index, and that of the manifest."""

from __future__ import annotations

import random
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.ui.receipts.export.receipt_export import NOTHING
from tests.campaigns.export_queries import any_query, in_index, in_manifest
from tests.services.export_kit import receipts_of
from tests.ui.receipts_desk import ReceiptsDesk

SAMPLE = 4
SEEDS = range(3)


def number_on_button(desk: ReceiptsDesk) -> int:
    """0: it carries none."""
    text = desk.page.filter_bar.export_buttons.button.text()
    return int("".join(letter for letter in text if letter.isdigit()) or 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_button_says_stands_in_index_and_manifest(
    desk: ReceiptsDesk, tmp_path: Path, seed: int
) -> None:
    """Offline: which files are here is no matter, as each that is not is in the manifest too."""
    desk.go_offline()
    export, dice = desk.page.export, random.Random(seed)
    export.folder = str(tmp_path)
    for _ in range(SAMPLE):
        query = any_query(dice, receipts_of(desk.scope))
        desk.page.filter_bar.take_query(query)
        desk.qtbot.waitUntil(lambda: desk.page.model.whole and not desk.tasks.busy)
        count, listed = number_on_button(desk), list(desk.page.model.ids)
        assert count == len(listed), query
        desk.page.filter_bar.export_buttons.button.click()
        if not count:
            desk.wait_for_message(NOTHING, "nothing to export")
            assert export.run is None, query
            continue
        desk.qtbot.waitUntil(lambda: export.result_dialog is not None, timeout=20_000)
        assert export.result_dialog is not None
        with ZipFile(export.result_dialog.report.target) as archive:
            assert in_index(archive) == listed, query
            assert in_manifest(archive) == set(listed), query
        export.result_dialog.reject()
