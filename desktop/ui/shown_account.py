"""ShownAccount: which account the window shows, and how that changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.account import Account
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.services.account import AccountService, SignedIn
from desktop.services.account_scope import AccountScope
from desktop.services.account_upkeep import index_texts, put_right
from desktop.ui.main_window import MainWindow
from desktop.ui.notes.unsaved_note import Leaving
from desktop.workers.account_opening import AccountOpening
from desktop.workers.backups import Backups
from desktop.workers.connection import Connection
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.queue_record import QueueRecord
from desktop.workers.task_pool import TaskPool

Identity = tuple[str, int, int]


class ShownAccount(QObject):
    """Choosing, signing in and out, clearing up. While another account is opened, nothing is shown.

    The one before stays open behind that empty window: it comes back when the other one cannot be opened.
    """

    folder_changed = Signal(object)
    """Path: the folder of the account whose work begins now; None: no account's."""
    sign_in_wanted = Signal()

    def __init__(
        self,
        accounts: AccountService,
        tasks: TaskPool,
        last: TaskPool,
        queue: DownloadQueue,
        connection: Connection,
        backups: Backups,
        record: QueueRecord,
        parent: QObject,
    ) -> None:
        """`last`: for what is not to wait for its turn, since the program may end before that."""
        super().__init__(parent)
        self._accounts = accounts
        self._tasks = tasks
        self._last = last
        self._queue = queue
        self._connection = connection
        self._backups = backups
        self._record = record
        self._window: MainWindow | None = None
        self.scope: AccountScope | None = None
        self._before: AccountScope | None = None
        """The one that was shown, while another one is opened."""
        self._signed_in: SignedIn | None = None
        """The sign-in of the account that is opened."""
        self._checked: set[Identity] = set()
        """Whose whole database was read once in this run."""
        self._asked_out: dict[Identity, Account] = {}
        """Whom the server is asked to sign out everywhere, and who did not sign in anew since: with the
        request ends what it says to that, and here they are signed out all the same."""
        self._recovering = CancelToken()
        self._opening = AccountOpening(tasks, self)
        self._opening.opened.connect(self._on_opened)
        self._opening.failed.connect(self._on_not_opened)
        self._opening.closed.connect(self._on_closed)
        connection.synced.connect(self._on_synced)

    def use_window(self, window: MainWindow) -> None:
        """The window that shows it from now on; `begin` or `show_again` comes next."""
        self._window = window
        window.account_chosen.connect(self.choose)
        window.sign_out_asked.connect(self.sign_out)

    def show_again(self) -> None:
        """In a window that takes the place of another one."""
        self._shown_by.set_scope(self.scope)
        if self._opening.account is not None:
            self._shown_by.show_opening(self._opening.account)

    def begin(self, scope: AccountScope | None) -> None:
        """With the account that is open already at the start, if one is."""
        if scope is not None:
            self._begin_with(scope)
        else:
            self._show(None)

    # -- another one -----------------------------------------------------------------------------

    @Slot(object)
    def choose(self, account: Account) -> None:
        """Its lists from this computer, as soon as they are open; the way to its server comes afterwards."""
        if self._is(self.scope, account) or self._is_on_its_way(account):
            return
        if self._is(self._before, account):
            self._come_back()
        else:
            self._leave(Leaving.SWITCHING, partial(self._open, account), account.identity)

    @Slot(object)
    def take_sign_in(self, signed_in: SignedIn) -> None:
        """Shows the account that signed in; what the same one has queued goes on where it stood."""
        if self._is(self._before, signed_in.account):
            self._come_back()
        self._keep_sign_in(signed_in)
        if self.scope is not None and self._is(self.scope, signed_in.account):
            self._enter(self.scope)
            self._connection.rejoin()
        elif not self._is_on_its_way(signed_in.account):
            go_on = partial(self._open_signed_in, signed_in)
            self._leave(Leaving.SIGNING_IN, go_on, signed_in.account.identity)

    def _open(self, account: Account) -> None:
        self._keep_sign_in(None)
        self._hide_and_open(account, partial(self._accounts.load_known, account))

    def _open_signed_in(self, signed_in: SignedIn) -> None:
        # Held by a note, another sign-in may have taken its place.
        if signed_in is self._signed_in:
            account = signed_in.account
            self._hide_and_open(account, partial(self._accounts.load, account))

    def _hide_and_open(self, account: Account, load: Callable[[], AccountScope]) -> None:
        """Nothing of any account is shown while this one is opened."""
        if self.scope is not None:
            self._before = self.scope
            self._show(None)
        self._shown_by.show_opening(account)
        self._opening.open(account, partial(_finish_and_load, self._before, load))

    @Slot(object)
    def _on_opened(self, scope: AccountScope) -> None:
        self._close_before()
        self._begin_with(scope)
        self._enter(scope)
        self._connection.go()

    @Slot(object)
    def _on_not_opened(self, error: AppError) -> None:
        self._come_back()
        self._say(error)
        if self.scope is None:
            self.sign_in_wanted.emit()

    def _come_back(self) -> None:
        """The account before, as it was."""
        self._opening.forget()
        self._keep_sign_in(None)
        before, self._before = self._before, None
        self._show(before)
        self._connection.go()

    def _enter(self, scope: AccountScope) -> None:
        signed_in, self._signed_in = self._signed_in, None
        if signed_in is not None:
            # The session that was to end is not this one.
            self._asked_out.pop(scope.account.identity, None)
        try:
            self._accounts.enter(scope, signed_in)
        except AppError as error:
            self._say(error)
        if signed_in is not None and signed_in.not_kept is not None:
            self._say(signed_in.not_kept)

    def _keep_sign_in(self, signed_in: SignedIn | None) -> None:
        """Until its account is open; one that nobody waits for any more is dropped."""
        before, self._signed_in = self._signed_in, signed_in
        if before is not None:
            before.drop()

    # -- none ------------------------------------------------------------------------------------

    @Slot(bool)
    def sign_out(self, everywhere: bool) -> None:
        """On this computer, or, after the server agreed, everywhere."""
        if self.scope is not None:
            self._leave(Leaving.SIGNING_OUT, partial(self._sign_out, self.scope, everywhere))

    def _sign_out(self, scope: AccountScope, everywhere: bool) -> None:
        if everywhere:
            self._asked_out[scope.account.identity] = scope.account
            work = partial(self._accounts.sign_out_everywhere, scope)
            ends = (partial(end, scope) for end in (self._on_signed_out, self._on_not_signed_out))
            self._tasks.run(work, *ends)
        else:
            self._forget(scope.account)

    def _on_signed_out(self, scope: AccountScope, _: None) -> None:
        # Another account may be shown by now: this one is signed out all the same, once.
        if self._asked_out.pop(scope.account.identity, None) is not None:
            self._forget(scope.account)

    def _on_not_signed_out(self, scope: AccountScope, error: AppError) -> None:
        self._asked_out.pop(scope.account.identity, None)
        self._say(error)

    def _forget(self, account: Account) -> None:
        was_shown = self._is(self.scope, account)
        if was_shown:
            self._before = self.scope
            self._show(None)
        if self._is(self._before, account):
            self._close_before()
        self._leave_here(account)
        if was_shown:
            self.sign_in_wanted.emit()

    def _leave_here(self, account: Account) -> None:
        self._asked_out.pop(account.identity, None)
        try:
            self._accounts.leave(account)
        except AppError as error:
            self._say(error)
        # Not here: a password store may ask its user first, or take its time.
        self._last.run(partial(self._accounts.forget_password, account), _nothing, self._say)

    def forget_left_passwords(self) -> None:
        """Of those that signed out in a run before, which ended sooner than that."""
        self._tasks.run(self._accounts.forget_left_passwords, _nothing, self._say)

    def stop(self, moment: float) -> None:
        """Ends what is under way, for quitting; `close` comes once the threads have ended.

        No backup is written after `moment` (of `time.monotonic`): the next start writes what is due then.
        """
        self._recovering.cancel()
        self._opening.forget()
        self._keep_sign_in(None)
        for account in list(self._asked_out.values()):
            self._leave_here(account)
        self._backups.set_scope(None)
        self._record.set_scope(None)
        self._opening.end_by(moment)
        for scope in (self.scope, self._before):
            if scope is not None:
                scope.go_offline()
                scope.end_by(moment)

    def close(self) -> None:
        """Closes whatever is open."""
        self._opening.close()
        scope, self.scope = self.scope, None
        if scope is not None:
            scope.close()
        if self._before is not None:
            self._before.close()

    # -- steps -----------------------------------------------------------------------------------

    def _leave(self, leaving: Leaving, go_on: Callable[[], None], whither: object = None) -> None:
        """Does `go_on`, unless a note would be lost by that: then it is said first."""
        if self.scope is None or not self._shown_by.unsaved_note.holds(leaving, go_on, whither):
            go_on()

    def _close_before(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            self._opening.put_away(before)
            if before.account.identity in self._asked_out:
                self._leave_here(before.account)

    @Slot()
    def _on_closed(self) -> None:
        """What closing it said is said in its own log."""
        if self.scope is None and self._before is None:
            self.folder_changed.emit(None)

    def _begin_with(self, scope: AccountScope) -> None:
        self.folder_changed.emit(scope.folder)
        self._show(scope)

    def _show(self, scope: AccountScope | None) -> None:
        self.scope = scope
        self._recovering.cancel()
        self._record.set_scope(scope)
        find = scope.kept_files.find if scope is not None else None
        self._queue.set_account(find, awaits_kept=scope is not None)
        self._connection.set_scope(scope)
        self._shown_by.set_scope(scope)
        self._backups.set_scope(scope)
        if scope is not None:
            self._clear_up(scope)

    def _clear_up(self, scope: AccountScope) -> None:
        """After an unclean end; then the queue is taken up, and files on the disk that nobody noted."""
        self._recovering = token = CancelToken()
        work, go_on = partial(put_right, scope, token), partial(self._on_put_right, scope, token)
        self._tasks.run(work, go_on, partial(self._on_not_put_right, scope, token))
        say = partial(self._say_of, scope)
        if scope.account.identity not in self._checked:
            self._tasks.run(scope.database.quick_check, partial(self._on_checked, scope), say)

    @Slot(object)
    def _on_synced(self, _: object) -> None:
        """What a sync brought into the search's index is put in order there, beside the window."""
        if self.scope is not None:
            work = partial(index_texts, self.scope, self._recovering)
            self._tasks.run(work, _nothing, partial(self._say_of, self.scope))

    def _on_put_right(self, scope: AccountScope, token: CancelToken, changed: int) -> None:
        if token is not self._recovering:
            return
        self._record.load()
        recover, say = partial(_recover, scope, token), partial(self._say_of, scope)
        self._tasks.run(recover, partial(self._on_recovered, scope), say)
        self._on_recovered(scope, changed)

    def _on_not_put_right(self, scope: AccountScope, token: CancelToken, error: AppError) -> None:
        """The queue goes on all the same: nothing that is here is taken for whole by that."""
        self._say_of(scope, error)
        self._on_put_right(scope, token, 0)

    def _on_recovered(self, scope: AccountScope, changed: int) -> None:
        if changed and scope is self.scope:
            self._shown_by.lists.refresh()

    def _on_checked(self, scope: AccountScope, _: None) -> None:
        self._checked.add(scope.account.identity)

    @staticmethod
    def _is(scope: AccountScope | None, account: Account) -> bool:
        return scope is not None and scope.account.identity == account.identity

    def _is_on_its_way(self, account: Account) -> bool:
        opening = self._opening.account
        return opening is not None and opening.identity == account.identity

    @property
    def _shown_by(self) -> MainWindow:
        assert self._window is not None
        return self._window

    def _say(self, error: AppError) -> None:
        """In the window that stands now: another language may have put another one in its place."""
        self._shown_by.say(error)

    def _say_of(self, scope: AccountScope, error: AppError) -> None:
        if scope is self.scope:
            self._say(error)


def _finish_and_load(before: AccountScope | None, load: Callable[[], AccountScope]) -> AccountScope:
    """What is written last of the account before is written here, and said in its own log: while the other
    one is shown, it is only closed."""
    if before is not None:
        before.finish()
    return load()


def _recover(scope: AccountScope, token: CancelToken) -> int:
    changed = scope.recovery.adopt_files(token)
    index_texts(scope, token)
    return changed


def _nothing(_: None) -> None:
    """Nothing is to be done when it went well."""
