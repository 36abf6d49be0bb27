"""What the running program holds in words: everything that somebody could see, hear or find in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QComboBox, QWidget

from desktop.ui.account_menu import AccountMenu

_DEEPEST = 6
_ROLES = [role.value for role in Qt.ItemDataRole if role < Qt.ItemDataRole.UserRole]


def on_screen(traces: Sequence[str]) -> list[str]:
    """Which of `traces` stand in titles, texts, tooltips, names for screen readers, rows, and in what
    widgets remember, each with where it stands.

    The menu of accounts is left out: naming them is what it is for.
    """
    return [
        f"{type(item).__name__}: {trace} in {line!r}"
        for item in _objects()
        if not _names_accounts(item)
        for line in _of_object(item)
        for trace in traces
        if trace in line
    ]


def _objects() -> Iterator[QObject]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for widget in QApplication.allWidgets():
        yield widget
        yield from widget.actions()
        yield from (child for child in widget.findChildren(QObject, options=direct) if not _drawn(child))


def _drawn(item: QObject) -> bool:
    """Widgets are gone through by themselves; what a delegate measured is shown by nobody."""
    return isinstance(item, QWidget | QAbstractItemDelegate)


def _names_accounts(item: QObject | None) -> bool:
    while item is not None and not isinstance(item, AccountMenu):
        item = item.parent()
    return item is not None


def _of_object(item: QObject) -> list[str]:
    about = item.metaObject()
    names = [about.property(number).name() for number in range(about.propertyCount())]
    values = [item.property(str(name)) for name in names]
    lines = [value for value in values if isinstance(value, str)]
    text = getattr(item, "text", None)
    lines += [text()] if callable(text) else []
    lines += _remembered(getattr(item, "__dict__", {}), 0)
    if isinstance(item, QAbstractItemView | QComboBox):
        lines += list(_of_model(item.model()))
    return lines


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    top = QModelIndex()
    for row in range(model.rowCount(top)):
        for column in range(model.columnCount(top) if hasattr(model, "columns") else 1):
            for role in _ROLES:
                value = model.data(model.index(row, column), role)
                if isinstance(value, str):
                    yield value


def _remembered(value: Any, depth: int) -> list[str]:
    """Texts in what an object holds; other objects than plain data are looked at by themselves."""
    if isinstance(value, str):
        return [value]
    if depth > _DEEPEST:
        return []
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name, None) for field in dataclasses.fields(value)]
    elif isinstance(value, Mapping):
        parts = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        parts = list(value)
    else:
        return []
    return [line for part in parts for line in _remembered(part, depth + 1)]
