"""Messages: said once, shown in bars, gone in time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
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


def _texts(bar: MessageBar) -> list[str]:
    """All words in sight, from the top and then from the left."""
    labels = [label for label in bar.findChildren(QLabel) if label.isVisible()]
    labels.sort(key=lambda label: (label.mapTo(bar, QPoint()).y() // 36, label.mapTo(bar, QPoint()).x()))
    return [label.text() for label in labels]


def _sentences(bar: MessageBar) -> list[str]:
    return [text for text in _texts(bar) if text.endswith(".")]


def _button(bar: MessageBar, name: str) -> IconButton:
    found = [b for b in bar.findChildren(IconButton) if b.accessibleName() == name and b.isVisible()]
    assert len(found) == 1
    return found[0]


def test_one_at_a_time_and_the_way_to_the_others(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    assert not bar.isVisible()
    for number in range(3):
        messages.note(f"Sentence {number}.")
    assert _texts(bar) == ["Sentence 2.", "1 of 3"]
    for shown in (["Sentence 1.", "2 of 3"], ["Sentence 0.", "3 of 3"], ["Sentence 2.", "1 of 3"]):
        qtbot.mouseClick(_button(bar, "Show the next message"), Qt.MouseButton.LeftButton)
        assert _texts(bar) == shown
    qtbot.mouseClick(_button(bar, "Close this message"), Qt.MouseButton.LeftButton)
    assert _texts(bar) == ["Sentence 1.", "1 of 2"]
    messages.dismiss(messages.standing[0])
    assert _texts(bar) == ["Sentence 0."]
    messages.dismiss_all()
    assert not bar.isVisible()


def test_a_page_out_of_sight_lays_out_what_stands_once_it_is_looked_at(
    messages: Messages, bar: MessageBar, qtbot: QtBot
) -> None:
    page = bar.window()
    first = messages.note("Sentence 0.")
    page.hide()
    messages.dismiss(first)
    messages.note("Sentence 1.", MessageAction("Do it", lambda: None))
    assert not bar.findChildren(LinkButton), "nothing is made for a page that nobody sees"
    page.show()
    assert _texts(bar) == ["Sentence 1."]
    messages.note("Sentence 2.")
    assert _texts(bar) == ["Sentence 2.", "1 of 2"]
    page.hide()
    messages.dismiss_all()
    page.show()
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


def test_what_is_grave_is_not_covered_by_a_note(messages: Messages, bar: MessageBar) -> None:
    messages.warning("A warning.")
    messages.note("A note.")
    assert _texts(bar) == ["A warning.", "1 of 2"]
    messages.danger("A failure.")
    assert _texts(bar) == ["A failure.", "1 of 3"]
    messages.warning("Another warning.")
    assert _texts(bar) == ["A failure.", "1 of 4"]
    # What the user just did is answered at once; it leaves by itself.
    done = messages.success("12 approved.")
    assert _texts(bar) == ["12 approved.", "1 of 5"]
    messages.dismiss(done)
    assert _texts(bar) == ["A failure.", "1 of 4"]


def test_what_is_said_of_something_else_does_not_turn_the_page(
    messages: Messages, bar: MessageBar, qtbot: QtBot
) -> None:
    messages.note("Saving 1 of 9.", key="saving")
    messages.warning("A warning.")
    qtbot.mouseClick(_button(bar, "Show the next message"), Qt.MouseButton.LeftButton)
    messages.note("Saving 2 of 9.", key="saving")
    messages.note("A note.")
    assert _texts(bar) == ["Saving 2 of 9.", "3 of 3"]
    messages.danger("A failure.")
    assert _texts(bar) == ["A failure.", "1 of 4"]


def test_how_something_ended_comes_to_the_front_again(messages: Messages, bar: MessageBar) -> None:
    messages.success("3 approved.", key="decision")
    messages.danger("A failure.")
    messages.success("4 approved.", key="decision")
    assert _texts(bar) == ["4 approved.", "1 of 2"]


def test_a_warning_is_not_covered_by_a_success_that_came_before_it(
    messages: Messages, bar: MessageBar
) -> None:
    messages.warning("An old warning.")
    messages.success("3 approved.", key="decision")
    assert _texts(bar) == ["3 approved.", "1 of 2"], "what the user just did"
    messages.warning("Not taken.", key="refused")
    assert _texts(bar) == ["Not taken.", "1 of 3"]
    messages.success("4 approved.", key="decision")
    assert _texts(bar) == ["4 approved.", "1 of 3"]


def test_a_note_is_not_hidden_by_a_success_that_came_before_it(messages: Messages, bar: MessageBar) -> None:
    messages.warning("An old warning.")
    undone = messages.success("Undone for 27 receipts.")
    messages.note("There is no duplicate.")
    assert _texts(bar) == ["There is no duplicate.", "1 of 3"]
    # One that was there before stays behind; what is grave stands in front of both.
    messages.success("3 approved.")
    assert _texts(bar) == ["3 approved.", "1 of 4"]
    messages.warning("Not taken.")
    assert _texts(bar) == ["Not taken.", "1 of 5"]
    messages.dismiss(undone)
    messages.note("A note.")
    assert _texts(bar) == ["Not taken.", "1 of 5"]


def test_the_keyboard_stays_on_the_way_to_the_next(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    bar.window().activateWindow()
    qtbot.waitActive(bar.window())
    for number in range(3):
        messages.note(f"Sentence {number}.", key=f"{number}")
    _button(bar, "Show the next message").setFocus()
    for number in (1, 0):
        qtbot.keyClick(_button(bar, "Show the next message"), Qt.Key.Key_Space)
        assert _sentences(bar) == [f"Sentence {number}."]
        assert _button(bar, "Show the next message").hasFocus()
    _button(bar, "Close this message").setFocus()
    for left in (2, 1):
        qtbot.keyClick(_button(bar, "Close this message"), Qt.Key.Key_Space)
        assert len(messages.standing) == left
        assert _button(bar, "Close this message").hasFocus()


def test_what_lasts_stands_under_the_news(messages: Messages, bar: MessageBar, qtbot: QtBot) -> None:
    messages.show(MessageKind.WARNING, "Offline.", key="offline", lasting=True)
    assert _texts(bar) == ["Offline."]
    for number in range(2):
        messages.note(f"Sentence {number}.")
    qtbot.waitUntil(lambda: _texts(bar) == ["Sentence 1.", "1 of 2", "Offline."])
    messages.show(MessageKind.WARNING, "No calls.", key="list", lasting=True)
    qtbot.waitUntil(lambda: _texts(bar) == ["Sentence 1.", "1 of 2", "No calls.", "1 of 2"])
    messages.dismiss("list")
    messages.dismiss("offline")
    qtbot.waitUntil(lambda: _texts(bar) == ["Sentence 1.", "1 of 2"])


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
