"""Thumbnails through the real program: remembered for the next start; pictures lie in the cache folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.demo.server import DemoServer
from desktop.store.app_dirs import AppDirs
from tests.app.conftest import Driver


def test_thumbnails_are_remembered_and_their_pictures_lie_in_the_cache(
    start: Callable[[str], Driver], server: DemoServer, data_dir: Path
) -> None:
    first = start("en")
    first.sign_in(server)
    first.wait_for_lists()
    page = first.program.window.receipts_page
    assert not page.pictures.as_thumbnails.isChecked()
    first.program.window.commands.receipts.trigger()
    first.wait(lambda: page.isVisible() and bool(page.model.ids))
    page.pictures.as_thumbnails.trigger()
    assert page.pictures.grid.isVisible()
    folder, cache = first.scope.folder, AppDirs(data_dir).account_cache(first.scope.account)
    first.wait(lambda: any(cache.rglob("*-thumbnail-*.picture")))
    first.program.close()

    again = start("he")
    page = again.program.window.receipts_page
    again.wait(lambda: page.pictures.grid.isVisible() and bool(page.pictures.grid.seen_rows()))
    page.pictures.as_thumbnails.trigger()
    assert page.table.isVisible()
    again.program.close()
    assert not start("en").program.window.receipts_page.pictures.as_thumbnails.isChecked()
    # What can be made anew at any time is not among what cannot.
    assert cache.is_relative_to(data_dir / "cache") and any(cache.rglob("*-thumbnail-*.picture"))
    assert not list(folder.rglob("*.picture"))
