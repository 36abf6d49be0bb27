"""system_context: whom this computer trusts beside certifi's authorities.

Where an office's network or a virus scanner looks into what is encrypted, its own authority is known to the
system alone: every other program there reaches the server, and one that asks certifi alone is refused.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress

from urllib3.util import create_urllib3_context

_Listed = Iterable[tuple[bytes, str, bool | set[str]]]
_ROOTS = "ROOT"
"""Not "CA", whose certificates Windows itself takes for links of a chain and for no beginning of one."""
_OF_SERVERS = ssl.Purpose.SERVER_AUTH.oid


def system_context() -> ssl.SSLContext | None:
    """A context that knows them, for the usual ones to be added; None where Python cannot ask the system.

    That it can on Windows alone; see `ssl.enum_certificates`.
    """
    listed: Callable[[str], _Listed] | None = getattr(ssl, "enum_certificates", None)
    if listed is None:
        return None
    context = create_urllib3_context()
    with suppress(OSError):
        for certificate, encoding, purposes in listed(_ROOTS):
            if encoding == "x509_asn" and (purposes is True or _OF_SERVERS in (purposes or ())):
                _add(context, certificate)
    return context


def _add(context: ssl.SSLContext, certificate: bytes) -> None:
    """One by one: a single odd one among them would keep all others out."""
    with suppress(ssl.SSLError, ValueError):
        context.load_verify_locations(cadata=certificate)
