"""VendorMenu: some of many vendors, or of other names, found by typing a part of their name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget, QWidgetAction

from desktop.core.resources import resource_path
from desktop.core.search_text import normalise
from desktop.ui.formatting import isolate, strip_marks
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.search_field import SearchField

_WIDTH = 280
_ROWS_SHOWN = 10
_ROW = 28
_RULES = """
QListWidget {{ background: transparent; border: none; outline: none; }}
QListWidget::item {{ padding: 5px 2px; color: {text}; }}
QListWidget::item:hover {{ background: {hover}; }}
QListWidget::item:selected {{ background: {selected}; color: {on_selected}; }}
QListWidget::indicator {{ width: 14px; height: 14px; border: 1px solid {border}; border-radius: 4px;
    background: {base}; }}
QListWidget::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{check}"); }}
"""
_NAME = int(Qt.ItemDataRole.UserRole)


class VendorMenu(QMenu):
    """`chosen(values, words)`, as a ChoiceMenu has it; "" stands for receipts without a vendor.

    `name` and `every`: what the list and the way back to all are called where they are no vendors.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None, *, name: str = "", every: str = "") -> None:
        super().__init__(parent)
        self._search = SearchField(self.tr("Part of the name"))
        self._search.textChanged.connect(self._on_search)
        self._list = QListWidget()
        self._list.setAccessibleName(name or self.tr("Vendors"))
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.itemChanged.connect(self._on_changed)
        self._list.itemClicked.connect(self._on_clicked)
        self._clicked_state: Qt.CheckState | None = None
        self._list.itemPressed.connect(self._on_pressed)
        self._all = LinkButton(every or self.tr("All vendors"))
        self._all.clicked.connect(self.clear_choice)
        self._lay_out()

    def _lay_out(self) -> None:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._search)
        column.addWidget(self._list)
        column.addWidget(self._all)
        panel.setFixedWidth(_WIDTH)
        holder = QWidgetAction(self)
        holder.setDefaultWidget(panel)
        self.addAction(holder)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offers these (value, words); what was chosen and is offered again stays chosen."""
        chosen = self.values()
        blocked = self._list.blockSignals(True)
        self._list.clear()
        for value, words in choices:
            item = QListWidgetItem(isolate(words), self._list)
            item.setData(_NAME, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
        self._list.blockSignals(blocked)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows, up to ten of them."""
        row = max(_ROW, self._list.sizeHintForRow(0))
        self._list.setFixedHeight(row * min(_ROWS_SHOWN, max(1, self._list.count())) + 4)

    def values(self) -> tuple[str, ...]:
        return tuple(str(item.data(_NAME)) for item in self._checked())

    def words(self) -> str:
        return ", ".join(strip_marks(item.text()) for item in self._checked())

    def set_values(self, values: tuple[str, ...]) -> None:
        """Chooses without saying so."""
        blocked = self._list.blockSignals(True)
        for item in self._items():
            state = Qt.CheckState.Checked if item.data(_NAME) in values else Qt.CheckState.Unchecked
            item.setCheckState(state)
        self._list.blockSignals(blocked)

    @Slot()
    def clear_choice(self) -> None:
        self.set_values(())
        self.close()
        self.chosen.emit((), "")

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _checked(self) -> list[QListWidgetItem]:
        return [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    @Slot(str)
    def _on_search(self, text: str) -> None:
        wanted = normalise(text)
        for item in self._items():
            item.setHidden(wanted not in normalise(item.text()))

    @Slot(QListWidgetItem)
    def _on_pressed(self, item: QListWidgetItem) -> None:
        self._clicked_state = item.checkState()

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        """A click on the name checks it, as one on its box does."""
        if item.checkState() == self._clicked_state:
            checked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    @Slot()
    def _on_changed(self) -> None:
        self.chosen.emit(self.values(), self.words())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list.setStyleSheet(_list_rules())
        self._fit()
        self._search.clear()
        self._search.setFocus()


def _list_rules() -> str:
    """The boxes of the list as those of the dialogs, in the theme's present colours."""
    return _RULES.format(**theme()._asdict(), check=resource_path("icons", "field-check.svg").as_posix())
