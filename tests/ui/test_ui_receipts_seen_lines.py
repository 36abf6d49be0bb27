"""An invoice whose amounts are drawn after everything else: marked and found as the eye sees its lines."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.demo.samples.documents import Documents
from desktop.ui.receipts.document.document_actions import DocumentActions
from desktop.ui.receipts.document.page_places import area_in_view
from desktop.ui.receipts.document.reading_view import ReadingView
from desktop.workers.document_renderer import DocumentRenderer
from tests.workers.renderer_kit import PATIENT_SECONDS

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(look: QApplication, qtbot: QtBot) -> Iterator[ReadingView]:
    renderer = DocumentRenderer(answer_seconds=PATIENT_SECONDS)
    owner = QWidget()
    qtbot.addWidget(owner)
    made = ReadingView(renderer, DocumentActions(owner), owner)
    owner.resize(700, 900)
    made.resize(700, 900)
    made._rest.setInterval(0)
    owner.show()
    yield made
    made.clear()
    renderer.close()


def write_invoice(template_id: str, path: Path) -> str:
    """The file of this template; returns its total."""
    documents = Documents()
    [template] = [one for one in documents.templates if one.id == template_id]
    text = template.text(random.Random(3), datetime(2026, 11, 28, tzinfo=UTC))
    path.write_bytes(documents.source(template_id, text))
    return f"{text.total / 100:,.2f}"


@pytest.mark.parametrize(
    ("template", "label", "sign"),
    [("office-supplies", "סה״כ לתשלום", "₪"), ("demo-couriers", "Total", "ILS")],
)
def test_the_line_with_the_total_is_marked_and_found_alone(
    qtbot: QtBot, view: ReadingView, tmp_path: Path, template: str, label: str, sign: str
) -> None:
    path = tmp_path / "a.pdf"
    total = write_invoice(template, path)
    with qtbot.waitSignal(view.opened, timeout=20_000):
        view.show_document(path)
    qtbot.waitUntil(lambda: view.texts.placed(0) is not None, timeout=20_000)
    line = f"{label} {sign} {total}"
    text = view.texts.placed(0)
    assert text is not None
    start = text.text.index(label)
    [area] = text.areas(start, text.text.index(total) + len(total))
    place = area_in_view(area, view._layout.rect(0), 0).translated(-view.origin()).toRect()
    ends = [QPoint(place.left() + 1, place.center().y()), QPoint(place.right() - 1, place.center().y())]
    first, last = ends[::-1] if sign == "₪" else ends
    QTest.mousePress(view.viewport(), LEFT, pos=first)
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), LEFT, pos=last)
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == line, timeout=20_000)
    view.open_find()
    for words in (f"{total} {sign}" if sign == "₪" else line, f"{label} {sign} {total}"):
        view.find_bar.field.setText(words)
        qtbot.waitUntil(lambda: not view.search.busy, timeout=30_000)
        assert view.search.count == 1, words
