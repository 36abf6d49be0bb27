"""MessageBar: shows one of the messages that stand in Messages, and the way to the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.formatting import number_text
from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import IconButton, LinkButton
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.messages import Message, MessageAction, MessageKind, Messages
from desktop.ui.widgets.painting import draw_rounded, visual
from desktop.ui.widgets.reading_order import read_in_order

__all__ = ["Message", "MessageAction", "MessageBar", "MessageKind", "Messages"]

_AT_THE_END = -1
LEAST_HEIGHT = 36
"""Of a message of one line, in px."""
_ICON = 16
_SIDE = 12
_HIGHEST = 10_000
"""Of a sentence, in px: as good as any height."""
_RANKS = {MessageKind.DANGER: 0, MessageKind.SUCCESS: 0, MessageKind.WARNING: 1, MessageKind.NOTE: 3}
"""A success is what the user just asked for, and leaves by itself: nothing waits behind it for long."""
_GRAVE = (MessageKind.DANGER, MessageKind.WARNING)
_PAST_SUCCESS = 2
"""Of a success that something grave came after: that is the news by then."""


class MessageBar(QWidget):
    """One message, the gravest and then the newest, with its number among them and a button to the next.

    What lasts (offline, say) is no news but a state: it stands under the news, in a row of its own, and so
    neither hides it nor is hidden by it.
    """

    def __init__(
        self, messages: Messages, parent: QWidget | None = None, *, of_receipts: bool = False
    ) -> None:
        """`of_receipts`: what is about recordings alone is not shown here."""
        super().__init__(parent)
        self._messages = messages
        self._of_receipts = of_receipts
        self._news, self._states = _Pile(), _Pile()
        self._rows: dict[_Pile, _MessageRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._place = QWidget(self)
        """Never seen: Tab comes by here, and so to the buttons of rows that are made much later."""
        self._place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._place.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Messages"))
        messages.changed.connect(self._on_changed)
        messages.announced.connect(self._on_announced)
        self._on_changed()

    @property
    def is_silent(self) -> bool:
        """Whether no message stands."""
        return not self._rows

    def height_at(self, width: int) -> int:
        """How high it is when it is so wide, in px: long sentences wrap."""
        return max(self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            watched.removeEventFilter(self)
            self._on_changed()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_changed(self) -> None:
        around = self.parentWidget()
        if around is not None and not around.isVisible():
            # Each page has a bar: what stands is laid out where somebody looks, once somebody does.
            around.installEventFilter(self)
        else:
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        standing = [one for one in self._messages.standing if not (self._of_receipts and one.of_recordings)]
        self._news.take([message for message in standing if not message.lasting])
        self._states.take([message for message in standing if message.lasting])
        self._show(self._news, 0)
        self._show(self._states, _AT_THE_END)
        rows = [self._rows[pile] for pile in (self._news, self._states) if pile in self._rows]
        read_in_order(self._place, *rows)
        self.setVisible(bool(rows))

    def _show(self, pile: _Pile, place: int) -> None:
        """The pile's turn in its row, which stays when it has the parts for it."""
        turn, row = pile.turn, self._rows.pop(pile, None)
        if turn is None:
            self._drop(row)
        elif row is not None and row.takes(turn):
            row.set_turn(turn)
            self._rows[pile] = row
        else:
            focused = row.focused_part() if row is not None else ""
            self._drop(row)
            self._rows[pile] = self._make_row(turn, pile, place)
            self._rows[pile].focus_part(focused)

    def _make_row(self, turn: _Turn, pile: _Pile, place: int) -> _MessageRow:
        row = _MessageRow(turn, self)
        row.closed.connect(self._messages.dismiss)
        row.next_asked.connect(partial(self._on_next, pile))
        self._column.insertWidget(place, row)
        row.show()
        return row

    def _drop(self, row: _MessageRow | None) -> None:
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _on_next(self, pile: _Pile) -> None:
        pile.go_on()
        self._show(pile, self._column.indexOf(self._rows[pile]))
        self._on_announced(self._rows[pile].message)

    @Slot(object)
    def _on_announced(self, message: Message) -> None:
        """A screen reader says it without the focus moving."""
        if not self.isVisible() or not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(self, message.sentence)
        if message.kind in (MessageKind.DANGER, MessageKind.WARNING):
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class _Turn(NamedTuple):
    """The message that is shown, which of how many it is."""

    message: Message
    number: int
    total: int


class _Pile:
    """Messages of which one is shown; the way to the others goes round."""

    def __init__(self) -> None:
        self._order: list[Message] = []
        self._at = 0

    @property
    def turn(self) -> _Turn | None:
        return _Turn(self._order[self._at], self._at + 1, len(self._order)) if self._order else None

    def take(self, standing: Sequence[Message]) -> None:
        """These stand now, newest first. Back to the first when that is another or what was shown left."""
        first, shown = self._order[:1], self._order[self._at : self._at + 1]
        self._order = _in_order(standing)
        stays = self._order and first and _same(first[0], self._order[0])
        places = [place for place, message in enumerate(self._order) if stays and _same(message, shown[0])]
        self._at = places[0] if places else 0

    def go_on(self) -> None:
        self._at = (self._at + 1) % len(self._order)


