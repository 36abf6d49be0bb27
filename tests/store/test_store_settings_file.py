"""SettingsFile: field by field, whole or not at all, and never in the way of a start."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import DiskFailed
from desktop.core.settings import Settings
from desktop.store.settings_file import SettingsFile
from tests.store.held_file import windows_error

CHOSEN = Settings(
    language="he",
    theme="dark",
    compact_rows=True,
    last_page="receipts",
    volume=40,
    speed=1.5,
    download_folder="C:\\Users\\דנה\\Downloads",
    window={"place": "0,0,800,600", "columns/calls/rtl": "AAAA"},
)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


def test_without_a_file_there_are_defaults(file: SettingsFile) -> None:
    assert file.load() == Settings()


def test_what_is_saved_is_loaded(file: SettingsFile, tmp_path: Path) -> None:
    file.save(CHOSEN)
    assert file.load() == CHOSEN
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


def test_the_file_is_for_people_too(file: SettingsFile, tmp_path: Path) -> None:
    file.save(CHOSEN)
    text = (tmp_path / "settings.json").read_text(encoding="utf-8")
    assert "דנה" in text
    assert len(text.splitlines()) > 10


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
NAMES = list(Settings._fields)
MAPPINGS = ("window", "open_accounts", "keep_new", "allocation_thresholds", "vat_rates")


@given(st.dictionaries(st.sampled_from([*NAMES, "from_the_future"]), JSON))
def test_each_field_of_a_wrong_type_is_its_default_and_the_others_stay(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    file = SettingsFile(path)
    loaded, defaults = file.load()._asdict(), Settings()._asdict()
    for name in NAMES:
        if name not in MAPPINGS:
            assert type(loaded[name]) in (type(defaults[name]), int)
        if name not in (*MAPPINGS, "speed"):
            sound = name in found and type(found[name]) is type(defaults[name])
            assert loaded[name] == (found[name] if sound else defaults[name])
    assert all(isinstance(value, str) for name in MAPPINGS for value in loaded[name].values())
    assert loaded["speed"] == loaded["speed"]
    assert path.exists() is not file.lost


@pytest.mark.parametrize("speed", ["1" + "0" * 400, "1e400", "-Infinity", "NaN"])
def test_an_absurd_number_costs_that_setting_alone(file: SettingsFile, tmp_path: Path, speed: str) -> None:
    text = f'{{"language": "he", "speed": {speed}}}'
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert file.load() == Settings(language="he")


def test_a_whole_number_will_do_for_a_speed(file: SettingsFile, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"speed": 2, "volume": true, "compact_rows": 1}')
    assert file.load() == Settings()._replace(speed=2)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"volume": NaN', b"\0" * 100]
)
def test_a_damaged_file_is_set_aside_for_support(file: SettingsFile, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert file.load() == Settings()
    (aside,) = tmp_path.iterdir()
    assert aside.name.startswith("settings.damaged-")
    assert aside.suffix == ".json"
    assert aside.read_bytes() == content
    file.save(CHOSEN)
    assert file.load() == CHOSEN


NONSENSE = b'{"language": "he", "window": [1, 2], "open_accounts": 7}'


def test_what_makes_no_sense_is_set_aside_too_and_the_rest_stays(file: SettingsFile, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(NONSENSE)
    assert file.load() == Settings(language="he")
    (aside,) = tmp_path.glob("settings.damaged-*.json")
    assert aside.read_bytes() == NONSENSE
    assert file.lost and file.damage is not None and file.damage.set_aside == aside.name


def test_a_file_that_is_held_for_a_moment_is_read_all_the_same(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a virus scanner on Windows, where the next save would write defaults over it."""
    file.save(Settings(language="he"))
    read, tries = Path.read_bytes, [1, 2]

    def held(path: Path) -> bytes:
        if not tries:
            return read(path)
        tries.pop()
        raise windows_error(32)

    monkeypatch.setattr(Path, "read_bytes", held)
    assert file.load() == Settings(language="he")


def test_a_file_that_cannot_be_read_does_not_stop_the_start(file: SettingsFile, tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    assert file.load() == Settings()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DiskFailed) as caught:
        SettingsFile(tmp_path / "file" / "settings.json").save(CHOSEN)
    assert caught.value.path.startswith(str(tmp_path / "file"))


def test_a_save_that_fails_leaves_the_old_file(
    file: SettingsFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(CHOSEN)

    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFailed):
        file.save(Settings())
    monkeypatch.undo()
    assert file.load() == CHOSEN
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
