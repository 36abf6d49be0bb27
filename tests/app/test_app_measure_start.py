"""`--measure-start` says when the first list is there and ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.demo.server import DemoOptions, DemoServer
from tests.prepared import prepare
from tests.translations import ROOT

_IMPORTS = """
import builtins, sys
from desktop.__main__ import main
main(["--measure-start", "--data-dir", sys.argv[1]])
from shibokensupport.feature import pyside_feature_dict
print(builtins.__import__ is builtins.__feature_import__, "desktop.ui.theme" in pyside_feature_dict)
"""
_WIDGETS = """
import sys
from PySide6 import QtWidgets
from desktop.__main__ import main
from desktop.app import Program

def after_first_paint(program):
    # The module holds a name of Qt's once somebody asked for it.
    print("QWizard" in vars(QtWidgets))
    program.window.close()

Program._after_first_paint = after_first_paint
main(["--data-dir", sys.argv[1]])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with DemoServer(DemoOptions(calls=40, receipts=0)) as server:
        prepare(tmp_path, server)
    return tmp_path


def _said(code: str, folder: Path) -> str:
    command = [sys.executable, "-c", code, str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=50, check=False)
    return run.stdout if run.returncode == 0 else run.stderr[-2000:]


def test_it_says_painted_and_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop", "--measure-start", "--data-dir", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=50, check=False)
    assert (run.returncode, run.stdout) == (0, "painted\n"), run.stderr[-2000:]


def test_without_a_place_for_words_it_goes_all_the_same(tmp_path: Path) -> None:
    """As a Windows program without a console."""
    code = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from desktop.__main__ import main\n"
        f"code = main(['--measure-start', '--data-dir', {str(tmp_path)!r}])\n"
        "assert code == 0 and sys.stdout.name and sys.stderr.name"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=50, check=False)
    assert run.returncode == 0, run.stderr[-2000:]


def test_pyside_reads_no_sources_of_ours(folder: Path) -> None:
    assert _said(_IMPORTS, folder) == "painted\nFalse False\n"


def test_the_first_list_loads_no_widgets_that_it_does_not_show(folder: Path) -> None:
    """One widget of a kind that PySide does not know makes it load all there are, to find which it is."""
    assert _said(_WIDGETS, folder) == "False\n"
