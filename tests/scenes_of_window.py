"""Scenes of what the whole window asks and shows: what leaves the computer, the sheet of keys."""

from __future__ import annotations

from desktop.core.models import FileKey
from tests.scene_steps import healthy, with_lists
from tests.stage import Stage


def removing(stage: Stage) -> None:
    """A recording that the server can give again, and several of which some vanish soon."""
    with_lists(stage)
    page, scope, window = stage.program.window.calls_page, stage.program.scope, stage.program.window
    assert scope is not None
    sids = [*healthy(stage)[1:3], *healthy(stage)[-2:]]
    for sid in sids:
        stage.program.queue.request(FileKey.recording(sid))
        stage.wait_until_kept(FileKey.recording(sid))
    window.messages.dismiss_all()
    rows = scope.calls.row_ids(sids)
    page.table.set_current_id(rows[sids[0]])
    stage.rest()
    page.commands.remove.trigger()
    stage.rest()
    stage.wait("its end", lambda: scope.calls.kept(sids[0]) is None)
    page.table.set_current_id(rows[sids[1]])
    stage.picture("removed")
    page.table.select_ids([rows[sid] for sid in sids[1:]])
    page.commands.remove.trigger()
    stage.wait("the question", lambda: window.keeping.removal.dialog is not None)
    stage.picture("removing")
    dialog = window.keeping.removal.dialog
    assert dialog is not None
    dialog.reject()


def keys(stage: Stage) -> None:
    """The sheet of keys, whole and searched."""
    with_lists(stage)
    window = stage.program.window
    window.commands.keys.trigger()
    stage.picture("keys")
    dialog = window.keys_sheet.dialog
    assert dialog is not None
    dialog.field.setText("Ctrl+Shift")
    stage.picture("keys-found")
    dialog.close()
