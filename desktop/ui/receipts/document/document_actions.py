"""DocumentActions: every command of one shown document as a QAction; each preview has its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.icons import icon
from desktop.ui.widgets.allow import allow
from desktop.ui.widgets.key_words import set_tooltips, with_key

Keys = list[str] | QKeySequence.StandardKey


class DocumentActions(QObject):
    """Texts, icons and keys; the preview connects them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.previous_page = self._action("previous", self.tr("Previous page"), ["Ctrl+PgUp"])
        self.next_page = self._action("next", self.tr("Next page"), ["Ctrl+PgDown"])
        self.zoom_in = self._action("zoom-in", self.tr("Zoom in"), ["+", "=", "Ctrl++"])
        self.zoom_out = self._action("zoom-out", self.tr("Zoom out"), ["-", "Ctrl+-"])
        self.fit_page = self._action("fit-page", self.tr("Fit the page"), ["0", "Ctrl+0"])
        self.fit_width = self._action("fit-width", self.tr("Fit the width"), ["9"])
        self.zoom_actual = self._action("search", self.tr("Actual size, 100%"), ["8"])
        self.rotate = self._action("rotate", self.tr("Rotate"), ["Ctrl+Shift+R"])
        for action in (self.fit_page, self.fit_width):
            action.setCheckable(True)
        self.switch_file = self._action("file", self.tr("Show the other file: source or preview"), ["5"])
        self.previous_receipt = self._action("previous", self.tr("Previous receipt"), ["Ctrl+Up"])
        self.next_receipt = self._action("next", self.tr("Next receipt"), ["Ctrl+Down"])
        self._make_text()
        set_tooltips([*self.for_page(), *self.for_preview(), *self.for_view()])

    def _make_text(self) -> None:
        standard = QKeySequence.StandardKey
        self.find = self._action("search", self.tr("Find in the document"), standard.Find)
        self.find_next = self._action("next", self.tr("Next match"), standard.FindNext)
        self.find_previous = self._action("previous", self.tr("Previous match"), standard.FindPrevious)
        self.copy = self._action("copy", self.tr("Copy the selected text"), standard.Copy)
        self.select_all = self._action("copy", self.tr("Select all text"), standard.SelectAll)
        for action in self.for_view():
            # On the page, the list and its search have these keys.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _action(self, icon_name: str, text: str, keys: Keys) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setShortcuts([QKeySequence(key) for key in keys] if isinstance(keys, list) else keys)
        return action

    @property
    def of_document(self) -> tuple[QAction, ...]:
        """Those that need an open document."""
        return (self.zoom_in, self.zoom_out, self.zoom_actual, self.fit_page, self.fit_width, self.rotate)

    def for_page(self) -> list[QAction]:
        """What works wherever the focus is beside the document."""
        return [self.previous_page, self.next_page, self.switch_file, *self.of_document]

    def for_preview(self) -> list[QAction]:
        """What works around the document; in the list, these keys have a meaning of its own."""
        return [self.previous_receipt, self.next_receipt]

    def for_view(self) -> list[QAction]:
        """What works while the document has the focus."""
        return [self.find, self.find_next, self.find_previous, self.copy, self.select_all]

    def allow_switch(self, both: bool) -> None:
        """`both`: there are two files to choose from."""
        allow(self.switch_file, both, self.tr("This receipt has one file only."), with_key(self.switch_file))
