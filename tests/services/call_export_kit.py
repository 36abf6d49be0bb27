"""What the tests of exported calls share: their words, and a source that waits for the server to prepare."""

from __future__ import annotations

from desktop.core.calls_export import CallExportWords
from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey, KeptFile
from tests.core.test_core_calls_sheet import WORDS as CALLS_WORDS
from tests.services.conftest import until_ready
from tests.services.export_kit import DirectSource

WORDS = CallExportWords(
    CALLS_WORDS,
    "missing",
    "file",
    "why",
    "in words",
    "gone since",
    reason=lambda error: type(error).__name__,
    sentence=lambda error: f"{type(error).__name__}.",
)


class RecordingSource(DirectSource):
    """As its base, once the server has prepared what is asked for."""

    def _get(self, key: FileKey, token: CancelToken) -> KeptFile:
        kept = self._scope.kept_files.find(key)
        if kept is not None:
            return kept
        assert self._scope.online is not None
        until_ready(self._scope.online.transfers, key)
        return super()._get(key, token)
