"""The receipts page as a user meets it: signed in to the embedded server, synced, shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.core.decision_state import DecisionState
from desktop.core.models import Receipt, ReceiptStatus
from desktop.core.transfer import QueueRules
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account import SignIn
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.ui.style_sheet import style_window
from desktop.ui.widgets.messages import Message, Messages
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool
from tests.prepared import account_service, open_scope, sync


class ReceiptsDesk:
    """The page with everything it needs, all of it real."""

    def __init__(self, qtbot: QtBot, scope: AccountScope) -> None:
        self.qtbot = qtbot
        self.scope = scope
        self.owner = QObject()
        self.tasks = TaskPool(self.owner)
        # Who is offline here stays it: no reason to wait half a minute for the server.
        self.queue = DownloadQueue(self.owner, QueueRules(session_seconds=0.5))
        self.renderer = DocumentRenderer(self.owner)
        self.messages = Messages(self.owner)
        self.page = ReceiptsPage(self.tasks, self.queue, self.renderer, self.messages)
        qtbot.addWidget(self.page)
        style_window(self.page)
        self.page.resize(1368, 876)

    def start(self) -> None:
        """Shows the page and waits for its list."""
        assert self.scope.online is not None
        self.queue.set_account(self.scope.kept_files.find)
        self.queue.set_attempts(self.scope.online.transfers)
        self.page.show()
        self.page.set_scope(self.scope)
        self.qtbot.waitUntil(lambda: len(self.page.model.ids) > 0, timeout=10_000)

    def go_offline(self) -> None:
        """As when the server is lost: the lists stay, nothing comes or goes."""
        self.scope.go_offline()
        self.queue.set_attempts(None)

    def go_online(self, server: DemoServer) -> None:
        """The server is back, and somebody signed in."""
        signed_in = account_service(self.scope.folder).sign_in(
            SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=False)
        )
        online = self.scope.go_online(signed_in.client)
        self.queue.set_attempts(online.transfers)
        self.page.set_no_server("")

    def close(self) -> None:
        self.page.set_scope(None)
        self.page.hide()
        assert self.queue.close(20_000)
        assert self.tasks.close(20_000)
        self.renderer.close()

    # -- what a test asks ------------------------------------------------------------------------

    def receipt(self, receipt_id: int) -> Receipt:
        found = self.scope.receipts.receipt(receipt_id)
        assert found is not None
        return found

    def listed(self) -> list[Receipt]:
        """In the order of the list."""
        return [row.receipt for row in self.scope.receipts.rows(self.page.model.ids)]

    def with_source(self) -> list[Receipt]:
        return [receipt for receipt in self.listed() if receipt.source_file]

    def ids_with(self, status: ReceiptStatus) -> list[int]:
        """Row ids of the listed receipts of this status, in the order of the list."""
        rows = (self.page.model.record_at(row) for row in range(len(self.page.model.ids)))
        return [row.row_id for row in rows if row is not None and row.receipt.status is status]

    def take(self, row_id: int) -> Receipt:
        """Makes this row the current one; returns its receipt."""
        assert self.page.table.set_current_id(row_id)
        row = self.page.current_row()
        assert row is not None
        return row.receipt

    def wait_until_sent(self, receipt_id: int) -> None:
        """Until what was decided about it last is sent, and noted here: the server knows of it earlier."""
        self.qtbot.waitUntil(lambda: self._last_state(receipt_id) is DecisionState.SENT, timeout=10_000)

    def _last_state(self, receipt_id: int) -> DecisionState | None:
        decisions = (row.decision for row in self.scope.outbox.history())
        return next((one.state for one in decisions if one.receipt_id == receipt_id), None)

    def wait_until_shown(self, receipt: Receipt) -> None:
        """Until its document is in the preview."""
        view, shown = self.page.preview.view, self.page.preview.shown
        self.qtbot.waitUntil(
            lambda: shown.kept is not None and shown.receipt == receipt and view.page_count > 0,
            timeout=20_000,
        )

    def said(self) -> str:
        """What stands in the preview where there is no document."""
        return self.page.preview.view.notes.sentence

    def message(self, key: str) -> Message | None:
        return next((message for message in self.messages.standing if message.key == key), None)

    def wait_for_message(self, key: str, words: str) -> Message:
        """The message of this key, once it holds `words`."""
        self.qtbot.waitUntil(lambda: words in self._sentence(key), timeout=20_000)
        found = self.message(key)
        assert found is not None
        return found

    def _sentence(self, key: str) -> str:
        found = self.message(key)
        return found.sentence if found is not None else ""


@contextmanager
def receipts_desk(qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """A desk on a fresh account with the server's lists on this computer."""
    scope = open_scope(data_dir, server.url)
    sync(scope)
    desk = ReceiptsDesk(qtbot, scope)
    try:
        desk.start()
        yield desk
    finally:
        desk.close()
        scope.close()
