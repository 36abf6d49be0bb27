"""A data folder with an account whose password is kept, and the commands, run on it in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtWidgets import QApplication

from desktop.__main__ import main
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account import SignIn
from desktop.services.account_scope import AccountScope
from desktop.ui.translation import install
from tests.prepared import account_service


class Said(NamedTuple):
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def fields(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        assert found["exit_code"] == self.code
        return found


Run = Callable[..., Said]


def keep_account(data_dir: Path, server: DemoServer, email: str = DEMO_EMAIL) -> None:
    """As the window leaves it; nothing of its lists is here yet."""
    accounts = account_service(data_dir)
    accounts.open(accounts.sign_in(SignIn(server.url, email, DEMO_PASSWORD, keep=True))).close()


def open_lists(data_dir: Path) -> AccountScope:
    """Of the account that was opened last; whoever asks closes it."""
    scope = account_service(data_dir).open_last()
    assert scope is not None
    return scope


@pytest.fixture
def account(data_dir: Path, server: DemoServer) -> Path:
    """The data folder."""
    keep_account(data_dir, server)
    return data_dir


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current one, empty."""
    made = tmp_path / "יצוא of 2024"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def run(qapp: QApplication, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """`run("export", "--new")`, on the data folder, in English unless it says otherwise; what is tested next
    finds English spoken."""

    def command(*line: str) -> Said:
        given = list(line)
        given += ["--data-dir", str(data_dir)] if line[0] == "export" else []
        given += [] if "--language" in line else ["--language", "en"]
        code = main(given)
        said = Said(code, *capsys.readouterr())
        assert DEMO_PASSWORD not in said.out + said.err
        return said

    yield command
    install(qapp, "en")
