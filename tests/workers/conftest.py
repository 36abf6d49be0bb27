"""The renderer with its process, ended after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.workers.document_renderer import DocumentRenderer


@pytest.fixture
def renderer(qtbot: QtBot) -> Iterator[DocumentRenderer]:
    made = DocumentRenderer()
    yield made
    made.close()
