"""The rendering process's limit of memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.workers.render_limits import written_bytes


@pytest.mark.skipif(sys.platform != "linux", reason="such a limit holds on Linux alone")
def test_where_there_is_no_proc_it_is_what_the_process_held(tmp_path: Path) -> None:
    """In a bare chroot every document was said to be damaged."""
    assert written_bytes() > 1 << 20
    assert written_bytes(tmp_path / "statm") > 1 << 20
