"""SettingsFile: Settings as JSON, read with patience and written whole."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from desktop.core.errors import SettingsDamaged
from desktop.core.settings import Settings
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import is_held, private_folder, replace_file, write_whole

log = logging.getLogger("desktop.settings")

_PATIENCE_SECONDS = 1.0
"""Settings are saved from the screen, too, which must not stand for long behind a virus scanner."""


_PAUSE_SECONDS = 0.05


class SettingsFile:
    """One file. What cannot be understood costs that one setting, never the start of the program."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.lost = False
        """Whether `load` found none that can be read whole: then what they said is not known."""
        self.damage: SettingsDamaged | None = None
        """What `load` found that made no sense."""

    def load(self) -> Settings:
        """Defaults for what is missing or makes no sense; a damaged file is set aside for support."""
        found: object = None
        self.lost, self.damage = True, None
        try:
            found = json.loads(self._read())
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            log.warning("settings cannot be read: %s", error.strerror)
            return Settings()
        except (ValueError, RecursionError):
            log.debug("settings are no JSON")
        settings, self.lost = _settings(found)
        if self.lost:
            self._set_aside()
        return settings

    def _read(self) -> bytes:
        """On Windows a virus scanner may hold the file for a moment; what was chosen is worth that moment."""
        give_up_at = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                return self._path.read_bytes()
            except OSError as error:
                if not is_held(error) or time.monotonic() >= give_up_at:
                    raise
            time.sleep(_PAUSE_SECONDS)

    def save(self, settings: Settings) -> None:
        """Raises DiskFull, DiskFailed; the old file then stays as it was."""
        values = settings._asdict()
        # JSON knows plain dictionaries alone.
        values |= {name: dict(value) for name, value in values.items() if isinstance(value, Mapping)}
        data = json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        with disk_errors(self._path):
            private_folder(self._path.parent)
            write_whole(self._path, data, patience=_PATIENCE_SECONDS)

    def _set_aside(self) -> None:
        aside = self._path.with_name(f"settings.damaged-{time.strftime('%Y%m%d-%H%M%S')}.json")
        log.warning("settings are damaged, kept as %s", aside.name)
        self.damage = SettingsDamaged()
        with suppress(OSError):
            replace_file(self._path, aside, patience=_PATIENCE_SECONDS)
            self.damage = SettingsDamaged(set_aside=aside.name)


_MOST = 1e9
"""No setting is a larger number; neither infinity nor what is no number is smaller."""


def _settings(found: object) -> tuple[Settings, bool]:
    """What makes sense of it, and whether anything does not."""
    if not isinstance(found, dict):
        return Settings(), True
    defaults = Settings()._asdict()
    known = {name: found[name] for name in defaults if name in found}
    sound = {name: value for name, value in known.items() if _fits(value, defaults[name])}
    # Each is of its default's type.
    return Settings(**sound), sound.keys() != known.keys()


def _fits(value: object, default: object) -> bool:
    if isinstance(default, Mapping):
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if isinstance(default, float):
        # Compared, not converted: JSON's whole numbers may be larger than any float.
        return type(value) in (int, float) and -_MOST < value < _MOST  # type: ignore[operator]
    return type(value) is type(default)
