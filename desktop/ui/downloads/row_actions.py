"""What can be done at the end of a row of the downloads: in what words and signs, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop.core.transfer import Transfer, TransferState
from desktop.ui.downloads.transfer_words import retry_text
from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.painting import visual
from desktop.ui.widgets.record_delegate import PADDING

translate = QCoreApplication.translate

_SLOT = 28
"""So wide is a sign's place, in px."""
_ICON = 16
_MOST = 2


class RowAction(Enum):
    PLAY = "play"
    SHOW = "show"
    REVEAL = "folder"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "clear"
    RETRY = "retry"
    REMOVE = "remove"

    @property
    def icon(self) -> str:
        """The sign that stands for it; "" where words do."""
        if self is RowAction.RESUME:
            return "play"
        return "" if self in _WORDS else self.value


_WORDS = (RowAction.RETRY, RowAction.REMOVE)


def row_actions(transfer: Transfer | None) -> tuple[RowAction, ...]:
    """From the leading side; none of a heading."""
    if transfer is None:
        return ()
    if transfer.state is TransferState.PAUSED:
        return RowAction.RESUME, RowAction.CANCEL
    if not transfer.state.final:
        return RowAction.PAUSE, RowAction.CANCEL
    if transfer.state is TransferState.DONE:
        return RowAction.PLAY if transfer.key.is_recording else RowAction.SHOW, RowAction.REVEAL
    return (RowAction.RETRY if retry_text(transfer) else RowAction.REMOVE,)


def action_text(action: RowAction) -> str:
    match action:
        case RowAction.PLAY:
            return translate("TransferWords", "Play")
        case RowAction.SHOW:
            return translate("TransferWords", "Show the receipt")
        case RowAction.REVEAL:
            return translate("TransferWords", "Show in folder")
        case RowAction.PAUSE:
            return translate("TransferWords", "Pause the download")
        case RowAction.RESUME:
            return translate("TransferWords", "Resume the download")
        case RowAction.CANCEL:
            return translate("TransferWords", "Cancel the download")
        case RowAction.RETRY:
            return translate("TransferWords", "Try again")
    return translate("TransferWords", "Remove")


def actions_width() -> int:
    """The width at which none of them is cut in this language."""
    words = max(_words_width(action) for action in _WORDS)
    return max(words, _MOST * _SLOT) + 2 * PADDING


def action_places(
    actions: Sequence[RowAction], cell: QRect, direction: Qt.LayoutDirection
) -> list[tuple[RowAction, QRect]]:
    """Where each stands in `cell`: all end on one edge."""
    right = cell.right() + 1 - PADDING
    places = []
    for action in reversed(actions):
        width = _SLOT if action.icon else _words_width(action)
        right -= width
        place = QRect(right, cell.top(), width, cell.height())
        places.append((action, visual(direction, cell, place)))
    return places[::-1]


def action_at(
    actions: Sequence[RowAction], cell: QRect, direction: Qt.LayoutDirection, point: QPoint
) -> RowAction | None:
    """Which of them is at `point`."""
    places = action_places(actions, cell, direction)
    return next((action for action, place in places if place.contains(point)), None)


def draw_actions(
    painter: QPainter, actions: Sequence[RowAction], cell: QRect, direction: Qt.LayoutDirection
) -> None:
    painter.setFont(font(bold=True, table=True))
    painter.setPen(theme().color("link"))
    for action, place in action_places(actions, cell, direction):
        if action.icon:
            sign = QRect(0, 0, _ICON, _ICON)
            sign.moveCenter(place.center())
            # The sign ends where words do.
            sign.moveLeft(visual(direction, place, QRect(place.right() + 1 - _ICON, 0, _ICON, 1)).left())
            draw_icon(painter, sign, action.icon, theme().color("text2"))
        else:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, action_text(action))


def _words_width(action: RowAction) -> int:
    return QFontMetrics(font(bold=True, table=True)).horizontalAdvance(action_text(action)) + 2
