"""ConnectionReport: says in the status bar and the messages how the way to the server is."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError, CertificateRejected, DatabaseDamaged, Offline, OnlyReadable
from desktop.core.password_errors import KeyringFailed, PasswordNotKept
from desktop.services.sync import SyncProgress, SyncReport
from desktop.ui.error_text import error_text
from desktop.ui.formatting import duration_text, local, moment_text, number_text, time_text
from desktop.ui.widgets.messages import MessageAction, MessageKind, Messages
from desktop.ui.widgets.status_bar import StatusBar
from desktop.workers.connection import Connection, ConnectionState

KEY = "connection"
LIST_KEY = "list-failed"
_DOTS = {
    ConnectionState.ONLINE: "dot_green",
    ConnectionState.SYNCING: "dot_green",
    ConnectionState.CONNECTING: "dot_amber",
    ConnectionState.OFFLINE: "dot_amber",
    ConnectionState.PORTAL: "dot_amber",
    ConnectionState.SIGNED_OUT: "dot_grey",
    ConnectionState.NO_ACCOUNT: "dot_grey",
}


def _when(moment: datetime) -> str:
    """The time alone for today, as everybody says it."""
    today = local(datetime.now(UTC)).date()
    return time_text(moment) if local(moment).date() == today else moment_text(moment)


class ConnectionReport(QObject):
    """Offline stays said, with the seconds to the next try, until the server answers again."""

    sign_in_asked = Signal()

    def __init__(
        self, connection: Connection, messages: Messages, status: StatusBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._messages = messages
        self._status = status
        self._progress: SyncProgress | None = None
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self._say_offline)
        connection.changed.connect(self._on_changed)
        connection.progressed.connect(self._on_progressed)
        connection.synced.connect(self._on_synced)
        connection.failed.connect(self._on_failed)

    def lists_from(self) -> str:
        """`lists from 14:02` as a whole phrase, or that there are none yet."""
        synced_at = self._connection.synced_at
        if synced_at is None:
            return self.tr("no lists on this computer yet")
        return self.tr("lists from {time}").format(time=_when(synced_at))

    @Slot()
    def refresh(self) -> None:
        """Says how the way to the server is, after what stood there was taken away."""
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        state = self._connection.state
        if state is not ConnectionState.SYNCING:
            # The next one may be another account's.
            self._progress = None
        self._status.set_connection(self._text(), _DOTS[state])
        if self._connection.retry_in is not None:
            self._seconds.start()
            self._say_offline()
        else:
            self._seconds.stop()
            self._messages.dismiss(KEY)
        if state is ConnectionState.SIGNED_OUT:
            self._say_signed_out()

    def _text(self) -> str:
        state, synced_at = self._connection.state, self._connection.synced_at
        if state is ConnectionState.CONNECTING:
            return self.tr("Connecting…")
        if state is ConnectionState.SYNCING:
            return self._sync_text()
        if state is ConnectionState.ONLINE and self._connection.list_failed:
            return self.tr("Online, not everything is up to date")
        if state is ConnectionState.ONLINE and synced_at is not None:
            return self.tr("Online, synced {time}").format(time=_when(synced_at))
        if state is ConnectionState.NO_ACCOUNT:
            return self.tr("Not signed in")
        if state is ConnectionState.SIGNED_OUT:
            begun = not isinstance(self._connection.last_error, PasswordNotKept)
            words = self.tr("Signed out, {lists}") if begun else self.tr("Not signed in, {lists}")
            return words.format(lists=self.lists_from())
        return self.tr("Working offline, {lists}").format(lists=self.lists_from())

    def _sync_text(self) -> str:
        progress = self._progress
        if progress is None:
            return self.tr("Online, syncing…")
        seen, total = number_text(progress.seen), number_text(progress.total)
        if progress.what == "calls":
            return self.tr("Online, syncing: {seen} of {total} calls").format(seen=seen, total=total)
        if progress.what == "unseen":
            words = self.tr("Online, syncing: {seen} of {total} rows that the server no longer shows")
            return words.format(seen=seen, total=total)
        return self.tr("Online, syncing: {seen} of {total} receipts").format(seen=seen, total=total)

    @Slot(object)
    def _on_progressed(self, progress: SyncProgress) -> None:
        self._progress = progress
        self._status.set_connection(self._text(), _DOTS[self._connection.state])

    @Slot(object)
    def _on_synced(self, report: SyncReport) -> None:
        self._progress = None
        if report.calls.missing:
            sentence = self.tr(
                "The server counts %Ln more call(s) than it shows. They are looked for again within the"
                " hour.",
                "",
                report.calls.missing,
            )
            self._messages.warning(sentence, key="calls-missing")
        if report.receipts.missing:
            sentence = self.tr(
                "The server counts %Ln more receipt(s) than it shows. They are looked for again within the"
                " hour.",
                "",
                report.receipts.missing,
            )
            self._messages.warning(sentence, key="receipts-missing")
        self._say_failed(report)

    def _say_failed(self, report: SyncReport) -> None:
        """One list did not come while the other one did; said until it comes."""
        if report.failed is None:
            self._messages.dismiss(LIST_KEY)
            return
        if report.calls.failed is not None:
            sentence = self.tr(
                "The calls could not be brought up to date. {reason} This is tried again by itself."
            )
        else:
            sentence = self.tr(
                "The receipts could not be brought up to date. {reason} This is tried again by itself."
            )
        self._say_list_failed(sentence.format(reason=error_text(report.failed).sentence))

    def _say_list_failed(self, sentence: str) -> None:
        action = MessageAction(self.tr("Try now"), self._connection.try_now, stays=True)
        self._messages.show(MessageKind.WARNING, sentence, action, key=LIST_KEY, lasting=True)

    @Slot()
    def _say_offline(self) -> None:
        seconds = self._connection.retry_in
        if seconds is None:
            return
        sentence = self._offline_sentence().format(
            lists=self.lists_from(), wait=duration_text(seconds), reason=self._reason()
        )
        action = MessageAction(self.tr("Try now"), self._connection.try_now, stays=True)
        self._messages.show(MessageKind.WARNING, sentence, action, icon_name="offline", key=KEY, lasting=True)

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        """Online, and yet nothing came: the disk did not take it. Of lists that are only read the start said
        so."""
        if isinstance(error, DatabaseDamaged):
            self._messages.error(error)
        elif self._connection.state is ConnectionState.ONLINE and not isinstance(error, OnlyReadable):
            sentence = self.tr(
                "What the server has could not be kept on this computer. {reason} This is tried again by"
                " itself."
            )
            self._say_list_failed(sentence.format(reason=error_text(error).sentence))

    def _offline_sentence(self) -> str:
        if self._reason():
            return self.tr("Working offline, {lists}. {reason} Trying again in {wait}.")
        return self.tr("Working offline, {lists}. Trying again in {wait}.")

    def _reason(self) -> str:
        """Why, where it is more than that nobody answers."""
        error: AppError | None = self._connection.last_error
        if self._connection.state is ConnectionState.PORTAL:
            return self.tr(
                "A web page answers in your server's place: perhaps this network asks you to sign in in a"
                " browser first."
            )
        if isinstance(error, CertificateRejected):
            return self.tr(
                "What answers is not your server, so nothing was sent: perhaps this network asks you to sign"
                " in in a browser first, or this computer's clock is wrong."
            )
        if error is None or type(error) is Offline or isinstance(error, OnlyReadable | DatabaseDamaged):
            # That a disk takes nothing, or that the lists are damaged, stands beside it.
            return ""
        return error_text(error).sentence

    def _say_signed_out(self) -> None:
        sentence = self._signed_out_sentence()
        action = MessageAction(self.tr("Sign in…"), self.sign_in_asked.emit, stays=True)
        self._messages.show(
            MessageKind.WARNING,
            sentence.format(lists=self.lists_from()),
            action,
            icon_name="offline",
            key=KEY,
            lasting=True,
        )

    @Slot()
    def sync_or_sign_in(self) -> None:
        """From an empty list: while nobody's is shown there is nothing to sync."""
        if self._connection.state is ConnectionState.NO_ACCOUNT:
            self.sign_in_asked.emit()
        else:
            self._connection.go()

    def _signed_out_sentence(self) -> str:
        """A session that ended is something else than one that could not begin by itself."""
        error = self._connection.last_error
        if not isinstance(error, PasswordNotKept):
            return self.tr("You are signed out. What is on this computer stays, {lists}.")
        if isinstance(error.why, KeyringFailed):
            return self.tr(
                "This computer's password store did not answer, so you have to sign in. What is on this"
                " computer stays, {lists}."
            )
        if error.why is not None:
            return self.tr(
                "This computer has no safe place for your password, so you sign in at each start. What is on"
                " this computer stays, {lists}."
            )
        return self.tr(
            "Your password is not kept on this computer, so you sign in at each start. What is on this"
            " computer stays, {lists}."
        )
