"""Errors as text, so that why a transfer failed is still known at the next start."""

from __future__ import annotations

import json
from datetime import datetime

from desktop.core import errors
from desktop.core.errors import AppError

_PLAIN = (str, int, float)


def written_error(error: AppError) -> str:
    """Its kind and what belongs to it, as JSON; what is no plain value is left out."""
    values = {name: _written(value) for name, value in vars(error).items()}
    plain = {name: value for name, value in values.items() if isinstance(value, _PLAIN)}
    # What the edges know more precisely is read back as what everybody knows.
    known = (kind.__name__ for kind in type(error).__mro__ if vars(errors).get(kind.__name__) is kind)
    return json.dumps({"kind": next(known), **plain})


def read_error(text: str) -> AppError:
    """The error that was written; a plain AppError for what cannot be read or is of another version."""
    try:
        values = json.loads(text)
        kind = getattr(errors, str(values.pop("kind")))
        error: AppError = kind()
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return AppError("not readable")
    for name, value in values.items():
        _set(error, name, value)
    return error if isinstance(error, AppError) else AppError("not an error")


def _set(error: AppError, name: str, value: object) -> None:
    """Only what an error of this kind has, of the type that it has."""
    if not isinstance(value, _PLAIN) or name not in getattr(error, "__dict__", {}):
        return
    now = vars(error)[name]
    if isinstance(value, str) and name == "since":
        setattr(error, name, _moment(value))
    elif now is None or isinstance(value, type(now)):
        setattr(error, name, value)


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
