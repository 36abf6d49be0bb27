"""Folders that cannot be used: said in a sentence, never a program that stands there half built."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.demo.server import DemoServer
from desktop.launch import LaunchOptions, run
from desktop.ui.receipts.export.export_wish import ExportWish
from tests.app.conftest import Driver

Start = Callable[[str], Driver]


def test_a_data_folder_that_is_a_file_is_said_and_ends_the_start(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    said: list[str] = []

    def acknowledge() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.accept()

    QTimer.singleShot(0, acknowledge)
    assert run(LaunchOptions(taken, "en")) == 1
    assert taken.name in said[0]
    assert str(taken) in capsys.readouterr().err


def test_without_a_log_folder_the_program_works_and_says_so(
    data_dir: Path, start: Start, server: DemoServer
) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / "logs").write_text("a file")
    driver = start("en")
    driver.wait(lambda: any("logs" in text for text in driver.texts()))
    driver.sign_in(server)
    driver.wait_for_lists()


def test_without_an_accounts_log_folder_its_lists_open_and_it_is_said(
    data_dir: Path, start: Start, server: DemoServer
) -> None:
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    driver.program.close()
    [logs] = data_dir.glob("accounts/*/logs")
    shutil.rmtree(logs)
    logs.write_text("a file")
    later = start("en")
    later.wait(lambda: any("logs" in text for text in later.texts()))
    later.wait_for_lists()


def test_an_export_that_cannot_be_written_names_the_file_that_was_asked_for(
    start: Start, server: DemoServer, tmp_path: Path
) -> None:
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    target = tmp_path / "none" / "receipts.zip"
    driver.wait(lambda: len(driver.receipts.model.ids) > 2)
    driver.receipts.export.choose_target = lambda _: str(target)
    driver.receipts.export.export(ExportWish(ids=tuple(list(driver.receipts.model.ids)[:2])), ask=True)
    driver.wait(lambda: any("receipts.zip" in text for text in driver.texts()))
    assert not any(".part" in text for text in driver.texts())
