"""UnsyncedList: an empty list that the server was never asked for, or is being asked for just now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.empty_list import EmptyList


class UnsyncedList(EmptyList):
    """While it is fetched it says how far that is, and is no offline list."""

    def __init__(self, icon_name: str, fetched: str, parent: QWidget | None = None) -> None:
        """`fetched`: what is said, and under which sign, while the list comes."""
        super().__init__(parent)
        self._fetched_icon, self._fetched = icon_name, fetched
        self._is_fetched = self._is_unsynced = False
        self._has_account = True
        self._so_far = ""

    def set_fetched(self, is_fetched: bool, so_far: str = "") -> None:
        """Whether the list is on its way; `so_far`: how much of it is here, "" while nobody knows."""
        self._is_fetched, self._so_far = is_fetched, so_far
        if self._is_unsynced:
            self.show_unsynced()

    def set_account(self, is_there: bool) -> None:
        """Whether anybody's list is shown: else there is nothing to fetch, and only signing in helps."""
        self._has_account = is_there
        if self._is_unsynced:
            self.show_unsynced()

    def show_unsynced(self) -> None:
        """Nobody knows yet what stands in it."""
        sentence = self.tr("The list fills when the server answers.")
        if self._is_fetched:
            self.show_reason(self._fetched_icon, self._fetched, self._so_far or sentence)
        elif not self._has_account:
            lead, action = self.tr("You are not signed in"), self.tr("Sign in…")
            self.show_reason(
                "account", lead, self.tr("Your lists are shown once you sign in."), action=action
            )
        else:
            lead, action = self.tr("Not synced on this computer yet"), self.tr("Try now")
            self.show_reason("offline", lead, sentence, action=action, action_icon="retry")
        self._is_unsynced = True

    def show_reason(
        self,
        icon_name: str,
        lead: str,
        sentence: str = "",
        *,
        action: str = "",
        action_icon: str = "",
        link: str = "",
    ) -> None:
        """Something else is said: how far the list is does not change that."""
        self._is_unsynced = False
        super().show_reason(icon_name, lead, sentence, action=action, action_icon=action_icon, link=link)
