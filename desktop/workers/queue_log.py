"""The queue's lines in the log, for recordings: `active` counts preparing slots."""

from __future__ import annotations

import logging

from desktop.core.errors import AppError
from desktop.core.models import FileKey
from desktop.core.transfer import Answer
from desktop.core.transfer_plan import TransferPlan

log = logging.getLogger("desktop.recordings")


def say(plan: TransferPlan, key: FileKey, what: str, more: str = "") -> None:
    if key.is_recording:
        slots = f"{plan.slots_in_use()}/{plan.rules.preparing}"
        log.info("%s call_sid=%s active=%s%s", what, key.id, slots, more)


def say_error(plan: TransferPlan, key: FileKey, what: str, error: AppError) -> None:
    say(plan, key, what, f" reason={type(error).__name__}")


def say_answer(plan: TransferPlan, key: FileKey, answer: Answer) -> None:
    if answer in (Answer.PREPARING, Answer.QUEUED):
        say(plan, key, "REC_PREPARING")
    elif answer is Answer.NOT_ASKED and plan.slots_in_use() >= plan.rules.preparing:
        say(plan, key, "REC_QUEUED", f" queue={plan.behind()}")


def say_next(plan: TransferPlan) -> None:
    key = next(plan.line(), None)
    if key is not None:
        say(plan, key, "REC_NEXT")
