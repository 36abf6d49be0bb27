"""Scenes before there are lists: signing in, to what is there and to what is not, and empty pages."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.demo.faults import Fault
from desktop.workers.connection import ConnectionState
from tests.stage import Stage


def sign_in(stage: Stage) -> None:
    stage.wait("the dialog", lambda: stage.program.sign_in.dialog is not None)
    stage.picture("sign-in")
    dialog = stage.program.sign_in.dialog
    assert dialog is not None
    stage.sign_in("wrong password")
    stage.wait("the refusal", lambda: dialog.error_box.isVisible())
    stage.picture("sign-in-refused")
    _sign_in_elsewhere(stage)


def _sign_in_elsewhere(stage: Stage) -> None:
    """While it is under way; and to a server that does not answer."""
    dialog = stage.program.sign_in.dialog
    assert dialog is not None
    stage.server.faults.add(Fault("^/api/auth/login$", "delay", seconds=5))
    stage.sign_in()
    stage.wait("a second of it", lambda: "1" in dialog.busy_label.text())
    stage.picture("sign-in-busy", at_rest=False)
    dialog.reject()
    stage.server.faults.clear()
    stage.server.stop()
    stage.sign_in()
    stage.wait("what is wrong", lambda: dialog.error_box.isVisible() and not dialog.busy_label.isVisible())
    stage.picture("sign-in-away")
    dialog.set_offline_hint(
        QCoreApplication.translate("ConnectionReport", "lists from {time}").format(time="14:02")
    )
    stage.picture("sign-in-offline-offered")
    stage.server.start()


def empty(stage: Stage) -> None:
    """Signed in, and nothing came yet."""
    stage.server.faults.add(Fault("^/api/(calls|receipts)$", "reset"))
    stage.wait("the dialog", lambda: stage.program.sign_in.dialog is not None)
    stage.sign_in()
    stage.wait("being offline", lambda: stage.program.connection.state is ConnectionState.OFFLINE)
    stage.picture("calls-not-synced")
    stage.program.window.commands.receipts.trigger()
    stage.picture("receipts-not-synced")
    stage.program.window.commands.downloads.trigger()
    stage.picture("downloads-none")
