"""`--measure-start` says when the first list is there and ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.translations import ROOT


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
