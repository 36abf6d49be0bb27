"""SortButton: how the list is sorted, in words, and the menu to change it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.core.query import ReceiptSort
from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import pressed_by_enter
from desktop.ui.widgets.painting import elided, visual

_ICON = 14
_GAP = 4
_PADDING = 4
_LEAST_WIDTH = 72

Order = tuple[ReceiptSort, bool]


class SortButton(QPushButton):
    """`chosen(ReceiptSort, bool)`: by what, and whether downwards."""

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._actions: dict[Order, QAction] = {}
        self._short = ""
        for order, words in self._orders().items():
            action = QAction(words, self._group, checkable=True)
            action.setData(order)
            self._actions[order] = action
            self._menu.addAction(action)
        self._group.triggered.connect(self._on_triggered)
        self.clicked.connect(self._on_clicked)
        self.show_order(ReceiptSort.DATE, True)

    def _orders(self) -> dict[Order, str]:
        return {
            (ReceiptSort.DATE, True): self.tr("Newest first"),
            (ReceiptSort.DATE, False): self.tr("Oldest first"),
            (ReceiptSort.AMOUNT, True): self.tr("Largest amount first"),
            (ReceiptSort.AMOUNT, False): self.tr("Smallest amount first"),
            (ReceiptSort.VENDOR, False): self.tr("By vendor"),
            (ReceiptSort.VENDOR, True): self.tr("By vendor, backwards"),
            (ReceiptSort.STATUS, False): self.tr("By status"),
            (ReceiptSort.STATUS, True): self.tr("By status, backwards"),
            (ReceiptSort.CONFIDENCE, False): self.tr("Least confident first"),
            (ReceiptSort.CONFIDENCE, True): self.tr("Most confident first"),
        }

    def _name_of(self, sort: ReceiptSort) -> str:
        """Where there is no room for more: by what."""
        names = {
            ReceiptSort.DATE: self.tr("Date"),
            ReceiptSort.AMOUNT: self.tr("Amount"),
            ReceiptSort.VENDOR: self.tr("Vendor"),
            ReceiptSort.STATUS: self.tr("Status"),
        }
        return names.get(sort, self.tr("Confidence"))

    def show_order(self, sort: ReceiptSort, descending: bool) -> None:
        """Says how the list is sorted, without asking for it."""
        action = self._actions[sort, descending]
        action.setChecked(True)
        self.setText(action.text())
        self._short = self._name_of(sort)
        self.setAccessibleName(self.tr("Order: {order}").format(order=action.text()))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        sort, descending = action.data()
        self.show_order(sort, descending)
        self.chosen.emit(sort, descending)

    @Slot()
    def _on_clicked(self) -> None:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if right_to_left else self.width() - self._menu.sizeHint().width()
        self._menu.popup(self.mapToGlobal(QPoint(left, self.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font())
        width = 2 * _PADDING + metrics.horizontalAdvance(self.text()) + 1 + _GAP + _ICON
        return QSize(width, max(28, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = theme().color("text" if self.underMouse() or self.isDown() else "text2")
        painter.setFont(font())
        painter.setPen(ink)
        room = self.width() - 2 * _PADDING - _GAP - _ICON
        text = visual(self.layoutDirection(), self.rect(), QRect(_PADDING, 0, room, self.height()))
        metrics = painter.fontMetrics()
        words = self.text() if metrics.horizontalAdvance(self.text()) <= room else self._short
        shown = elided(metrics, words, room)
        # Against its arrow, whichever side that is.
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, flags | Qt.TextFlag.TextSingleLine, shown)
        top = (self.height() - _ICON) // 2
        icon = QRect(self.width() - _PADDING - _ICON, top, _ICON, _ICON)
        draw_icon(painter, visual(self.layoutDirection(), self.rect(), icon), "open-list", ink)
