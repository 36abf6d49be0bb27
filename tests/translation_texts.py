"""Which texts the sources ask translations for, found by Python's own parser.

lupdate reads Python with a scanner of its own, which takes `translate("Context", "%n file(s)", "", count)`
for a text without plural and does not see `translate("Context", "%n file(s)", "", len(files))` at all.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text to translate. `plural`: it is asked for together with a number."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False

    def __str__(self) -> str:
        return f"{self.context}: {self.source!r}"


@dataclass(frozen=True, slots=True)
class Found:
    """What the sources hold. `computed` are places, `file:line`, where the text is no literal; `inherited`
    those where a number is asked for with `self.tr` by a class that others are made of: Qt looks it up
    under the name of the object's own class, and takes what it puts the number in for a translation."""

    texts: frozenset[Text]
    computed: tuple[str, ...]
    inherited: tuple[str, ...]


def texts_in(sources: Path) -> Found:
    """All texts of the Python files under `sources`."""
    texts: set[Text] = set()
    computed: list[str] = []
    bases: set[str] = set()
    numbered: list[tuple[str, str]] = []
    for path in sorted(sources.rglob("*.py")):
        reader = _read(path.read_text(encoding="utf-8"))
        name = path.relative_to(sources.parent).as_posix()
        texts |= reader.texts
        bases |= reader.bases
        computed += [f"{name}:{line}" for line in reader.computed]
        numbered += [(owner, f"{name}:{line}") for owner, line in reader.numbered]
    inherited = [place for owner, place in numbered if owner in bases]
    return Found(frozenset(texts), tuple(computed), tuple(inherited))


def listing(texts: Iterable[Text]) -> str:
    """The same texts as a Python file that lupdate does understand: a plain number makes a plural."""
    return "".join(f"translate({', '.join(_arguments(text))})\n" for text in sorted(texts))


def _arguments(text: Text) -> list[str]:
    quoted = [_quoted(part) for part in (text.context, text.source, text.comment)]
    return [*quoted, "1"] if text.plural else quoted


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@functools.cache
def _read(source: str) -> _Reader:
    """What `source` holds, by its text: several tests read all that the program has."""
    reader = _Reader()
    reader.visit(ast.parse(source))
    return reader


class _Reader(ast.NodeVisitor):
    """Finds tr("..."), translate("Context", "...") and QT_TRANSLATE_NOOP("Context", "...")."""

    def __init__(self) -> None:
        self.texts: set[Text] = set()
        self.computed: list[int] = []
        self.bases: set[str] = set()
        self.numbered: list[tuple[str, int]] = []
        """Class and line of each `tr` with a number."""
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        names = (base.value if isinstance(base, ast.Subscript) else base for base in node.bases)
        self.bases |= {getattr(name, "attr", getattr(name, "id", "")) for name in names}
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name == "tr" and node.args:
            owner = self._classes[-1] if self._classes else ""
            self._read(node, owner, node.args)
            if _is_plural(node, node.args):
                self.numbered.append((owner, node.lineno))
        elif name in ("translate", "QT_TRANSLATE_NOOP") and len(node.args) > 1:
            context = _literal(node.args[0])
            # A text that was looked up stands in a QT_TRANSLATE_NOOP elsewhere; one put together cannot.
            if context is not None and (_literal(node.args[1]) is not None or _is_built(node.args[1])):
                self._read(node, context, node.args[1:])
        self.generic_visit(node)

    def _read(self, node: ast.Call, context: str, arguments: list[ast.expr]) -> None:
        """`arguments`: the text, its comment, its number; the last two may be absent."""
        source = _literal(arguments[0])
        if source is None:
            self.computed.append(node.lineno)
            return
        comment = _literal(arguments[1]) if len(arguments) > 1 else None
        self.texts.add(Text(context, source, comment or "", _is_plural(node, arguments)))


def _is_plural(node: ast.Call, arguments: list[ast.expr]) -> bool:
    return len(arguments) > 2 or any(keyword.arg == "n" for keyword in node.keywords)


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_built(node: ast.expr) -> bool:
    formatted = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format"
    return formatted or isinstance(node, ast.JoinedStr | ast.BinOp)
