"""TagBar: the tags of the selected receipts, each to be taken off, and the field for another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from desktop.core.search_text import normalise
from desktop.core.tag import CountedTag
from desktop.ui.icons import icon
from desktop.ui.receipts.chip_row import GAP, ChipRow
from desktop.ui.receipts.tags.tag_field import TagField
from desktop.ui.receipts.tags.tag_words import chip_text
from desktop.ui.widgets.filter_chip import FilterChip

_ICON = 16
_MOST_LINES = 3


class TagBar(QWidget):
    """`added(list of str)`, `removed(str)`: what the user wants; `chosen(str)`: to see all with this tag."""

    added = Signal(object)
    removed = Signal(str)
    chosen = Signal(str)
    left = Signal()
    """Back to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[CountedTag, ...], int] = ((), -1)
        self._known: Sequence[str] = ()
        self.chips: list[TagChip] = []
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(self.tr("Tags"))
        self._picture = QLabel(self)
        self.field = TagField(self)
        self._row = ChipRow([self.field], None)
        self._scroll = QScrollArea(self, widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._row.setBackgroundRole(QPalette.ColorRole.Base)
        self._scroll.setWidget(self._row)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(6)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._scroll, 1)
        self.field.entered.connect(self.added)
        self.field.left.connect(self.left)
        self.field.back_wanted.connect(self._on_back)
        self.show_tags([], 0)

    def write(self) -> None:
        """Puts the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self.field)

    def show_known(self, tags: Sequence[str]) -> None:
        """The tags in use."""
        self._known = tags
        self._offer()

    def show_tags(self, tags: Sequence[CountedTag], selected: int) -> None:
        """The tags of so many selected receipts."""
        if (tuple(tags), selected) == self._shown:
            return
        self._shown = (tuple(tags), selected)
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        before, self.chips = self.chips, [self._chip(tag, selected) for tag in tags]
        self._row.set_chips([*self.chips, self.field])
        for chip in before:
            chip.hide()
            chip.deleteLater()
        self.setEnabled(selected > 0)
        self._show_picture()
        self._order_keys()
        if focused is not None:
            (self.chips[min(focused, len(self.chips) - 1)] if self.chips else self.field).setFocus()
        self._offer()
        self._fit()

    def _chip(self, counted: CountedTag, selected: int) -> TagChip:
        chip = TagChip(counted.tag, chip_text(counted.tag, counted.receipts, selected), self._row)
        chip.cleared.connect(partial(self.removed.emit, counted.tag))
        chip.clicked.connect(partial(self._on_chip, counted.tag))
        chip.show()
        return chip

    def _on_chip(self, tag: str, _: bool = False) -> None:
        self.chosen.emit(tag)

    def _order_keys(self) -> None:
        order = [*self.chips, self.field]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _offer(self) -> None:
        tags, selected = self._shown
        there = {normalise(one.tag) for one in tags if one.receipts >= selected}
        self.field.offer([tag for tag in self._known if normalise(tag) not in there])

    def _show_picture(self) -> None:
        picture = icon("tag", "text2").pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
        self._picture.setPixmap(picture)
        self._picture.setFixedHeight(self.field.sizeHint().height())

    @Slot()
    def _on_back(self) -> None:
        if self.chips:
            self.chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)

    # -- its height ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, up to three of them: more are scrolled."""
        self._row.resize(self._scroll.viewport().width(), self._row.height())
        line = self.field.sizeHint().height()
        most = _MOST_LINES * line + (_MOST_LINES - 1) * GAP
        self._scroll.setFixedHeight(min(max(line, self._row.height()), most))


class TagChip(FilterChip):
    """A tag: its cross and Delete take it off, a click shows all receipts that have it."""

    def __init__(self, tag: str, words: str, parent: QWidget) -> None:
        super().__init__("", parent, clearable=True)
        self.tag = tag
        self.set_value(words)
        self.setToolTip(self.tr("{tag}: show all with this tag. Delete takes it off.").format(tag=words))

    def _colors(self) -> tuple[str, str, str]:
        if not self.isEnabled():
            return ("neutral", "disabled", "")
        active = self.isDown() or self.underMouse()
        return ("track" if active else "neutral", "text", "")
