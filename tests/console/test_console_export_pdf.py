"""`export --pdf`: one PDF of all receipts that match, with what is not in it named."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desktop.core.export_ledger import ExportKind
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from tests.console.conftest import Run, open_lists
from tests.read_pdf import ReadPdf


def test_all_that_match_are_in_one_pdf(account: Path, run: Run, folder: Path) -> None:
    said = run("export", "--pdf", "--status", "approved", "--json", "--missing").fields
    [path] = folder.iterdir()
    with closing(open_lists(account)) as scope:
        count = len(scope.receipts.ids(ReceiptQuery()))
        [record] = scope.export_ledger.latest(9)
    assert (record.kind, record.target) == (ExportKind.PDF, path)
    assert (record.rows, record.missing) == (said["receipts"], said["receipts_missing"])
    assert record.words == ("Approved",) and record.query
    assert said["file"] == str(path) and path.suffix == ".pdf" and path.name.startswith("receipts_")
    assert ReadPdf.at(path).pages == said["pages"] >= said["receipts"] > 0
    assert said["receipts"] + said["receipts_missing"] < count
    assert len(said["missing"]) == said["receipts_missing"]
    assert said["exit_code"] == (1 if said["missing"] else 0)


def test_what_is_not_in_it_is_named(account: Path, server: DemoServer, run: Run, folder: Path) -> None:
    assert run("export", "--pdf", "--out", "some.pdf", "--status", "approved").code in (0, 1)
    server.stop()
    said = run("export", "--pdf", "--out", "all", "--offline", "--missing")
    assert said.code == 1
    assert "receipts are not in it; the last pages say why." in said.out
    assert "It is not on this computer, and with --offline the server was not asked." in said.out
    assert ReadPdf.at(folder / "all.pdf").pages > 1


def test_nothing_matches_or_nothing_is_here(account: Path, run: Run, folder: Path) -> None:
    assert run("export", "--pdf", "--vendor", "no such words").code == 3
    assert run("export", "--list", "csv").code == 0
    assert run("export", "--pdf", "--offline").code == 2
    assert [path.suffix for path in folder.iterdir()] == [".csv"]


@pytest.mark.parametrize("other", [("--list", "csv"), ("--calls",)])
def test_what_does_not_go_with_it(run: Run, other: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        run("export", "--pdf", *other)
