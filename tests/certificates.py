"""Certificates made on the spot, for servers on 127.0.0.1 that speak TLS as old ones do."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID


def make_certificate(file: Path, *, valid_until: datetime) -> Path:
    """Write a key and its own certificate for 127.0.0.1 into one PEM file."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_until - timedelta(days=365))
        .not_valid_after(valid_until)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    form, plain = serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, form, plain)
    file.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return file


def expired_tls(folder: Path) -> ssl.SSLContext:
    """Return a server's context whose certificate expired a year ago."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    until = datetime.now(UTC) - timedelta(days=365)
    context.load_cert_chain(make_certificate(folder / "expired.pem", valid_until=until))
    return context


def old_tls(folder: Path) -> ssl.SSLContext:
    """Return a server's context that speaks TLS 1.0 and nothing newer."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # The deprecated version is what is being tested.
    context.minimum_version = context.maximum_version = _tls_1_0()
    context.set_ciphers("ALL:@SECLEVEL=0")
    until = datetime.now(UTC) + timedelta(days=1)
    context.load_cert_chain(make_certificate(folder / "old.pem", valid_until=until))
    return context


def _tls_1_0() -> ssl.TLSVersion:
    return ssl.TLSVersion(0x0301)
