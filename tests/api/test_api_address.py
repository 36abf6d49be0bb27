"""Server addresses as people type them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.api.address import is_loopback, normalise_server
from desktop.core.errors import AddressInvalid, InsecureAddress


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("prosaas.example", "https://prosaas.example"),
        ("  https://ProSaaS.example/  ", "https://prosaas.example"),
        ("https://prosaas.example/login?next=/calls#top", "https://prosaas.example"),
        ("prosaas.example:8443/app", "https://prosaas.example:8443"),
        ("https://prosaas.example:443", "https://prosaas.example"),
        ("HTTP://LOCALHOST:5000/", "http://localhost:5000"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:5000", "http://[::1]:5000"),
        ("https://[2001:DB8::1]/", "https://[2001:db8::1]"),
        ("https://prosaas.example.", "https://prosaas.example"),
        ("https://קבלות.example", "https://xn--5dbiu6bs.example"),
        ("\u200fprosaas.example\u200f", "https://prosaas.example"),
        ("\u202aprosaas.example\u202c\n", "https://prosaas.example"),
        ("server", "https://server"),
        ("192.168.1.10:8443", "https://192.168.1.10:8443"),
        ("127.0.0.1:8099", "http://127.0.0.1:8099"),
        ("127.0.0.1.example:8099", "https://127.0.0.1.example:8099"),
        (" LocalHost:8080/login ", "http://localhost:8080"),
        ("localhost", "http://localhost"),
        ("[::1]:5000", "http://[::1]:5000"),
        ("https://localhost:8443", "https://localhost:8443"),
    ],
)
def test_what_is_typed_becomes_an_address(typed: str, server: str) -> None:
    assert normalise_server(typed) == server
    assert normalise_server(server) == server


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "https:///calls",
        "office@sample.example",
        "https://user:secret@prosaas.example",
        "https://user@prosaas.example",
        "ftp://prosaas.example",
        "javascript:alert(1)",
        "my server",
        "https://prosaas..example",
        "https://-prosaas.example",
        "https://prosaas.example:0",
        "https://prosaas.example:99999",
        "https://prosaas.example:",
        "https://prosaas.example:port",
        "https://[::1",
        "https://[fe80::1%25eth0]",
        "https://1.2.3",
        "https://256.1.1.1",
        "https://0x7f000001",
        "https://evil.example\\@prosaas.example",
        "https://" + "a" * 64 + ".example",
        "https://" + "a." * 130 + "example",
    ],
)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(AddressInvalid):
        normalise_server(typed)


@pytest.mark.parametrize(
    "typed",
    ["http://prosaas.example", "http://192.168.1.10", "http://localhost.example", "http://127.0.0.1.example"],
)
def test_http_is_for_this_computer_only(typed: str) -> None:
    with pytest.raises(InsecureAddress):
        normalise_server(typed)


@given(st.text() | st.from_regex(r"(https?://)?[a-z0-9.\-_@:\[\]/\\%]{0,40}", fullmatch=True))
def test_any_text_is_an_address_or_refused(typed: str) -> None:
    try:
        server = normalise_server(typed)
    except (AddressInvalid, InsecureAddress):
        return
    parts = urlsplit(server)
    assert parts.scheme in ("http", "https")
    assert parts.scheme == "https" or is_loopback(parts.hostname or "")
    assert parts.hostname
    assert parts.path == parts.query == parts.fragment == ""
    assert parts.username is None
    assert server.isascii()
    assert normalise_server(server) == server
