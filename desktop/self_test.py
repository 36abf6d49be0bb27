"""`--self-test`: the real program tries itself on the embedded server, with no visible window."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import AppError, CertificateRejected
from desktop.core.export import ExportReport, ExportRequest
from desktop.core.models import Call, FileKey, KeptFile
from desktop.core.password_errors import KeyringMissing
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.resources import resource_path
from desktop.core.version import user_agent

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from desktop.app import Program
    from desktop.core.zip_check import ZipCheckReport
    from desktop.demo.server import DemoServer
    from desktop.services.account_scope import AccountScope
    from desktop.workers.document_info import DocumentInfo

LIMIT_SECONDS = 90.0
STEP_SECONDS = 30.0


class StepFailed(Exception):
    """A step did not come about; the message says which and why."""


def main(language: str = "") -> int:
    """Exit code 0 when every step held, 1 with the reason on standard error."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.app import Program
    from desktop.demo.server import DemoOptions, DemoServer
    from desktop.store.app_dirs import AppDirs
    from desktop.ui.application import make_application

    app = make_application()
    # Windows keeps a file locked for a moment after its player has gone: what is left does no harm.
    with (
        tempfile.TemporaryDirectory(prefix="prosaas self-test ", ignore_cleanup_errors=True) as folder,
        DemoServer(DemoOptions(calls=40, receipts=12)) as server,
    ):
        program = Program(app, AppDirs(Path(folder) / "data"), language or "en", server)
        try:
            SelfTest(program, Path(folder)).run()
        except (StepFailed, AppError) as failure:
            sys.stderr.write(f"self-test failed: {type(failure).__name__} {failure}\n")
            return 1
        finally:
            program.close()
    sys.stdout.write("self-test passed\n")
    return 0


