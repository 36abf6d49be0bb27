"""`export`: receipts, or calls, of an account into one ZIP, or their list alone, as the window does it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QFileInfo

from desktop.console.call_writing import call_request, calls_zip_ending, nothing_ending
from desktop.console.console import Console
from desktop.console.ending import Ending, ExitCode, Refused, ending_of
from desktop.console.list_writing import calls_ending, list_ending, write_calls, write_list
from desktop.console.open_account import OpenAccount, chosen_account, opened
from desktop.console.options import ExportOptions
from desktop.console.pdf_writing import pdf_ending, write_pdf
from desktop.console.progress_line import ProgressLine
from desktop.console.unasked import missing_fields, missing_line, sentence_text, unasked_words, unnamed_lines
from desktop.core.call_query import CallQuery
from desktop.core.errors import AppError, NothingToExport
from desktop.core.export import ChangedFile, ExportProgress, ExportReport, ExportRequest
from desktop.core.export_ledger import Asked, SinceExport
from desktop.core.saved_view import query_text
from desktop.core.transfer import QueueRules
from desktop.core.version import user_agent
from desktop.services.account import AccountService
from desktop.services.account_scope import AccountScope
from desktop.services.export.named_zip import free_target
from desktop.services.program_log import ProgramLog
from desktop.store.app_dirs import AppDirs
from desktop.store.credentials import Credentials
from desktop.store.settings_file import SettingsFile
from desktop.ui.call_export.call_export_words import calls_name
from desktop.ui.formatting import local
from desktop.ui.receipts.export.export_wish import ExportWish, since_text
from desktop.ui.receipts.export.export_words import changed_text, period_text, report_text
from desktop.ui.receipts.export.list_words import export_words
from desktop.ui.receipts.receipt_words import status_text
from desktop.ui.zip_export.zip_words import files_text, time_left_text
from desktop.workers.open_once import OpenOnce

translate = QCoreApplication.translate


def export(options: ExportOptions, rules: QueueRules | None = None) -> Ending:
    """What came of it; raises nothing that the world does. `rules`: of the queue, for tests."""
    dirs = AppDirs(options.data_dir)
    accounts = AccountService(dirs, Credentials(), SettingsFile(dirs.settings_path), user_agent())
    language = options.speech.language or accounts.settings.language
    line = ProgressLine()
    with Console(language) as console:
        try:
            return _Export(options, rules, dirs, accounts, console, line).run()
        except (Refused, AppError) as error:
            return ending_of(error, ", ".join(_filters(options)))
        finally:
            line.clear()


class _Export:
    """One run of the command. Raises Refused, AppError."""

    def __init__(
        self,
        options: ExportOptions,
        rules: QueueRules | None,
        dirs: AppDirs,
        accounts: AccountService,
        console: Console,
        line: ProgressLine,
    ) -> None:
        self._options = options
        # Without a server nothing is waited for.
        patient = rules or QueueRules()
        self._rules = QueueRules(session_seconds=0.0) if options.offline else patient
        self._dirs = dirs
        self._accounts = accounts
        self._console = console
        self._line = line

    def run(self) -> Ending:
        with ExitStack() as stack:
            once = OpenOnce(self._dirs.data)
            if not once.take():
                raise Refused("OpenElsewhere", _open_elsewhere())
            stack.callback(once.release)
            account = chosen_account(self._accounts, self._options.account)
            log = self._start_log(stack)
            lists = opened(self._console, self._accounts, account, self._rules, of_calls=self._options.calls)
            one = stack.enter_context(lists)
            with suppress(AppError):
                log.follow(one.scope.folder)
            one.put_right()
            if not self._options.offline:
                one.go_online(self._accounts, self._line, everything=self._options.changed)
            return self._write(one)

    def _start_log(self, stack: ExitStack) -> ProgramLog:
        log = ProgramLog(self._dirs.log_path)
        with suppress(AppError):
            log.start()
        stack.callback(log.stop)
        return log

    def _write(self, one: OpenAccount) -> Ending:
        if self._options.calls:
            return self._write_calls(one)
        request = self._console.run(partial(self._request, one.scope))
        if self._options.list_form is not None:
            work = partial(write_list, request, one.scope, self._console.token, self._line)
            return list_ending(self._console.run(work), one)
        if self._options.pdf:
            return self._write_pdf(one, request)
        return self._write_zip(one, request)

    def _write_pdf(self, one: OpenAccount, request: ExportRequest) -> Ending:
        options = self._options
        sentence = partial(sentence_text, unasked=options.offline)
        work = partial(write_pdf, request, one, sentence, self._console.token, self._line)
        merged = self._console.run(work)
        return pdf_ending(merged, one, name_missing=options.missing, unasked=options.offline)

    def _write_calls(self, one: OpenAccount) -> Ending:
        options, account = self._options, one.scope.account
        query = CallQuery(options.query.text, options.query.period)
        name = calls_name(account.business_name, query, _now())
        target = _target(options.out, name, options.list_form or "zip")
        if options.list_form is None:
            return self._write_calls_zip(one, query, target)
        asked = Asked(_filters(options), query_text(query))
        work = partial(write_calls, query, asked, target, one.scope, self._console.token, self._line)
        return calls_ending(self._console.run(work), one)

    def _write_calls_zip(self, one: OpenAccount, query: CallQuery, target: Path) -> Ending:
        options, token, run = self._options, self._console.token, self._console.run
        found = run(partial(one.scope.calls.found, query, token=token)) if query.text else None
        reached = found.reached if found is not None else None
        filters, unnamed = _filters(options), _is_folder(options.out)
        request = call_request(query, found, target, filters, unnamed=unnamed, unasked=options.offline)
        said = self._said(time.monotonic())
        work = partial(one.scope.call_export.write_zip, request, one.queue, token, said)
        try:
            report = run(work)
        except NothingToExport:
            return nothing_ending(", ".join(filters), reached)
        named = options.missing
        return calls_zip_ending(report, one, reached, name_missing=named, unasked=options.offline)

    def _write_zip(self, one: OpenAccount, request: ExportRequest) -> Ending:
        work = partial(
            one.scope.export.write_zip, request, one.queue, self._console.token, self._said(time.monotonic())
        )
        report = self._console.run(work)
        return _ending(report, one, self._options)

    def _request(self, scope: AccountScope) -> ExportRequest:
        """Which receipts, into which file; what is only new or changed is looked up in the ledger."""
        options, query = self._options, self._options.query
        asked = ((SinceExport.NEVER, options.new), (SinceExport.CHANGED, options.changed))
        wish = ExportWish(query, since=tuple(since for since, wanted in asked if wanted))
        name = wish.name(scope.account.business_name, _now())
        words = export_words(self._accounts.settings.export_names)
        return ExportRequest(
            _target(options.out, name, options.list_form or ("pdf" if options.pdf else "zip")),
            query,
            words=unasked_words(words) if options.offline else words,
            filters=_filters(options),
            since=wish.since,
            unasked=_is_folder(options.out),
        )

    def _said(self, began: float) -> Callable[[ExportProgress], None]:
        def text(progress: ExportProgress) -> str:
            left = time_left_text(progress, time.monotonic() - began, progress.files_done - progress.missing)
            return f"{files_text(progress)} · {left}"

        return lambda progress: self._line.say(partial(text, progress))


def _now() -> datetime:
    return local(datetime.now(UTC))


def _target(out: str, name: str, ending: str) -> Path:
    """In a folder that is there, or is written as one: the usual `name`, or the next that is free, as nobody
    asked for that one. A name without the `ending` gets it."""
    path = Path(out or os.curdir).absolute()
    if _is_folder(out):
        usual = f"{name.removesuffix('.zip')}.{ending}"
        return free_target(path / usual)
    return path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")


def _is_folder(out: str) -> bool:
    separators = tuple(filter(None, (os.sep, os.altsep)))
    return not out or out.endswith(separators) or QFileInfo(out).isDir()


def _filters(options: ExportOptions) -> tuple[str, ...]:
    """Which receipts these are, in words."""
    query = options.query
    said = [translate("ReceiptsFilterBar", "“{words}”").format(words=query.text)] if query.text else []
    said += [period_text(query.period)] if query.period else []
    said += [status_text(status) for status in query.statuses]
    said += [since_text(SinceExport.NEVER)] if options.new else []
    said += [since_text(SinceExport.CHANGED)] if options.changed else []
    return tuple(said)


def _open_elsewhere() -> str:
    return translate(
        "Console",
        "ProSaaS Desktop is open with this folder, and only one program can be. Export there, or close it and"
        " start again.",
    )


# -- what came of it -------------------------------------------------------------------------------


def _ending(report: ExportReport, one: OpenAccount, options: ExportOptions) -> Ending:
    complete = not report.missing_count and not one.unseen
    sentences = [report_text(report), *one.unseen_said()]
    named, changed = (report.missing, report.changed) if options.missing else ((), ())
    missing = [missing_line(file, unasked=options.offline) for file in named]
    missing += unnamed_lines(report.missing_count, len(named)) if options.missing else []
    lines = (str(report.target), *missing, *map(_changed_line, changed))
    code = ExitCode.COMPLETE if complete else ExitCode.INCOMPLETE
    return Ending(code, " ".join(sentences), lines, _facts(report, one) | _named(report, options))


def _named(report: ExportReport, options: ExportOptions) -> dict[str, Any]:
    if not options.missing:
        return {}
    return {
        "missing": [missing_fields(file, unasked=options.offline) for file in report.missing],
        "changed": [_changed_fields(file) for file in report.changed],
    }


def _facts(report: ExportReport, one: OpenAccount) -> dict[str, Any]:
    return {
        "file": str(report.target),
        "bytes": report.size,
        "receipts": report.summary.count,
        "files": report.files_written,
        "files_due": report.files_total,
        "files_missing": report.missing_count,
        "without_preview": report.absent_count,
        "receipts_changed": report.changed_count,
        **one.facts(),
    }


def _changed_line(file: ChangedFile) -> str:
    return f"{file.name}: {changed_text(file)}"


def _changed_fields(file: ChangedFile) -> dict[str, Any]:
    return {
        "receipt_id": file.receipt.id,
        "kind": str(file.kind),
        "path": file.name,
        "bytes": file.size,
        "bytes_in_list": file.listed,
    }
