"""The renderer with its process, and the queue of an account; both ended after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.transfer import QueueRules
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService
from desktop.workers.document_renderer import DocumentRenderer
from tests.prepared import account_service
from tests.workers.queue_desk import Desk
from tests.workers.renderer_kit import PATIENT_SECONDS


@pytest.fixture
def renderer(qtbot: QtBot) -> Iterator[DocumentRenderer]:
    made = DocumentRenderer(answer_seconds=PATIENT_SECONDS)
    yield made
    made.close()


@pytest.fixture
def accounts(data_dir: Path) -> AccountService:
    return account_service(data_dir)


@pytest.fixture
def desk(accounts: AccountService, server: DemoServer, qtbot: QtBot) -> Iterator[Desk]:
    # The real patience of three seconds between questions is the checklist's.
    made = Desk(accounts, server, qtbot, rules=QueueRules(poll_seconds=0.1))
    yield made
    made.scope.go_offline()
    assert made.queue.close(20_000)
    made.scope.close()
