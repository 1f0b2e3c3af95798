"""A local authority for demonstrations and tests, which says in its name that it is one; real signers bring real keys."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from minutes.signing.keys import key_file

AUTHORITY = "Kvorum TEST CA – not an authority, for demonstrations only"
AUTHORITY_YEARS = 10
SIGNER_YEARS = 3
YEAR = timedelta(days=365)
# A clock that is a little behind must not find a new certificate "not valid yet".
BACKDATED = timedelta(hours=1)


def issue_test_key(
    *, person_id: UUID, name: str, pin: str, at: datetime, valid_for: timedelta = SIGNER_YEARS * YEAR
) -> Path:
    """Make a key for the person, certified by the test authority (made on first use); return its file.

    An existing key of the person is replaced. `at` is when the certificate begins, an hour allowed for clocks.
    """
    ca_key, ca = _authority(at)
    key = ec.generate_private_key(ec.SECP256R1())
    usage = _usage(digital_signature=True, content_commitment=True)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, str(person_id)),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kvorum TEST"),
        ]
    )
    begins = max(at - BACKDATED, ca.not_valid_before_utc)
    builder = _builder(subject, ca.subject, key.public_key(), begins, at + valid_for)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
    )
    certificate = builder.sign(ca_key, hashes.SHA256())
    archive = pkcs12.serialize_key_and_certificates(
        name.encode(), key, certificate, [ca], BestAvailableEncryption(pin.encode())
    )
    return _store(key_file(person_id), archive)


def _authority(at: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Return key and certificate of the authority, made on first use."""
    directory = Path(settings.SIGNING_DIR)
    key_path, certificate_path = directory / "test-ca.key.pem", directory / "roots" / "test-ca.pem"
    if not certificate_path.exists():
        _make_authority(key_path, certificate_path, at)
    key = load_pem_private_key(key_path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{key_path} is not a key of the test authority")
    return key, x509.load_pem_x509_certificate(certificate_path.read_bytes())


def _make_authority(key_path: Path, certificate_path: Path, at: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, AUTHORITY),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kvorum TEST"),
        ]
    )
    builder = _builder(name, name, key.public_key(), at - BACKDATED, at + AUTHORITY_YEARS * YEAR)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    certificate = builder.sign(key, hashes.SHA256())
    # The certificate last: where it is, the key is too.
    _store(key_path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _store(certificate_path, certificate.public_bytes(Encoding.PEM))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins.astimezone(UTC))
        .not_valid_after(ends.astimezone(UTC))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(**allowed: bool) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**dict.fromkeys(every, False) | allowed)


def _store(path: Path, content: bytes) -> Path:
    """Write the file for its owner's eyes only, in one step: nobody ever reads half a key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
    part.replace(path)
    return path
