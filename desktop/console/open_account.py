"""OpenAccount: one account's lists, files and queue, as an export without a window needs them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop.console.console import Console
from desktop.console.ending import Refused
from desktop.console.progress_line import ProgressLine
from desktop.console.server_look import ServerLook
from desktop.core.account import Account
from desktop.core.transfer import QueueRules
from desktop.services.account import AccountService
from desktop.services.account_scope import AccountScope
from desktop.services.account_upkeep import put_right
from desktop.services.sync import ListReport, SyncHow, SyncProgress
from desktop.ui.formatting import isolate_ltr
from desktop.workers.download_queue import DownloadQueue

translate = QCoreApplication.translate


def chosen_account(accounts: AccountService, email: str) -> Account:
    """The one opened last, or the one of `email` that was. Raises Refused where there is none."""
    known = accounts.known()
    if not known:
        sentence = translate(
            "Console", "No account is signed in on this computer. Sign in in the program's window once."
        )
        raise Refused("NoAccount", sentence)
    wanted = email.strip().casefold()
    found = [account for account in known if not wanted or account.email.casefold() == wanted]
    if not found:
        text = translate("Console", "{email} is not signed in on this computer.")
        raise Refused("NoAccount", text.format(email=isolate_ltr(email.strip())))
    return found[0]


class OpenAccount:
    """Opens with `opened`. `of_calls`: calls are wanted, else receipts. `unseen`: so many more of them the
    server counts, and does not show."""

    def __init__(
        self, console: Console, scope: AccountScope, rules: QueueRules, *, of_calls: bool = False
    ) -> None:
        self._console = console
        self.scope = scope
        self.queue = DownloadQueue(rules=rules)
        self.queue.set_account(scope.kept_files.find, awaits_kept=True)
        self.queue.slots_changed.connect(self._on_slots_changed)
        self.of_calls = of_calls
        self.unseen = 0

    def put_right(self) -> None:
        """What an unclean end, or damage, left: before anything is exported by it. Raises AppError."""
        run, scope, token = self._console.run, self.scope, self._console.token
        run(scope.backup.restore)
        run(partial(put_right, scope, token))
        if scope.damage is not None:
            run(partial(scope.recovery.adopt_files, token))
        # What the window asked for stays asked for there; what the server is at counts here, too.
        self.queue.restore((), slots=run(partial(scope.kept_queue.load_slots, self.queue.now())))

    def go_online(self, accounts: AccountService, line: ProgressLine, *, everything: bool) -> None:
        """With the kept password; what is wanted is then as fresh as the server's. Raises AppError.

        `everything`: what changed long ago is looked for, too.
        """
        run, token = self._console.run, self._console.token
        signed_in = run(partial(accounts.resume, self.scope.account, token))
        online = self.scope.go_online(signed_in.client)
        how = SyncHow(accounts.settings.full_walk_hours, everything)
        report = run(partial(online.sync.run, token, partial(_say_sync, line), how))
        self.scope.take_server_time()
        self._take(report.calls if self.of_calls else report.receipts)
        self.queue.set_attempts(online.transfers)
        ServerLook(self._console, self.queue, online)

    def _take(self, wanted: ListReport) -> None:
        """An export that is called complete is one of a complete list."""
        if (error := wanted.refused or wanted.failed) is not None:
            raise error
        self.unseen = wanted.missing

    def _on_slots_changed(self) -> None:
        """Written before the server is asked, and at the end: the next run has to know of them."""
        self.scope.kept_queue.take_slots(self.queue.slots(), self.queue.now())

    def unseen_said(self) -> list[str]:
        """That the list is not all there is, where it is not."""
        count = self.unseen
        if not count:
            return []
        if self.of_calls:
            return [translate("Console", "The server counts %Ln more call(s) than it shows.", "", count)]
        return [translate("Console", "The server counts %Ln more receipt(s) than it shows.", "", count)]

    def facts(self) -> dict[str, object]:
        """Whose they are, and how fresh, for scripts."""
        account, synced = self.scope.account, self.scope.synced_at
        return {
            "calls_not_shown" if self.of_calls else "receipts_not_shown": self.unseen,
            "lists_as_of": synced.isoformat() if synced is not None else None,
            "account": {
                "server": account.server,
                "email": account.email,
                "business": account.business_name,
            },
        }

    def close(self) -> None:
        self.queue.stop()
        self.scope.go_offline()
        while not self.queue.wait(1.0):
            pass
        self.scope.files_under_way.wait()
        self.scope.close()


@contextmanager
def opened(
    console: Console, accounts: AccountService, account: Account, rules: QueueRules, *, of_calls: bool = False
) -> Iterator[OpenAccount]:
    """Its lists, as this computer has them. Raises AppError."""
    scope = console.run(partial(accounts.load_known, account))
    open_account = OpenAccount(console, scope, rules, of_calls=of_calls)
    try:
        yield open_account
    finally:
        open_account.close()


def _say_sync(line: ProgressLine, _: SyncProgress) -> None:
    line.say(lambda: translate("Console", "Bringing the lists up to date…"))
