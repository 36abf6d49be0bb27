"""GeneralSettings: the settings' page about language, looks, and how often all rows are compared."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from desktop.core.settings import Settings
from desktop.ui.settings.radio_choice import RadioChoice
from desktop.ui.settings.settings_page import SettingsPage, place_up_to, small_label
from desktop.ui.translation import LANGUAGES, system_language
from desktop.ui.widgets.labels import plain_label

_FULL_WALK_HOURS = (6, 24, 7 * 24, 0)
"""0: only by hand."""


class GeneralSettings(SettingsPage):
    """Shows settings and gives them back with what was chosen here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_language()
        self._make_looks()
        self._make_full_walk()
        self.add_heading(self.tr("Language and appearance"))
        form = self.add_form()
        self._add_looks(form)
        self._add_full_walk(form)
        self.column.addStretch(1)

    # -- parts -----------------------------------------------------------------------------------

    def _make_language(self) -> None:
        self.language_box = QComboBox(self)
        system = LANGUAGES[system_language()]
        self.language_box.addItem(self.tr("As the system ({language})").format(language=system), "")
        for code, name in LANGUAGES.items():
            self.language_box.addItem(name, code)
        self.language_box.setAccessibleName(self.tr("Language"))

    def _make_looks(self) -> None:
        self.theme_choice = RadioChoice(
            self.tr("Theme"),
            [("", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
            self,
        )
        self.rows_choice = RadioChoice(
            self.tr("Row height"),
            [("normal", self.tr("Normal, 32 px")), ("compact", self.tr("Compact, 28 px"))],
            self,
        )

    def _make_full_walk(self) -> None:
        self.full_walk_box = QComboBox(self)
        texts = (
            self.tr("Every 6 hours"),
            self.tr("Every day"),
            self.tr("Every week"),
            self.tr("Only by hand"),
        )
        for hours, text in zip(_FULL_WALK_HOURS, texts, strict=True):
            self.full_walk_box.addItem(text, hours)
        self.full_walk_box.setAccessibleName(self.tr("Compare all rows with the server"))

    def _add_looks(self, form: QGridLayout) -> None:
        hint = self.tr(
            "Switches at once: the whole window mirrors. Column order and widths are kept for each"
            " direction apart."
        )
        form.addWidget(plain_label(self.tr("Language")), 0, 0)
        form.addWidget(self.language_box, 0, 1, Qt.AlignmentFlag.AlignLeading)
        form.addWidget(small_label(hint), 1, 1)
        form.setRowMinimumHeight(2, 8)
        form.addWidget(plain_label(self.tr("Theme")), 3, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.theme_choice, 3, 1)
        form.setRowMinimumHeight(4, 8)
        form.addWidget(plain_label(self.tr("Row height")), 5, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.rows_choice, 5, 1)

    def _add_full_walk(self, form: QGridLayout) -> None:
        form.setRowMinimumHeight(6, 8)
        form.addWidget(plain_label(self.tr("Compare all rows with the server")), 7, 0)
        form.addWidget(self.full_walk_box, 7, 1, Qt.AlignmentFlag.AlignLeading)
        hint = self.tr(
            "New rows come every ten minutes. What was changed or removed at the server is found when all"
            " rows are compared."
        )
        form.addWidget(small_label(hint), 8, 1)

    # -- what is chosen --------------------------------------------------------------------------

    def show_settings(self, settings: Settings) -> None:
        self.language_box.setCurrentIndex(max(0, self.language_box.findData(settings.language)))
        self.theme_choice.set_current(settings.theme)
        self.rows_choice.set_current("compact" if settings.compact_rows else "normal")
        self.full_walk_box.setCurrentIndex(place_up_to(_FULL_WALK_HOURS, settings.full_walk_hours))

    def chosen(self, settings: Settings) -> Settings:
        return settings._replace(
            language=self.language_box.currentData(),
            theme=self.theme_choice.current(),
            compact_rows=self.rows_choice.current() == "compact",
            full_walk_hours=self.full_walk_box.currentData(),
        )
