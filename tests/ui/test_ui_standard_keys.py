"""Commands that have the system's own key have one where Qt knows of none for it, too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from desktop.ui.widgets.key_words import delete_keys, full_screen_key, history_key, standard_key

pytestmark = pytest.mark.usefixtures("look")


def test_a_key_of_the_systems_or_one_in_its_place() -> None:
    standard = QKeySequence.StandardKey
    assert standard_key(standard.Copy, "F11") == QKeySequence(standard.Copy)
    assert standard_key(standard.UnknownKey, "F11") == QKeySequence("F11")
    assert not full_screen_key().isEmpty()


def test_a_mac_deletes_by_the_key_that_it_calls_so() -> None:
    there, elsewhere = delete_keys("darwin"), delete_keys("win32")
    assert there == [QKeySequence("Backspace"), QKeySequence("Del")]
    assert elsewhere == delete_keys("linux") == [QKeySequence("Del")]


def test_no_key_of_ours_hides_the_program_on_a_mac() -> None:
    assert history_key("darwin") == QKeySequence("Ctrl+Shift+H")
    assert history_key("win32") == history_key("linux") == QKeySequence("Ctrl+H")
