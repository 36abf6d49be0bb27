"""The translations are complete, sound and compiled; and the check that says so does find what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.translation_texts import Text, texts_in
from tests.translations import LANGUAGES, SOURCES, problems, read, release, update

BUSY = "The server is busy and asks to wait %n second(s)."


def test_translations_are_complete_and_compiled() -> None:
    assert problems() == []


def test_hebrew_has_a_form_for_one_and_one_for_more(hebrew: QApplication) -> None:
    one, more = (QCoreApplication.translate("ErrorText", BUSY, "", number) for number in (1, 5))
    assert one != more
    assert "5" in more


def test_the_day_on_which_a_receipt_came_is_not_called_its_date() -> None:
    """תאריך קבלה is both "date of receiving" and "date of a receipt"."""
    told = [form for message in read(LANGUAGES[0]) for form in message.forms]
    assert not [form for form in told if "תאריך קבלה" in form or "תאריך הקבלה" in form]


@pytest.mark.parametrize(
    ("context", "text"),
    [
        ("TransferWords", "Kept on this computer, checked"),
        ("ExportWords", "each file checked as it was written"),
    ],
)
def test_a_file_that_is_as_it_should_be_is_not_called_reviewed(
    hebrew: QApplication, context: str, text: str
) -> None:
    """נבדקה is what the user says of a call that he heard, and of a receipt that he decided upon."""
    told = QCoreApplication.translate(context, text)
    assert told != text and "נבדק" not in told


def test_english_plurals_read_as_english(look: QApplication) -> None:
    one, more = (QCoreApplication.translate("ErrorText", BUSY, "", number) for number in (1, 5))
    assert one == "The server is busy and asks to wait 1 second."
    assert more == "The server is busy and asks to wait 5 seconds."


# -- what the check finds ------------------------------------------------------------------------

SOURCE = """
class Page:
    def __init__(self):
        self.setText(self.tr("Save {name}").format(name="x"))
        self.setText(translate("Words", "%n file(s)", "", len(files)))
        self.setText(translate("Words", CHOSEN[0]))

CHOSEN = [QT_TRANSLATE_NOOP("Words", "Two\\n\\"lines\\" “of” \\\\ words…")]
"""
HEBREW = {
    '<translation type="unfinished"></translation>': "<translation>שתי שורות…</translation>",
    '<translation type="unfinished">': "<translation>",
    "<numerusform></numerusform>": "<numerusform>%n קבצים</numerusform>",
}
SAVE = "<source>Save {name}</source>\n        <translation>"


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small program with its translations, complete."""
    folder = tmp_path_factory.mktemp("translated")
    (folder / "program").mkdir()
    (folder / "program" / "page.py").write_text(SOURCE, encoding="utf-8")
    for language in LANGUAGES:
        update(language, folder, folder / "program")
        for old, new in HEBREW.items():
            edit(folder / f"{language.stem}.ts", old, new)
    edit(folder / "prosaas_he.ts", f"{SAVE}שתי שורות…", f"{SAVE}שמור {{name}}")
    compile_both(folder)
    return folder


@pytest.fixture
def project(translated: Path, tmp_path: Path) -> Path:
    """A copy of it that may be spoilt."""
    return shutil.copytree(translated, tmp_path / "project")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")


def compile_both(project: Path) -> None:
    for language in LANGUAGES:
        release(language, project / f"{language.stem}.qm", project)


def found(project: Path) -> str:
    return "\n".join(problems(project, project / "program"))


def test_reads_texts_wherever_they_stand(project: Path) -> None:
    assert texts_in(project / "program").texts == {
        Text("Page", "Save {name}"),
        Text("Words", "%n file(s)", plural=True),
        Text("Words", 'Two\n"lines" “of” \\ words…'),
    }
    assert found(project) == ""


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("he", "<translation>שמור", '<translation type="unfinished">שמור', "is not translated"),
        ("he", ">שמור {name}<", "><", "is not translated"),
        ("he", ">שמור {name}<", ">שמור {nam}<", "other placeholders"),
        ("he", ">שמור {name}<", ">שמור<", "other placeholders"),
        ("he", ">שמור {name}<", ">שמור {name} %n<", "another number"),
        ("he", ">שמור {name}<", ">שמור {name} <", "blanks around"),
        ("he", ">שמור {name}<", ">שמור {name}…<", "ends otherwise"),
        ("he", ">שמור {name}<", ">&amp;שמור {name}<", "an accelerator"),
        ("he", ">שמור {name}<", ">&lt;b>שמור {name}&lt;/b><", "markup"),
        ("he", "%n קבצים</numerusform>", "</numerusform>", "is not translated"),
        ("en", "%n קבצים</numerusform>", "</numerusform>", "is not translated"),
        ("en", "%n קבצים</numerusform>", "files</numerusform>", "the number is not as it was"),
        ("en", "%n קבצים</numerusform>", "%Ln files</numerusform>", "another number"),
        ("he", "<source>Save {name}", "<source>Keep {name}", "'Save {name}': is missing"),
        ("he", "<source>Save {name}", "<source>Keep {name}", "'Keep {name}': is no longer used"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(
    project: Path, name: str, old: str, new: str, complaint: str
) -> None:
    edit(project / f"prosaas_{name}.ts", old, new)
    compile_both(project)
    assert complaint in found(project)


def test_what_is_not_compiled_is_named(project: Path) -> None:
    edit(project / "prosaas_he.ts", ">שמור {name}<", ">לשמור {name}<")
    assert "prosaas_he: the .qm file is not what lrelease makes" in found(project)
    (project / "prosaas_he.qm").unlink()
    assert "prosaas_he: the .qm file is not what lrelease makes" in found(project)


@pytest.mark.parametrize(
    "call", ["self.tr(name)", 'self.tr(f"Hello {name}")', 'translate("C", "a {b}".format(b=1))']
)
def test_a_text_that_is_put_together_is_named(project: Path, call: str) -> None:
    page = f"class Page:\n    def __init__(self, name):\n        {call}\n"
    (project / "program" / "other.py").write_text(page, encoding="utf-8")
    assert "program/other.py:3: what is translated must be a literal" in found(project)


@pytest.mark.parametrize(("below", "named"), [("Page", True), ("Page[int]", True), ("Other", False)])
def test_a_number_asked_for_by_a_class_that_others_are_made_of_is_named(
    project: Path, below: str, named: bool
) -> None:
    """Qt would look it up under the name of the one below, and show what it finds not in English."""
    page = (
        'class Page:\n    def say(self, n):\n        self.tr("%n file(s)", "", n)\n        self.tr("Save")\n'
    )
    (project / "program" / "page.py").write_text(f"{page}class Lower({below}):\n    pass\n", encoding="utf-8")
    assert ("program/page.py:3: a class that others are made of" in found(project)) is named
    assert "page.py:4: a class" not in found(project)


def test_no_number_is_asked_for_by_a_class_that_others_are_made_of() -> None:
    assert texts_in(SOURCES).inherited == ()


def test_a_new_text_keeps_what_is_translated(project: Path) -> None:
    (project / "program" / "other.py").write_text('translate("Words", "New")\n', encoding="utf-8")
    assert "'New': is missing" in found(project)
    update(LANGUAGES[0], project, project / "program")
    assert ">שמור {name}<" in (project / "prosaas_he.ts").read_text(encoding="utf-8")
    assert [line for line in found(project).splitlines() if ".qm" not in line] == [
        "prosaas_he: Words: 'New': is not translated"
    ]
