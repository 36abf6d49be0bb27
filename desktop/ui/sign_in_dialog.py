"""SignInDialog: who signs in, where; or works offline, or tries the demo."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.error_text import ErrorText
from desktop.ui.formatting import duration_text, hebrew
from desktop.ui.translation import LANGUAGES
from desktop.ui.widgets.buttons import FilledButton, IconButton, LinkButton, PlainButton, control_height
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import plain_label, text_width
from desktop.ui.widgets.message_bar import MessageKind
from desktop.ui.widgets.note_box import NoteBox

QUIET_MS = 700
"""Whoever typed something else as the dialog came has seen it by then."""
_LETTERS = 40
_KEY_EVENTS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_EYE = QSize(24, 20)
_EYE_INSET = 6
"""In px: room for the ring between the eye and the end of its field."""


class Typed(NamedTuple):
    """What stands in the fields. The password is in no repr, and goes nowhere but into another dialog."""

    server: str = ""
    email: str = ""
    password: str = ""
    keep: bool = False

    def __repr__(self) -> str:
        return f"Typed({self.server!r}, {self.email!r}, keep={self.keep})"


class SignInDialog(Dialog):
    """Emits what the user wants; whoever listens says `set_busy` and `show_error`."""

    sign_in_requested = Signal(str, str, str, bool)
    """server, e-mail, password, keep me signed in."""
    work_offline_requested = Signal()
    demo_requested = Signal()
    language_requested = Signal(str)
    cancelled = Signal()
    """The sign-in that is under way is no longer wanted."""

    def __init__(self, parent: QWidget | None = None, *, typed: Typed = Typed()) -> None:
        super().__init__(parent)
        self.setWindowTitle("ProSaaS Desktop")
        self._busy = False
        self._clock = QElapsedTimer()
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self._say_busy)
        self.server_field = _field(typed.server, "https://prosaas.example")
        self.email_field = _field(typed.email, "")
        self.password_field = _PasswordField(typed.password, self)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet)
        self.keep_box = QCheckBox(self.tr("Keep me signed in on this computer"), self)
        self.keep_box.setChecked(typed.keep)
        self.error_box = NoteBox(MessageKind.DANGER, "", self, icon_name="warning")
        self.error_box.hide()
        self._make_buttons()
        self.set_content(self._make_content())
        self._order_tabs()
        self.set_offline_hint(None)
        self.set_demo_available(False)
        self._first_empty_field().setFocus()

    @property
    def typed(self) -> Typed:
        """What stands in the fields now, as it was typed."""
        server, email, password = (
            field.text() for field in (self.server_field, self.email_field, self.password_field)
        )
        return Typed(server, email, password, self.keep_box.isChecked())

    # -- what it is told -----------------------------------------------------------------------------

    def set_busy(self, busy: bool) -> None:
        """While busy nothing can be changed, the seconds are counted and Cancel is offered."""
        self._busy = busy
        for widget in (self.server_field, self.email_field, self.password_field, self.keep_box):
            widget.setEnabled(not busy)
        self.sign_in_button.setVisible(not busy)
        self.busy_label.setVisible(busy)
        self.language_button.setEnabled(not busy)
        self.cancel_button.setVisible(busy)
        if busy:
            self.error_box.hide()
            self._clock.start()
            self._seconds.start()
            self._say_busy()
        else:
            self._seconds.stop()
            self.password_field.setFocus()
        self._show_choices()

    def show_error(self, error: ErrorText) -> None:
        """Says it above the fields; what was typed stays, the password is taken to be typed anew."""
        self.error_box.set_text(error.sentence, error.icon)
        self.error_box.show()
        self.password_field.setFocus()
        self.password_field.selectAll()

    def wait_for_quiet(self) -> None:
        """It comes unasked, perhaps under hands that type something else: the keyboard goes to no field, and
        no key answers, until none was pressed for a moment. A click is meant."""
        self.setFocus()
        self._quiet.start()

    def set_offline_hint(self, hint: str | None) -> None:
        """`lists from 14:02` when there are lists on this computer; None takes the choice away."""
        self._can_work_offline = hint is not None
        text = self.tr("Work offline: {lists}").format(lists=hint) if hint else ""
        self.offline_hint.setText(text)
        self._show_choices()

    def set_demo_available(self, available: bool) -> None:
        """Whether the demo can be tried on this computer."""
        self._demo_available = available
        self._show_choices()

    # -- what it is made of --------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        other = "en" if hebrew() else "he"
        self.language_button = LinkButton(
            LANGUAGES[other], self, color="text2", icon_name="language", flush=True
        )
        self.language_button.setProperty("language", other)
        self.language_button.clicked.connect(self._on_language)
        self.sign_in_button = FilledButton(self.tr("Sign in"), self)
        self.sign_in_button.setDefault(True)
        self.sign_in_button.clicked.connect(self._on_sign_in)
        self.busy_label = plain_label("")
        self.busy_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.busy_label.setMinimumHeight(control_height())
        self.busy_label.hide()
        self.offline_button = PlainButton(self.tr("Work offline"), self)
        self.offline_button.clicked.connect(self.work_offline_requested)
        self.demo_button = PlainButton(self.tr("Try the demo"), self)
        self.demo_button.clicked.connect(self.demo_requested)
        self.cancel_button = PlainButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.offline_hint = plain_label("", secondary=True)
        self.offline_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button in (self.language_button, self.offline_button, self.demo_button, self.cancel_button):
            button.setAutoDefault(False)
        for wide in (self.sign_in_button, self.offline_button, self.demo_button, self.cancel_button):
            policy = wide.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            wide.setSizePolicy(policy)

    def _make_content(self) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addSpacing(16)
        column.addWidget(self.error_box)
        column.addSpacing(4)
        for label, field in self._labelled_fields():
            column.addSpacing(12)
            column.addWidget(label)
            column.addSpacing(4)
            column.addLayout(self._with_eye() if field is self.password_field else _alone(field))
        column.addSpacing(14)
        column.addWidget(self.keep_box)
        column.addSpacing(16)
        column.addWidget(self.sign_in_button)
        column.addWidget(self.busy_label)
        column.addSpacing(12)
        column.addLayout(self._make_choices())
        column.addSpacing(4)
        column.addWidget(self.offline_hint)
        content.setFixedWidth(max(324, text_width(_LETTERS)) + 48)
        return content

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Sign in to ProSaaS"), "title"), 1)
        head.addWidget(self.language_button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _labelled_fields(self) -> list[tuple[QLabel, QLineEdit]]:
        fields: list[tuple[str, QLineEdit]] = [
            (self.tr("Server"), self.server_field),
            (self.tr("E-mail"), self.email_field),
            (self.tr("Password"), self.password_field),
        ]
        pairs = []
        for text, field in fields:
            label = plain_label(text, secondary=True)
            label.setBuddy(field)
            field.setAccessibleName(text)
            pairs.append((label, field))
        return pairs

    def _with_eye(self) -> QGridLayout:
        """The eye over the end of its field, not within it: the field would take the keys it does not use."""
        over = QHBoxLayout()
        over.setSpacing(0)
        over.addStretch(1)
        over.addWidget(self.password_field.eye)
        over.addSpacing(_EYE_INSET)
        cell = QGridLayout()
        cell.addWidget(self.password_field, 0, 0)
        cell.addLayout(over, 0, 0)
        self.password_field.eye.raise_()
        return cell

    def _order_tabs(self) -> None:
        """The fields first, as they are filled in; the language, which stands on top, last."""
        fields = (self.server_field, self.email_field, self.password_field, self.password_field.eye)
        buttons = (self.sign_in_button, self.offline_button, self.demo_button, self.cancel_button)
        for before, after in pairwise((*fields, self.keep_box, *buttons, self.language_button)):
            self.setTabOrder(before, after)

    def _make_choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.offline_button)
        row.addWidget(self.demo_button)
        row.addWidget(self.cancel_button)
        return row

    def _show_choices(self) -> None:
        self.offline_button.setVisible(self._can_work_offline and not self._busy)
        self.offline_hint.setVisible(self._can_work_offline and not self._busy)
        self.demo_button.setVisible(self._demo_available and not self._busy)
        self.cancel_button.setVisible(self._busy)

    _can_work_offline = False
    _demo_available = False

    # -- what the user does --------------------------------------------------------------------------

    @Slot()
    def _on_sign_in(self) -> None:
        if self._busy:
            return
        empty = self._first_empty_field()
        if not empty.text().strip():
            words = self.tr("Type the server's address, your e-mail and your password.")
            self.show_error(ErrorText(words))
            empty.setFocus()
            return
        server, email = self.server_field.text().strip(), self.email_field.text().strip()
        self.sign_in_requested.emit(server, email, self.password_field.text(), self.keep_box.isChecked())

    @Slot()
    def _on_cancel(self) -> None:
        self.cancelled.emit()
        self.set_busy(False)

    @Slot()
    def _on_language(self) -> None:
        self.language_requested.emit(self.language_button.property("language"))

    @Slot()
    def _say_busy(self) -> None:
        seconds = self._clock.elapsed() // 1000
        words = self.tr("Signing in… {time}").format(time=duration_text(seconds))
        self.busy_label.setText(words if seconds else self.tr("Signing in…"))

    def _first_empty_field(self) -> QLineEdit:
        fields = (self.server_field, self.email_field, self.password_field)
        return next((field for field in fields if not field.text().strip()), self.password_field)

    @property
    def _waits_for_quiet(self) -> bool:
        return self._quiet.isActive() and self.focusWidget() in (None, self)

    @Slot()
    def _on_quiet(self) -> None:
        if self.focusWidget() in (None, self):
            self._first_empty_field().setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() in _KEY_EVENTS and self._waits_for_quiet:
            self._quiet.start()
            event.accept()
            return True
        return super().event(event)

    def reject(self) -> None:
        """Escape ends a sign-in that is under way before it closes the dialog."""
        if self._busy:
            self._on_cancel()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), QLineEdit | QCheckBox):
            self._on_sign_in()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The password stands in the field no longer than the dialog does."""
        super().hideEvent(event)
        self._seconds.stop()
        self._quiet.stop()
        self.password_field.clear()


def _field(text: str, placeholder: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(placeholder)
    _write_left_to_right(field)
    return field


def _write_left_to_right(field: QLineEdit) -> None:
    """Addresses are written left to right; in Hebrew they stand at the right."""
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if hebrew() else Qt.AlignmentFlag.AlignLeft
    field.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    field.setMinimumHeight(control_height())


def _alone(field: QLineEdit) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(field)
    return row


class _PasswordField(QLineEdit):
    """A password, which its eye shows. The eye is a button of its own, for whoever lays it out."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        _write_left_to_right(self)
        self.eye = IconButton("show", parent=parent, checkable=True)
        self.eye.setFixedSize(_EYE)
        self.eye.toggled.connect(self._on_toggled)
        room = _EYE.width() + _EYE_INSET
        self.setTextMargins(room if hebrew() else 0, 0, 0 if hebrew() else room, 0)
        self._on_toggled(False)

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon_name("hide" if shown else "show")
        self.eye.set_text(self.tr("Hide the password") if shown else self.tr("Show the password"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.eye.setEnabled(self.isEnabled())
            self.eye.setChecked(self.eye.isChecked() and self.isEnabled())
