"""`verify`, and what the command line does not understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.__main__ import main
from tests.console.conftest import Run
from tests.zip_kit import with_manifest, write_zip

FILES = {"Vendor_a.pdf": b"%PDF- one", "קפה_preview.jpg": b"\xff\xd8 two"}


@pytest.mark.parametrize(
    ("language", "agrees", "differs"),
    [
        ("en", "The ZIP is what its manifest says: 2 files, each", "Of other content: קפה_preview.jpg"),
        ("he", "תואם ל-manifest.json שלו: 2 קבצים", "בתוכן אחר: קפה_preview.jpg"),
    ],
)
def test_it_agrees_or_differs(tmp_path: Path, run: Run, language: str, agrees: str, differs: str) -> None:
    path = tmp_path / "קבלות.zip"
    files = with_manifest(FILES)
    write_zip(path, files)
    said = run("verify", str(path), "--language", language)
    assert (said.code, said.err) == (0, "")
    assert agrees in said.out
    path.unlink()
    write_zip(path, files | {"קפה_preview.jpg": b"\xff\xd8 TWO"})
    said = run("verify", str(path), "--language", language)
    assert said.code == 1
    assert differs in said.out.splitlines()
    found = run("verify", str(path), "--json").fields
    assert found["differs"] == [{"kind": "content", "path": "קפה_preview.jpg"}]


def test_what_is_no_zip_cannot_be_checked(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "x.zip"
    assert run("verify", str(path), "--json").fields["error"] == "DiskFailed"
    path.write_bytes(b"no ZIP")
    said = run("verify", str(path))
    assert (said.code, said.out) == (2, "")
    assert said.err == "This file is no ZIP, or is damaged, or only a part of one.\n"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "This is a folder and no ZIP."), ("he", "זו תיקייה ולא קובץ ZIP.")]
)
def test_a_folder_is_called_one(tmp_path: Path, run: Run, language: str, words: str) -> None:
    """Not by the system's words, which are English, and another reason on each."""
    (tmp_path / "unpacked.zip").mkdir()
    said = run("verify", str(tmp_path / "unpacked.zip"), "--language", language)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(words)


@pytest.mark.parametrize(
    ("language", "nothing", "only_lists"),
    [
        ("en", "says: there is no file in it.", "no file of a receipt or a call is in it, only its lists."),
        ("he", "אין בו אף קובץ.", "אין בו אף קובץ של קבלה או של שיחה, רק הרשימות שלו."),
    ],
)
def test_a_zip_of_nothing_is_not_said_to_have_checked_files(
    tmp_path: Path, run: Run, language: str, nothing: str, only_lists: str
) -> None:
    path = tmp_path / "x.zip"
    lists = {"index.xlsx": b"PK", "index.csv": b"a", "missing.csv": b"b"}
    for files, words in (({}, nothing), (lists, only_lists)):
        write_zip(path, with_manifest(files))
        said = run("verify", str(path), "--language", language)
        assert said.code == 0 and "SHA-256" not in said.out
        assert words in said.out
        path.unlink()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("export --month 2024-13", "no month, such as 2024-01"),
        ("export --from yesterday", "no day, such as 2024-01-31"),
        ("export --from 2024-02-01 --to 2024-01-31", "--from is after --to"),
        ("export --month 2024-01 --to 2024-01-31", "--month is one whole month"),
        ("export --status paid", "invalid choice"),
        ("export --off", "unrecognized arguments"),
        ("verify", "required: FILE.zip"),
    ],
)
def test_what_is_not_understood_fails_at_once(
    line: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(line.split())
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("command", ["export", "verify"])
def test_the_help_says_what_the_exit_codes_mean(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    said = capsys.readouterr().out
    assert all(f"\n  {code} " in said for code in ("0", "1", "2", "3", "130"))
