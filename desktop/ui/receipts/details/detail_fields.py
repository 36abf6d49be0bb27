"""The fields of a receipt in words: every one that the server has, what is not known said as unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.core.models import PreviewStatus, Receipt, ReceiptFile
from desktop.core.receipt_details import ReceiptDetails
from desktop.ui.formatting import (
    day_text,
    file_name_text,
    isolate,
    isolate_ltr,
    moment_full_text,
    number_text,
    one_line,
    size_text,
)
from desktop.ui.receipts.receipt_words import amount_text, status_text

translate = QCoreApplication.translate


class Section(Enum):
    """Groups of fields, in their order."""

    DOCUMENT = QT_TRANSLATE_NOOP("DetailFields", "Document")
    MAIL = QT_TRANSLATE_NOOP("DetailFields", "How it came")
    SOURCE = QT_TRANSLATE_NOOP("DetailFields", "Source file")
    PREVIEW = QT_TRANSLATE_NOOP("DetailFields", "Preview file")
    REVIEW = QT_TRANSLATE_NOOP("DetailFields", "Review")
    RECORD = QT_TRANSLATE_NOOP("DetailFields", "Record")
    EXTRACTION = QT_TRANSLATE_NOOP("DetailFields", "What was read from it")


class Value(NamedTuple):
    """A value for the screen; not `known`: words that say so."""

    text: str
    known: bool = True


class DetailField(NamedTuple):
    """`name`: to be translated. `of_row` and `of_details`: the one that is there gives the value."""

    section: Section
    name: object
    of_row: Callable[[Receipt], Value] | None = None
    of_details: Callable[[ReceiptDetails], Value] | None = None
    is_code: bool = False


def section_name(section: Section) -> str:
    return translate("DetailFields", str(section.value))


def field_name(field: DetailField) -> str:
    return translate("DetailFields", str(field.name))


# -- values --------------------------------------------------------------------------------------


def _unknown() -> Value:
    return Value(translate("DetailFields", "Unknown"), known=False)


def _not_recognised() -> Value:
    """Of what is read from the document."""
    return Value(translate("DetailFields", "Not recognised"), known=False)


def _text(value: str, otherwise: Callable[[], Value] = _unknown) -> Value:
    line = one_line(value)
    return Value(isolate(line)) if line else otherwise()


def _code(value: str, otherwise: Callable[[], Value] = _unknown) -> Value:
    """Of what is read from left to right: numbers of documents, addresses, ids."""
    line = one_line(value)
    return Value(isolate_ltr(line)) if line else otherwise()


def _moment(value: datetime | None) -> Value:
    return Value(moment_full_text(value)) if value is not None else _unknown()


def _amount(receipt: Receipt) -> Value:
    return Value(amount_text(receipt), receipt.amount is not None)


def _invoice_date(receipt: Receipt) -> Value:
    day = receipt.invoice_date
    return Value(day_text(day)) if day is not None else _not_recognised()


def _confidence(receipt: Receipt) -> Value:
    percent = receipt.confidence
    return Value(isolate_ltr(f"{percent}%")) if percent is not None else _unknown()


_SOURCES = {
    "gmail": QT_TRANSLATE_NOOP("DetailFields", "Gmail"),
    "manual": QT_TRANSLATE_NOOP("DetailFields", "Entered by hand"),
    "upload": QT_TRANSLATE_NOOP("DetailFields", "Uploaded"),
}
_PREVIEWS = {
    PreviewStatus.PENDING: QT_TRANSLATE_NOOP("DetailFields", "Being made"),
    PreviewStatus.GENERATED: QT_TRANSLATE_NOOP("DetailFields", "Made"),
    PreviewStatus.FAILED: QT_TRANSLATE_NOOP("DetailFields", "Could not be made"),
    PreviewStatus.NOT_AVAILABLE: QT_TRANSLATE_NOOP("DetailFields", "Not available"),
    PreviewStatus.SKIPPED: QT_TRANSLATE_NOOP("DetailFields", "Not needed"),
}


def source_names() -> dict[str, str]:
    """How receipts came, by what the server calls it."""
    return {source: translate("DetailFields", str(words)) for source, words in _SOURCES.items()}


def _source(receipt: Receipt) -> Value:
    words = _SOURCES.get(receipt.source)
    return Value(translate("DetailFields", str(words))) if words is not None else _text(receipt.source)


def _status(receipt: Receipt) -> Value:
    return Value(status_text(receipt.status))


def _preview_status(receipt: Receipt) -> Value:
    words = _PREVIEWS.get(receipt.preview_status)
    return Value(translate("DetailFields", str(words))) if words is not None else _unknown()


def _failure(receipt: Receipt) -> Value:
    line = one_line(receipt.preview_failure_reason)
    return Value(isolate(line)) if line else Value(translate("DetailFields", "None"), known=False)


def _mail(value: Callable[[Receipt], str]) -> Callable[[Receipt], Value]:
    """Of what only a mail has."""

    def of(receipt: Receipt) -> Value:
        found = value(receipt)
        return _code(found) if found or receipt.source == "gmail" else _no_mail()

    return of


def _no_mail() -> Value:
    return Value(translate("DetailFields", "It did not come by mail"), known=False)


def _thread(details: ReceiptDetails) -> Value:
    by_mail = details.receipt.source == "gmail"
    return _code(details.gmail_thread_id) if details.gmail_thread_id or by_mail else _no_mail()


def _file(of_source: bool, value: Callable[[ReceiptFile], Value]) -> Callable[[Receipt], Value]:
    def of(receipt: Receipt) -> Value:
        file = receipt.source_file if of_source else receipt.preview_file
        if file is not None:
            return value(file)
        if of_source:
            return Value(translate("DetailFields", "There is no source file"), known=False)
        return Value(translate("DetailFields", "There is no preview"), known=False)

    return of


def _file_name(file: ReceiptFile) -> Value:
    return Value(file_name_text(file.filename)) if one_line(file.filename) else _unknown()


def _file_type(file: ReceiptFile) -> Value:
    return _code(file.mime_type)


def _file_size(file: ReceiptFile) -> Value:
    return Value(size_text(file.size)) if file.size is not None else _unknown()


def _file_number(file: ReceiptFile) -> Value:
    return _code(str(file.id))


def _gone(receipt: Receipt) -> Value:
    if receipt.gone_at is not None:
        return Value(moment_full_text(receipt.gone_at))
    return Value(translate("DetailFields", "It is on the server"), known=False)


def _error(receipt: Receipt) -> Value:
    line = one_line(receipt.error_message)
    return Value(isolate(line)) if line else Value(translate("DetailFields", "None"), known=False)


def _reviewer(details: ReceiptDetails) -> Value:
    if details.reviewer_name:
        return _text(details.reviewer_name)
    if details.reviewed_by is not None:
        user = translate("DetailFields", "User {number}")
        return Value(user.format(number=number_text(details.reviewed_by)))
    return _nobody()


def _nobody() -> Value:
    return Value(translate("DetailFields", "Nobody yet"), known=False)


def _reviewer_email(details: ReceiptDetails) -> Value:
    return _code(details.reviewer_email, _unknown if details.reviewed_by is not None else _nobody)


def _reviewer_number(details: ReceiptDetails) -> Value:
    number = details.reviewed_by
    return _code(str(number)) if number is not None else _nobody()


def _reviewed_at(details: ReceiptDetails) -> Value:
    seen = details.reviewed_at is not None or details.reviewed_by is not None
    return _moment(details.reviewed_at) if seen else _nobody()


def _extraction(details: ReceiptDetails) -> Value:
    if details.raw_extraction:
        return Value(details.raw_extraction)
    return Value(translate("DetailFields", "Nothing was read from it"), known=False)


_S = Section
_FILE_PARTS = (
    (QT_TRANSLATE_NOOP("DetailFields", "Name"), _file_name),
    (QT_TRANSLATE_NOOP("DetailFields", "Type"), _file_type),
    (QT_TRANSLATE_NOOP("DetailFields", "Size"), _file_size),
    (QT_TRANSLATE_NOOP("DetailFields", "File number"), _file_number),
)
FIELDS: tuple[DetailField, ...] = (
    DetailField(
        _S.DOCUMENT,
        QT_TRANSLATE_NOOP("DetailFields", "Vendor"),
        lambda receipt: _text(receipt.vendor, _not_recognised),
    ),
    DetailField(_S.DOCUMENT, QT_TRANSLATE_NOOP("DetailFields", "Amount"), _amount),
    DetailField(
        _S.DOCUMENT,
        QT_TRANSLATE_NOOP("DetailFields", "Currency"),
        lambda receipt: _code(receipt.currency, _not_recognised),
    ),
    DetailField(
        _S.DOCUMENT,
        QT_TRANSLATE_NOOP("DetailFields", "Invoice number"),
        lambda receipt: _code(receipt.invoice_number, _not_recognised),
    ),
    DetailField(_S.DOCUMENT, QT_TRANSLATE_NOOP("DetailFields", "Invoice date"), _invoice_date),
    DetailField(_S.DOCUMENT, QT_TRANSLATE_NOOP("DetailFields", "Confidence"), _confidence),
    DetailField(_S.DOCUMENT, QT_TRANSLATE_NOOP("DetailFields", "Status"), _status),
    DetailField(_S.MAIL, QT_TRANSLATE_NOOP("DetailFields", "Origin"), _source),
    DetailField(
        _S.MAIL, QT_TRANSLATE_NOOP("DetailFields", "From"), _mail(lambda receipt: receipt.from_email)
    ),
    DetailField(
        _S.MAIL, QT_TRANSLATE_NOOP("DetailFields", "Subject"), lambda receipt: _text(receipt.subject)
    ),
    DetailField(
        _S.MAIL, QT_TRANSLATE_NOOP("DetailFields", "Received"), lambda receipt: _moment(receipt.received_at)
    ),
    DetailField(
        _S.MAIL,
        QT_TRANSLATE_NOOP("DetailFields", "Mail number"),
        _mail(lambda receipt: receipt.gmail_message_id),
    ),
    DetailField(_S.MAIL, QT_TRANSLATE_NOOP("DetailFields", "Conversation number"), of_details=_thread),
    *(DetailField(_S.SOURCE, name, _file(True, value)) for name, value in _FILE_PARTS),
    DetailField(_S.PREVIEW, QT_TRANSLATE_NOOP("DetailFields", "State"), _preview_status),
    DetailField(_S.PREVIEW, QT_TRANSLATE_NOOP("DetailFields", "Reason of a failure"), _failure),
    *(DetailField(_S.PREVIEW, name, _file(False, value)) for name, value in _FILE_PARTS),
    DetailField(_S.REVIEW, QT_TRANSLATE_NOOP("DetailFields", "Reviewed by"), of_details=_reviewer),
    DetailField(_S.REVIEW, QT_TRANSLATE_NOOP("DetailFields", "E-mail"), of_details=_reviewer_email),
    DetailField(_S.REVIEW, QT_TRANSLATE_NOOP("DetailFields", "User number"), of_details=_reviewer_number),
    DetailField(_S.REVIEW, QT_TRANSLATE_NOOP("DetailFields", "Reviewed"), of_details=_reviewed_at),
    DetailField(
        _S.RECORD, QT_TRANSLATE_NOOP("DetailFields", "Number"), lambda receipt: _code(str(receipt.id))
    ),
    DetailField(
        _S.RECORD, QT_TRANSLATE_NOOP("DetailFields", "Created"), lambda receipt: _moment(receipt.created_at)
    ),
    DetailField(
        _S.RECORD,
        QT_TRANSLATE_NOOP("DetailFields", "Changed"),
        of_details=lambda details: _moment(details.updated_at),
    ),
    DetailField(_S.RECORD, QT_TRANSLATE_NOOP("DetailFields", "Gone from the server"), _gone),
    DetailField(_S.RECORD, QT_TRANSLATE_NOOP("DetailFields", "Error of the server"), _error),
    DetailField(
        _S.EXTRACTION,
        QT_TRANSLATE_NOOP("DetailFields", "What was read from it"),
        of_details=_extraction,
        is_code=True,
    ),
)
