"""Brings the translations up to date: `python -m tests.translations`; `--check` only says what is wrong.

lupdate writes `prosaas_he.ts` (everything) and `prosaas_en.ts` (the plural forms, for the rest of English is
the source text itself), and lrelease makes of them the .qm files that the program loads.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6

from tests.translation_texts import Text, listing, texts_in

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "desktop"
TRANSLATIONS = ROOT / "resources" / "translations"

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%L?\d+")
_NUMBER = re.compile(r"%L?n")
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|&(?:#\d+|[a-z]+);")
_ACCELERATOR = re.compile(r"&[^\s&]")


@dataclass(frozen=True, slots=True)
class Language:
    """One translation: the ending of its files' name, the language they declare, and what they hold."""

    name: str
    locale: str
    plural_only: bool = False

    @property
    def stem(self) -> str:
        return f"prosaas_{self.name}"


LANGUAGES = (Language("he", "he_IL"), Language("en", "en_US", plural_only=True))


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a .ts file. `forms`: its translation, or one for each plural form."""

    text: Text
    forms: tuple[str, ...]
    finished: bool


# -- the two tools -------------------------------------------------------------------------------


def update(language: Language, folder: Path = TRANSLATIONS, sources: Path = SOURCES) -> None:
    """Brings the .ts file in `folder` up to the sources; what is translated there stays."""
    texts = (text for text in texts_in(sources).texts if text.plural or not language.plural_only)
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "texts.py"
        listed.write_text(listing(texts), encoding="utf-8")
        options = [
            "-no-obsolete",
            "-sort-messages",
            "-locations",
            "none",
            "-disable-heuristic",
            "similartext",
        ]
        options += ["-source-language", "en_US", "-target-language", language.locale]
        _tool("lupdate", *options, str(listed), "-ts", str(folder / f"{language.stem}.ts"))


def release(language: Language, target: Path, folder: Path = TRANSLATIONS) -> None:
    """Compiles the .ts file in `folder` to the .qm file `target`."""
    made = target.with_suffix(".new")
    _tool("lrelease", str(folder / f"{language.stem}.ts"), "-qm", str(made))
    # A program that runs meanwhile reads the old one in place: emptied under it, that ends it by a bus error.
    made.replace(target)


def _tool(name: str, *arguments: str) -> None:
    program = shutil.which(name, path=str(Path(PySide6.__file__).parent))
    if program is None:
        raise FileNotFoundError(f"PySide6 came without {name}")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr or done.stdout}")


def read(language: Language, folder: Path = TRANSLATIONS) -> list[Message]:
    """All messages of a .ts file, in its order."""
    messages: list[Message] = []
    for context in ET.parse(folder / f"{language.stem}.ts").getroot().iter("context"):
        name = context.findtext("name", "")
        messages += [_message(name, element) for element in context.iter("message")]
    return messages


def _message(context: str, element: ET.Element) -> Message:
    plural = element.get("numerus") == "yes"
    text = Text(context, element.findtext("source", ""), element.findtext("comment", ""), plural)
    translation = element.find("translation")
    if translation is None:
        return Message(text, (), False)
    found = translation.findall("numerusform") if plural else [translation]
    return Message(text, tuple(form.text or "" for form in found), translation.get("type") is None)


# -- what is wrong -------------------------------------------------------------------------------


def problems(folder: Path = TRANSLATIONS, sources: Path = SOURCES) -> list[str]:
    """Everything that keeps the translations in `folder` from being complete, sound and compiled."""
    found = texts_in(sources)
    listed = [f"{place}: what is translated must be a literal" for place in found.computed]
    listed += [f"{place}: a class that others are made of names its context" for place in found.inherited]
    for language in LANGUAGES:
        texts = {text for text in found.texts if text.plural or not language.plural_only}
        listed += [f"{language.stem}: {problem}" for problem in _of_language(language, folder, texts)]
    return listed


def _of_language(language: Language, folder: Path, texts: set[Text]) -> Iterator[str]:
    messages = read(language, folder)
    there = {message.text for message in messages}
    yield from (f"{text}: is missing" for text in sorted(texts - there))
    yield from (f"{text}: is no longer used" for text in sorted(there - texts))
    for message in messages:
        yield from (f"{message.text}: {problem}" for problem in _of_message(message))
    yield from _stale(language, folder)


def _stale(language: Language, folder: Path) -> Iterator[str]:
    kept = folder / f"{language.stem}.qm"
    with tempfile.TemporaryDirectory() as scratch:
        compiled = Path(scratch) / kept.name
        release(language, compiled, folder)
        if not kept.is_file() or kept.read_bytes() != compiled.read_bytes():
            yield "the .qm file is not what lrelease makes of the .ts file"


def _of_message(message: Message) -> Iterator[str]:
    if not message.finished or not message.forms or not all(message.forms):
        yield "is not translated"
        return
    for form in message.forms:
        yield from _of_form(message.text, form)
    # "One day" may be a word in the first form; the last one is for all other numbers.
    number = _NUMBER.findall(message.text.source) if message.text.plural else []
    if number != _NUMBER.findall(message.forms[-1]):
        yield f"the number is not as it was in {message.forms[-1]!r}"


def _of_form(text: Text, form: str) -> Iterator[str]:
    if sorted(_PLACEHOLDER.findall(text.source)) != sorted(_PLACEHOLDER.findall(form)):
        yield f"other placeholders in {form!r}"
    if not set(_NUMBER.findall(form)) <= set(_NUMBER.findall(text.source)):
        yield f"another number in {form!r}"
    if text.source.strip() == text.source and form.strip() != form:
        yield f"blanks around {form!r}"
    if text.source.endswith("…") != form.endswith("…"):
        yield f"ends otherwise: {form!r}"
    for words in (text.source, form):
        if _MARKUP.search(words):
            yield f"markup in {words!r}"
        elif _ACCELERATOR.search(words):
            yield f"an accelerator in {words!r}"


# -- the command ---------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.translations", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is wrong")
    if not parser.parse_args(arguments).check:
        for language in LANGUAGES:
            update(language)
            release(language, TRANSLATIONS / f"{language.stem}.qm")
    found = problems()
    print("\n".join(found) if found else _figures())
    return 1 if found else 0


def _figures() -> str:
    counts = [f"{language.locale} {len(read(language))}" for language in LANGUAGES]
    return f"translations complete: {', '.join(counts)} texts"


if __name__ == "__main__":
    sys.exit(main())
