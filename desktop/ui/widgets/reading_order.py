"""read_in_order: Tab goes through a window as it is read, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QSplitter, QWidget


def read_in_order(*parts: QWidget) -> None:
    """Tab goes through all of the first part, then through the next. What is made later comes last."""
    stops = [stop for part in parts for stop in _stops(part)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What can have the keys, hidden ones too: they may be shown."""
    if widget.isWindow():
        return
    if widget.focusProxy() is None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    for child in _children(widget):
        yield from _stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    """In the order of reading: as they were laid out, and then what lies over that."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [inner] if inner is not None else []
    if isinstance(widget, QSplitter):
        parts = (widget.widget(number) for number in range(widget.count()))
        return [part for part in parts if part is not None]
    if isinstance(widget, QAbstractScrollArea):
        return []
    # `children` also names what Qt makes a label of, for which a tenth of a second of classes is loaded.
    children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    layout = widget.layout()
    laid_out = list(_laid_out(layout)) if layout is not None else []
    return [*laid_out, *(child for child in children if child not in laid_out)]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
