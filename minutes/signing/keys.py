"""The signers' keys: PKCS#12 files named after the person, in a directory outside the database; nothing is signed here."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from asn1crypto import x509  # type: ignore[import-untyped]  # it has no types
from asn1crypto.pkcs12 import Pfx  # type: ignore[import-untyped]  # it has no types
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import Certificate, ExtensionNotFound, KeyUsage
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.sign.signers.pdf_cms import SimpleSigner

from minutes.refusals import CertificateOutOfDate, CertificateUnfit, NoSigningKey, WrongPin


def key_file(person_id: UUID) -> Path:
    """Return where the person's key is kept."""
    return Path(settings.SIGNING_DIR) / f"{person_id}.p12"


def has_key(person_id: UUID) -> bool:
    """Say whether a key is kept for the person."""
    return key_file(person_id).exists()


def load_signer(*, person_id: UUID, pin: str, at: datetime) -> SimpleSigner:
    """Return the person's key, opened with the PIN; its certificate has to be fit for signing at the time `at`."""
    archive = _archive(person_id)
    try:
        _, certificate, _ = pkcs12.load_key_and_certificates(archive, pin.encode())
    except ValueError:
        raise WrongPin from None
    if certificate is None:
        raise NoSigningKey
    _require_fit(certificate, at)
    return SimpleSigner.load_pkcs12_data(archive, other_certs=[], passphrase=pin.encode())


def trusted_roots() -> list[x509.Certificate]:
    """Return the certificates of the authorities whose signers are trusted: PEM files under `roots`."""
    return list(load_certs_from_pemder(sorted((Path(settings.SIGNING_DIR) / "roots").glob("*.pem"))))


def _archive(person_id: UUID) -> bytes:
    try:
        archive = key_file(person_id).read_bytes()
        Pfx.load(archive, strict=True).native  # noqa: B018 -- a file that is no archive at all must not pass for a wrong PIN
    except (OSError, ValueError):
        raise NoSigningKey from None
    return archive


def _require_fit(certificate: Certificate, at: datetime) -> None:
    valid_from, valid_until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not valid_from <= at <= valid_until:
        raise CertificateOutOfDate(
            valid_from=valid_from.date().isoformat(), valid_until=valid_until.date().isoformat()
        )
    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        raise CertificateUnfit from None
    if not usage.content_commitment:
        raise CertificateUnfit
