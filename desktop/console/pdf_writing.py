"""One PDF of all receipts: what `export --pdf` writes, and says of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.console.ending import Ending, ExitCode
from desktop.console.progress_line import ProgressLine
from desktop.console.unasked import missing_fields, missing_line
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, NothingToExport
from desktop.core.export import ExportRequest
from desktop.core.merged_pdf import MergedPdf
from desktop.ui.receipts.export.merge_words import merge_words, merged_text, merging_text
from desktop.workers.merging import merge_receipts

if TYPE_CHECKING:
    from desktop.console.open_account import OpenAccount


def write_pdf(
    request: ExportRequest,
    one: OpenAccount,
    sentence: Callable[[AppError], str],
    token: CancelToken,
    line: ProgressLine,
) -> MergedPdf:
    """On a thread of the pool. `sentence`: why a receipt is not in it. Raises as `merge_receipts` does."""
    scope = one.scope
    ids = scope.export.ids(request)
    if not ids:
        raise NothingToExport
    words = merge_words(scope.account.business_name, sentence)
    return merge_receipts(
        scope,
        ids,
        request.target,
        words,
        one.queue,
        token,
        lambda progress: line.say(partial(merging_text, progress)),
        asked=request.asked,
    )


def pdf_ending(merged: MergedPdf, one: OpenAccount, *, name_missing: bool, unasked: bool) -> Ending:
    """What came of it. `name_missing`: each receipt that is not in it, with the reason."""
    named = merged.missing if name_missing else ()
    lines = (str(merged.path), *(missing_line(file, unasked=unasked) for file in named))
    facts = {
        "file": str(merged.path),
        "receipts": merged.receipts,
        "pages": merged.pages,
        "receipts_drawn": merged.drawn,
        "receipts_missing": len(merged.missing),
        **({"missing": [missing_fields(file, unasked=unasked) for file in named]} if name_missing else {}),
        **one.facts(),
    }
    code = ExitCode.INCOMPLETE if merged.missing or one.unseen else ExitCode.COMPLETE
    return Ending(code, " ".join([merged_text(merged), *one.unseen_said()]), lines, facts)
