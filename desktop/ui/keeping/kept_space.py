"""KeptSpace: what recordings take, room made by the user's rules, and a word on what cannot go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError
from desktop.core.eviction import GIGABYTE, Eviction, KeepPolicy, SpaceRules
from desktop.core.models import FileKey
from desktop.core.settings import Settings
from desktop.services.account import AccountService
from desktop.services.account_scope import AccountScope
from desktop.services.space import Room, Tidied
from desktop.ui.formatting import size_text
from desktop.ui.keeping.keeping_words import gigabytes_text, is_over_limit, used_text, why_short
from desktop.ui.widgets.dialog import QuestionDialog
from desktop.ui.widgets.messages import Message, MessageAction, MessageKind, Messages
from desktop.ui.widgets.status_bar import StatusBar
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

log = logging.getLogger("desktop.space")

MEASURE_MS = 500
MESSAGE = "space"
POLICY_MESSAGE = "policy"
MOST_GB, MOST_DAYS = 1_000_000, 36_500
"""What is more was not chosen."""


def space_rules(settings: Settings) -> SpaceRules:
    """What the user set, as the rules take it; what a file may have as it likes is the first choice."""
    known = settings.keep_policy in list(KeepPolicy)
    policy = KeepPolicy(settings.keep_policy) if known else KeepPolicy.LIMIT
    limit = min(max(0, settings.kept_limit_gb), MOST_GB)
    return SpaceRules(limit * GIGABYTE, policy, min(max(1, settings.keep_days), MOST_DAYS))


class KeptSpace(QObject):
    """Looked after when files came or find no room, after a sync and when the settings were changed, one at
    a time."""

    removed = Signal()
    """Recordings went from this computer."""
    measured = Signal()
    settings_wanted = Signal()

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        accounts: AccountService,
        messages: Messages,
        status: StatusBar,
        playing: Callable[[], set[str]],
        parent: QWidget,
    ) -> None:
        """`playing`: the sids that somebody hears or waits to hear."""
        super().__init__(parent)
        self._tasks = tasks
        self._accounts = accounts
        self._messages = messages
        self._status = status
        self._playing = playing
        self._window = parent
        self._scope: AccountScope | None = None
        self._busy = self._again = self._said_short = False
        self._owes_policy = False
        """A recording came, and nobody has said yet how long it stays."""
        self._lets_go = False
        """The user said that what only this computer has may go, and it has not gone yet."""
        self._said_removed: Message | None = None
        self._removed = 0, 0
        """How many that says, and how many bytes."""
        self.room: Room | None = None
        """As it was measured last."""
        self.dialog: QuestionDialog | None = None
        self._timer = QTimer(self, singleShot=True, interval=MEASURE_MS)
        self._timer.timeout.connect(self._on_files_came)
        queue.ready.connect(self._on_file_came)
        self._disk = queue.disk
        # What waits need not wait for the user where something may go for it.
        self._disk.room_wanted.connect(self.look)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self._scope = scope
        self._busy = self._again = self._said_short = self._lets_go = False
        self.room = None
        self._status.set_space("")
        if self.dialog is not None:
            self.dialog.reject()
        self.look()

    @property
    def is_full(self) -> bool:
        """Whether the limit is reached: nothing is fetched that nobody asked for just now."""
        limit = space_rules(self._accounts.settings).limit
        return bool(self.room and limit and self.room.used >= limit)

    @Slot()
    def look(self) -> None:
        """Measures, and removes what the rules say, or the user; once more after what is under way."""
        self._again = self._busy
        if self._scope is not None and not self._busy:
            lets_go, self._lets_go = self._lets_go, False
            self._run(self._scope.space.let_go if lets_go else self._scope.space.tidy)

    def _run(self, work: Callable[[SpaceRules, set[str], int], Tidied]) -> None:
        assert self._scope is not None
        self._busy = True
        done, failed = partial(self._on_tidied, self._scope), partial(self._on_failed, self._scope)
        self._tasks.run(partial(work, *self._wanted()), done, failed)

    def _wanted(self) -> tuple[SpaceRules, set[str], int]:
        """What the user set, what stays since it plays, and how much is to be free for what waits for it."""
        return space_rules(self._accounts.settings), self._playing(), self._disk.needed

    @Slot(object, object)
    def _on_file_came(self, key: FileKey, _: object) -> None:
        self._owes_policy |= key.is_recording and not self._accounts.settings.policy_said
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_files_came(self) -> None:
        """A moment later: what shows a file that came has enough to do."""
        if self._owes_policy:
            self._owes_policy = False
            self.say_policy()
        self.look()

    def _on_tidied(self, scope: AccountScope, tidied: Tidied) -> None:
        if scope is not self._scope:
            return
        self._busy = False
        self.room = tidied.room
        self._status.set_space(used_text(tidied.room.used, self._accounts.settings.kept_limit_gb))
        if tidied.removed:
            self._say_removed(tidied)
        if tidied.removed or tidied.guests:
            self.removed.emit()
        self._say_short(tidied)
        self.measured.emit()
        if self._again:
            self.look()

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._busy = False
            log.warning("SPACE failed reason=%s", type(error).__name__)
            self._status.set_space("")
            if self._again:
                self.look()

    # -- saying ----------------------------------------------------------------------------------

    @property
    def says_policy(self) -> bool:
        """Whether it stands before the user still."""
        return any(one.key == POLICY_MESSAGE for one in self._messages.standing)

    def say_policy(self) -> None:
        """Once, when the first recording is here, and what stood so in another language."""
        settings = self._accounts.settings._replace(policy_said=True)
        # On the disk with whatever is saved next, at the latest when the window closes: now the window would
        # wait for it behind the recordings that are brought there. After a crash it is said once more.
        self._accounts.settings = settings
        words, more = self._policy_text(settings), self._settings_action()
        self._messages.show(MessageKind.NOTE, words, more, key=POLICY_MESSAGE, of_recordings=True)

    def _policy_text(self, settings: Settings) -> str:
        rules = space_rules(settings)
        if rules.policy is not KeepPolicy.LIMIT or not rules.limit:
            return self.tr("Recordings are kept on this computer for as long as the settings say.")
        text = self.tr(
            "Recordings are kept on this computer until they take {limit}. Then reviewed ones that the server"
            " still has go first; what only this computer has is never removed unless you say so."
        )
        return text.format(limit=gigabytes_text(settings.kept_limit_gb))

    def _settings_action(self) -> MessageAction:
        return MessageAction(self.tr("Settings"), self.settings_wanted.emit)

    def _say_removed(self, tidied: Tidied) -> None:
        """As long as nobody has closed it, what goes is added to what went."""
        count, freed = len(tidied.removed), tidied.freed
        if self._said_removed in self._messages.standing:
            count, freed = count + self._removed[0], freed + self._removed[1]
        self._removed = count, freed
        text = self.tr("%Ln reviewed recording(s) were removed from this computer: {size}.", "", count)
        self._said_removed = self._messages.note(text.format(size=size_text(freed)), key="space-removed")

    def _say_short(self, tidied: Tidied) -> None:
        if not tidied.short:
            self._said_short = False
            self._messages.dismiss(MESSAGE)
        elif not self._said_short:
            self._said_short = True
            sentence = why_short(tidied.room, self._accounts.settings.kept_limit_gb, tidied.stays)
            let_go = MessageAction(self.tr("Let reviewed ones go…"), self.ask_to_let_go, stays=True)
            limit_gb = self._accounts.settings.kept_limit_gb
            settings = self._settings_action() if is_over_limit(tidied.room, limit_gb) else None
            action = let_go if tidied.stays.only_here else settings
            self._messages.show(MessageKind.WARNING, sentence, action, key=MESSAGE, of_recordings=True)

    # -- the user says so ------------------------------------------------------------------------

    @Slot()
    def ask_to_let_go(self) -> None:
        """Counts what would go, and asks."""
        if self._scope is not None and self.dialog is None:
            work = partial(self._scope.space.may_go, *self._wanted())
            ends = (partial(end, self._scope) for end in (self._on_counted, self._on_not_counted))
            self._tasks.run(work, *ends)

    def _on_not_counted(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, self.ask_to_let_go, key=MESSAGE)

    def _on_counted(self, scope: AccountScope, plan: Eviction) -> None:
        if scope is not self._scope or self.dialog is not None:
            return
        if plan.go:
            self._ask(plan)
        else:
            # It is not as it was said any more.
            self._said_short = False
            self.look()

    def _ask(self, plan: Eviction) -> None:
        count = len(plan.go)
        dialog = self.dialog = QuestionDialog(
            self.tr("Room for recordings"),
            self.tr("Remove %Ln reviewed recording(s) from this computer?", "", count),
            self.tr(
                "They take {size}. What the server has no longer cannot be fetched again. Notes, transcripts"
                " and the calls themselves stay."
            ).format(size=size_text(plan.freed)),
            self.tr("Keep them"),
            self._window,
            other=self.tr("Remove %Ln recording(s)", "", count),
        )
        dialog.other_chosen.connect(self._let_go)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    @Slot()
    def _let_go(self) -> None:
        self._said_short = False
        self._lets_go = True
        self.look()

    @Slot()
    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