class SelfTest:
    """Each step waits for a state of the running program, with what it waits for in words."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._ends = time.monotonic() + LIMIT_SECONDS
        self._problem = ""

    def run(self) -> None:
        """Raises StepFailed."""
        self._program.show()
        self._wait("the window to be built", lambda: self._program.is_complete)
        scope = self._sign_in()
        self._play(scope)
        self._render(scope)
        self._export(scope)
        self._find_keyring()
        self._speak_tls()

    # -- steps -----------------------------------------------------------------------------------

    def _sign_in(self) -> AccountScope:
        from desktop.workers.connection import ConnectionState

        connection = self._program.connection
        self._wait("the lists to come", lambda: connection.state is ConnectionState.ONLINE)
        scope = self._program.scope
        if scope is None or not scope.calls.ids(CallQuery()):
            raise StepFailed("no calls came from the embedded server")
        self._say("signed in, lists are here")
        return scope

    def _play(self, scope: AccountScope) -> None:
        page, player = self._program.window.calls_page, self._program.window.player
        player.failed.connect(self._on_problem)
        self._wait("the calls to be shown", lambda: len(page.model.ids) > 0)
        rows = scope.calls.rows(scope.calls.ids(CallQuery())[:200])
        sid = next((row.call.sid for row in rows if _is_there(scope, row.call)), "")
        if not sid:
            raise StepFailed("the embedded server has no recording")
        page.flow.play(sid)
        self._wait("the recording to play", lambda: player.position > 300)
        player.close()
        self._say("a recording was fetched and its position moved")

    def _render(self, scope: AccountScope) -> None:
        kept = self._fetch_pdf(scope)
        images: list[QImage] = []
        opened: list[DocumentInfo] = []
        renderer = self._program.renderer
        handle = renderer.open(kept.path, opened.append, self._on_problem)
        self._wait("the PDF to be opened", lambda: bool(opened))
        size = opened[0].page_sizes[0].toSize()
        renderer.render(handle, 0, size, 0, images.append, self._on_problem)
        self._wait("a PDF page to be drawn", lambda: bool(images))
        renderer.drop(handle)
        if images[0].isNull() or images[0].size() != size:
            raise StepFailed("the PDF page came empty")
        self._say("a PDF page was drawn")

    def _fetch_pdf(self, scope: AccountScope) -> KeptFile:
        rows = scope.receipts.rows(scope.receipts.ids(ReceiptQuery())[:200])
        ids = [row.receipt.id for row in rows if row.receipt.source_file is not None]
        for receipt_id in ids:
            key = FileKey.source(receipt_id)
            self._program.queue.request(key)
            self._wait(f"receipt {receipt_id}", partial(self._is_over, key))
            kept = scope.receipts.kept(key)
            if kept is not None and kept.extension == "pdf":
                return kept
        raise StepFailed(f"none of {len(ids)} receipts is a PDF")

    def _is_over(self, key: FileKey) -> bool:
        full = self._program.queue.disk.error
        if full is not None:
            raise StepFailed(f"no room on the disk: {full.free} bytes free, {full.needed} needed")
        transfer = self._program.queue.transfer(key)
        return transfer is not None and transfer.state.final

    def _export(self, scope: AccountScope) -> None:
        from desktop.core.cancel import CancelToken
        from desktop.services.zip_check import ZipCheckService
        from desktop.ui.receipts.export.list_words import export_words

        target = self._folder / "receipts.zip"
        request = ExportRequest(target, query=ReceiptQuery(), words=export_words())
        reports: list[ExportReport] = []
        work = partial(scope.export.write_zip, request, self._program.queue, CancelToken(), _ignore)
        self._program.tasks.run(work, reports.append, self._on_problem)
        self._wait("the ZIP", lambda: bool(reports))
        checks: list[ZipCheckReport] = []
        check = partial(ZipCheckService().check, target, CancelToken(), _ignore)
        self._program.tasks.run(check, checks.append, self._on_problem)
        self._wait("its check", lambda: bool(checks))
        report, found = reports[0], checks[0]
        if not report.files_written or not found.agrees:
            raise StepFailed(f"the ZIP is not what its manifest says: {found.differences_total} differences")
        self._say(f"a ZIP with {report.files_written} of {report.files_total} files was exported and checked")

    def _find_keyring(self) -> None:
        """A computer without a keyring is no failure: the program says so there and keeps no password."""
        from desktop.store.credentials import Credentials

        try:
            self._say(f"passwords would be kept by {Credentials().back_end()}")
        except KeyringMissing as missing:
            self._say(f"no keyring on this computer ({missing}): a session would last for one run")

    def _speak_tls(self) -> None:
        """A server's certificate is accepted from who is trusted, and from nobody else."""
        import ssl

        from desktop.demo.server import DemoOptions, DemoServer

        certificate = str(resource_path("demo", "certificate.pem"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        with DemoServer(DemoOptions(calls=1, receipts=1, tls=context, secure_cookie=True)) as server:
            try:
                _sign_in_to(server, True)
            except CertificateRejected:
                _sign_in_to(server, certificate)
            else:
                raise StepFailed("a certificate that nobody vouches for was accepted")
        self._say("a server was known by its certificate, and refused without")

    # -- waiting ---------------------------------------------------------------------------------

    def _on_problem(self, error: Exception) -> None:
        self._problem = f"{type(error).__name__} {error}"

    def _wait(self, what: str, condition: Callable[[], bool]) -> None:
        from PySide6.QtCore import QCoreApplication, QThread

        ends = min(self._ends, time.monotonic() + STEP_SECONDS)
        while not condition():
            if self._problem:
                raise StepFailed(f"{what}: {self._problem}")
            if time.monotonic() > ends:
                raise StepFailed(f"{what}: not within its time limit")
            QCoreApplication.processEvents()
            QThread.msleep(5)

    def _say(self, sentence: str) -> None:
        sys.stdout.write(f"self-test: {sentence}\n")
        sys.stdout.flush()


def _is_there(scope: AccountScope, call: Call) -> bool:
    left = scope.calls.time_left(call)
    return left is not None and left > timedelta()


def _sign_in_to(server: DemoServer, verify: bool | str) -> None:
    from desktop.api.client import ApiClient
    from desktop.api.session import ApiSession
    from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD

    session = ApiSession(server.url, user_agent=user_agent(), verify=verify)
    try:
        ApiClient(session).sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    finally:
        session.shutdown()


def _ignore(_: object) -> None:
    """The self-test reads the report alone."""
