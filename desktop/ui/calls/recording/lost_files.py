"""LostFiles: a recording that the list calls kept is not there as it was: said, with what can be done."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.call import Call
from desktop.core.errors import AppError
from desktop.core.models import FileKey, LostFile
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.call_words import call_name
from desktop.ui.calls.recording.opening import open_outside
from desktop.ui.calls.recording.play_flow import PlayFlow
from desktop.ui.calls.recording.recording_keeper import RecordingKeeper
from desktop.ui.calls.recording.recording_words import RecordingFacts
from desktop.ui.formatting import isolate, size_text
from desktop.ui.widgets.messages import Message, MessageAction, Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

LOST_MESSAGE = "recording-lost"


class _Said(NamedTuple):
    """What says that this one can be fetched again, or (`comes`) that it is."""

    call: Call
    found: LostFile
    message: Message
    comes: bool


class LostFiles(QObject):
    """Looks in the TaskPool; a file whose folder is only away is not lost."""

    lost = Signal()
    """The list says it, too, from now on."""

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        flow: PlayFlow,
        keeper: RecordingKeeper,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._flow = flow
        self._keeper = keeper
        self._messages = messages
        self._scope: AccountScope | None = None
        self.going: Collection[str] = ()
        """Sids whose recordings are being removed, since the user says so."""
        self._said: _Said | None = None
        flow.not_here.connect(self.look)
        queue.ready.connect(self._on_ready)
        queue.changed.connect(self._on_changed)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: what is looked for in the one before is not spoken of any more."""
        self._scope = scope
        self._said = None

    @Slot(str)
    def look(self, sid: str) -> None:
        """Says of a recording that is noted and not whole what became of it; nothing of any other."""
        if self._scope is not None and sid not in self.going:
            work = partial(self._scope.recovery.forget_gone, FileKey.recording(sid))
            ends = (partial(end, self._scope) for end in (self._on_looked, self._on_not_looked))
            self._tasks.run(work, *ends)

    def _on_not_looked(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, key="calls")

    def _on_looked(self, scope: AccountScope, found: LostFile | None) -> None:
        if found is None or scope is not self._scope:
            return
        self.lost.emit()
        call = scope.calls.call(found.kept.key.id)
        if call is not None and not self._is_ours(scope, found):
            self._say(scope, call, found)

    def _is_ours(self, scope: AccountScope, found: LostFile) -> bool:
        """Whether what is there came by the queue meanwhile, or is just about to be noted."""
        key = found.kept.key
        now = scope.calls.kept(key.id)
        comes = self._comes(key) and (self._flow.wanted != key.id or self._has_come(key))
        return comes or (now is not None and now.size == found.left and not now.cut)

    def _comes(self, key: FileKey) -> bool:
        transfer = self._queue.transfer(key)
        return transfer is not None and not transfer.state.final

    def _has_come(self, key: FileKey) -> bool:
        """Whether all of it is here: it may have its place already, and its row in a moment."""
        transfer = self._queue.transfer(key)
        return transfer is not None and transfer.total is not None and transfer.received == transfer.total

    @Slot(object, object)
    def _on_ready(self, key: FileKey, _: object) -> None:
        """However it was asked for: there is nothing to fetch any more."""
        said = self._said
        if said is None or key != said.found.kept.key:
            return
        self._said = None
        if said.comes and said.message in self._messages.standing:
            # What was said a moment ago is not gone before anybody can have read it.
            words = self.tr(
                "The recording of the call with {name}, which another program had changed or deleted, is here"
                " again, whole."
            )
            self._messages.success(words.format(name=isolate(call_name(said.call))), key=LOST_MESSAGE)
        else:
            self._messages.dismiss(said.message)

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        """One that was cancelled, or failed, is not fetched again: it can be."""
        said = self._said
        if said is None or not said.comes or key != said.found.kept.key or self._comes(key):
            return
        if self._scope is not None and said.message in self._messages.standing:
            self._say(self._scope, said.call, said.found)

    # -- saying ----------------------------------------------------------------------------------

    def _say(self, scope: AccountScope, call: Call, found: LostFile) -> None:
        said, action = self._what(call, found), None
        facts = RecordingFacts(call, False, None, scope.clock.now())
        comes = self._comes(found.kept.key)
        may_come = comes or (facts.is_there and facts.deleted_at is None)
        if comes:
            said = f"{said} {self.tr('It is fetched again.')}"
        elif may_come:
            fetch = partial(self._keeper.ask_for, [call.sid])
            action = MessageAction(self.tr("Fetch it again"), fetch)
        else:
            said = f"{said} {self.tr('The server has it no longer.')}"
            if found.left:
                open_it = partial(open_outside, found.kept.path, self._messages)
                action = MessageAction(self.tr("Open what is left"), open_it)
        message = self._messages.warning(said, action, key=LOST_MESSAGE)
        self._said = _Said(call, found, message, comes) if may_come else None

    def _what(self, call: Call, found: LostFile) -> str:
        if found.left is None:
            words = self.tr(
                "The recording of the call with {name} was deleted from this computer by another program."
            )
        elif found.left < found.kept.size:
            words = self.tr(
                "The recording of the call with {name} was cut by another program: only {left} of {size} are"
                " left on this computer."
            )
        else:
            words = self.tr("The recording of the call with {name} was changed by another program.")
        sizes = {"left": size_text(found.left or 0), "size": size_text(found.kept.size)}
        return words.format(name=isolate(call_name(call)), **sizes)
