"""Server addresses: what a person types, and what may be asked without encryption."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from desktop.core.errors import AddressInvalid, InsecureAddress

LOOPBACK_NAMES = "localhost,127.0.0.1,::1"
_DEFAULT_PORTS = {"https": 443, "http": 80}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_MAX_HOST_CHARACTERS = 253


def normalise_server(typed: str) -> str:
    """`https://host[:port]` of what was typed: no path, no default port, the host in ASCII.

    Without a scheme it is `https://`, and `http://` for loopback, where hardly a server has a certificate.
    Raises AddressInvalid, and InsecureAddress for `http://` to a host that is not loopback.
    """
    parts = _split(typed)
    scheme, host, port = parts.scheme, _host(parts), _port(parts)
    if scheme == "http" and not is_loopback(host):
        raise InsecureAddress(f"http to {host}")
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}" if port == _DEFAULT_PORTS[scheme] else f"{scheme}://{name}:{port}"


def is_loopback(host: str) -> bool:
    """Whether `host` can only be this computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(typed: str) -> SplitResult:
    # Pasted out of Hebrew text an address carries direction marks, which nobody sees.
    text = "".join(c for c in typed if unicodedata.category(c) not in ("Cf", "Cc")).strip()
    try:
        parts = urlsplit(text if _SCHEME.match(text) else f"https://{text}")
    except ValueError as error:
        raise AddressInvalid("not a URL") from error
    if not _SCHEME.match(text) and is_loopback(parts.hostname or ""):
        parts = parts._replace(scheme="http")
    if parts.scheme not in _DEFAULT_PORTS:
        raise AddressInvalid("neither https nor http")
    if "@" in parts.netloc or "\\" in text:
        raise AddressInvalid("a name or password in the address")
    return parts


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise AddressInvalid("no such port") from error
    if port == 0 or parts.netloc.endswith(":"):
        raise AddressInvalid("no such port")
    return port or _DEFAULT_PORTS[parts.scheme]


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if ":" in host:
        return _ip6(host)
    try:
        ascii_host = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise AddressInvalid("no such host name") from error
    if not _is_name(ascii_host) and not _is_ip4(ascii_host):
        raise AddressInvalid("no such host name")
    return ascii_host


def _ip6(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError as error:
        raise AddressInvalid("no such IPv6 address") from error
    if address.scope_id:
        raise AddressInvalid("an IPv6 address with a zone")
    return address.compressed


def _is_name(host: str) -> bool:
    labels = host.split(".")
    # A name whose last part is a number would be taken for an IPv4 address, in one of its odd spellings.
    return (
        len(host) <= _MAX_HOST_CHARACTERS
        and all(_LABEL.fullmatch(label) for label in labels)
        and not re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1])
    )


def _is_ip4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
