"""Part: one piece of other people's work in a bundle, and its section of the notices."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple


class Part(NamedTuple):
    """`licence` is an SPDX expression. `own`: texts that came with the part; `shared_texts`: names of those
    that several parts have in common. `always`: nothing in the bundle's lists tells that it is there."""

    name: str
    licence: str
    copyright: str = ""
    source: str = ""
    version: str = ""
    own: tuple[str, ...] = ()
    shared_texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    distributions: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    note: str = ""
    always: bool = False

    @classmethod
    def known(cls, table: Mapping[str, Any]) -> Part:
        """From a table of `parts.toml`."""
        said: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
        }
        return cls(shared_texts=said.pop("texts"), **said)

    @property
    def title(self) -> str:
        return f"{self.name} {self.version}".rstrip()

    def holds(self, file: str) -> bool:
        """Whether a file of this name belongs to the part."""
        return any(fnmatchcase(file, pattern) for pattern in self.files)

    def section(self) -> str:
        """Whose the part is, under what licence, what is in it, and the texts that came with it."""
        head = [self.title, self.copyright, f"Licence: {self.licence}", f"Source: {self.source}", self.note]
        if self.shared_texts:
            head.append(f"Full text below: {', '.join(self.shared_texts)}")
        inside = ["", "It contains:", *(f"  {one}" for one in self.inside)] if self.inside else []
        return "\n\n".join(["\n".join([*filter(None, head), *inside]), *self.own])
