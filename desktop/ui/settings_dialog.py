"""SettingsDialog: how the program looks and speaks, and who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QRadioButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.models import Account
from desktop.core.settings import Settings
from desktop.core.version import version
from desktop.ui.formatting import isolate_ltr
from desktop.ui.icons import draw_icon
from desktop.ui.keeping.keeping import KeptChoices
from desktop.ui.playing_settings import PlayingSettings
from desktop.ui.recordings_settings import RecordingsSettings
from desktop.ui.theme import RADIUS, font, theme
from desktop.ui.translation import LANGUAGES, system_language
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import FilledButton, LinkButton, PlainButton
from desktop.ui.widgets.dialog import Dialog, QuestionDialog
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.labels import plain_label, text_width
from desktop.ui.widgets.painting import draw_rounded, elided, visual

_RECORDINGS, _ACCOUNT = 1, 2
"""Places of their pages."""


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
        self._account = account
        self.no_server = ""
        """Why what needs the server cannot be done; "" while it can."""
        self.recordings = RecordingsSettings(kept or KeptChoices(), self)
        self._make_choices()
        self._pages = QStackedWidget(self)
        self._sections = QButtonGroup(self)
        self.set_content(self._make_body())
        self._make_foot()
        self._show(settings)

    def show_about(self) -> None:
        """Opens with the page about the program."""
        self._sections.buttons()[-1].setChecked(True)

    def show_player(self) -> None:
        """Opens on the player's page."""
        self._sections.button(2).setChecked(True)

    def show_account(self) -> None:
        """Opens on the account's page."""
        self._sections.button(_ACCOUNT).setChecked(True)

    def show_recordings(self) -> None:
        """Opens on the page about recordings."""
        self._sections.button(_RECORDINGS).setChecked(True)

    # -- choices -------------------------------------------------------------------------------------

    def _make_choices(self) -> None:
        self.language_box = QComboBox(self)
        system = LANGUAGES[system_language()]
        self.language_box.addItem(self.tr("As the system ({language})").format(language=system), "")
        for code, name in LANGUAGES.items():
            self.language_box.addItem(name, code)
        self.language_box.setAccessibleName(self.tr("Language"))
        self.theme_choice = _Choice(
            self.tr("Theme"),
            [("", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
            self,
        )
        self.rows_choice = _Choice(
            self.tr("Row height"),
            [("normal", self.tr("Normal, 32 px")), ("compact", self.tr("Compact, 28 px"))],
            self,
        )

        self.full_walk_box = QComboBox(self)
        for hours, text in (
            (6, self.tr("Every 6 hours")),
            (24, self.tr("Every day")),
            (7 * 24, self.tr("Every week")),
            (0, self.tr("Only by hand")),
        ):
            self.full_walk_box.addItem(text, hours)
        self.full_walk_box.setAccessibleName(self.tr("Compare all rows with the server"))
        self.playing = PlayingSettings(self)

    def _show(self, settings: Settings) -> None:
        self.language_box.setCurrentIndex(max(0, self.language_box.findData(settings.language)))
        self.theme_choice.set_current(settings.theme)
        self.rows_choice.set_current("compact" if settings.compact_rows else "normal")
        self._show_full_walk(settings.full_walk_hours)
        self.playing.show_settings(settings)
        self.recordings.show_settings(settings)

    def _show_full_walk(self, hours: int) -> None:
        """The longest choice that is no longer than `hours`, which a file may have as it likes."""
        choices = [self.full_walk_box.itemData(place) for place in range(self.full_walk_box.count())]
        fitting = [choice for choice in choices if 0 < choice <= hours]
        chosen = 0 if hours <= 0 else max(fitting, default=min(filter(None, choices)))
        self.full_walk_box.setCurrentIndex(choices.index(chosen))

    def chosen(self) -> Settings:
        """The settings as the dialog shows them."""
        chosen = self.playing.chosen(self.recordings.take_from(self._settings))
        return chosen._replace(
            language=self.language_box.currentData(),
            theme=self.theme_choice.current(),
            compact_rows=self.rows_choice.current() == "compact",
            full_walk_hours=self.full_walk_box.currentData(),
        )

    # -- pages ---------------------------------------------------------------------------------------

    def _make_body(self) -> QLayout:
        side = QWidget(self)
        side.setBackgroundRole(QPalette.ColorRole.Window)
        side.setAutoFillBackground(True)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        sections = [
            ("settings", self.tr("General"), self._make_general()),
            ("kept", self.tr("Recordings"), self.recordings),
            ("account", self.tr("Account"), self._make_account()),
            ("play", self.tr("Player"), self._make_playing()),
            ("info", self.tr("About"), self._make_about()),
        ]
        for number, (icon_name, text, page) in enumerate(sections):
            button = _SectionButton(icon_name, text, side)
            self._sections.addButton(button, number)
            column.addWidget(button)
            self._pages.addWidget(page)
        column.addStretch(1)
        self._sections.idToggled.connect(self._on_section)
        self._sections.button(0).setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(Hairline(self, orientation=Qt.Orientation.Vertical))
        row.addWidget(self._pages, 1)
        return row

    @Slot(int, bool)
    def _on_section(self, number: int, taken: bool) -> None:
        if taken:
            self._pages.setCurrentIndex(number)

    def _make_general(self) -> QWidget:
        page, column = _page(self.tr("Language and appearance"))
        hint = self.tr(
            "Switches at once: the whole window mirrors. Column order and widths are kept for each"
            " direction apart."
        )
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setColumnMinimumWidth(0, text_width(18))
        form.setColumnStretch(1, 1)
        form.addWidget(plain_label(self.tr("Language")), 0, 0)
        form.addWidget(self.language_box, 0, 1, Qt.AlignmentFlag.AlignLeading)
        form.addWidget(_small(hint), 1, 1)
        form.setRowMinimumHeight(2, 8)
        form.addWidget(plain_label(self.tr("Theme")), 3, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.theme_choice, 3, 1)
        form.setRowMinimumHeight(4, 8)
        form.addWidget(plain_label(self.tr("Row height")), 5, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.rows_choice, 5, 1)
        column.addLayout(form)
        column.addSpacing(16)
        self._add_full_walk(column)
        column.addStretch(1)
        return page

    def _add_full_walk(self, column: QVBoxLayout) -> None:
        column.addWidget(plain_label(self.tr("Compare all rows with the server")))
        column.addWidget(self.full_walk_box, 0, Qt.AlignmentFlag.AlignLeading)
        hint = self.tr(
            "New rows come every ten minutes. What was changed or removed at the server is found when all"
            " rows are compared."
        )
        column.addWidget(_small(hint))

    def _make_account(self) -> QWidget:
        page, column = _page(self.tr("Account"))
        account = self._account
        if account is None:
            column.addWidget(plain_label(self.tr("Nobody is signed in.")))
            column.addStretch(1)
            return page
        facts = [
            (self.tr("Signed in as"), isolate_ltr(account.email)),
            (self.tr("Business"), account.business_name),
            (self.tr("Server"), isolate_ltr(account.server)),
        ]
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setColumnMinimumWidth(0, text_width(18))
        form.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(fact for fact in facts if fact[1]):
            form.addWidget(plain_label(name, secondary=True), number, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(plain_label(value), number, 1)
        column.addLayout(form)
        column.addSpacing(16)
        self._add_sign_out(column)
        column.addStretch(1)
        return page

    def _add_sign_out(self, column: QVBoxLayout) -> None:
        self.sign_out_button = PlainButton(self.tr("Sign out…"), self)
        self.sign_out_button.setAutoDefault(False)
        self.sign_out_button.clicked.connect(self._on_sign_out)
        column.addWidget(self.sign_out_button)

    def _make_playing(self) -> QWidget:
        page, column = _page(self.tr("Player"))
        column.addWidget(self.playing)
        column.addStretch(1)
        return page

    def _make_about(self) -> QWidget:
        page, column = _page("ProSaaS Desktop")
        words = self.tr("Version {version}").format(version=isolate_ltr(version()))
        number = plain_label(words)
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(number)
        column.addWidget(
            _small(self.tr("Calls, recordings and receipts of your business, on this computer."))
        )
        column.addSpacing(16)
        self.notices_button = PlainButton(self.tr("Third-party notices…"), self)
        self.notices_button.setAutoDefault(False)
        self.notices_button.clicked.connect(self._on_notices)
        column.addWidget(self.notices_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return page

    @Slot()
    def _on_notices(self) -> None:
        from desktop.core.notices import third_party_notices
        from desktop.ui.notices_dialog import NoticesDialog

        self.notices = NoticesDialog(third_party_notices(), self)
        self.notices.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notices.open()

    # -- foot ----------------------------------------------------------------------------------------

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
        chosen = self.chosen()
        self.accept()
        if chosen != self._settings:
            self.settings_changed.emit(chosen)

    # -- signing out ---------------------------------------------------------------------------------

    @Slot()
    def _on_sign_out(self) -> None:
        self._ask(
            self.tr("Sign out on this computer?"),
            self.tr("Downloads stop and go on at the next sign-in. What is kept on this computer stays."),
            self.tr("Sign out here"),
            other=self.tr("Sign out everywhere, the browser too…"),
        )
        explain(self.question.other_button, not self.no_server, self.no_server)
        self.question.accepted.connect(self._on_here)
        self.question.other_chosen.connect(self._on_everywhere)

    @Slot()
    def _on_everywhere(self) -> None:
        self._ask(
            self.tr("Sign out everywhere?"),
            self.tr("The server ends every session of this user, on this computer and in every browser."),
            self.tr("Sign out everywhere"),
        )
        self.question.accepted.connect(self._on_everywhere_confirmed)

    def _ask(self, question: str, explanation: str, answer: str, other: str = "") -> None:
        self.question = QuestionDialog(self.tr("Sign out"), question, explanation, answer, self, other=other)
        self.question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question.open()

    @Slot()
    def _on_here(self) -> None:
        self.reject()
        self.sign_out_requested.emit()

    @Slot()
    def _on_everywhere_confirmed(self) -> None:
        self.reject()
        self.sign_out_everywhere_requested.emit()


def _page(title: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 22, 24, 24)
    column.setSpacing(6)
    column.addWidget(plain_label(title, "lead"))
    column.addSpacing(8)
    page.setMinimumSize(text_width(66), text_width(52))
    return page, column


def _small(text: str) -> QWidget:
    return plain_label(text, "caption", secondary=True)


class _Choice(QWidget):
    """One of a few, under each other, as radio buttons."""

    def __init__(self, name: str, choices: list[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for key, text in choices:
            button = self._buttons[key] = QRadioButton(text, self)
            button.setAccessibleName(f"{name}: {text}")
            column.addWidget(button)

    def current(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_current(self, key: str) -> None:
        """An unknown key takes the first."""
        button = self._buttons.get(key) or next(iter(self._buttons.values()))
        button.setChecked(True)


class _SectionButton(QRadioButton):
    """A page of the settings, at their leading side."""

    def __init__(self, icon_name: str, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(bold=True))
        return QSize(max(150, metrics.horizontalAdvance(self.text()) + 52), max(32, metrics.height() + 12))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        checked = self.isChecked()
        if checked or self.underMouse():
            draw_rounded(painter, self.rect(), RADIUS, colors.color("selected" if checked else "track"))
        ink = colors.color("on_selected" if checked else "text2")
        area = self.rect()
        draw_icon(
            painter,
            visual(self.layoutDirection(), area, QRect(10, 0, 16, area.height())),
            self._icon_name,
            ink,
        )
        painter.setFont(font(bold=checked))
        painter.setPen(ink)
        room = QRect(34, 0, area.width() - 42, area.height())
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        text = elided(painter.fontMetrics(), self.text(), room.width())
        painter.drawText(visual(self.layoutDirection(), area, room), flags, text)
