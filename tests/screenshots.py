"""Saves a picture of every screen: `python -m tests.screenshots DIR [NAME ...]`, for people to look at."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # A screen that holds the window: at the edge of a small one Qt would open menus elsewhere.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('offscreen.json')}"

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtTest import QTest

from desktop.core.models import FileKey
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.ui.find.find_dialog import FindDialog
from desktop.ui.widgets.messages import MessageAction
from desktop.workers.connection import ConnectionState
from tests.scene_steps import healthy, is_pdf, play, receipts_of, show, with_lists
from tests.scenes_of_completeness import completeness
from tests.scenes_of_details import details
from tests.scenes_of_documents import documents, documents_not_shown
from tests.scenes_of_downloads import downloads, downloads_offline, downloads_states
from tests.scenes_of_exports import (
    call_exports,
    exports,
    exports_earlier,
    exports_in_trouble,
    exports_leaving,
    file_names,
    one_pdf,
    zip_check,
)
from tests.scenes_of_flow import decided, looked_for, missing
from tests.scenes_of_sign_in import empty, sign_in
from tests.scenes_of_states import document_kinds, document_waits, large_screen, signed_out
from tests.scenes_of_thumbnails import thumbnails
from tests.scenes_of_use import (
    accounts,
    calls_offline,
    decisions,
    notes,
    player,
    printed,
    receipts_offline,
    recordings_in_trouble,
    views,
)
from tests.scenes_of_window import keys, removing
from tests.stage import FULL, SMALL, Stage

LANGUAGES = ("he", "en")
THEMES = ("light", "dark")
Scene = Callable[[Stage], None]


# -- with lists ----------------------------------------------------------------------------------


def calls(stage: Stage) -> None:
    with_lists(stage)
    page, window = stage.program.window.calls_page, stage.program.window
    sids = healthy(stage)
    for sid in sids[1:5]:
        stage.program.queue.request(FileKey.recording(sid))
        stage.wait_until_kept(FileKey.recording(sid))
    play(stage, sids[3])
    stage.wait("the sound", lambda: window.player.position > 1500)
    window.player.pause()
    stage.picture("calls")
    page.table.select_ids(page.model.ids[2:9])
    stage.picture("calls-selected")
    stage.size(SMALL)
    stage.picture("calls-1366x768")
    stage.size(FULL)
    page.filter_bar.search_field.setText("zzz")
    stage.wait("no match", lambda: not page.model.ids)
    stage.picture("calls-nothing-matches")


def waveform(stage: Stage) -> None:
    """The seek bar: on its way, drawn, with A to B, bookmarks and the mouse; compact."""
    with_lists(stage)
    window = stage.program.window
    long = max(healthy(stage)[:12], key=lambda sid: length_of(stage, sid))
    stage.program.queue.request(FileKey.recording(long))
    stage.wait_until_kept(FileKey.recording(long))
    play(stage, long)
    bar = window.player_bar.time_bar
    stage.wait("the hint", lambda: bar.waiting and window.player.duration > 0)
    window.player.pause()
    stage.picture("waveform-waiting", at_rest=False)
    stage.wait("the waveform", lambda: bar.has_waveform)
    window.player.seek(window.player.duration // 3)
    stage.wait("the place", lambda: bar.value() > bar.maximum() // 4)
    stage.picture("waveform")
    bar.set_range(bar.maximum() // 2, bar.maximum() * 5 // 8)
    bar.set_marks([bar.maximum() // 5, bar.maximum() * 3 // 4])
    QTest.mouseMove(bar, QPoint(bar.width() * 7 // 8, bar.height() // 2))
    stage.picture("waveform-range")
    window.commands.receipts.trigger()
    stage.picture("waveform-compact")


def length_of(stage: Stage, sid: str) -> float:
    return next(call.duration for call in stage.server.world.calls if call.sid == sid)


def receipts(stage: Stage) -> None:
    with_lists(stage)
    page = stage.program.window.receipts_page
    stage.program.window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    show(stage, next(receipt for receipt in receipts_of(stage) if is_pdf(receipt)))
    stage.picture("receipts")
    stage.size(SMALL)
    stage.wait("a sharp page", lambda: page.preview.view.sharp)
    stage.picture("receipts-1366x768")
    stage.size(FULL)
    show(stage, next(receipt for receipt in receipts_of(stage) if not is_pdf(receipt)))
    page.table.select_ids(page.model.ids[1:6])
    stage.picture("receipts-selected")
    page.commands.show_large.setChecked(True)
    stage.wait("a sharp page", lambda: page.preview.view.sharp)
    stage.picture("receipts-large")
    page.commands.show_large.setChecked(False)
    page.filter_bar.search_field.setText("zzz")
    stage.wait("no match", lambda: not page.model.ids)
    stage.picture("receipts-nothing-matches")


def receipts_playing(stage: Stage) -> None:
    """The compact player under the receipts."""
    with_lists(stage)
    window = stage.program.window
    play(stage, healthy(stage)[0])
    stage.wait("the sound", lambda: window.player.position > 500)
    window.player.pause()
    window.commands.receipts.trigger()
    show(stage, next(receipt for receipt in receipts_of(stage) if is_pdf(receipt)))
    stage.size(SMALL)
    stage.wait("a sharp page", lambda: window.receipts_page.preview.view.sharp)
    stage.picture("receipts-playing-1366x768")


def export(stage: Stage) -> None:
    with_lists(stage)
    page = stage.program.window.receipts_page
    stage.program.window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    with tempfile.TemporaryDirectory() as folder:
        page.export.folder = folder
        stage.server.faults.add(Fault("^/storage/", "delay", seconds=0.03, after=80))
        page.commands.export.trigger()
        stage.wait(
            "a start", lambda: page.export.run is not None and page.export.run.progress.files_done > 150
        )
        stage.picture("export-progress", at_rest=False)
        stage.server.faults.clear()
        stage.wait("its end", lambda: page.export.result_dialog is not None)
        stage.picture("export-finished")
        assert page.export.result_dialog is not None
        page.export.copying.choose_target = lambda _: str(Path(folder) / "copy.zip")
        page.export.result_dialog.copy_button.click()
        stage.wait("the copy", lambda: page.export.copying.task is None)
        stage.picture("export-copied")
        page.export.result_dialog.reject()
        page.table.select_ids(page.model.ids[1:6])
        page.filter_bar.export_buttons.arrow.click()
        stage.wait("the numbers", lambda: not stage.program.tasks.busy)
        stage.picture("export-menu")
        page.list_export.menu.hide()


def settings(stage: Stage) -> None:
    with_lists(stage)
    window = stage.program.window
    window.settings.open()
    stage.picture("settings")
    dialog = window.settings.dialog
    assert dialog is not None
    dialog.show_page(dialog.recordings)
    stage.picture("settings-recordings")
    dialog.show_page(dialog.account)
    stage.picture("settings-account")
    dialog.show_page(dialog.about)
    stage.picture("settings-about")
    dialog.about.notices_button.click()
    stage.picture("notices")
    dialog.about.notices.close()
    dialog.close()


def gone(stage: Stage) -> None:
    """A call and a receipt that the server has no longer, and whose files are kept."""
    with_lists(stage)
    window, scope, world = stage.program.window, stage.program.scope, stage.server.world
    assert scope is not None
    sid = healthy(stage)[2]
    play(stage, sid)
    stage.wait("the recording", lambda: scope.calls.kept(sid) is not None)
    receipt = next(one for one in receipts_of(stage)[3:] if is_pdf(one))
    window.commands.receipts.trigger()
    show(stage, receipt)
    stage.wait("the file", lambda: scope.receipts.kept(FileKey.source(receipt.id)) is not None)
    world.calls.remove(sid)
    world.receipts.remove(receipt.id)
    window.commands.sync_everything.trigger()
    stage.wait("its end", lambda: _is_gone(stage, receipt.id))
    stage.picture("receipts-gone")
    window.commands.calls.trigger()
    stage.wait("the call's end", lambda: window.calls_page.details.gone_text != "")
    stage.picture("calls-gone")


def _is_gone(stage: Stage, receipt_id: int) -> bool:
    shown = stage.program.window.receipts_page.preview.receipt
    return shown is not None and shown.id == receipt_id and shown.gone_at is not None


def messages(stage: Stage) -> None:
    with_lists(stage)
    window = stage.program.window
    stage.server.stop()
    window.commands.sync.trigger()
    stage.wait("being offline", lambda: stage.program.connection.state is ConnectionState.OFFLINE)
    missing = QCoreApplication.translate("ExportWords", "Export finished, %Ln file(s) missing", "", 2)
    window.messages.warning(missing, MessageAction(window.commands.downloads.text(), window.lists.refresh))
    stage.picture("messages-offline")
    window.messages.success(QCoreApplication.translate("ReceiptDecisions", "%Ln receipt(s) approved.", "", 5))
    play(stage, healthy(stage)[9])
    stage.picture("messages-calls")
    window.commands.receipts.trigger()
    stage.picture("messages-receipts")
    stage.server.start()


def find(stage: Stage) -> None:
    """The search over everything, a search in the list of calls, and letters too few for the index."""
    with_lists(stage)
    window = stage.program.window
    window.commands.find.trigger()
    assert window.find_everything.dialog is not None
    stage.picture("find-hint")
    for name, words in (("find", "חשבונית"), ("find-name", "demo"), ("find-none", "zzz")):
        window.find_everything.dialog.field.setText(words)
        window.find_everything.dialog.field.search_now()
        stage.wait("the counts", partial(_is_counted, window.find_everything.dialog, words))
        stage.picture(name)
    window.find_everything.dialog.reject()
    page = window.calls_page
    count = len(page.model.ids)
    page.filter_bar.search_field.setText("חשבונית")
    page.filter_bar.search_field.search_now()
    stage.wait("all that is found", lambda: page.model.whole and len(page.model.ids) < count)
    stage.rest()
    page.commands.next_match.trigger()
    stage.picture("calls-found")
    page.reach.set_reached(stage.server.world.clock.now() - timedelta(days=40))
    stage.picture("calls-little-words")


def _is_counted(dialog: FindDialog, words: str) -> bool:
    return dialog.answered == words and dialog.counted


SCENES: dict[str, Scene] = {
    scene.__name__.replace("_", "-"): scene
    for scene in (
        sign_in,
        empty,
        calls,
        waveform,
        receipts,
        receipts_playing,
        thumbnails,
        downloads,
        downloads_states,
        downloads_offline,
        export,
        exports,
        exports_earlier,
        exports_in_trouble,
        exports_leaving,
        call_exports,
        one_pdf,
        zip_check,
        file_names,
        find,
        settings,
        gone,
        messages,
        notes,
        views,
        printed,
        player,
        accounts,
        calls_offline,
        receipts_offline,
        documents,
        documents_not_shown,
        document_kinds,
        document_waits,
        large_screen,
        signed_out,
        decisions,
        completeness,
        details,
        recordings_in_trouble,
        decided,
        missing,
        looked_for,
        removing,
        keys,
    )
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"some of {', '.join(SCENES)}")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name in chosen.names or SCENES:
        for language in LANGUAGES:
            for theme in THEMES:
                take(SCENES[name], chosen.folder, language, theme)
        print(name, flush=True)
    return 0


def take(scene: Scene, pictures: Path, language: str, theme: str) -> None:
    """Plays one scene with a server and a data folder of its own."""
    with (
        tempfile.TemporaryDirectory() as data,
        DemoServer(DemoOptions()) as server,
        Stage(server, Path(data), pictures, language, theme) as stage,
    ):
        scene(stage)


if __name__ == "__main__":
    sys.exit(main())
