"""Receipts' files on another host: redirects, byte by byte."""

from __future__ import annotations

import socket

import pytest

from desktop.api.client import Received
from desktop.core.errors import (
    StorageRefused,
)
from desktop.core.models import ReceiptStatus
from tests.api.api_kit import MakeClient, MemorySink, RawServer, always, http_answer

ACCOUNT = b'{"user": {"id": 1, "business_id": 2}, "tenant": {"id": 2}}'


class TwoHosts:
    """An API on 127.0.0.1 that redirects to a storage on localhost, both raw."""

    def __init__(self, location: str, file: bytes = b"%PDF-1.7 file") -> None:
        self.storage = RawServer(always(http_answer(file, content_type="application/pdf")))
        self.location = location.format(port=self.storage.port)
        self.api = RawServer(self._serve)

    def _serve(self, connection: socket.socket, head: bytes) -> None:
        if b"/download" in head:
            cookie = "Set-Cookie: al_sess=t; Path=/"
            connection.sendall(http_answer(b"", f"Location: {self.location}", cookie, status="302 FOUND"))
        elif b"/csrf" in head:
            connection.sendall(http_answer(b'{"csrfToken": "t0ken"}'))
        else:
            connection.sendall(http_answer(ACCOUNT, "Set-Cookie: al_sess=s; Path=/"))


@pytest.mark.parametrize(
    "path",
    [
        "/a%7eb/%d7%a9%D7%9c?sig=a%2Bb%2fc==&x=%2D~",
        "/a/../b//c;p=1?sig=%25&&empty=",
        "/a'b(c)!*|\"<>^`{{}}?[sig]",
        "/",
        "",
        "?only=query",
    ],
)
def test_the_link_is_sent_letter_by_letter(make_client: MakeClient, path: str) -> None:
    hosts = TwoHosts("http://localhost:{port}" + path)
    with hosts.storage, hosts.api:
        client = make_client(hosts.api.url)
        client.sign_in("a@x.example", "p")
        sink = MemorySink()
        assert isinstance(client.receipt_source(5, sink), Received)
        client.session.shutdown()
    assert sink.data == b"%PDF-1.7 file"
    (head,) = hosts.storage.heads
    target = path.format() if path.startswith("/") else f"/{path}"
    assert head.split(b" ")[1] == target.encode()


def test_a_hebrew_name_in_a_location_is_escaped_and_nothing_else(make_client: MakeClient) -> None:
    hosts = TwoHosts("http://localhost:{port}/קבלה %7e.pdf")
    with hosts.storage, hosts.api:
        client = make_client(hosts.api.url)
        client.sign_in("a@x.example", "p")
        client.receipt_source(5, MemorySink())
        client.session.shutdown()
    assert hosts.storage.heads[0].split(b" ")[1] == b"/%D7%A7%D7%91%D7%9C%D7%94%20%7e.pdf"


def test_only_user_agent_goes_to_the_other_host(make_client: MakeClient) -> None:
    hosts = TwoHosts("http://localhost:{port}/file")
    with hosts.storage, hosts.api:
        client = make_client(hosts.api.url)
        client.sign_in("a@x.example", "p")
        client.mark_receipt(5, ReceiptStatus.APPROVED)
        client.receipt_source(5, MemorySink())
        client.session.shutdown()
    names = {line.split(b":")[0].lower() for line in hosts.storage.heads[0].split(b"\r\n")[1:]}
    assert names == {b"host", b"user-agent", b"accept-encoding"}
    assert b"Accept-Encoding: identity" in hosts.storage.heads[0]


@pytest.mark.parametrize(
    "location",
    [
        "http://files.example/file",
        "http://192.168.0.1/file",
        "ftp://localhost/file",
        "file:///etc/passwd",
        "http://user:pw@localhost:{port}/file",
        "http://[::1/file",
        "javascript:alert(1)",
        "http://localhost:99999/file",
    ],
)
def test_links_that_lead_astray_are_not_followed(make_client: MakeClient, location: str) -> None:
    hosts = TwoHosts(location)
    with hosts.storage, hosts.api:
        client = make_client(hosts.api.url)
        client.sign_in("a@x.example", "p")
        with pytest.raises(StorageRefused):
            client.receipt_source(5, MemorySink())
        client.session.shutdown()
    assert not hosts.storage.heads


def test_redirects_without_end_end(make_client: MakeClient) -> None:
    def serve(connection: socket.socket, head: bytes) -> None:
        if b"/login" in head:
            connection.sendall(http_answer(ACCOUNT, "Set-Cookie: al_sess=s; Path=/"))
        else:
            connection.sendall(http_answer(b"", "Location: /again", status="302 FOUND"))

    with RawServer(serve) as server:
        client = make_client(server.url)
        client.sign_in("a@x.example", "p")
        with pytest.raises(StorageRefused):
            client.receipt_source(5, MemorySink())
        assert sum(b"/again" in head for head in server.heads) == 4
        client.session.shutdown()
