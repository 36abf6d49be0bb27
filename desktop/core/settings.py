"""Settings with their defaults; read and written as JSON by `store.settings_file`."""

# No deferred annotations here: a named tuple compiles each of them when it is loaded, before the first paint.
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Settings(NamedTuple):
    """What the user chose; a change makes a new one with `_replace`."""

    language: str = ""
    """`he`, `en`, or "" to follow the system."""
    theme: str = ""
    """`light`, `dark`, or "" to follow the system."""
    compact_rows: bool = False
    full_walk_hours: int = 24
    """So often a sync walks through all rows at the server, for changes and removals; 0: only by hand."""
    last_page: str = "calls"
    kept_limit_gb: int = 50
    """Recordings take no more of this computer; 0: as much as the disk has room for."""
    keep_policy: str = "limit"
    """A `eviction.KeepPolicy`; what is none is the first of them."""
    keep_days: int = 90
    keep_new: Mapping[str, str] = MappingProxyType({})
    """Folders of the accounts whose new recordings are fetched by themselves, each with `all`, or with
    `view-key:` and the key of a saved view of calls (of earlier versions `view:` and its name)."""
    policy_said: bool = False
    """Whether the user was told how long recordings are kept."""
    volume: int = 100
    speed: float = 1.0
    skip_back_s: int = 10
    skip_forward_s: int = 30
    step_back_s: int = 2
    """So far before the place where it was left does a recording go on."""
    sound_output: str = ""
    """The system's name for the device that was chosen; "" to follow the system."""
    download_folder: str = ""
    export_folder: str = ""
    last_server: str = ""
    last_email: str = ""
    last_account: str = ""
    """Name of the folder of the account that was open last; "" after *Sign out*."""
    open_accounts: Mapping[str, str] = MappingProxyType({})
    """Folders of the accounts that are not signed out, each with when it was opened last (ISO, UTC)."""
    window: Mapping[str, str] = MappingProxyType({})
    """Window place and table columns, opaque text by name (columns for each direction apart)."""
    least_confidence: int = 60
    """In percent; receipts under it are not approved together with others."""
    allocation_thresholds: Mapping[str, str] = MappingProxyType({"2026-01-01": "10000", "2026-06-01": "5000"})
    """Shekels before VAT above which an invoice needs an allocation number, by the day they hold from."""
    vat_rates: Mapping[str, str] = MappingProxyType({"2015-10-01": "17", "2025-01-01": "18"})
    """Percent, by the day they hold from."""
    export_names: str = ""
    """What files in a ZIP are called, see `name_template`; "", or what is none, is the usual way."""
