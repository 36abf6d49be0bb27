"""What goes over the wire: certificates, proxies, .netrc, sizes, headers, logs."""

from __future__ import annotations

import gzip
import logging
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.api import answers
from desktop.api.client import ApiClient
from desktop.core.errors import (
    AnswerNotUnderstood,
    CertificateRejected,
    NoEncryption,
    NotOurServer,
    Offline,
    SignedOut,
)
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoOptions, DemoServer
from tests.api.api_kit import MakeClient, MemorySink, RawServer, always, http_answer

ACCOUNT = b'{"user": {"id": 1, "business_id": 2}, "tenant": {"id": 2}}'


# -- certificates --------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return write_certificate(tmp_path / "sound.pem")


@pytest.fixture
def tls_server(certificate: Path) -> Iterator[DemoServer]:
    with DemoServer(DemoOptions(calls=3, receipts=30, tls=server_context(certificate))) as running:
        yield running


def write_certificate(path: Path, *, name: str = "localhost", days: int = 2) -> Path:
    """A self-signed certificate and its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ip_address("127.0.0.1")))
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + certificate.public_bytes(pem))
    return path


def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_certificate_that_nobody_vouches_for(tls_server: DemoServer, make_client: MakeClient) -> None:
    with pytest.raises(CertificateRejected) as caught:
        make_client(tls_server.url).sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    assert isinstance(caught.value.__cause__, ssl.SSLCertVerificationError)
    assert not tls_server.counters.hits


@pytest.mark.parametrize("as_context", [False, True])
def test_a_certificate_that_is_vouched_for(
    tls_server: DemoServer, make_client: MakeClient, certificate: Path, as_context: bool
) -> None:
    verify = ssl.create_default_context(cafile=certificate) if as_context else str(certificate)
    client = make_client(tls_server.url, verify=verify)
    assert client.sign_in(DEMO_EMAIL, DEMO_PASSWORD).email == DEMO_EMAIL
    receipt = tls_server.world.receipts[0]
    sink = MemorySink()
    client.receipt_source(receipt.id, sink)
    assert bytes(sink.data) == tls_server.world.source_bytes(receipt.id)


@pytest.mark.parametrize("purposes", [True, {ssl.Purpose.SERVER_AUTH.oid}])
def test_a_certificate_that_windows_vouches_for(
    tls_server: DemoServer,
    make_client: MakeClient,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
    purposes: bool | set[str],
) -> None:
    odd = (b"no certificate", "x509_asn", True)
    _let_windows_list(monkeypatch, odd, (_as_der(certificate), "x509_asn", purposes))
    assert make_client(tls_server.url).sign_in(DEMO_EMAIL, DEMO_PASSWORD).email == DEMO_EMAIL


@pytest.mark.parametrize(("encoding", "purposes"), [("x509_asn", set()), ("pkcs_7_asn", True)])
def test_a_certificate_that_windows_has_for_something_else(
    tls_server: DemoServer,
    make_client: MakeClient,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
    purposes: bool | set[str],
) -> None:
    _let_windows_list(monkeypatch, (_as_der(certificate), encoding, purposes))
    with pytest.raises(CertificateRejected):
        make_client(tls_server.url).sign_in(DEMO_EMAIL, DEMO_PASSWORD)


def test_the_usual_authorities_count_beside_those_of_windows(
    tls_server: DemoServer, make_client: MakeClient, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _let_windows_list(monkeypatch)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    assert make_client(tls_server.url).sign_in(DEMO_EMAIL, DEMO_PASSWORD).email == DEMO_EMAIL


def _let_windows_list(monkeypatch: pytest.MonkeyPatch, *listed: tuple[bytes, str, bool | set[str]]) -> None:
    """As Python gives them there, in the store of roots alone."""
    stores = {"ROOT": [*listed]}
    monkeypatch.setattr(ssl, "enum_certificates", lambda store: stores.get(store, []), raising=False)


def _as_der(certificate: Path) -> bytes:
    pem = certificate.read_text(encoding="ascii")
    return ssl.PEM_cert_to_DER_cert(pem[pem.index("-----BEGIN CERT") :])


@pytest.mark.parametrize(("name", "days"), [("other.example", 2), ("localhost", -1)])
def test_a_certificate_for_another_name_or_out_of_date(
    make_client: MakeClient, tmp_path: Path, name: str, days: int
) -> None:
    certificate = write_certificate(tmp_path / "odd.pem", name=name, days=days)
    with RawServer(always(http_answer(ACCOUNT)), server_context(certificate)) as server:
        with pytest.raises(CertificateRejected):
            make_client(server.url, verify=str(certificate)).me()
        assert not server.heads


def test_plain_http_where_tls_was_due(server: DemoServer, make_client: MakeClient) -> None:
    with pytest.raises(NoEncryption):
        make_client(server.url.replace("http:", "https:")).me()


# -- the environment -----------------------------------------------------------------------------


def test_netrc_is_not_read(make_client: MakeClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password stolen\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with RawServer(always(http_answer(ACCOUNT))) as server:
        client = make_client(server.url)
        client.me()
        client.session.shutdown()
        assert b"authorization" not in server.heads[0].lower()


def test_a_proxy_of_the_environment_is_used(make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = http_answer(b"", status="407 Proxy Authentication Required")
    with RawServer(always(refusal)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        client = make_client("https://prosaas.example")
        with pytest.raises(Offline):
            client.me()
        client.session.shutdown()
        assert proxy.heads[0].startswith(b"CONNECT prosaas.example:443 ")


def test_this_computer_is_never_behind_a_proxy(
    server: DemoServer, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    client = make_client(server.url)
    client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    receipt, sink = server.world.receipts[0], MemorySink()
    client.receipt_source(receipt.id, sink)
    assert bytes(sink.data) == server.world.source_bytes(receipt.id)


def test_a_session_over_ipv6(server: DemoServer, make_client: MakeClient) -> None:
    address = server.url.replace("127.0.0.1", "[::1]")
    port = int(server.url.rpartition(":")[2])
    with socket.socket(socket.AF_INET6) as probe:
        if probe.connect_ex(("::1", port)):
            pytest.skip("this computer has no ::1")
    client = make_client(address)
    assert client.sign_in(DEMO_EMAIL, DEMO_PASSWORD).server == address
    assert client.me().business_id == 1


# -- sizes ---------------------------------------------------------------------------------------


def test_a_gzip_bomb_is_not_unpacked(make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MAX_JSON_BYTES", 1_000_000)
    bomb = gzip.compress(b'{"a": "' + b"0" * 50_000_000 + b'"}')
    assert len(bomb) < 100_000
    with RawServer(always(http_answer(bomb, "Content-Encoding: gzip"))) as server:
        client = make_client(server.url)
        with pytest.raises(AnswerNotUnderstood):
            client.me()
        client.session.shutdown()


def test_an_answer_without_end_is_ended(make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MAX_JSON_BYTES", 1_000_000)

    def serve(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            connection.sendall(b"[" * 65536)

    with RawServer(serve) as server:
        client = make_client(server.url)
        with pytest.raises(AnswerNotUnderstood):
            client.me()
        client.session.shutdown()


# Named, since a packed body holds the time of day and would give its test another name in each process.
@pytest.mark.parametrize(
    "broken",
    [b"not gzip at all", gzip.compress(ACCOUNT)[:-12], b""],
    ids=["not packed", "cut short", "empty"],
)
def test_broken_compression_is_not_understood(make_client: MakeClient, broken: bytes) -> None:
    with RawServer(always(http_answer(broken, "Content-Encoding: gzip"))) as server:
        client = make_client(server.url)
        with pytest.raises(AnswerNotUnderstood):
            client.me()
        client.session.shutdown()


def test_gzip_in_chunks_as_the_server_sends_its_lists(make_client: MakeClient) -> None:
    packed = gzip.compress(ACCOUNT)
    chunks = b"".join(b"1\r\n" + packed[i : i + 1] + b"\r\n" for i in range(len(packed))) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
    with RawServer(always(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)) as server:
        client = make_client(server.url)
        assert client.me().business_id == 2
        assert client.me().business_id == 2
        client.session.shutdown()
        assert b"Accept-Encoding: gzip, deflate" in server.heads[0]


def test_a_file_that_is_packed_all_the_same(make_client: MakeClient) -> None:
    file = b"ID3" + bytes(range(256)) * 4000
    packed = zlib.compress(file)
    with RawServer(
        always(http_answer(packed, "Content-Encoding: deflate", content_type="audio/mpeg"))
    ) as server:
        client, sink = make_client(server.url), MemorySink()
        received = client.stream_recording("CA1", sink)
        client.session.shutdown()
        assert bytes(sink.data) == file
        assert b"Accept-Encoding: identity" in server.heads[0]
        assert b"X-User-Action: play" in server.heads[0]
    assert getattr(received, "size", 0) == len(file)


def test_bytes_beyond_the_length_do_not_reach_the_next_answer(make_client: MakeClient) -> None:
    with RawServer(always(http_answer(ACCOUNT) + b"junk" * 1000)) as server:
        client = make_client(server.url)
        for _ in range(3):
            assert client.me().business_id == 2
        client.session.shutdown()


def test_one_connection_serves_many_requests(make_client: MakeClient) -> None:
    ports: list[int] = []

    def serve(connection: socket.socket, _head: bytes) -> None:
        ports.append(connection.getpeername()[1])
        connection.sendall(http_answer(ACCOUNT))

    with RawServer(serve) as server:
        client = make_client(server.url)
        for _ in range(3):
            client.me()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(client.me).result(10)
        client.session.shutdown()
    assert len(ports) == 4
    assert len(set(ports)) == 1


def test_no_redirect_of_the_api_is_followed(make_client: MakeClient) -> None:
    with RawServer(always(http_answer(ACCOUNT))) as other:
        answer = http_answer(
            b"x" * 1000, f"Location: {other.url}/api/auth/me", status="307 Temporary Redirect"
        )
        with RawServer(always(answer)) as server:
            client = make_client(server.url)
            with pytest.raises(NotOurServer):
                client.sign_in("a@x.example", "secret")
            client.session.shutdown()
        assert not other.heads


def test_cookies_go_to_their_host_alone(make_client: MakeClient) -> None:
    foreign = http_answer(ACCOUNT, "Set-Cookie: al_sess=x; Domain=other.example; Path=/")
    with RawServer(always(foreign)) as server:
        client = make_client(server.url)
        client.me()
        client.me()
        client.session.shutdown()
        assert all(b"cookie" not in head.lower() for head in server.heads)


# -- logs ----------------------------------------------------------------------------------------


def test_logs_name_the_request_and_no_secret(
    server: DemoServer, make_client: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client = make_client(server.url)
        client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        client.calls(10, 0)
        server.world.expire_sessions()
        with pytest.raises(SignedOut):
            client.calls(10, 0)
        with pytest.raises(Offline):
            make_client("http://127.0.0.1:1").me()
    lines = [record.getMessage() for record in caplog.records if record.name == "desktop.api"]
    assert any(line.startswith("POST /api/auth/login 200 ") and line.endswith(" ms") for line in lines)
    assert any(line.startswith("GET /api/calls 200 ") for line in lines)
    assert any(line.startswith("GET /api/calls 401 ") for line in lines)
    assert any(line.startswith("GET /api/auth/me NoWay ") for line in lines)
    ours = "\n".join(record.getMessage() for record in caplog.records if "demo" not in record.name)
    for secret in (DEMO_PASSWORD, DEMO_EMAIL, "al_sess", "offset="):
        assert secret not in ours


def test_many_threads_share_one_session(server: DemoServer, client: ApiClient) -> None:
    barrier = threading.Barrier(8)

    def work(number: int) -> int:
        barrier.wait(10)
        return client.calls(10, number).total + client.receipts(1, 10).total

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(8))) == {100}
    assert server.counters.requests_high <= 4
