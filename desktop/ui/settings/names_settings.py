"""NamesSettings: the settings' page about what files are called in a ZIP, and where they are saved."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.core.export import EXPORTED_KINDS
from desktop.core.models import FileKind, Money, Receipt
from desktop.core.name_template import (
    DEFAULT_TEMPLATE,
    MOST_WORDS_CHARACTERS,
    PARTS,
    NameTemplate,
    TemplateError,
    TemplateFault,
)
from desktop.core.settings import Settings
from desktop.ui.formatting import file_name_text, isolate_ltr
from desktop.ui.settings.settings_page import SettingsPage, small_label
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.message_bar import MessageKind
from desktop.ui.widgets.note_box import NoteBox

_DAY = "2024-01-15"
_INVOICE_DAY = date(2024, 1, 12)


class NamesSettings(SettingsPage):
    """Says at once what a name would be, or why it cannot be one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = DEFAULT_TEMPLATE
        self.field = QLineEdit(self)
        self.field.setAccessibleName(self.tr("Name of a file"))
        self.field.setPlaceholderText(DEFAULT_TEMPLATE)
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.field.textChanged.connect(self._on_changed)
        self.reset_button = LinkButton(self.tr("The usual name"), self, flush=True)
        self.reset_button.setAutoDefault(False)
        self.reset_button.clicked.connect(self._on_reset)
        self.problem_box = NoteBox(MessageKind.DANGER, "", self)
        self.examples = [ElidingLabel("", self) for _ in EXPORTED_KINDS]
        self.part_buttons: dict[str, LinkButton] = {}
        self.add_heading(self.tr("Names of the files"))
        text = self.tr("In a ZIP, and where a file is saved, copied or dragged out.")
        self.column.addWidget(plain_label(text, secondary=True))
        self._add_field()
        self._add_parts()
        self.column.addStretch(1)

    def _add_field(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.reset_button)
        self.column.addSpacing(6)
        self.column.addLayout(row)
        self.column.addWidget(self.problem_box)
        form = self.add_form()
        self._example_label = plain_label(self.tr("Example"), secondary=True, wraps=False)
        form.addWidget(self._example_label, 0, 0)
        for line, label in enumerate(self.examples):
            form.addWidget(label, line, 1)

    def _add_parts(self) -> None:
        self.column.addSpacing(14)
        self.add_heading(self.tr("What a name may hold"))
        text = self.tr("A click puts it where the cursor is. The extension is that of the content.")
        self.column.addWidget(small_label(text))
        form = self.add_form()
        for line, part in enumerate(PARTS):
            button = self.part_buttons[part] = LinkButton(isolate_ltr(f"{{{part}}}"), self, flush=True)
            button.setAutoDefault(False)
            button.setAccessibleDescription(self._part_text(part))
            button.clicked.connect(partial(self._insert, part))
            form.addWidget(button, line, 0, Qt.AlignmentFlag.AlignLeading)
            form.addWidget(plain_label(self._part_text(part), secondary=True), line, 1)

    def _part_text(self, part: str) -> str:
        return {
            "vendor": self.tr("The vendor, or “unknown”; the only part that is cut where a name is too long"),
            "date": self.tr("The day on which it was received, or “undated”"),
            "invoice_date": self.tr("The day of the invoice, or “undated”"),
            "amount": self.tr("The amount with its currency, or “noamount”: never 0 for what is not known"),
            "id": self.tr("The receipt's number at the server: no other receipt has it"),
            "kind": self.tr("“source” or “preview”"),
            "number": self.tr("The number of the invoice, or “nonumber”"),
        }[part]

    # -- what is typed ---------------------------------------------------------------------------

    @Slot()
    def _on_changed(self) -> None:
        problem = self.problem()
        self.problem_box.set_text(problem)
        self.problem_box.setVisible(bool(problem))
        self.reset_button.setVisible(self._typed() != DEFAULT_TEMPLATE)
        self._example_label.setVisible(not problem)
        for label, kind in zip(self.examples, EXPORTED_KINDS, strict=True):
            label.setVisible(not problem)
            if not problem:
                label.setText(file_name_text(self._example(kind)))

    def _typed(self) -> str:
        return self.field.text().strip()

    def _example(self, kind: FileKind) -> str:
        vendor = self.tr("Sample Vendor")
        receipt = Receipt(
            123, None, vendor, Money(15000, "ILS"), invoice_number="4471", invoice_date=_INVOICE_DAY
        )
        extension = "pdf" if kind is FileKind.RECEIPT_SOURCE else "jpg"
        return NameTemplate(self._typed()).of(receipt, _DAY).name(kind, extension)

    def problem(self) -> str:
        """Why what is typed is no name, in words; "" where it is one."""
        try:
            NameTemplate(self._typed())
        except TemplateError as error:
            return self._fault_text(error)
        return ""

    def _fault_text(self, error: TemplateError) -> str:
        part = isolate_ltr(f"{{{error.part}}}")
        return {
            TemplateFault.NO_PART: self.tr("It needs one of the parts below: else all files have one name."),
            TemplateFault.UNKNOWN_PART: self.tr("There is no part {part}.").format(part=part),
            TemplateFault.TWICE: self.tr("{part} stands there twice.").format(part=part),
            TemplateFault.BRACE: self.tr("A brace stands there without its other one."),
            TemplateFault.TOO_LONG: self.tr(
                "Words of its own may have %Ln letter(s) in all.", "", MOST_WORDS_CHARACTERS
            ),
        }[error.fault]

    @Slot()
    def _on_reset(self) -> None:
        self.field.setText(DEFAULT_TEMPLATE)
        self.field.setFocus()

    def _insert(self, part: str) -> None:
        self.field.insert(f"{{{part}}}")
        self.field.setFocus()

    # -- settings --------------------------------------------------------------------------------

    def show_settings(self, settings: Settings) -> None:
        """One that is no template is shown as it is, with why."""
        self._shown = settings.export_names or DEFAULT_TEMPLATE
        self.field.setText(self._shown)
        self.field.setCursorPosition(len(self.field.text()))
        self._on_changed()

    def chosen(self, settings: Settings) -> Settings:
        typed = self._typed()
        return settings._replace(export_names="" if typed == DEFAULT_TEMPLATE else typed)

    def show_problem(self) -> bool:
        if self._typed() == self._shown or not self.problem():
            # What was not touched holds up nothing.
            return False
        self.field.setFocus()
        return True
