"""CallActions: every command of the calls page as a QAction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.core.transfer import TransferState
from desktop.ui.calls.recording.recording_words import RecordingFacts, why_gone, why_in_player
from desktop.ui.icons import icon
from desktop.ui.widgets.allow import allow
from desktop.ui.widgets.key_words import delete_keys, with_key

if TYPE_CHECKING:
    from desktop.ui.calls.calls_page import CallsPage


class CallActions(QObject):
    """Texts, icons and keys in one place; the page does what they stand for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.play = self._action("play", self.tr("Play"), "Space")
        # In the table alone: on a button or in a field, Space has its own meaning.
        self.play.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.keep = self._action("kept", self.tr("Keep on this computer"), "Ctrl+D")
        self.cancel = self._action("clear", self.tr("Cancel the download"))
        self.keep_all = self._action("kept", self.tr("Keep all recordings of this list…"))
        self.reviewed = self._action("check", self.tr("Mark as reviewed"))
        # The same key of a Hebrew keyboard, which gives a letter of its own; in the table alone, since
        # elsewhere letters are typed.
        self.reviewed.setShortcuts([QKeySequence("R"), QKeySequence("ר")])
        self.reviewed.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.pin = self._action("pin", self.tr("Pin to this computer"))
        self.undo = self._action("skip-back", self.tr("Undo"), QKeySequence.StandardKey.Undo)
        self.copy_phone = self._action("copy", self.tr("Copy the phone number"), "Ctrl+Shift+C")
        self.remove = self._action("remove", self.tr("Remove from this computer"))
        self.remove.setShortcuts(delete_keys())
        # Not for as many as a key that is held says. In the table alone: in a field it deletes letters.
        self.remove.setAutoRepeat(False)
        self.remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.reveal = self._action("folder", self.tr("Show in folder"))
        self.save_copy = self._action("file", self.tr("Save a copy of the recording…"), "Ctrl+S")
        self.open = self._action("volume", self.tr("Open in the system's player"))
        self.play_selected = self._action("list", self.tr("Play the selected recordings"), "Ctrl+Shift+P")
        self.export = self._action("zip", self.tr("Export ZIP"), "Ctrl+E")
        self.export_selected = self._action("zip", self.tr("Export the selected calls"), "Ctrl+Shift+E")
        self.export_to = self._action("folder", self.tr("Choose the name and folder of the ZIP…"))
        self.note = self._action("note", self.tr("Write a note"), "Ctrl+N")
        self.find = self._action("search", self.tr("Search"), QKeySequence.StandardKey.Find)
        self.next_match = self._action("open-list", self.tr("Next match"), QKeySequence.StandardKey.FindNext)
        self.previous_match = self._action(
            "close-list", self.tr("Previous match"), QKeySequence.StandardKey.FindPrevious
        )

    def _action(
        self, icon_name: str, text: str, key: str | QKeySequence.StandardKey | None = None
    ) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        return action

    def all(self) -> list[QAction]:
        return [*self.more(), *self.of_search()]

    def of_search(self) -> list[QAction]:
        return [self.find, self.next_match, self.previous_match]

    def for_page(self) -> list[QAction]:
        """What works wherever the focus is on the page."""
        apart = self.play, *self.of_table()
        return [action for action in self.all() if action not in apart]

    def of_table(self) -> list[QAction]:
        """Whose keys mean something else wherever one types."""
        return [self.reviewed, self.remove]

    def context(self) -> list[QAction]:
        """What a right click on the table offers."""
        recording = [self.play, self.play_selected, self.keep, self.cancel]
        file = [self.save_copy, self.export_selected, self.reveal, self.open, self.remove]
        return [*recording, *file, self.copy_phone, self.reviewed, self.pin, self.note]

    def more(self) -> list[QAction]:
        """What stands behind the three dots, for those who look for a button."""
        return [*self.context(), self.undo, self.keep_all, self.export, self.export_to]

    def wire(self, page: CallsPage) -> None:
        self.play.triggered.connect(page.recordings.play_current)
        self.keep.triggered.connect(page.recordings.keep_selected)
        self.cancel.triggered.connect(page.recordings.cancel_selected)
        self.keep_all.triggered.connect(page.whole_list.ask)
        page.foot.follow(self.keep_all)
        self.reviewed.triggered.connect(page.marking.mark_selected)
        self.pin.triggered.connect(page.marking.pin_selected)
        self.undo.triggered.connect(page.marking.undo)
        self.copy_phone.triggered.connect(page.details.copy_phone)
        page.details.copy_phone_button.setToolTip(with_key(self.copy_phone))
        self.remove.triggered.connect(page.recordings.remove_selected)
        self.reveal.triggered.connect(page.recordings.reveal_current)
        self.save_copy.triggered.connect(page.recordings.save_copy_of_current)
        self.open.triggered.connect(page.recordings.open_current)
        self.play_selected.triggered.connect(page.recordings.play_selected)
        page.recordings.call_wanted.connect(page.show_record)
        self.note.triggered.connect(page.details.note.write)
        self.find.triggered.connect(page.focus_search)
        for step in (self.next_match, self.previous_match):
            step.triggered.connect(page.leave_note)
        self.next_match.triggered.connect(page.matches.go_on)
        self.previous_match.triggered.connect(page.matches.go_back)

    def update_for(
        self,
        facts: RecordingFacts | None,
        playing: bool,
        selected: int,
        no_server: str = "",
        counted: bool = True,
        downloading: bool = False,
        loaded: bool = False,
    ) -> None:
        """What can be done with the current call and the selected ones; what cannot says why.

        `no_server`: why what needs the server cannot be done, "" while it can. Not `counted`: there may be
        more selected ones in the rest of the list. `downloading`: whether anything is, of any call.
        `loaded`: whether the player holds the current call's recording, or is about to.
        """
        several = selected > 1
        self._name_files(selected if counted else 0)
        self._name_marks(facts, selected if counted else 0)
        allow(self.keep_all, not no_server, no_server)
        if facts is None:
            self._update_for_none(several, downloading)
            return
        there, why_not_kept = facts.is_there, self._why_not_kept(facts)
        self._name_play(facts, playing)
        allow(self.play, there and (facts.kept or not no_server), no_server if there else why_not_kept)
        wanted = several or (there and not facts.kept)
        allow(self.keep, wanted and not no_server, no_server if wanted else why_not_kept)
        self._update_file(facts.kept, several, loaded)
        allow(self.play_selected, several, self.tr("Select several calls to play one after the other."))
        allow(self.copy_phone, bool(facts.call.phone), self.tr("The number is withheld."))
        for action in (self.note, self.reviewed, self.pin, self.export_selected):
            allow(action, True, "")
        allow(self.cancel, downloading if several else _under_way(facts), self.why_not_cancelled())

    def _update_for_none(self, several: bool, downloading: bool) -> None:
        """No call is current."""
        acts = self.keep, self.remove, self.play_selected, self.reviewed, self.pin, self.export_selected
        for action in self.context():
            allow(action, several and action in acts, self.tr("No call is selected."))
        if several:
            allow(self.cancel, downloading, self.why_not_cancelled())

    def _update_file(self, kept: bool, several: bool, loaded: bool) -> None:
        not_here = self.tr("The recording is not on this computer.")
        for action in (self.reveal, self.save_copy, self.open):
            allow(action, kept, not_here)
        allow(self.remove, several or (kept and not loaded), why_in_player() if kept else not_here)

    def _name_play(self, facts: RecordingFacts, playing: bool) -> None:
        failed = facts.transfer is not None and facts.transfer.state is TransferState.FAILED
        if playing:
            text, name = self.tr("Pause"), "pause"
        elif failed and not facts.kept:
            text, name = self.tr("Try again"), "retry"
        else:
            text, name = self.tr("Play"), "play"
        self.play.setText(text)
        self.play.setIcon(icon(name))

    def _name_files(self, selected: int) -> None:
        """By the calls that are selected: how many of them have a recording, or one here, is not known."""
        keep, remove = self.tr("Keep on this computer"), self.tr("Remove from this computer")
        if selected > 1:
            keep = self.tr("Keep the recordings of %Ln call(s) on this computer", "", selected)
            remove = self.tr("Remove the recordings of %Ln call(s) from this computer", "", selected)
        self.keep.setText(keep)
        self.remove.setText(remove)

    def _name_marks(self, facts: RecordingFacts | None, selected: int) -> None:
        reviewed, pin = self.tr("Mark as reviewed"), self.tr("Pin to this computer")
        if selected > 1:
            reviewed = self.tr("Mark %Ln call(s) as reviewed", "", selected)
            pin = self.tr("Pin %Ln call(s) to this computer", "", selected)
        elif facts is not None:
            reviewed = self.tr("Mark as not reviewed") if facts.reviewed else reviewed
            pin = self.tr("Do not pin any more") if facts.pinned else pin
        self.reviewed.setText(reviewed)
        self.pin.setText(pin)

    def _why_not_kept(self, facts: RecordingFacts) -> str:
        if facts.kept:
            return self.tr("The recording is on this computer already.")
        return self.why_no_recording(facts)

    def why_not_cancelled(self) -> str:
        return self.tr("Nothing is being downloaded.")

    def why_no_recording(self, facts: RecordingFacts) -> str:
        """Why there is nothing to play."""
        if facts.call.gone_at is not None:
            return why_gone()
        return self.tr("This call has no recording.")


def _under_way(facts: RecordingFacts) -> bool:
    return facts.transfer is not None and not facts.transfer.state.final
