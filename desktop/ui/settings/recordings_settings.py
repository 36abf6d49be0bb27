"""RecordingsSettings: the settings' page about which recordings are kept, how long and in how much room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.eviction import GIGABYTE, KeepPolicy
from desktop.core.settings import Settings
from desktop.services.retention import EVERY_RECORDING, is_view_rule
from desktop.ui.formatting import isolate
from desktop.ui.keeping.keeping import KeptChoices
from desktop.ui.keeping.keeping_words import disk_text, gigabytes_text, room_text
from desktop.ui.settings.settings_page import SettingsPage, place_up_to, small_label
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.radio_group import RadioGroup

LIMITS_GB = (1, 2, 5, 10, 20, 50, 100, 200, 500, 0)
DAYS = (30, 90, 365)
_ASKED, _ALL, _VIEW = range(3)


class RecordingsSettings(SettingsPage):
    """Shows settings and gives them back with what was chosen here."""

    def __init__(self, kept: KeptChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self._make_rule()
        self._make_rest()
        self.add_heading(self.tr("Keep on this computer"))
        self._add_keep(self.add_form())
        self.column.addSpacing(12)
        self.add_heading(self.tr("Room"))
        self._add_room(self.add_form())
        self.column.addStretch(1)

    # -- parts -----------------------------------------------------------------------------------

    def _make_rule(self) -> None:
        self.rules = RadioGroup(self)
        texts = (
            self.tr("Only what I play or choose"),
            self.tr("Every recording that the server has"),
            self.tr("Every recording of a saved view"),
        )
        for number, text in enumerate(texts):
            button = QRadioButton(text, self)
            button.setAccessibleName(f"{self.tr('Keep')}: {text}")
            button.setEnabled(number == _ASKED or bool(self._kept.folder))
            self.rules.addButton(button, number)
        self.view_box = QComboBox(self)
        self.view_box.setAccessibleName(self.tr("Saved view"))
        for name, rule in self._kept.views:
            self.view_box.addItem(isolate(name), rule)
        self.rules.button(_VIEW).setEnabled(bool(self._kept.views))
        self.rules.idToggled.connect(self._on_rule)
        if not self._kept.views:
            self.rules.button(_VIEW).setToolTip(self.tr("There is no saved view of calls yet."))

    def _make_rest(self) -> None:
        self.policy_box = QComboBox(self)
        self.policy_box.setAccessibleName(self.tr("Keep for"))
        self.policy_box.addItem(self.tr("Until the room below is taken"), f"{KeepPolicy.LIMIT} 0")
        for days in DAYS:
            text = self.tr("%n days after they were needed last", "", days)
            self.policy_box.addItem(text, f"{KeepPolicy.DAYS} {days}")
        server = self.tr("As long as the server has them")
        self.policy_box.addItem(server, f"{KeepPolicy.SERVER} 0")
        self.policy_box.currentIndexChanged.connect(self._on_policy)
        self.policy_hint = small_label("")
        self.limit_box = QComboBox(self)
        self.limit_box.setAccessibleName(self.tr("Use at most"))
        for limit in LIMITS_GB:
            text = gigabytes_text(limit) if limit else self.tr("As much as the disk has")
            self.limit_box.addItem(text, limit)
        self.limit_box.currentIndexChanged.connect(self._on_limit)
        self.used_label = small_label("")
        self.used_bar = QProgressBar(self)
        self.used_bar.setTextVisible(False)
        self.used_bar.setFixedHeight(8)

    def _add_keep(self, form: QGridLayout) -> None:
        hint = self.tr(
            "Asks the server for each one that is not here and not reviewed yet, soonest to vanish first, and"
            " for new ones after each sync. At most two are prepared at a time, after all that you ask for"
            " yourself."
        )
        form.addWidget(plain_label(self.tr("Keep")), 0, 0, Qt.AlignmentFlag.AlignTop)
        for row, number in ((0, _ASKED), (1, _ALL), (3, _VIEW)):
            form.addWidget(self.rules.button(number), row, 1)
        form.addWidget(_indented(small_label(hint)), 2, 1)
        self.view_row = _indented(self.view_box)
        form.addWidget(self.view_row, 4, 1, Qt.AlignmentFlag.AlignLeading)
        form.setRowMinimumHeight(5, 6)
        form.addWidget(plain_label(self.tr("Keep for")), 6, 0)
        form.addWidget(self.policy_box, 6, 1, Qt.AlignmentFlag.AlignLeading)
        form.addWidget(self.policy_hint, 7, 1)

    def _add_room(self, form: QGridLayout) -> None:
        form.addWidget(plain_label(self.tr("Use at most")), 0, 0)
        form.addWidget(self.limit_box, 0, 1, Qt.AlignmentFlag.AlignLeading)
        form.addWidget(self.used_bar, 1, 1)
        form.addWidget(self.used_label, 2, 1)
        room = self._kept.room
        self.disk_label = small_label(disk_text(room) if room is not None else "")
        form.addWidget(self.disk_label, 3, 1)

    # -- what is chosen --------------------------------------------------------------------------

    def show_settings(self, settings: Settings) -> None:
        self._show_rule(settings.keep_new.get(self._kept.folder, ""))
        self._show_policy(settings.keep_policy, settings.keep_days)
        self.limit_box.setCurrentIndex(place_up_to(LIMITS_GB, settings.kept_limit_gb))
        self._on_policy()
        self._on_limit()

    def _show_rule(self, rule: str) -> None:
        number = _ALL if rule == EVERY_RECORDING else _VIEW if is_view_rule(rule) else _ASKED
        if number == _VIEW and self.view_box.findData(rule) < 0:
            # It is no more: that is said, and stays as it is until another one is chosen.
            self.view_box.addItem(self.tr("A view that is not there any more"), rule)
        self.view_box.setCurrentIndex(max(0, self.view_box.findData(rule)))
        self.rules.button(_VIEW).setEnabled(bool(self.view_box.count()))
        self.rules.button(number).setChecked(True)
        self.view_box.setEnabled(number == _VIEW)
        self.view_row.setVisible(bool(self.view_box.count()))

    def _show_policy(self, policy: str, days: int) -> None:
        choices = [_policy(self.policy_box.itemData(place)) for place in range(self.policy_box.count())]
        if policy == KeepPolicy.DAYS:
            days = DAYS[place_up_to(DAYS, days)]
        wanted = [place for place, (kind, number) in enumerate(choices) if kind == policy]
        exact = [place for place in wanted if choices[place][1] in (0, days)]
        self.policy_box.setCurrentIndex((exact or [0])[0])

    def chosen(self, settings: Settings) -> Settings:
        """What was not touched stays, also where it is no choice."""
        policy, days = _policy(self.policy_box.currentData())
        limit, same = self.limit_box.currentData(), policy == settings.keep_policy
        if LIMITS_GB[place_up_to(LIMITS_GB, settings.kept_limit_gb)] == limit:
            limit = settings.kept_limit_gb
        if days == 0 or (same and DAYS[place_up_to(DAYS, settings.keep_days)] == days):
            days = settings.keep_days
        rules = dict(settings.keep_new)
        rules.pop(self._kept.folder, None)
        if self._rule():
            rules[self._kept.folder] = self._rule()
        return settings._replace(kept_limit_gb=limit, keep_policy=policy, keep_days=days, keep_new=rules)

    def _rule(self) -> str:
        number = self.rules.checkedId()
        if number == _VIEW:
            return str(self.view_box.currentData())
        return EVERY_RECORDING if number == _ALL else ""

    @Slot()
    def _on_rule(self) -> None:
        self.view_box.setEnabled(self.rules.checkedId() == _VIEW)

    @Slot()
    def _on_policy(self) -> None:
        policy, _ = _policy(self.policy_box.currentData())
        if policy == KeepPolicy.LIMIT:
            text = self.tr(
                "Then reviewed ones that the server still has go first, those not needed for longest before"
                " others. What only this computer has is removed only when you say so."
            )
        else:
            text = self.tr(
                "Only reviewed ones are removed, also those that the server has no longer. Never one that is"
                " pinned, has a note, or is not reviewed."
            )
        self.policy_hint.setText(text)

    @Slot()
    def _on_limit(self) -> None:
        room, limit = self._kept.room, self.limit_box.currentData()
        self.used_label.setText(room_text(room, limit) if room is not None else "")
        self.used_bar.setVisible(room is not None and bool(limit))
        if room is not None and limit:
            self.used_bar.setRange(0, 1000)
            self.used_bar.setValue(min(1000, round(1000 * room.used / (limit * GIGABYTE))))
            self.used_bar.setAccessibleName(self.used_label.text())


def _policy(data: str) -> tuple[str, int]:
    """A choice's policy and its days, 0 of one that counts none."""
    policy, days = data.split()
    return policy, int(days)


def _indented(widget: QWidget) -> QWidget:
    """Under the words of a radio button."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(26, 0, 0, 0)
    column.addWidget(widget)
    if box.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        column.setContentsMargins(0, 0, 26, 0)
    return box
