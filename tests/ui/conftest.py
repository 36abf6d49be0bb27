"""What tests of the screens share: the look in place, one language after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.demo.server import DemoServer
from desktop.ui.theme import apply_theme
from desktop.ui.translation import install
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk
from tests.ui.record_bench import Bench, record_bench


def _speak_english(app: QApplication) -> None:
    install(app, "en")


@pytest.fixture(autouse=True, scope="session")
def themed(qapp: QApplication) -> None:
    """As in the program, before any screen is made, whichever test comes first."""
    apply_theme(qapp, "light")


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, in English; both are put back afterwards."""
    apply_theme(qapp, "light")
    _speak_english(qapp)
    yield qapp
    apply_theme(qapp, "light")
    _speak_english(qapp)


@pytest.fixture
def hebrew(look: QApplication) -> QApplication:
    """The application in Hebrew, right to left."""
    install(look, "he")
    return look


@pytest.fixture(params=["en", "he"])
def either_language(look: QApplication, request: pytest.FixtureRequest) -> str:
    """The application in English, then in Hebrew; which one it is."""
    return install(look, request.param)


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """That of the receipts; tests of the calls have one of their own."""
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def either(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """The desk of the receipts in English, then in Hebrew."""
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def bench(look: QApplication, qtbot: QtBot) -> Bench:
    """A table of a thousand rows."""
    return record_bench(qtbot, 1000)


@pytest.fixture
def either_bench(either_language: str, qtbot: QtBot) -> Bench:
    """The same in English, then in Hebrew."""
    return record_bench(qtbot, 1000)
