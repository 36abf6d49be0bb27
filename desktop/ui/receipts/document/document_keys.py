"""take_key: what the arrow keys and those of pages do in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from desktop.ui.receipts.document.pan_area import LINE_STEP

if TYPE_CHECKING:
    from desktop.ui.receipts.document.document_view import DocumentView

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACROSS = {Qt.Key.Key_Left: -LINE_STEP, Qt.Key.Key_Right: LINE_STEP}


def take_key(view: DocumentView, key: int, *, held: bool) -> bool:
    """Does what the key stands for here; False when it stands for nothing.

    `held`: it repeats. An arrow that scrolled to the edge is pressed anew to go on to another receipt.
    """
    pages = {Qt.Key.Key_PageUp: view.page - 1, Qt.Key.Key_PageDown: view.page + 1}
    pages |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: view.page_count - 1}
    if key in _STEPS and _at_edge(view, _STEPS[Qt.Key(key)]):
        if not (held and view.verticalScrollBar().maximum()):
            view.step_wanted.emit(_STEPS[Qt.Key(key)])
    elif key in _STEPS:
        view.set_origin(view.origin() + QPointF(0, LINE_STEP * _STEPS[Qt.Key(key)]))
    elif key in pages:
        view.go_to_page(pages[Qt.Key(key)])
    elif key in _ACROSS:
        view.set_origin(view.origin() + QPointF(_ACROSS[Qt.Key(key)], 0))
    else:
        return False
    return True


def _at_edge(view: DocumentView, by: int) -> bool:
    """Whether there is nothing more to scroll to that way."""
    bar = view.verticalScrollBar()
    return bar.value() == (bar.maximum() if by > 0 else 0)
