"""Commands that have the system's own key have one where Qt knows of none for it, too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from desktop.ui.widgets.key_words import full_screen_key, standard_key

pytestmark = pytest.mark.usefixtures("look")


def test_a_key_of_the_systems_or_one_in_its_place() -> None:
    standard = QKeySequence.StandardKey
    assert standard_key(standard.Copy, "F11") == QKeySequence(standard.Copy)
    assert standard_key(standard.UnknownKey, "F11") == QKeySequence("F11")
    assert not full_screen_key().isEmpty()
