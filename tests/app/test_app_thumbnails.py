"""Thumbnails through the real program: remembered for the next start; pictures lie in the cache folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.demo.server import DemoServer
from desktop.store.app_dirs import AppDirs
from tests.app.conftest import Driver
from tests.prepared import prepare


def test_thumbnails_are_remembered_and_their_pictures_lie_in_the_cache(
    start: Callable[[str], Driver], server: DemoServer, data_dir: Path
) -> None:
    prepare(data_dir, server)
    first = start("en")
    page = first.program.window.receipts_page
    assert not page.pictures.as_thumbnails.isChecked()
    first.program.window.commands.receipts.trigger()
    first.wait(lambda: page.isVisible() and bool(page.model.ids))
    page.pictures.as_thumbnails.trigger()
    assert page.pictures.grid.isVisible()
    first.program.close()

    again = start("he")
    page = again.program.window.receipts_page
    again.wait(lambda: page.pictures.grid.isVisible() and bool(page.pictures.grid.seen_rows()))
    page.pictures.as_thumbnails.trigger()
    assert page.table.isVisible()
    scope = again.program.scope
    assert scope is not None
    account = scope.account
    again.program.close()
    assert not start("en").program.window.receipts_page.pictures.as_thumbnails.isChecked()
    # What can be made anew at any time is not among what cannot.
    assert not (scope.folder / "pictures").exists()
    assert not (scope.folder / "cache").exists()
    assert AppDirs(data_dir).account_cache(account).is_relative_to(data_dir / "cache")
