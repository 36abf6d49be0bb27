"""Kinds of AppError: why a ZIP that is checked cannot be told to be what an export of this program wrote."""

from __future__ import annotations

from desktop.core.errors import AppError


class ZipUnreadable(AppError):
    """No ZIP, or not a whole one: what it holds cannot be told."""


class ZipIsFolder(ZipUnreadable):
    """A folder, perhaps of what was in a ZIP."""


class ZipTooHeavy(AppError):
    """A ZIP that says it holds more than is ever unpacked."""


class ManifestMissing(AppError):
    """A ZIP without a manifest: no export of this program made it."""


class ManifestUnreadable(AppError):
    """The manifest of a ZIP is damaged, locked or foreign: there is nothing to check the rest by."""


class ManifestTooNew(AppError):
    """The manifest was written by a newer version of this program."""
