"""One tiny run of each benchmark, so that none rots; how fast anything is, is no matter of tests."""

from __future__ import annotations

import pytest

from tests.benchmarks.__main__ import main
from tests.benchmarks.benchmark import TINY, Benchmark, Figure, Judged
from tests.benchmarks.registry import BENCHMARKS
from tests.benchmarks.startup import BENCHMARK as RATIO

FROZEN = [name for name in BENCHMARKS if name.startswith("frozen-")]
"""One after the other in one process: they share what they freeze."""


@pytest.mark.parametrize(
    "names", [FROZEN, *([name] for name in BENCHMARKS if name not in FROZEN)], ids=" ".join
)
def test_a_tiny_run_measures_something(names: list[str]) -> None:
    for name in names:
        figure = BENCHMARKS[name].measure(TINY)
        assert figure.ours > 0
        assert figure.peer is not None or figure.missing
        assert str(figure).startswith(f"{name} ours=")


def _figure(ours: float, peer: float | None, limit: float, judged: Judged) -> Figure:
    return Figure(Benchmark("x", RATIO.open, limit, judged), ours, peer, "a-package")


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        (_figure(1.5, 1.0, 1.6, Judged.RATIO), "x ours=1.500s peer=1.000s ratio=1.50 limit=1.60 ok"),
        (_figure(1.7, 1.0, 1.6, Judged.RATIO), "x ours=1.700s peer=1.000s ratio=1.70 limit=1.60 SHORT"),
        (_figure(1.7, 0.1, 2.0, Judged.OURS), "x ours=1.700s peer=0.100s ratio=17.00 limit=2.00s ok"),
        (
            _figure(1.0, None, 2.0, Judged.RATIO),
            "x ours=1.000s peer=absent ratio=absent limit=2.00 SHORT (peer not installed: a-package)",
        ),
    ],
)
def test_a_figure_says_whether_it_holds(figure: Figure, line: str) -> None:
    assert str(figure) == line
    assert figure.ok is (" ok" in line)


def test_a_name_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["no-such"])
    assert "no benchmark no-such" in capsys.readouterr().err
