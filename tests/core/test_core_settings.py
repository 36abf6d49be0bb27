"""Settings: defaults that suit a first start, and frozen."""

from __future__ import annotations

import pytest

from desktop.core.settings import Settings


def test_at_first_everything_follows_the_system_and_nobody_is_known() -> None:
    settings = Settings()
    assert (settings.language, settings.theme) == ("", "")
    assert (settings.last_server, settings.last_email, settings.last_account) == ("", "", "")
    assert (settings.volume, settings.speed) == (100, 1.0)


def test_a_change_makes_new_settings() -> None:
    before = Settings()
    after = before._replace(language="he")
    assert (before.language, after.language) == ("", "he")
    with pytest.raises(AttributeError):
        before.language = "he"  # type: ignore[misc]  # that it is refused is the point


def test_two_settings_share_no_window_state() -> None:
    with pytest.raises(TypeError):
        Settings().window["place"] = "somewhere"  # type: ignore[index]  # that it is refused is the point
    assert Settings().window == {}
