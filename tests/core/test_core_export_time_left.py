"""How long an export still takes, as its pace says it, on a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.export import LEAST_SECONDS, ExportProgress


@dataclass
class Run:
    """An export on a clock that goes as it is told; `began` and `before` as when it went on last."""

    progress: ExportProgress
    now: float = 1000.0
    began: float = 1000.0
    before: int = 0

    def write(self, files: int, seconds: float) -> None:
        self.now += seconds
        self.progress = replace(self.progress, files_done=self.progress.files_done + files)

    def go_on(self, after: float) -> None:
        self.now += after
        self.began, self.before = self.now, self.progress.files_done

    @property
    def left(self) -> float | None:
        return self.progress.seconds_left(self.now - self.began, self.progress.files_done - self.before)


@given(st.integers(1, 200_000), st.floats(0.001, 10.0))
def test_at_a_steady_pace_it_is_what_it_takes(files: int, each: float) -> None:
    run = Run(ExportProgress(files, 2 * files))
    run.write(files, files * each)
    if files * each < LEAST_SECONDS:
        assert run.left is None
    else:
        assert run.left == pytest.approx(files * each)
    run.write(files, files * each)
    assert run.left in (None, 0.0)


def test_nobody_knows_it_before_anything_was_done() -> None:
    run = Run(ExportProgress(10, 20))
    assert run.left is None
    run.write(0, 60.0)
    assert run.left is None
    run.write(1, 0.0)
    assert run.left == pytest.approx(60.0 * 19)


def test_what_an_earlier_run_did_and_a_pause_say_nothing_of_the_pace() -> None:
    run = Run(ExportProgress(50, 100))
    run.write(40, 4.0)
    run.go_on(after=3600.0)
    assert run.left is None
    run.write(10, 10.0)
    assert run.left == pytest.approx(50.0)


def test_a_file_that_turns_out_not_to_be_due_takes_no_time() -> None:
    run = Run(ExportProgress(50, 100))
    run.write(40, 40.0)
    run.progress = replace(run.progress, files_total=60)
    assert run.left == pytest.approx(20.0)
