"""Copies, batches, checks and lists under way when the user goes: asked about once, and never lost unsaid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.list_file import ListFormat
from desktop.ui.receipts.export.batch_export import MESSAGE as BATCH
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.zip_export.zip_copying import MESSAGE as COPY
from tests.app.conftest import Driver
from tests.app.language_kit import speak, standing
from tests.app.test_app_unfinished_export import said

Begin = Callable[[Driver, Path], None]


@pytest.fixture
def exported(signed_in: Driver, tmp_path: Path) -> Path:
    """A ZIP that is finished, alone in its folder; nothing of it is told any more."""
    folder = tmp_path / "exports"
    folder.mkdir()
    page = signed_in.receipts
    signed_in.wait(lambda: bool(page.model.ids))
    page.export.choose_target = lambda _: str(folder / "receipts.zip")
    page.export.export(ExportWish(ids=tuple(list(page.model.ids)[:8])), ask=True)
    signed_in.wait(lambda: page.export.result_dialog is not None)
    assert page.export.result_dialog is not None
    page.export.result_dialog.accept()
    return folder / "receipts.zip"


def begin_list(driver: Driver, exported: Path) -> None:
    saving = driver.receipts.saving
    saving.choose_target = lambda _: (str(exported.with_name("list.csv")), ListFormat.CSV)
    saving.command.trigger()
    assert saving.run is not None


def begin_pdf(driver: Driver, exported: Path) -> None:
    merging = driver.receipts.list_export.merging
    merging.choose_target = lambda _: (str(exported.with_name("all.pdf")), "pdf")
    merging.command.trigger()
    assert merging.run is not None


def begin_copy(driver: Driver, exported: Path) -> None:
    copying = driver.receipts.export.copying
    copying.choose_target = lambda _: str(exported.with_name("copy.zip"))
    copying.copy(exported)
    assert copying.task is not None


def begin_batch(driver: Driver, exported: Path) -> None:
    scope = driver.program.scope
    assert scope is not None
    [record] = scope.export_ledger.latest_finished(1)
    driver.receipts.export.batch.write(record)
    assert driver.receipts.export.batch.task is not None


def begin_check(driver: Driver, exported: Path) -> None:
    driver.program.window.zip_checking.check(exported)


WAYS = [
    (begin_list, "A list is still being saved."),
    (begin_pdf, "A PDF of receipts is still being made."),
    (begin_copy, "A ZIP is still being copied."),
    (begin_batch, "A batch is still being written again."),
    (begin_check, "A ZIP is still being verified."),
]


@pytest.mark.parametrize(("begin", "sentence"), WAYS)
def test_the_window_is_held_once(signed_in: Driver, exported: Path, begin: Begin, sentence: str) -> None:
    begin(signed_in, exported)
    window = signed_in.program.window
    assert not window.close()
    found = said(signed_in)
    assert found is not None and found.action is not None
    assert found.sentence == f"{sentence} Close the window again to stop it."
    found.action.run()
    assert not window.isVisible()
    signed_in.program.close()
    # What was done by then is whole; of what was not, nothing is there.
    assert not [path for path in exported.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(("begin", "sentence"), WAYS)
def test_what_is_waited_for_to_its_end_holds_no_longer(
    signed_in: Driver, exported: Path, begin: Begin, sentence: str
) -> None:
    begin(signed_in, exported)
    window = signed_in.program.window
    assert not window.close()
    signed_in.wait(lambda: said(signed_in) is None)
    assert window.close()


def test_what_is_under_way_is_said_together_and_what_began_since_anew(
    signed_in: Driver, exported: Path
) -> None:
    window = signed_in.program.window
    begin_copy(signed_in, exported)
    assert not window.close()
    begin_list(signed_in, exported)
    assert not window.close(), "of the list nobody was asked"
    found = said(signed_in)
    assert found is not None
    both = "A list is still being saved. A ZIP is still being copied. Close the window again to stop it."
    assert found.sentence == both
    assert window.close()


@pytest.mark.parametrize(("begin", "message"), [(begin_copy, COPY), (begin_batch, BATCH)])
def test_another_language_ends_neither_a_copy_nor_a_batch(
    signed_in: Driver, exported: Path, begin: Begin, message: str
) -> None:
    before = exported.read_bytes()
    begin(signed_in, exported)
    speak(signed_in, "he", busy=True)
    export = signed_in.receipts.export
    signed_in.wait(lambda: export.copying.task is None and export.batch.task is None)
    assert message in [one.key for one in signed_in.program.window.messages.standing]
    [other] = [path for path in exported.parent.iterdir() if path != exported]
    assert other.read_bytes() == before


def test_receipts_that_are_on_their_way_into_a_pdf_arrive(signed_in: Driver, tmp_path: Path) -> None:
    target = tmp_path / "all.pdf"
    merging = signed_in.receipts.list_export.merging
    signed_in.wait(lambda: bool(signed_in.receipts.model.ids))
    merging.choose_target = lambda _: (str(target), "pdf")
    merging.command.trigger()
    assert merging.run is not None
    speak(signed_in, "he", busy=True)
    now = signed_in.receipts.list_export.merging
    assert now is not merging
    signed_in.wait(lambda: now.run is None and not signed_in.program.tasks.busy)
    assert target.exists()
    assert "merged-pdf" in [one.key for one in standing(signed_in)]
