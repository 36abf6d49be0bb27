"""AboutProgram: the settings' page about the program itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.version import version
from desktop.ui.formatting import isolate_ltr
from desktop.ui.settings.settings_page import SettingsPage, small_label
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.labels import plain_label


class AboutProgram(SettingsPage):
    """Which version it is, what it is for, whose work it holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_heading("ProSaaS Desktop")
        words = self.tr("Version {version}").format(version=isolate_ltr(version()))
        number = plain_label(words)
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(number)
        purpose = self.tr("Calls, recordings and receipts of your business, on this computer.")
        self.column.addWidget(small_label(purpose))
        self.column.addSpacing(16)
        self.notices_button = PlainButton(self.tr("Third-party notices…"), self)
        self.notices_button.setAutoDefault(False)
        self.notices_button.clicked.connect(self._on_notices)
        self.column.addWidget(self.notices_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)

    @Slot()
    def _on_notices(self) -> None:
        from desktop.core.notices import third_party_notices
        from desktop.ui.settings.notices_dialog import NoticesDialog

        self.notices = NoticesDialog(third_party_notices(), self)
        self.notices.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notices.open()
