"""EmptyList: why a list is empty and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import font
from desktop.ui.widgets.buttons import LinkButton, PlainButton

_ICON = 40
_TEXT_WIDTH = 320


class EmptyList(QWidget):
    """Icon, lead, one sentence, one button, and a link where there are two ways on."""

    action_clicked = Signal()
    link_clicked = Signal()

    def __init__(self, parent: QWidget | None = None, text_width: int = _TEXT_WIDTH) -> None:
        """`text_width`: where lines break, in px."""
        super().__init__(parent)
        self._text_width = text_width
        self._icon_name = ""
        self._icon = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._lead = self._label()
        self._lead.setFont(font("lead"))
        self._sentence = self._label()
        self._sentence.setForegroundRole(self._sentence.palette().ColorRole.PlaceholderText)
        self._button = PlainButton("", self)
        self._link = LinkButton("", self)
        self._button.clicked.connect(self.action_clicked)
        self._link.clicked.connect(self.link_clicked)
        self._lay_out()

    def show_reason(
        self,
        icon_name: str,
        lead: str,
        sentence: str = "",
        *,
        action: str = "",
        action_icon: str = "",
        link: str = "",
    ) -> None:
        """Says why the list is empty; `action` and `link` are labels, "" for none."""
        self._keep_focus(action, link)
        self._icon_name = icon_name
        self._icon.setPixmap(icon(icon_name, "border").pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        self._lead.setText(lead)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.setText(action)
        self._button.set_icon_name(action_icon, "text2")
        self._button.setVisible(bool(action))
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self.setAccessibleName(f"{lead}. {sentence}" if sentence else lead)

    def _keep_focus(self, action: str, link: str) -> None:
        """Of a button that goes, Qt would lead it to whatever comes next in the window."""
        going = [button for button, text in ((self._button, action), (self._link, link)) if not text]
        if self.window().focusWidget() in going:
            self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._icon_name:
            picture = icon(self._icon_name, "border")
            self._icon.setPixmap(picture.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))

    def _label(self) -> QLabel:
        label = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setMaximumWidth(self._text_width)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return label

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._button)
        buttons.addWidget(self._link)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addSpacing(12)
        column.addLayout(_centered(self._lead))
        column.addSpacing(8)
        column.addLayout(_centered(self._sentence))
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addStretch(3)


def _centered(label: QLabel) -> QHBoxLayout:
    # A wrapping label in a row of stretches gets its maximum width and still grows downwards.
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label, 1000)
    row.addStretch(1)
    return row
