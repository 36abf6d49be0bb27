"""The words for what may be wrong with a receipt."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.core.allocation import SHEKELS, AllocationRules, day_of, written_hundredths
from desktop.core.duplicates import LookingAlike, SameBy
from desktop.core.models import Money, Receipt, ReceiptStatus
from desktop.core.risks import Risk
from desktop.ui.formatting import isolate_ltr, money_text

translate = QCoreApplication.translate

_SAME = {
    SameBy.BYTES: QT_TRANSLATE_NOOP("DoubtWords", "the same file"),
    SameBy.NUMBER: QT_TRANSLATE_NOOP("DoubtWords", "same vendor, total, number"),
    SameBy.TOTAL: QT_TRANSLATE_NOOP("DoubtWords", "same vendor, date, total"),
    SameBy.MAIL: QT_TRANSLATE_NOOP("DoubtWords", "from the same mail"),
}
"""The surest first."""


def same_text(same: Collection[SameBy]) -> str:
    """What receipts have in common, the surest first."""
    return "; ".join(translate("DoubtWords", str(words)) for by, words in _SAME.items() if by in same)


def alike_text(alike: LookingAlike) -> str:
    """Of the current receipt: how many others look like it, and what speaks most for that."""
    others = len(alike.ids) - 1
    text = translate("DoubtWords", "%Ln similar receipt(s): {same}", "", others)
    surest = next((by for by in _SAME if by in alike.same), SameBy.TOTAL)
    return text.format(same=same_text([surest]))


def allocation_text(receipt: Receipt, rules: AllocationRules) -> str:
    """That its invoice needs an allocation number, and on what that rests: VAT in full."""
    day, amount = day_of(receipt), receipt.amount
    if day is None or amount is None:
        return ""
    text = translate("DoubtWords", "Needs an allocation number: {net} before VAT, {rate} assumed")
    net = money_text(Money(rules.before_vat(amount.minor, day), SHEKELS))
    return text.format(net=net, rate=percent_words(rules.vat_on(day)))


def percent_words(rate: int) -> str:
    """`17.5%` of hundredths of a percent."""
    return isolate_ltr(f"{written_hundredths(rate)}%")


def risk_text(risk: Risk, count: int, least_confidence: int) -> str:
    """How many receipts are left out for this reason."""
    if risk is Risk.BROKEN:
        return translate("DoubtWords", "%Ln that the server could not give", "", count)
    if risk is Risk.NO_AMOUNT:
        return translate("DoubtWords", "%Ln without a recognised amount", "", count)
    if risk is Risk.LOW_CONFIDENCE:
        text = translate("DoubtWords", "%Ln with a confidence under {percent}, or without one", "", count)
        return text.format(percent=isolate_ltr(f"{least_confidence}%"))
    if risk is Risk.DUPLICATE:
        return translate("DoubtWords", "%Ln suspected duplicate(s)", "", count)
    if risk is Risk.INCOMPLETE:
        return translate(
            "DoubtWords", "%Ln incomplete: what is decided about it could not be undone", "", count
        )
    return translate("DoubtWords", "%Ln that need(s) an allocation number", "", count)


def decided_text(count: int) -> str:
    """How many an approval of many leaves as they were decided, and what can be done."""
    return translate(
        "DoubtWords",
        "%Ln left out: rejected, or not a receipt. To approve them, put them back to review first.",
        "",
        count,
    )


def overwritten_text(status: ReceiptStatus, count: int) -> str:
    """How many of those that are to be decided about are decided already."""
    if status is ReceiptStatus.APPROVED:
        return translate("DoubtWords", "%Ln are approved already, and would be changed.", "", count)
    if status is ReceiptStatus.REJECTED:
        return translate("DoubtWords", "%Ln are rejected already, and would be changed.", "", count)
    return translate("DoubtWords", "%Ln are no receipts by a decision, and would be changed.", "", count)


def lasting_text(count: int) -> str:
    """Of how many of those that are decided about nothing can be undone."""
    return translate(
        "DoubtWords",
        "It can be undone as one step, but for %Ln incomplete one(s): only the server can make them that.",
        "",
        count,
    )


def that_already_text(count: int) -> str:
    """How many have nothing to be changed."""
    return translate("DoubtWords", "%Ln receipt(s) are that already.", "", count)
