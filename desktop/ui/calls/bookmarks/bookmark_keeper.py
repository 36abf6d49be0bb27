"""BookmarkKeeper: adds, writes and removes bookmarks, and shows those of the current call and the bar's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.bookmark import Bookmark, clean_bookmark_text
from desktop.core.errors import AppError
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.bookmarks.bookmark_list import BookmarkList
from desktop.ui.calls.call_words import call_name
from desktop.ui.calls.player import Player
from desktop.ui.calls.recording.play_flow import PlayFlow
from desktop.ui.formatting import duration_text, isolate
from desktop.ui.widgets.messages import Message, MessageAction, Messages
from desktop.ui.widgets.undo import undo_action
from desktop.workers.task_pool import TaskPool

Then = Callable[[Bookmark], object]
BOOKMARK_MESSAGE = "bookmark"
LATER_MS = 30_000
"""After it was not to be written, it is tried again this often."""


class BookmarkKeeper(QObject):
    """The account's bookmarks hold at once what is done, and write it in the TaskPool."""

    saved = Signal(object)
    """The Bookmark that was added, written or removed."""
    added = Signal(object)
    """The Bookmark that the user made, and may not want after all."""
    settled = Signal(object)
    """This Bookmark was written on or removed: that it was made is not to be undone any more."""
    removed = Signal(object)
    """The Bookmark that the user removed, and may want back."""
    returned = Signal(object)
    """It is back."""

    def __init__(
        self,
        shown: BookmarkList,
        flow: PlayFlow,
        player: Player,
        tasks: TaskPool,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._list = shown
        self._flow = flow
        self._player = player
        self._tasks = tasks
        self._messages = messages
        self._scope: AccountScope | None = None
        self._sid = self._playing = ""
        self._made: tuple[str, datetime] | None = None
        """The one that was made last, while nothing is written on it."""
        self._failed: dict[tuple[str, datetime], tuple[Bookmark, Then]] = {}
        """What the disk did not take, and what follows once it did; the account holds it."""
        self._said: Message | None = None
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._on_later)
        player.bookmark_asked.connect(self.add)
        player.state_changed.connect(self._on_state_changed)
        shown.chosen.connect(self._on_chosen)
        shown.written.connect(self._on_written)
        shown.dropped.connect(self._on_dropped)
        shown.removed.connect(self.remove)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen, and what is just written
        is its own."""
        self._list.finish_writing()
        self._forget_failures()
        self._scope = scope
        self._playing = ""
        self.show("")

    def show(self, sid: str) -> None:
        """Shows those of this call; "" for none."""
        if sid != self._sid:
            self._list.finish_writing()
        self._sid = sid
        self._list.show_bookmarks(self._of(sid))

    def _of(self, sid: str) -> list[Bookmark]:
        return self._scope.bookmarks.of(sid) if self._scope is not None and sid else []

    @Slot()
    def _on_state_changed(self) -> None:
        if self._player.current_sid != self._playing:
            self._playing = self._player.current_sid
            self._mark()

    def _mark(self) -> None:
        self._player.set_marks([mark.at_ms for mark in self._of(self._playing)])

    # -- what the user does ----------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """At the place where the player is; what it says is written next, if its call is the one shown."""
        if self._scope is None or not self._player.current_sid:
            return
        # One that is just written on is kept as it stands: else the new one would be out of sight.
        self._list.finish_writing()
        focus = QApplication.focusWidget()
        bookmark = self._scope.bookmarks.new(self._player.current_sid, self._player.position)
        self._keep(self._scope, bookmark, partial(self._on_added, focus))

    def _on_added(self, focus: QWidget | None, bookmark: Bookmark) -> None:
        self._made = bookmark[:2]
        self.added.emit(bookmark)
        if bookmark.sid == self._sid and self._list.isVisible():
            self._list.write_on(bookmark, focus)
            return
        call = self._player.call
        name = call_name(call) if call is not None and call.sid == bookmark.sid else ""
        words = self.tr("Bookmark added at {time} of the call with {name}.")
        said = words.format(time=duration_text(bookmark.at_ms / 1000), name=isolate(name))
        self._say_added(said, bookmark)

    def _say_added(self, said: str, bookmark: Bookmark) -> None:
        undo = undo_action(self.tr("Undo"), partial(self.take_away, bookmark))
        self._messages.success(said, undo, key=BOOKMARK_MESSAGE)

    @Slot(object)
    def _on_dropped(self, bookmark: Bookmark) -> None:
        """The moment was what mattered: it stays, unless that is undone too."""
        if bookmark[:2] == self._made:
            time = duration_text(bookmark.at_ms / 1000)
            said = self.tr("The bookmark at {time} stays, without words.").format(time=time)
            self._say_added(said, bookmark)

    @Slot(object)
    def _on_chosen(self, bookmark: Bookmark) -> None:
        """Goes there, playing the call if need be."""
        if self._player.current_sid == bookmark.sid:
            self._player.seek(bookmark.at_ms)
        else:
            self._flow.play(bookmark.sid, bookmark.at_ms)

    @Slot(object, str)
    def _on_written(self, bookmark: Bookmark, text: str) -> None:
        if self._scope is not None and clean_bookmark_text(text) != bookmark.text:
            self._settle(bookmark)
            self._keep(self._scope, bookmark._replace(text=text), _shown)

    @Slot(object)
    def remove(self, bookmark: Bookmark) -> None:
        """At once; it can be taken back."""
        self._remove(bookmark, self._say_removed)

    @Slot(object)
    def take_away(self, bookmark: Bookmark) -> None:
        """One that was made, and is not wanted after all."""
        self._remove(bookmark, self._say_taken_away)

    def _settle(self, bookmark: Bookmark) -> None:
        if bookmark[:2] == self._made:
            self._made = None
        self.settled.emit(bookmark)

    def _remove(self, bookmark: Bookmark, then: Then) -> None:
        if self._scope is not None:
            self._settle(bookmark)
            self._scope.bookmarks.hold_removed(bookmark)
            self._write(self._scope, bookmark, then)

    def _say_removed(self, bookmark: Bookmark) -> None:
        self.removed.emit(bookmark)
        undo = MessageAction(self.tr("Undo"), partial(self.put_back, bookmark))
        self._messages.success(self._removed_text(bookmark), undo, key=BOOKMARK_MESSAGE)

    def _say_taken_away(self, bookmark: Bookmark) -> None:
        self._messages.success(self._removed_text(bookmark), key=BOOKMARK_MESSAGE)

    def _removed_text(self, bookmark: Bookmark) -> str:
        time = duration_text(bookmark.at_ms / 1000)
        return self.tr("The bookmark at {time} was removed.").format(time=time)

    @Slot(object)
    def put_back(self, bookmark: Bookmark) -> None:
        """One that was removed."""
        self._messages.dismiss(BOOKMARK_MESSAGE)
        self.returned.emit(bookmark)
        if self._scope is not None:
            self._keep(self._scope, bookmark, _shown)

    # -- writing ---------------------------------------------------------------------------------

    def _keep(self, scope: AccountScope, bookmark: Bookmark, then: Then) -> None:
        self._write(scope, scope.bookmarks.hold(bookmark), then)

    def _write(self, scope: AccountScope, bookmark: Bookmark, then: Then, *, quiet: bool = False) -> None:
        failed = partial(self._on_not_kept, scope, bookmark, then, quiet)
        self._tasks.run(scope.bookmarks.write, partial(self._on_kept, scope, bookmark, then), failed)

    def _on_kept(self, scope: AccountScope, bookmark: Bookmark, then: Then, _: None) -> None:
        if scope is not self._scope:
            return
        # With it, those that the disk did not take before.
        for one in (*self._forget_failures(), bookmark):
            if one.sid == self._sid:
                self.show(self._sid)
            if one.sid == self._playing:
                self._mark()
            self.saved.emit(one)
        then(bookmark)

    def _on_not_kept(
        self, scope: AccountScope, bookmark: Bookmark, then: Then, quiet: bool, error: AppError
    ) -> None:
        """It is held, and written with what is done next, when the user says so, after a while, or at the
        end."""
        if scope is not self._scope:
            return
        if not quiet:
            self._say(error)
        self._failed[bookmark[:2]] = bookmark, then
        self._later.start()
        self.show(self._sid)

    def _say(self, error: AppError) -> None:
        self._said = self._messages.error(error, self._try_again, key=BOOKMARK_MESSAGE)

    def _try_again(self) -> None:
        self._write_failed(quiet=False)

    @Slot()
    def _on_later(self) -> None:
        """The disk may have room, or be back, by now; if not, that was said already."""
        self._write_failed(quiet=True)

    def _write_failed(self, *, quiet: bool) -> None:
        if self._scope is not None and self._failed:
            bookmark, then = list(self._failed.values())[-1]
            self._write(self._scope, bookmark, then, quiet=quiet)
        else:
            self.finish(self._tasks)

    def _forget_failures(self) -> list[Bookmark]:
        """All that is held is written now: what was said of it is over."""
        self._later.stop()
        failed, self._failed = self._failed, {}
        said, self._said = self._said, None
        if said is not None:
            self._messages.dismiss(said)
        return [bookmark for bookmark, _ in failed.values()]

    def finish(self, last: TaskPool) -> None:
        """All that is held is written by `last`: see `UnsavedNote`."""
        self._list.finish_writing()
        if self._scope is not None:
            ends = partial(self._on_finished, self._scope), partial(self._on_not_finished, self._scope)
            last.run(self._scope.bookmarks.write, *ends)

    def is_saved(self) -> bool:
        return self._scope is None or not self._scope.bookmarks.unsaved

    def _on_finished(self, scope: AccountScope, _: None) -> None:
        if scope is self._scope:
            for one in self._forget_failures():
                self.saved.emit(one)

    def _on_not_finished(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._say(error)
            self._later.start()


def _shown(_: Bookmark) -> None:
    """The list says all there is to say."""
