"""Labels: what is cut is whole in the tooltip; what says the same once more costs nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.messages import MessageKind
from desktop.ui.widgets.note_box import NoteBox


def _shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


def test_label_is_cut_and_whole_in_its_tooltip(either_language: str, qtbot: QtBot) -> None:
    label = ElidingLabel("invoice-2026-4471-of-a-very-long-name.pdf")
    _shown(qtbot, label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_tooltip_of_its_own_stays_however_often_a_label_is_drawn(look: QApplication, qtbot: QtBot) -> None:
    label = ElidingLabel("Documents › receipts.zip")
    label.setToolTip("/home/dana/Documents/receipts.zip")
    _shown(qtbot, label)
    for width in (600, 40):
        label.resize(width, 20)
        label.grab()
        assert label.toolTip() == "/home/dana/Documents/receipts.zip"


class _Asked(QObject):
    """How often a widget is laid out anew."""

    count = 0

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_what_says_the_same_once_more_is_not_laid_out_anew(look: QApplication, qtbot: QtBot) -> None:
    """As each step of an export says all of its numbers."""
    window, asked = QWidget(), _Asked()
    column = QVBoxLayout(window)
    label, note = ElidingLabel("1 of 2 files", window), NoteBox(MessageKind.NOTE, "Little room", window)
    for part in (label, note):
        column.addWidget(part)
    _shown(qtbot, window)
    QApplication.sendPostedEvents()
    window.installEventFilter(asked)
    for text, is_new in (("1 of 2 files", False), ("2 of 2 files", True)):
        label.setText(text)
        note.set_text("Little room")
        QApplication.sendPostedEvents()
        assert bool(asked.count) == is_new
