"""AccountSettings: the settings' page about who is signed in, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.models import Account
from desktop.ui.formatting import isolate_ltr
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.dialog import QuestionDialog
from desktop.ui.widgets.labels import plain_label


class AccountSettings(SettingsPage):
    """Signing out comes after its question was answered."""

    sign_out_requested = Signal()
    """On this computer."""
    sign_out_everywhere_requested = Signal()

    def __init__(self, account: Account | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.no_server = ""
        """Why what needs the server cannot be done; "" while it can."""
        self.unsent = 0
        """So many decisions the server does not have."""
        self.add_heading(self.tr("Account"))
        if account is None:
            self.column.addWidget(plain_label(self.tr("Nobody is signed in.")))
        else:
            self._add_facts(account)
            self.column.addSpacing(16)
            self._add_sign_out()
        self.column.addStretch(1)

    def _add_facts(self, account: Account) -> None:
        facts = [
            (self.tr("Signed in as"), isolate_ltr(account.email)),
            (self.tr("Business"), account.business_name),
            (self.tr("Server"), isolate_ltr(account.server)),
        ]
        form = self.add_form()
        for number, (name, value) in enumerate(fact for fact in facts if fact[1]):
            form.addWidget(plain_label(name, secondary=True), number, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(plain_label(value), number, 1)

    def _add_sign_out(self) -> None:
        self.sign_out_button = PlainButton(self.tr("Sign out…"), self)
        self.sign_out_button.setAutoDefault(False)
        self.sign_out_button.clicked.connect(self._on_sign_out)
        self.column.addWidget(self.sign_out_button)

    # -- signing out -----------------------------------------------------------------------------

    @Slot()
    def _on_sign_out(self) -> None:
        self._ask(
            self.tr("Sign out on this computer?"),
            self.tr("Downloads stop and go on at the next sign-in. What is kept on this computer stays."),
            self.tr("Sign out here"),
            other=self.tr("Sign out everywhere, the browser too…"),
        )
        explain(self.question.other_button, not self.no_server, self.no_server)
        self.question.accepted.connect(self.sign_out_requested)
        self.question.other_chosen.connect(self._on_everywhere)

    @Slot()
    def _on_everywhere(self) -> None:
        self._ask(
            self.tr("Sign out everywhere?"),
            self.tr("The server ends every session of this user, on this computer and in every browser."),
            self.tr("Sign out everywhere"),
        )
        self.question.accepted.connect(self.sign_out_everywhere_requested)

    def _kept_text(self) -> str:
        if not self.unsent:
            return ""
        return self.tr(
            "%Ln decision(s) about receipts are not sent yet: they are kept here, and sent after you sign in"
            " again.",
            "",
            self.unsent,
        )

    def _ask(self, question: str, explanation: str, answer: str, other: str = "") -> None:
        explanation = f"{explanation} {self._kept_text()}".strip()
        self.question = QuestionDialog(self.tr("Sign out"), question, explanation, answer, self, other=other)
        self.question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question.open()
