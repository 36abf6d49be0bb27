"""Messages: the one seam for everything said to the user; bars show what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import AppError, Cancelled, DatabaseDamaged, OnlyReadable
from desktop.ui.error_text import error_text

SUCCESS_SECONDS = 8


class MessageKind(StrEnum):
    NOTE = "note"
    WARNING = "warning"
    DANGER = "danger"
    SUCCESS = "success"


@dataclass(frozen=True, slots=True)
class MessageAction:
    """What a message offers. `run` should be a bound method; `key_hint` such as `Ctrl Z`.

    `stays`: the message is left standing when the action was taken.
    """

    label: str
    run: Callable[[], object]
    key_hint: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said. `lasting`: it has no cross and goes only when the program dismisses it.

    `other`: what else can be done about it, beside the `action`.
    """

    kind: MessageKind
    sentence: str
    action: MessageAction | None = None
    icon_name: str = ""
    key: str = ""
    lasting: bool = False
    of_recordings: bool = False
    """It says nothing to whoever is at the receipts."""
    other: MessageAction | None = None

    @property
    def icon(self) -> str:
        return self.icon_name or _ICONS[self.kind]


_ICONS = {
    MessageKind.NOTE: "info",
    MessageKind.WARNING: "warning",
    MessageKind.DANGER: "warning",
    MessageKind.SUCCESS: "check",
}
_NEWS_AGAIN = (MessageKind.DANGER, MessageKind.SUCCESS)


class Messages(QObject):
    """What stands at the moment, newest first.

    A message with the key of another takes its place: where it stood when it only brings it up to date (how
    far something is, a countdown), in front when it says how something ended.
    """

    shown = Signal(object)
    announced = Signal(object)
    """As `shown`, but not for the one that only brings another up to date (a countdown)."""
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standing: list[Message] = []

    @property
    def standing(self) -> tuple[Message, ...]:
        return tuple(self._standing)

    def show(
        self,
        kind: MessageKind,
        sentence: str,
        action: MessageAction | None = None,
        *,
        icon_name: str = "",
        key: str = "",
        lasting: bool = False,
        of_recordings: bool = False,
        other: MessageAction | None = None,
    ) -> Message:
        """Says `sentence`; returns the message, which `dismiss` takes."""
        message = Message(kind, sentence, action, icon_name, key, lasting, of_recordings, other)
        place = self._place_of(message)
        before = self._standing.pop(place) if place is not None else None
        news = before is None or kind in _NEWS_AGAIN
        self._standing.insert(0 if news or place is None else place, message)
        if kind is MessageKind.SUCCESS:
            self._dismiss_later(message)
        self.shown.emit(message)
        self.changed.emit()
        if before is None or (news and before.sentence != sentence):
            self.announced.emit(message)
        return message

    def note(self, sentence: str, action: MessageAction | None = None, *, key: str = "") -> Message:
        return self.show(MessageKind.NOTE, sentence, action, key=key)

    def warning(self, sentence: str, action: MessageAction | None = None, *, key: str = "") -> Message:
        return self.show(MessageKind.WARNING, sentence, action, key=key)

    def danger(self, sentence: str, action: MessageAction | None = None, *, key: str = "") -> Message:
        return self.show(MessageKind.DANGER, sentence, action, key=key)

    def success(self, sentence: str, action: MessageAction | None = None, *, key: str = "") -> Message:
        return self.show(MessageKind.SUCCESS, sentence, action, key=key)

    def error(
        self,
        error: AppError,
        run: Callable[[], object] | None = None,
        *,
        key: str = "",
        other: MessageAction | None = None,
    ) -> Message | None:
        """Says what went wrong; `run` is what the remedy's label does. Being cancelled is not said."""
        if isinstance(error, Cancelled):
            return None
        if isinstance(error, OnlyReadable | DatabaseDamaged):
            # Whatever was to be saved or read: it is said once.
            key = type(error).__name__
        words = error_text(error)
        action = MessageAction(words.remedy, run) if run is not None and words.remedy else None
        said, icon_name = words.sentence, words.icon
        return self.show(MessageKind.DANGER, said, action, icon_name=icon_name, key=key, other=other)

    def dismiss(self, message: Message | str) -> None:
        """Takes away a message, or the one with this key; nothing when it is gone already."""
        left = [standing for standing in self._standing if not _is(standing, message)]
        if len(left) != len(self._standing):
            self._standing = left
            self.changed.emit()

    def dismiss_all(self) -> None:
        """Takes away everything, as at a change of account."""
        self._standing = []
        self.changed.emit()

    def _place_of(self, message: Message) -> int | None:
        for place, standing in enumerate(self._standing):
            same_words = standing.kind is message.kind and standing.sentence == message.sentence
            if standing.key == message.key if message.key else same_words and not standing.key:
                return place
        return None

    def _dismiss_later(self, message: Message) -> None:
        timer = QTimer(self, singleShot=True, interval=SUCCESS_SECONDS * 1000)
        # The timer holds the message itself: another one that took its place stays its own time.
        timer.timeout.connect(_Dismissal(self, message, timer).run)
        timer.start()


class _Dismissal(QObject):
    """One message that leaves by itself."""

    def __init__(self, messages: Messages, message: Message, timer: QTimer) -> None:
        super().__init__(timer)
        self._messages = messages
        self._message = message
        self._timer = timer

    def run(self) -> None:
        self._messages.dismiss(self._message)
        self._timer.deleteLater()


def _is(standing: Message, wanted: Message | str) -> bool:
    return standing is wanted if isinstance(wanted, Message) else bool(wanted) and standing.key == wanted
