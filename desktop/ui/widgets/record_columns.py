"""RecordColumns: order, widths and visibility of a table's columns, as actions and as text to keep."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from desktop.ui.widgets.record_header import RecordHeader
from desktop.ui.widgets.record_table_model import Column

_WIDEST = 2000


class RecordColumns(QObject):
    """Keeps a RecordHeader's sections; `changed` after the user moved, sized, showed or hid one."""

    changed = Signal()

    def __init__(self, header: RecordHeader, parent: QWidget) -> None:
        super().__init__(parent)
        self._header = header
        self._columns: tuple[Column, ...] = ()
        self._window = parent
        self._quiet = True
        self._room = 0
        self._given_way: dict[int, int] = {}
        """Columns that the user wants and that have no room now, with their widths in px."""
        self._filling: tuple[int, int] | None = None
        """The column that stretches while the one that should has given way, and its own width in px."""
        self._actions: list[QAction] = []
        self._own: dict[int, int] = {}
        """Columns that are wider for now than the user has them, with their own widths in px."""
        self._sized: set[int] = set()
        """Those that he sized himself."""
        header.sectionMoved.connect(self._on_changed)
        header.sectionResized.connect(self._on_resized)
        header.room_changed.connect(self.fit)
        header.menu_requested.connect(self._on_menu_requested)

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Gives the header its columns, in their first order and widths."""
        self._columns = columns
        self._header.columns = columns
        for action in self._actions:
            action.deleteLater()
        self._actions = []
        self.reset()

    @property
    def actions(self) -> list[QAction]:
        """One checkable action a column, made when they are first asked for."""
        if not self._actions:
            self._actions = [self._make_action(number) for number in range(len(self._columns))]
        return self._actions

    @Slot()
    def reset(self) -> None:
        """Order, widths and visibility as they were at first."""
        self._apply([column.key for column in self._columns], {}, {c.key for c in self._columns if c.hidden})

    def state(self) -> str:
        """What `restore` takes: a line of JSON."""
        header = self._header
        order = [self._columns[header.logicalIndex(place)].key for place in range(header.count())]
        sized = [number for number, column in enumerate(self._columns) if not column.stretch]
        widths = {self._columns[number].key: self._width(number) for number in sized}
        hidden = [column.key for number, column in enumerate(self._columns) if not self._wanted(number)]
        return json.dumps({"order": order, "widths": widths, "hidden": hidden})

    def restore(self, text: str) -> None:
        """Takes what `state` gave, also that of an older version; anything else changes nothing."""
        kept = _read(text)
        if kept is None:
            return
        known = [column.key for column in self._columns]
        order = [key for key in kept["order"] if key in known]
        for place, key in enumerate(known):
            if key not in order:
                order.insert(place, key)
        may_hide = {column.key for column in self._columns if not column.fixed}
        self._apply(order, kept["widths"], may_hide & set(kept["hidden"]))

    # -- the header ----------------------------------------------------------------------------------

    def _apply(self, order: list[str], widths: dict[str, int], hidden: set[str]) -> None:
        header = self._header
        self._quiet = True
        self._given_way.clear()
        self._filling = None
        self._own.clear()
        self._sized.clear()
        numbers = {column.key: number for number, column in enumerate(self._columns)}
        for place, key in enumerate(order):
            header.moveSection(header.visualIndex(numbers[key]), place)
        for number, column in enumerate(self._columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, mode)
            header.setSectionHidden(number, column.key in hidden)
            if not column.stretch:
                header.resizeSection(number, widths.get(column.key, column.width))
        for action, column in zip(self._actions, self._columns, strict=False):
            action.setChecked(column.key not in hidden)
        self._quiet = False
        if self._room:
            self.fit(self._room)
        self.changed.emit()

    def chosen(self) -> list[int]:
        """Numbers of the columns that the user wants, from the leading side."""
        numbers = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [number for number in numbers if self._wanted(number)]

    def _wanted(self, number: int) -> bool:
        """Whether the user has this column shown, room or not."""
        return number in self._given_way or not self._header.isSectionHidden(number)

    def _width(self, number: int) -> int:
        # A hidden section says 0; it comes back as wide as it was at first.
        shown = self._own.get(number) or self._header.sectionSize(number) or self._columns[number].width
        if self._filling is not None and self._filling[0] == number:
            shown = self._filling[1]
        return self._given_way.get(number, shown)

    # -- a narrow table ------------------------------------------------------------------------------

    @Slot(int)
    def fit(self, room: int) -> None:
        """Shows of the wanted columns what leaves the stretching one its least width of `room` px.

        That one may give way itself, at its turn.
        """
        self._room = room
        wanted = [number for number in range(len(self._columns)) if self._wanted(number)]
        needed = {number: self._needed(number) for number in wanted}
        without: dict[int, int] = {}
        for number in self._givers(wanted):
            if sum(needed.values()) > room:
                without[number] = self._width(number)
                del needed[number]
        self._give_way(without)

    def _needed(self, number: int) -> int:
        column = self._columns[number]
        if column.stretch:
            return column.least
        return self._header.sectionSize(number) if number in self._own else self._width(number)

    def need(self, number: int, width: int) -> None:
        """A column is as wide as that in px for now, and others give way; who sized it himself keeps it."""
        shown = self._header.sectionSize(number)
        filling = self._filling is not None and self._filling[0] == number
        if not 0 < shown < width or number in self._sized or filling:
            return
        self._own.setdefault(number, shown)
        quiet, self._quiet = self._quiet, True
        self._header.resizeSection(number, width)
        self._quiet = quiet
        if self._room:
            self.fit(self._room)

    def _givers(self, wanted: list[int]) -> list[int]:
        """Those that give way, the first to do so first."""
        givers = [number for number in wanted if self._columns[number].gives_way]
        return sorted(givers, key=lambda number: self._columns[number].gives_way)

    def _give_way(self, without: dict[int, int]) -> None:
        """For now only: what the user wants, and what is kept of it, stays as it is."""
        before, self._given_way = self._given_way, without
        quiet, self._quiet = self._quiet, True
        for number in without:
            self._header.setSectionHidden(number, True)
        for number in before.keys() - without.keys():
            self._header.setSectionHidden(number, False)
        self._fill(any(self._columns[number].stretch for number in without))
        self._quiet = quiet

    def _fill(self, fill: bool) -> None:
        """Whether the widest column takes what is left, so that no row ends before its table does."""
        if fill == (self._filling is not None):
            return
        header, modes = self._header, QHeaderView.ResizeMode
        if self._filling is not None:
            (number, width), self._filling = self._filling, None
            header.setSectionResizeMode(number, modes.Interactive)
            header.resizeSection(number, width)
        else:
            shown = [number for number in range(header.count()) if not header.isSectionHidden(number)]
            number = max(shown, key=self._width)
            self._filling = number, self._width(number)
            header.setSectionResizeMode(number, modes.Stretch)

    @Slot(int, int, int)
    def _on_resized(self, number: int, _: int, width: int) -> None:
        if not self._quiet and width and not self._columns[number].stretch:
            self._own.pop(number, None)
            self._sized.add(number)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    # -- showing and hiding --------------------------------------------------------------------------

    def _make_action(self, number: int) -> QAction:
        column = self._columns[number]
        action = QAction(column.title, self, checkable=True, checked=self._wanted(number))
        action.setData(number)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setEnabled(not column.fixed)
        action.toggled.connect(self._on_toggled)
        return action

    @Slot()
    def _on_toggled(self) -> None:
        if self._quiet:
            return
        for action in self.actions:
            number = action.data()
            if number in self._given_way and action.isChecked():
                continue
            self._given_way.pop(number, None)
            if self._header.isSectionHidden(number) == action.isChecked():
                self._header.setSectionHidden(number, not action.isChecked())
                if action.isChecked() and not self._columns[number].stretch:
                    self._header.resizeSection(number, self._width(number))
        self.changed.emit()

    def fill_menu(self, menu: QMenu) -> None:
        """Adds the columns, and the way back to how they were, to `menu`."""
        menu.addActions(self.actions)
        menu.addSeparator()
        menu.addAction(self.tr("Reset columns"), self.reset)

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        menu = QMenu(self._window)
        self.fill_menu(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def _read(text: str) -> dict[str, Any] | None:
    """The kept state with every part of its right type; None when it is none."""
    try:
        kept = json.loads(text)
        widths = {str(key): min(_WIDEST, max(0, int(width))) for key, width in kept["widths"].items()}
        order = list(dict.fromkeys(str(key) for key in kept["order"]))
        return {"order": order, "widths": widths, "hidden": {str(key) for key in kept["hidden"]}}
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
