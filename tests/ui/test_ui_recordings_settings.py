"""The settings' page about recordings: what it shows, what it gives back, and what it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.eviction import GIGABYTE, KeepPolicy, SpaceRules, Stays
from desktop.core.settings import Settings
from desktop.services.retention import EVERY_RECORDING, Vanished, view_rule
from desktop.services.space import Room
from desktop.ui.keeping.keeping import KeptChoices
from desktop.ui.keeping.keeping_words import used_text, vanished_text, why_short
from desktop.ui.keeping.kept_space import space_rules
from desktop.ui.settings.recordings_settings import RecordingsSettings

ROOM = Room(round(3.1 * GIGABYTE), 60 * GIGABYTE, 5 * GIGABYTE)
KEPT = KeptChoices("mine", (("Bakery", view_rule("b")), ("Lost soon", view_rule("l"))), ROOM)


def page_of(qtbot: QtBot, settings: Settings, kept: KeptChoices = KEPT) -> RecordingsSettings:
    page = RecordingsSettings(kept)
    qtbot.addWidget(page)
    page.show_settings(settings)
    page.show()
    return page


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(kept_limit_gb=5, keep_policy="days", keep_days=30, keep_new={"mine": EVERY_RECORDING}),
        Settings(kept_limit_gb=0, keep_policy="server", keep_new={"mine": view_rule("l")}),
        # What another hand or version wrote stays until something else is chosen.
        Settings(kept_limit_gb=7, keep_policy="days", keep_days=45, keep_new={"mine": view_rule("gone")}),
        Settings(keep_new={"mine": "view:by its name"}),
        Settings(keep_new={"other": EVERY_RECORDING}),
    ],
)
def test_what_is_shown_is_given_back(qtbot: QtBot, either_language: str, settings: Settings) -> None:
    assert page_of(qtbot, settings).chosen(settings) == settings


def test_what_is_chosen_is_given_back(qtbot: QtBot, look: QApplication) -> None:
    settings = Settings(keep_new={"other": EVERY_RECORDING})
    page = page_of(qtbot, settings)
    page.rules.button(2).setChecked(True)
    page.view_box.setCurrentIndex(1)
    page.policy_box.setCurrentIndex(2)
    page.limit_box.setCurrentIndex(page.limit_box.findData(5))
    chosen = page.chosen(settings)
    assert chosen.keep_new == {"other": EVERY_RECORDING, "mine": view_rule("l")}
    assert (chosen.keep_policy, chosen.keep_days, chosen.kept_limit_gb) == ("days", 90, 5)
    page.rules.button(0).setChecked(True)
    assert page.chosen(chosen).keep_new == {"other": EVERY_RECORDING}


def test_what_is_used_of_what_may_be_is_said(qtbot: QtBot, look: QApplication) -> None:
    page = page_of(qtbot, Settings(kept_limit_gb=5))
    said = page.used_label.text().replace("\u2066", "").replace("\u2069", "").replace("\u00a0", " ")
    assert said == "Recordings kept on this computer: 3.1 GB of 5 GB"
    assert page.used_bar.value() == 620
    page.limit_box.setCurrentIndex(page.limit_box.findData(0))
    assert not page.used_bar.isVisible()


def test_without_an_account_or_a_view_no_rule_can_be_chosen(qtbot: QtBot, look: QApplication) -> None:
    nobody = page_of(qtbot, Settings(), KeptChoices())
    assert [nobody.rules.button(number).isEnabled() for number in range(3)] == [True, False, False]
    no_view = page_of(qtbot, Settings(), KeptChoices("mine"))
    assert [no_view.rules.button(number).isEnabled() for number in range(3)] == [True, True, False]
    assert not no_view.view_box.isVisible()


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        (Settings(kept_limit_gb=-3, keep_policy="never", keep_days=-1), SpaceRules(0, KeepPolicy.LIMIT, 1)),
        (
            Settings(kept_limit_gb=10**30, keep_policy="days", keep_days=10**30),
            SpaceRules(10**6 * GIGABYTE, KeepPolicy.DAYS, 36_500),
        ),
    ],
)
def test_a_file_may_have_them_as_it_likes(settings: Settings, rules: SpaceRules) -> None:
    assert space_rules(settings) == rules


def test_words_of_the_room(look: QApplication) -> None:
    assert used_text(0, 5) == ""
    short = why_short(Room(6 * GIGABYTE, 60 * GIGABYTE, GIGABYTE), 5, Stays(unreviewed=12, only_here=3))
    assert "12 not reviewed" in short and "3 only on this computer" in short
    assert "allow more room in the settings" in short
    full = why_short(Room(0, GIGABYTE, 2 * GIGABYTE), 5, Stays())
    assert full.startswith("Only ")
    assert "Free up space on this disk" in full
    assert "settings" not in full, "more room there would not help"


def test_many_days_are_said_as_one_period(look: QApplication) -> None:
    days = [Vanished(date(2026, 11, day), 2) for day in range(10, 15)]
    assert vanished_text(days[:1]).startswith("2 recordings were deleted from the server on ")
    assert vanished_text(days).startswith("10 recordings were deleted from the server between ")
