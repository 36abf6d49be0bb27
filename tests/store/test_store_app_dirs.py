"""AppDirs: where things live, and which accounts there are on this computer."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import DiskFailed
from desktop.core.models import Account
from desktop.store.app_dirs import AppDirs, account_folder_name
from desktop.store.replace_file import private_folder

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
ACCOUNT = Account("https://app.sample.example", 1, 2, "office@sample.example", "דנה", "עסק לדוגמה", "admin")


def test_everything_is_below_the_base(data_dir: Path) -> None:
    dirs = AppDirs(data_dir)
    places = (dirs.data, dirs.cache, dirs.settings_path.parent, dirs.account_dir(ACCOUNT))
    assert all(place.is_relative_to(data_dir) and place.is_dir() for place in places)
    assert dirs.log_path.is_relative_to(data_dir)
    assert len({dirs.data, dirs.cache, dirs.log_path}) == 3


def test_a_base_that_is_not_there_is_made(data_dir: Path) -> None:
    dirs = AppDirs(data_dir / "עוד" / "deeper")
    assert dirs.account_dir(ACCOUNT).is_dir()


def test_a_relative_base_stays_where_it_was(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data_dir)
    dirs = AppDirs(Path("here"))
    monkeypatch.chdir(data_dir.parent)
    assert dirs.data == data_dir / "here"


def test_without_a_base_the_system_says_where(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(data_dir / name))
    dirs = AppDirs()
    assert dirs.settings_path.name == "settings.json"
    if os.name == "posix":
        places = (dirs.data, dirs.cache, dirs.log_path, dirs.settings_path)
        assert all(place.is_relative_to(data_dir) and "ProSaaS Desktop" in place.parts for place in places)


@POSIX
def test_folders_are_for_this_user_only(data_dir: Path) -> None:
    base = data_dir / "base"
    base.mkdir(mode=0o755)
    base.chmod(0o755)
    dirs = AppDirs(base)
    folders = (dirs.data, dirs.cache, dirs.account_dir(ACCOUNT), dirs.account_dir(ACCOUNT).parent)
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    (file,) = dirs.account_dir(ACCOUNT).iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


# -- accounts ------------------------------------------------------------------------------------


def test_an_account_is_known_again_from_disk_alone(data_dir: Path) -> None:
    name = AppDirs(data_dir).account_dir(ACCOUNT).name
    dirs = AppDirs(data_dir)
    assert dirs.account_names() == [name]
    assert dirs.load_account(name) == ACCOUNT


def test_at_first_there_is_no_account(data_dir: Path) -> None:
    dirs = AppDirs(data_dir / "new")
    assert dirs.account_names() == []
    assert dirs.load_account("app-sample-example_1_2_00000000") is None


def test_an_account_folder_reads_well_and_tells_no_secret(data_dir: Path) -> None:
    folder = AppDirs(data_dir).account_dir(ACCOUNT)
    assert folder.name.startswith("app-sample-example_1_2_")
    fields = json.loads((folder / "account.json").read_text(encoding="utf-8"))
    assert set(fields) == {
        "server", "business_id", "user_id", "email", "user_name", "business_name", "role",
    }  # fmt: skip


def test_a_new_name_of_the_same_user_is_noted_in_the_same_folder(data_dir: Path) -> None:
    dirs = AppDirs(data_dir)
    before = dirs.account_dir(ACCOUNT)
    renamed = ACCOUNT._replace(email="dana@sample.example", business_name="New name")
    assert dirs.account_dir(renamed) == before
    assert dirs.load_account(before.name) == renamed


def test_an_account_that_is_noted_already_is_not_written_again(data_dir: Path) -> None:
    dirs = AppDirs(data_dir)
    file = dirs.account_dir(ACCOUNT) / "account.json"
    before = file.stat()
    dirs.account_dir(ACCOUNT)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


IDENTITIES = st.builds(
    Account,
    server=st.one_of(
        st.sampled_from(
            ["https://a.example", "https://a.example:8443", "https://a-example", "http://[::1]:80"]
        ),
        st.text(max_size=300).map(lambda host: f"https://{host}"),
    ),
    business_id=st.integers(0, 10**6),
    user_id=st.integers(0, 10**6),
    email=st.just(""),
)


@given(st.lists(IDENTITIES, unique_by=lambda account: account.identity, max_size=6))
def test_each_identity_has_a_short_folder_of_its_own(accounts: list[Account]) -> None:
    names = [account_folder_name(account) for account in accounts]
    assert len(set(names)) == len(names)
    for name in names:
        assert len(name) <= 52
        assert name == name.lower()
        assert all(character.isascii() and (character.isalnum() or character in "-_") for character in name)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"server": 1}',
        b"\xff",
        b"[" * 100_000,
        b'{"server": "https://a.example"}',
    ],
)
def test_a_damaged_account_file_is_no_account_and_is_mended_at_the_next_sign_in(
    data_dir: Path, content: bytes
) -> None:
    dirs = AppDirs(data_dir)
    folder = dirs.account_dir(ACCOUNT)
    (folder / "account.json").write_bytes(content)
    assert dirs.load_account(folder.name) is None
    dirs.account_dir(ACCOUNT)
    assert dirs.load_account(folder.name) == ACCOUNT


def test_an_account_file_in_the_wrong_folder_is_not_believed(data_dir: Path) -> None:
    dirs = AppDirs(data_dir)
    mine, other = dirs.account_dir(ACCOUNT), dirs.account_dir(ACCOUNT._replace(user_id=3))
    (other / "account.json").write_bytes((mine / "account.json").read_bytes())
    assert dirs.load_account(other.name) is None


@pytest.mark.parametrize("name", ["", ".", "..", "../..", "a/b", "a\\b", "C:", "/etc", "x\0y"])
def test_no_name_leads_out_of_the_folder(data_dir: Path, name: str) -> None:
    assert AppDirs(data_dir).load_account(name) is None


def test_numbers_must_be_numbers(data_dir: Path) -> None:
    dirs = AppDirs(data_dir)
    file = dirs.account_dir(ACCOUNT) / "account.json"
    fields = json.loads(file.read_bytes())
    for wrong in ("1", 1.5, True, None):
        file.write_text(json.dumps(fields | {"business_id": wrong}), encoding="utf-8")
        assert dirs.load_account(file.parent.name) is None


# -- a base that will not do ---------------------------------------------------------------------


def test_a_base_that_cannot_be_written_is_named(data_dir: Path) -> None:
    base = data_dir / "file"
    base.write_bytes(b"")
    asks: list[Callable[[AppDirs], Path]] = [
        lambda dirs: dirs.data,
        lambda dirs: dirs.cache,
        lambda dirs: dirs.account_dir(ACCOUNT),
    ]
    for ask in asks:
        with pytest.raises(DiskFailed) as caught:
            ask(AppDirs(base))
        assert caught.value.path.startswith(str(base))


def test_no_folder_on_the_way_is_for_others(tmp_path: Path) -> None:
    made = private_folder(tmp_path / "a" / "b" / "c")
    rights = {one.stat().st_mode & 0o077 for one in (made, *made.parents[:2])}
    assert rights == {0} or os.name != "posix"
