"""SettingsDialog: the pages of the settings, and what is done with what was chosen there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.models import Account
from desktop.core.settings import Settings
from desktop.ui.keeping.keeping import KeptChoices
from desktop.ui.settings.about_program import AboutProgram
from desktop.ui.settings.account_settings import AccountSettings
from desktop.ui.settings.general_settings import GeneralSettings
from desktop.ui.settings.names_settings import NamesSettings
from desktop.ui.settings.playing_settings import PlayingSettings
from desktop.ui.settings.receipts_settings import ReceiptsSettings
from desktop.ui.settings.recordings_settings import RecordingsSettings
from desktop.ui.settings.section_button import SectionButton
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.widgets.buttons import FilledButton, LinkButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.radio_group import RadioGroup


class SettingsDialog(Dialog):
    """Emits `settings_changed(Settings)` on OK when something did change."""

    settings_changed = Signal(object)
    sign_out_requested = Signal()
    """On this computer. Both come after the question was answered."""
    sign_out_everywhere_requested = Signal()

    def __init__(
        self,
        settings: Settings,
        account: Account | None,
        parent: QWidget | None = None,
        kept: KeptChoices | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self.general = GeneralSettings(self)
        self.recordings = RecordingsSettings(kept or KeptChoices(), self)
        self.receipts = ReceiptsSettings(self)
        self.names = NamesSettings(self)
        self.account = AccountSettings(account, self)
        self.playing = PlayingSettings(self)
        self.about = AboutProgram(self)
        own = (self.general, self.recordings, self.receipts, self.names, self.account)
        self._pages = (*own, self.playing, self.about)
        self._sections = RadioGroup(self)
        self._stack = QStackedWidget(self)
        self.set_content(self._make_body())
        self._make_foot()
        self._connect_account()
        self._show(settings)

    def _connect_account(self) -> None:
        """Of what was chosen nothing counts then."""
        here, everywhere = self.account.sign_out_requested, self.account.sign_out_everywhere_requested
        for asked, told in (
            (here, self.sign_out_requested),
            (everywhere, self.sign_out_everywhere_requested),
        ):
            asked.connect(self.reject)
            asked.connect(told)

    # -- pages ---------------------------------------------------------------------------------------

    def show_page(self, page: SettingsPage) -> None:
        """Opens on one of its pages."""
        self._sections.button(self._stack.indexOf(page)).setChecked(True)

    def _make_body(self) -> QLayout:
        side = QWidget(self)
        side.setBackgroundRole(QPalette.ColorRole.Window)
        side.setAutoFillBackground(True)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        for (icon_name, text), page in zip(self._sections_named(), self._pages, strict=True):
            button = SectionButton(icon_name, text, side)
            self._sections.addButton(button, self._stack.addWidget(page))
            column.addWidget(button)
        column.addStretch(1)
        self._sections.idToggled.connect(self._on_section)
        self.show_page(self.general)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(Hairline(self, orientation=Qt.Orientation.Vertical))
        row.addWidget(self._stack, 1)
        return row

    def _sections_named(self) -> tuple[tuple[str, str], ...]:
        """Icons and names of the pages."""
        return (
            ("settings", self.tr("General")),
            ("kept", self.tr("Recordings")),
            ("receipts", self.tr("Receipts")),
            ("zip", self.tr("File names")),
            ("account", self.tr("Account")),
            ("play", self.tr("Player")),
            ("info", self.tr("About")),
        )

    @Slot(int, bool)
    def _on_section(self, number: int, taken: bool) -> None:
        if taken:
            self._stack.setCurrentIndex(number)

    # -- what is chosen ------------------------------------------------------------------------------

    def _show(self, settings: Settings) -> None:
        for page in self._pages:
            page.show_settings(settings)

    def chosen(self) -> Settings:
        """The settings as the dialog shows them."""
        chosen = self._settings
        for page in self._pages:
            chosen = page.chosen(chosen)
        return chosen

    def _make_foot(self) -> None:
        self.defaults_button = LinkButton(self.tr("Restore defaults"), self)
        self.defaults_button.clicked.connect(self._on_defaults)
        self.cancel_button = PlainButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        for button in (self.defaults_button, self.cancel_button):
            button.setAutoDefault(False)
        self.ok_button = FilledButton(self.tr("OK"), self)
        self.ok_button.setDefault(True)
        self.ok_button.clicked.connect(self._on_ok)
        self.set_foot([self.defaults_button], [self.cancel_button, self.ok_button])

    @Slot()
    def _on_defaults(self) -> None:
        self._show(Settings())

    @Slot()
    def _on_ok(self) -> None:
        for page in self._pages:
            if page.show_problem():
                self.show_page(page)
                return
        chosen = self.chosen()
        self.accept()
        if chosen != self._settings:
            self.settings_changed.emit(chosen)
