"""The words for decisions: what was done, how far it is, why not."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from desktop.core.decision_state import DecisionState
from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import Decided, Decision, DecisionReason, OutboxCounts, Review
from desktop.ui.error_text import error_text
from desktop.ui.formatting import isolate, moment_text, one_line
from desktop.ui.receipts.receipt_words import left_out_text, status_text

translate = QCoreApplication.translate


def done_text(status: ReceiptStatus | None, count: int) -> str:
    """How many receipts became that; None: what they were before."""
    if not count:
        return ""
    if status is ReceiptStatus.APPROVED:
        return translate("ReceiptDecisions", "%Ln receipt(s) approved.", "", count)
    if status is ReceiptStatus.REJECTED:
        return translate("ReceiptDecisions", "%Ln receipt(s) rejected.", "", count)
    if status is ReceiptStatus.NOT_RECEIPT:
        return translate("ReceiptDecisions", "%Ln marked as not a receipt.", "", count)
    if status is ReceiptStatus.PENDING_REVIEW:
        return translate("ReceiptDecisions", "%Ln receipt(s) back to review.", "", count)
    return translate("ReceiptDecisions", "Undone for %Ln receipt(s).", "", count)


def already_text(status: ReceiptStatus) -> str:
    """Of the only receipt that was to become what it is."""
    match status:
        case ReceiptStatus.APPROVED:
            return translate("ReceiptDecisions", "Already approved.")
        case ReceiptStatus.REJECTED:
            return translate("ReceiptDecisions", "Already rejected.")
        case ReceiptStatus.NOT_RECEIPT:
            return translate("ReceiptDecisions", "Already marked as not a receipt.")
    return translate("ReceiptDecisions", "Already in review.")


def left_alone_text(decided: Decided) -> str:
    """Of how many nothing was changed, and why. Those that are that already need no word."""
    parts = [left_out_text(decided.gone)] if decided.gone else []
    if decided.fixed:
        text = translate(
            "ReceiptDecisions",
            "%Ln receipt(s) left out: only the server can say that of them.",
            "",
            decided.fixed,
        )
        parts.append(text)
    return " ".join(parts)


def cannot_undo_text(name: str, count: int, sent: bool) -> str:
    """Of `count` incomplete receipts that something was decided about; `name`: of the only one, else "".

    `sent`: it goes to the server at once.
    """
    if name and sent:
        return translate("ReceiptDecisions", "{receipt} was incomplete: this cannot be undone.").format(
            receipt=name
        )
    if name:
        text = translate(
            "ReceiptDecisions", "{receipt} was incomplete: this cannot be undone once the server has it."
        )
        return text.format(receipt=name)
    if sent:
        return translate("ReceiptDecisions", "%Ln of them were incomplete: that cannot be undone.", "", count)
    return translate(
        "ReceiptDecisions",
        "%Ln of them were incomplete: that cannot be undone once the server has it.",
        "",
        count,
    )


def not_undone_text(name: str) -> str:
    """Of the only receipt that a decision was to be taken back of."""
    text = translate(
        "ReceiptDecisions", "Not undone: {receipt}. Only the server can make it incomplete again."
    )
    return text.format(receipt=name)


def not_decided_text(count: int) -> str:
    """Of what could not be written; "" for none."""
    return translate("ReceiptDecisions", "%Ln receipt(s) not decided.", "", count) if count else ""


def not_undone_at_all_text(count: int) -> str:
    """Of what could not be taken back, as that could not be written; "" for none."""
    return translate("ReceiptDecisions", "Not undone for %Ln receipt(s).", "", count) if count else ""


def refused_text(refused: Mapping[DecisionReason, int]) -> str:
    """How many decisions the server did not take, and why; they are shown as the server has them."""
    return " ".join(_refused_text(reason, count) for reason, count in refused.items())


def _refused_text(reason: DecisionReason, count: int) -> str:
    if reason is DecisionReason.GONE:
        return translate(
            "ReceiptDecisions",
            "%Ln decision(s) came too late: the server has the receipt no longer.",
            "",
            count,
        )
    if reason is DecisionReason.NOT_ALLOWED:
        return translate(
            "ReceiptDecisions",
            "%Ln decision(s) undone: you are not allowed to decide about receipts.",
            "",
            count,
        )
    return translate("ReceiptDecisions", "%Ln decision(s) undone: the server did not take them.", "", count)


def not_taken_yet_text(count: int) -> str:
    """Of so many of those that were decided about; "" for none."""
    if not count:
        return ""
    return translate("ReceiptDecisions", "The server did not take %Ln of them yet.", "", count)


def waiting_text(counts: OutboxCounts, refused: int = 0) -> str:
    """How many decisions are only here; "" for none. `refused`: so many of them the server did not take."""
    if counts.conflicts:
        return translate("ReceiptDecisions", "%Ln decision(s) to choose", "", counts.conflicts)
    refused = min(refused, counts.waiting)
    parts = []
    if waiting := counts.waiting - refused:
        parts.append(translate("ReceiptDecisions", "%Ln decision(s) wait for the server", "", waiting))
    if refused:
        parts.append(translate("ReceiptDecisions", "%Ln decision(s) not taken by the server", "", refused))
    return " · ".join(parts)


def trouble_text(counts: OutboxCounts, error: AppError | None) -> str:
    """Why what waits cannot be sent; "" where nothing waits, or nothing is wrong with it."""
    if error is None or not counts.waiting:
        return ""
    text = translate("ReceiptDecisions", "Not all decisions could be sent; they are tried again. {reason}")
    return text.format(reason=error_text(error).sentence)


def state_text(decision: Decision, refused: bool = False) -> str:
    """How far it is, in the history. `refused`: it waits, since the server did not take it."""
    if decision.state is DecisionState.CONFLICT and decision.theirs is not None:
        return theirs_text(decision.theirs)
    if decision.state in (DecisionState.WAITING, DecisionState.SENDING):
        if refused:
            return translate("ReceiptDecisions", "Not taken by the server, tried again")
        return translate("ReceiptDecisions", "Waits for the server")
    if decision.state is DecisionState.SENT:
        return translate("ReceiptDecisions", "Sent")
    return _reason_text(decision.reason)


def overtaken_text(undone: bool) -> str:
    """Of one that was sent, and has another after it. `undone`: by that it is what it was before."""
    if undone:
        return translate("ReceiptDecisions", "Sent, and undone later")
    return translate("ReceiptDecisions", "Sent, and decided anew later")


def why_not_undone(decision: Decision, overtaken: bool) -> str:
    """Of one that cannot be taken back from the history."""
    if decision.state is DecisionState.CONFLICT:
        return translate("ReceiptDecisions", "Choose first which decision counts.")
    if decision.state in (DecisionState.DROPPED, DecisionState.REFUSED):
        return translate("ReceiptDecisions", "This decision is not in force any more.")
    if overtaken:
        return translate("ReceiptDecisions", "A later decision on this receipt has taken its place.")
    return translate("ReceiptDecisions", "Only the server can make a receipt incomplete again.")


def _reason_text(reason: DecisionReason) -> str:
    match reason:
        case DecisionReason.GONE:
            return translate("ReceiptDecisions", "Not sent: the server has the receipt no longer")
        case DecisionReason.NOT_ALLOWED:
            return translate("ReceiptDecisions", "Undone: you are not allowed to decide about receipts")
        case DecisionReason.THEIRS:
            return translate("ReceiptDecisions", "Given up for the other decision")
        case DecisionReason.UNDONE:
            return translate("ReceiptDecisions", "Undone before it was sent")
    return translate("ReceiptDecisions", "Undone: the server did not take it")


def theirs_text(theirs: Review) -> str:
    """What somebody else decided, who that was and when."""
    status = status_text(theirs.status)
    if theirs.by and theirs.at is not None:
        text = translate("ReceiptDecisions", "{status} by {name} · {moment}")
        return text.format(status=status, name=isolate(one_line(theirs.by)), moment=moment_text(theirs.at))
    if theirs.by:
        text = translate("ReceiptDecisions", "{status} by {name}")
        return text.format(status=status, name=isolate(one_line(theirs.by)))
    if theirs.at is not None:
        text = translate("ReceiptDecisions", "{status} by somebody else · {moment}")
        return text.format(status=status, moment=moment_text(theirs.at))
    return translate("ReceiptDecisions", "{status} by somebody else").format(status=status)


def pending_said(state: DecisionState | None) -> str:
    """What a row says of a decision that the server does not have; "" where it has."""
    if state is None:
        return ""
    if state is DecisionState.CONFLICT:
        return translate(
            "ReceiptDecisions", "Decided otherwise by somebody else: choose which decision counts"
        )
    return translate("ReceiptDecisions", "Your decision waits for the server")