class _MessageRow(QWidget):
    """One message: icon, sentence, action, which of how many with the way to the next, cross."""

    closed = Signal(object)
    next_asked = Signal()

    def __init__(self, turn: _Turn, parent: QWidget) -> None:
        super().__init__(parent)
        self._turn = turn
        self._buttons: dict[str, QAbstractButton] = {}
        self._sentence = plain_label(self.message.sentence)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._number = plain_label("", secondary=True, wraps=False)
        self._lay_out()
        self.setMinimumHeight(max(LEAST_HEIGHT, QFontMetrics(font()).height() + 18))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_turn(turn)

    @property
    def message(self) -> Message:
        return self._turn.message

    def _lay_out(self) -> None:
        message, row = self.message, QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        # Margins do not mirror, spacings do.
        row.addSpacing(_SIDE + _ICON + 10)
        row.addWidget(self._sentence, 1)
        if message.action is not None:
            row.addWidget(self._make_action("action", message.action, self._on_action))
        if message.other is not None:
            row.addWidget(self._make_action("other", message.other, self._on_other))
        if self._turn.total > 1:
            row.addWidget(self._number)
            onward = self._make_button("next", self.tr("Show the next message"))
            onward.clicked.connect(self.next_asked)
            row.addWidget(onward)
        if not message.lasting:
            cross = self._make_button("clear", self.tr("Close this message"))
            cross.clicked.connect(self._on_close)
            row.addWidget(cross)
        row.addSpacing(_SIDE if message.lasting else 6)

    def takes(self, turn: _Turn) -> bool:
        """Whether this row can show `turn` in place of its own with no other parts."""
        mine = self._turn
        if (mine.total > 1) != (turn.total > 1):
            return False
        if mine.message is turn.message:
            return True
        return _same(mine.message, turn.message) and _parts(mine.message) == _parts(turn.message)

    def set_turn(self, turn: _Turn) -> None:
        """Another message of the same parts; its button keeps the focus."""
        self._turn = turn
        self._sentence.setText(turn.message.sentence)
        numbers = {"number": number_text(turn.number), "count": number_text(turn.total)}
        self._number.setText(self.tr("{number} of {count}").format(**numbers))
        self.setAccessibleName(turn.message.sentence)

    def focused_part(self) -> str:
        """The name of the button that has the keyboard; "" when none has."""
        return next((name for name, button in self._buttons.items() if button.hasFocus()), "")

    def focus_part(self, name: str) -> None:
        """Gives the keyboard to the button of that name, or else to another; "" to none."""
        buttons = [self._buttons[name]] if name in self._buttons else list(self._buttons.values())
        if name and buttons:
            buttons[-1].setFocus()

    def _make_action(self, name: str, action: MessageAction, slot: Callable[[], None]) -> QWidget:
        button = self._buttons[name] = LinkButton(action.label, self, bold=True, key_hint=action.key_hint)
        # With the message it goes, and the keys that a click gave it would go to whatever stands behind it.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        return button

    def _make_button(self, icon_name: str, text: str) -> IconButton:
        button = self._buttons[icon_name] = IconButton(icon_name, text, self, color="text")
        return button

    @Slot()
    def _on_action(self) -> None:
        self._take(self.message.action)

    @Slot()
    def _on_other(self) -> None:
        self._take(self.message.other)

    def _take(self, action: MessageAction | None) -> None:
        if action is None:
            return
        if not action.stays:
            self.closed.emit(self.message)
        action.run()

    @Slot()
    def _on_close(self) -> None:
        self.closed.emit(self.message)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        kind = self.message.kind.value
        draw_rounded(painter, self.rect(), 0, colors.color(f"{kind}_tint"))
        middle = self.height() // 2
        if self._is_wrapped():
            middle = self._sentence.geometry().top() + QFontMetrics(font()).height() // 2 + 1
        place = QRect(_SIDE, middle - _ICON // 2, _ICON, _ICON)
        draw_icon(
            painter, visual(self.layoutDirection(), self.rect(), place), self.message.icon, colors.color(kind)
        )

    def _is_wrapped(self) -> bool:
        # Not by the label, which lays its text out to say it, and is then painted again: without end.
        metrics, room = QFontMetrics(font()), QRect(0, 0, self._sentence.width(), _HIGHEST)
        text = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._sentence.text())
        return text.height() > metrics.height() + 4

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self.minimumHeight()))


def _in_order(standing: Sequence[Message]) -> list[Message]:
    """`standing`, newest first: the gravest, then the newest."""
    ranks: list[tuple[int, int]] = []
    grave = False
    for place, message in enumerate(standing):
        past = grave and message.kind is MessageKind.SUCCESS
        ranks.append((_PAST_SUCCESS if past else _RANKS[message.kind], place))
        grave = grave or message.kind in _GRAVE
    return [standing[place] for _, place in sorted(_not_behind_a_success(standing, ranks))]


def _not_behind_a_success(standing: Sequence[Message], ranks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A note that came after a success has its rank: what the user did next is answered by it."""
    found, of_success = [], _RANKS[MessageKind.NOTE]
    for message, (rank, place) in zip(reversed(standing), reversed(ranks), strict=True):
        if message.kind is MessageKind.SUCCESS:
            of_success = min(of_success, rank)
        found.append((of_success if message.kind is MessageKind.NOTE else rank, place))
    return found


def _same(one: Message, other: Message) -> bool:
    """Whether they are one message, or one brought up to date."""
    return one is other or (bool(one.key) and one.key == other.key)


def _parts(message: Message) -> tuple[object, ...]:
    actions = [one for one in (message.action, message.other) if one is not None]
    labels = [(one.label, one.key_hint) for one in actions]
    return (message.key, message.kind, message.icon, message.lasting, message.other is not None, *labels)
