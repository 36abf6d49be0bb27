"""Messages: said once, shown in bars, gone in time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.errors import Cancelled, Offline
from desktop.ui.widgets.buttons import IconButton, LinkButton
from desktop.ui.widgets.message_bar import MessageAction, MessageBar, MessageKind, Messages


@pytest.fixture
def messages(look: QApplication) -> Messages:
    return Messages(look)


@pytest.fixture
def bar(messages: Messages, qtbot: QtBot) -> Iterator[MessageBar]:
    window = QWidget()
    column = QVBoxLayout(window)
    bar = MessageBar(messages, window)
    column.addWidget(bar)
    column.addStretch(1)
    window.resize(500, 300)
    qtbot.addWidget(window)
    window.show()
    yield bar
    window.close()


def _sentences(bar: MessageBar) -> list[str]:
    labels = [label for label in bar.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in sorted(labels, key=lambda label: label.mapTo(bar, label.pos()).y())]


def test_newest_on_top_and_three_at_most(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    assert not bar.isVisible()
    for number in range(5):
        messages.note(f"Sentence {number}.")
    qtbot.waitUntil(lambda: _sentences(bar) == ["Sentence 4.", "Sentence 3.", "Sentence 2."])
    messages.dismiss(messages.standing[0])
    qtbot.waitUntil(lambda: _sentences(bar) == ["Sentence 3.", "Sentence 2.", "Sentence 1."])
    messages.dismiss_all()
    assert not bar.isVisible()


class PaintCount(QObject):
    """How often `watched` was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.paints = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


@pytest.mark.parametrize("sentence", ["Offline.", "A sentence that is long enough to be wrapped. " * 5])
def test_what_stands_is_painted_once(
    messages: Messages, bar: MessageBar, qtbot: QtBot, sentence: str
) -> None:
    """It stands for hours: painting it must lead to no painting."""
    messages.show(MessageKind.WARNING, sentence, key="offline", lasting=True)
    label = next(label for label in bar.findChildren(QLabel) if label.text() == sentence)
    count = PaintCount(label)
    qtbot.waitUntil(lambda: count.paints > 0)
    before = count.paints
    for _ in range(20):
        QApplication.processEvents()
    assert count.paints <= before + 2


def test_what_lasts_is_not_pushed_out(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    messages.show(MessageKind.WARNING, "Offline.", key="offline", lasting=True)
    for number in range(4):
        messages.note(f"Sentence {number}.")
    qtbot.waitUntil(lambda: _sentences(bar) == ["Sentence 3.", "Sentence 2.", "Offline."])
    messages.dismiss("offline")
    qtbot.waitUntil(lambda: _sentences(bar) == ["Sentence 3.", "Sentence 2.", "Sentence 1."])


def test_the_same_key_takes_the_place(messages: Messages, qtbot: QtBot) -> None:
    messages.warning("Trying again in 0:25.", key="offline")
    messages.note("Something else.")
    with qtbot.assertNotEmitted(messages.announced):
        messages.warning("Trying again in 0:24.", key="offline")
    assert [m.sentence for m in messages.standing] == ["Something else.", "Trying again in 0:24."]
    messages.dismiss("offline")
    messages.dismiss("offline")
    assert [m.sentence for m in messages.standing] == ["Something else."]


def test_the_same_words_are_not_said_twice(messages: Messages) -> None:
    messages.danger("The server does not answer.")
    messages.danger("The server does not answer.")
    assert len(messages.standing) == 1
    messages.note("The server does not answer.")
    assert len(messages.standing) == 2


def test_a_countdown_keeps_the_focus_on_its_button(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    action = MessageAction("Try now", lambda: None, stays=True)
    messages.show(MessageKind.WARNING, "Again in 0:25.", action, key="offline", lasting=True)
    button = bar.findChild(LinkButton)
    assert button is not None
    button.setFocus()
    messages.show(MessageKind.WARNING, "Again in 0:24.", action, key="offline", lasting=True)
    assert bar.findChildren(LinkButton) == [button]
    assert _sentences(bar) == ["Again in 0:24."]
    assert button.hasFocus()


def test_action_runs_what_is_newest(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    done: list[str] = []
    messages.note("One.", MessageAction("Do", lambda: done.append("old")), key="k")
    messages.note("One.", MessageAction("Do", lambda: done.append("new")), key="k")
    qtbot.mouseClick(bar.findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert done == ["new"]
    assert messages.standing == ()


def test_cross_closes_and_what_lasts_has_none(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    messages.show(MessageKind.WARNING, "Offline.", key="offline", lasting=True)
    assert bar.findChild(IconButton) is None
    messages.note("A note.")
    cross = bar.findChild(IconButton)
    assert cross is not None
    assert cross.accessibleName()
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert [m.sentence for m in messages.standing] == ["Offline."]


def test_success_leaves_by_itself(messages: Messages, qtbot: QtBot) -> None:
    messages.note("Stays.")
    messages.success("12 receipts approved.")
    timer = messages.findChild(QTimer)
    assert isinstance(timer, QTimer)
    assert timer.interval() == 8000
    timer.setInterval(0)
    qtbot.waitUntil(lambda: [m.sentence for m in messages.standing] == ["Stays."])


def test_a_success_said_again_has_its_own_time(messages: Messages, qtbot: QtBot) -> None:
    messages.success("3 approved.", key="decision")
    first = messages.findChild(QTimer)
    assert isinstance(first, QTimer)
    messages.success("4 approved.", key="decision")
    first.setInterval(0)
    with qtbot.waitSignal(first.timeout):
        pass
    assert [m.sentence for m in messages.standing] == ["4 approved."]


def test_errors_are_said_in_words(messages: Messages) -> None:
    assert messages.error(Cancelled()) is None
    said = messages.error(Offline(), lambda: None)
    assert said is not None
    assert (said.sentence, said.icon) == ("The server does not answer.", "offline")
    assert said.action is not None
    assert said.action.label == "Try again"
    assert said.kind is MessageKind.DANGER


def test_two_bars_show_the_same(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    other = MessageBar(messages)
    qtbot.addWidget(other)
    other.show()
    messages.note("For both.")
    assert _sentences(bar) == _sentences(other) == ["For both."]
    messages.dismiss(messages.standing[0])
    assert not bar.isVisible()
    assert not other.isVisible()


def test_a_long_sentence_wraps(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    messages.note("Short.")
    qtbot.waitUntil(lambda: bar.height() >= 36)
    low = bar.height()
    messages.dismiss_all()
    messages.note("A sentence that is far too long for one line. " * 8)
    qtbot.waitUntil(lambda: bar.height() > low + 30)


def test_server_text_is_never_markup(messages: Messages, bar: MessageBar) -> None:
    messages.danger("<img src=x> <b>bold</b>")
    label = next(label for label in bar.findChildren(QLabel) if label.text())
    assert label.textFormat() == Qt.TextFormat.PlainText
