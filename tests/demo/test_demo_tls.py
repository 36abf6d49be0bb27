"""With a certificate the same server speaks https, on both hosts."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.demo.server import DemoOptions, DemoServer
from tests.demo.demo_kit import Visitor


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 and localhost, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_https(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    options = DemoOptions(calls=3, receipts=2, tls=context, secure_cookie=True)
    with DemoServer(options) as server, Visitor(server, "") as visitor:
        assert server.url.startswith("https://127.0.0.1:")
        with pytest.raises(requests.exceptions.SSLError):
            visitor.get("/")
        visitor.http.verify = str(certificate)
        body = {"email": "office@sample.example", "password": "demo-password"}
        assert visitor.post("/api/auth/login", json=body).status_code == 200
        # Now the cookie is kept, for it came over a connection it may go back on.
        assert visitor.get("/api/calls").json()["pagination"]["total"] == 3
        receipt_id = server.world.receipts[0].id
        link = visitor.get(f"/api/receipts/{receipt_id}/download").headers["Location"]
        assert link.startswith("https://localhost:")
        with pytest.raises(requests.RequestException):
            requests.get(server.url.replace("https", "http"), timeout=5)
        assert visitor.get("/api/auth/me").status_code == 200
