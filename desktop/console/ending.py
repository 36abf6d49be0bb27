"""Ending: what came of a command, as an exit code, as sentences and as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.core.errors import AppError, Cancelled, DiskFailed, NothingToExport, Offline, SignedOut
from desktop.core.plain_text import strip_marks
from desktop.services.export import ExportPaused
from desktop.ui.error_text import error_text

translate = QCoreApplication.translate


class ExitCode(IntEnum):
    """Scripts rely on them: they never change their meaning."""

    COMPLETE = 0
    INCOMPLETE = 1
    FAILED = 2
    NOTHING = 3
    CANCELLED = 130


class Refused(Exception):
    """A command cannot be done as it was asked for. `kind` for scripts, `sentence` for people."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.sentence = sentence


class Ending(NamedTuple):
    """`sentence` says it to people, `lines` follow it, one by one; `facts` are for scripts."""

    code: ExitCode
    sentence: str
    lines: tuple[str, ...] = ()
    facts: Mapping[str, object] = {}

    def say(self, *, as_json: bool) -> None:
        """What was made on standard output, what went wrong on standard error; JSON always on the first."""
        if as_json:
            # ASCII alone: whatever the console's encoding is, a script reads the same.
            sys.stdout.write(json.dumps(self._for_scripts()) + "\n")
        else:
            made = self.code in (ExitCode.COMPLETE, ExitCode.INCOMPLETE)
            stream = sys.stdout if made else sys.stderr
            stream.write("".join(f"{strip_marks(line)}\n" for line in (self.sentence, *self.lines)))
        sys.stdout.flush()

    def _for_scripts(self) -> dict[str, object]:
        result = {"result": self.code.name.lower(), "exit_code": int(self.code)}
        return {**result, "sentence": strip_marks(self.sentence), **self.facts}


def ending_of(error: Exception, filters: str = "") -> Ending:
    """Of a command that came to nothing; `filters`: which receipts were asked for, in words."""
    if isinstance(error, Refused):
        return Ending(ExitCode.FAILED, error.sentence, facts={"error": error.kind})
    if isinstance(error, ExportPaused) and error.reason is not None:
        kept = translate("Console", "What is written so far is kept: the same command goes on with it.")
        return Ending(
            ExitCode.FAILED, f"{_sentence(error.reason, filters)} {kept}", facts=_kind(error.reason)
        )
    if isinstance(error, Cancelled):
        sentence = translate("ReceiptExport", "The export was cancelled. No partial file was left.")
        return Ending(ExitCode.CANCELLED, sentence)
    assert isinstance(error, AppError)
    code = ExitCode.NOTHING if isinstance(error, NothingToExport) else ExitCode.FAILED
    return Ending(code, _sentence(error, filters), facts=_kind(error))


def _kind(error: AppError) -> dict[str, str]:
    return {"error": type(error).__name__}


def _sentence(error: AppError, filters: str) -> str:
    said = error_text(error).sentence
    if isinstance(error, NothingToExport) and filters:
        text = translate("ReceiptExport", "There is nothing to export: no receipt matches {filters}.")
        return text.format(filters=filters)
    if isinstance(error, SignedOut):
        return translate(
            "Console",
            "No kept password of this account opens its server. Sign in in the program's window once and"
            " choose to be kept signed in, or export what is on this computer with {option}.",
        ).format(option="--offline")
    if isinstance(error, Offline):
        more = translate("Console", "With {option}, what is on this computer is exported.")
        return f"{said} {more.format(option='--offline')}"
    if isinstance(error, DiskFailed) and error.path not in said:
        # Most sentences have its last part only.
        return f"{said} ({error.path})"
    return said
