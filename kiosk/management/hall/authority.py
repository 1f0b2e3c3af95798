"""The hall's own certificate authority and the server's certificate: made, looked after, renewed. Files only.

In `settings.TLS_DIR` lie `authority.pem`, `authority.key`, `server.pem` and `server.key`. Whoever has a certificate of
a public or a municipal authority puts it there as `server.pem` and `server.key`, those above it as `chain.pem`; it is
then left alone.
"""

import ipaddress
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.management.hall.addresses import is_address
from kiosk.queries import hall_authority

AUTHORITY_LIFE = timedelta(days=3650)
# Apple's devices refuse certificates that live longer than 825 days, and 398 for public ones; a year and a month.
SERVER_LIFE = timedelta(days=397)
RENEWED_BEFORE = timedelta(days=90)
TOLERANCE = timedelta(days=1)  # a tablet's clock may be slow
# The authority may vouch for machines inside buildings only, so that its key, stolen, opens nothing else.
INNER_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
_MADE_ANEW = "Move {} away: the next start makes a new one, which every device in the hall has to be told to trust again."
INNER_NAMES = ("localhost", "local", "lan", "internal", "home.arpa")


class NotCovered(Exception):
    """The certificate that was put here, or the authority, does not cover a name under which the hall is reached."""


@dataclass(frozen=True, slots=True)
class Served:
    """What the server shows: its certificate, its key, when it holds, and the hall's own authority if that issued it."""

    certificate: Path
    key: Path
    begins: datetime
    ends: datetime
    authority: x509.Certificate | None


def ensure_certificate(directory: Path, hosts: Sequence[str], now: datetime) -> Served:
    """Return a certificate that covers `hosts` for at least 90 days from `now`, made anew where it has to be.

    Refuses with NotCovered where a certificate brought along, or the authority, does not reach to one of `hosts`.
    """
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    served = _served(directory)
    if served and not served.authority:
        _require_covered(served.certificate, hosts)
        return served
    authority, key = _ensure_authority(directory, hosts, now)
    if served and not _is_due(served, hosts, now):
        return served
    _write_server(directory, authority, key, hosts, now)
    return _served(directory)  # type: ignore[return-value]  # it was written just now


def _is_due(served: Served, hosts: Sequence[str], now: datetime) -> bool:
    """Tell whether a certificate made here has to be made anew; one from tomorrow was made by a clock that was wrong."""
    is_ending = served.ends - now < RENEWED_BEFORE
    return is_ending or served.begins > now or bool(_uncovered(served.certificate, hosts))


def _served(directory: Path) -> Served | None:
    certificate, key = directory / "server.pem", directory / "server.key"
    if not (certificate.exists() and key.exists()):
        return None
    shown = _read(certificate)
    authority = hall_authority(directory)
    return Served(certificate, key, shown.not_valid_before_utc, shown.not_valid_after_utc, authority)


def _uncovered(certificate: Path, hosts: Iterable[str]) -> list[str]:
    try:
        named = _read(certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:  # browsers look nowhere else for names
        return list(hosts)
    covered = {str(name.value).lower() for name in named}
    return [host for host in hosts if host not in covered and f"*.{host.partition('.')[2]}" not in covered]


def _require_covered(certificate: Path, hosts: Sequence[str]) -> None:
    """Refuse a certificate brought along that does not cover the first of `hosts`, the address that is given out."""
    if _uncovered(certificate, hosts[:1]):
        raise NotCovered(
            f"{certificate} is not for {hosts[0]}. Put a certificate for it there, or name the hall in KVORUM_HOSTS "
            f"as the certificate does, or move {certificate.parent} away: the hall then makes its own."
        )


def _ensure_authority(
    directory: Path, hosts: Sequence[str], now: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    path, key_path = directory / "authority.pem", directory / "authority.key"
    if not path.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        _write(key_path, _private(key), mode=0o600)
        _write(path, _new_authority(key, hosts, now).public_bytes(serialization.Encoding.PEM), mode=0o644)
    authority = _read(path)
    if authority.not_valid_after_utc < now:
        raise NotCovered(
            f"The authority in {path} ended on {authority.not_valid_after_utc:%Y-%m-%d}. {_MADE_ANEW.format(directory)}"
        )
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
    for host in hosts:
        if not any(_permits(each, host) for each in permitted or ()):
            raise NotCovered(
                f"The authority in {path} was not made for {host}. Leave the name out of KVORUM_HOSTS, or: "
                f"{_MADE_ANEW.format(directory)}"
            )
    key = serialization.load_pem_private_key(key_path.read_bytes(), password=None)  # type: ignore[assignment]
    return authority, key


def _permits(subtree: x509.GeneralName, host: str) -> bool:
    if isinstance(subtree, x509.IPAddress):
        return is_address(host) and ipaddress.ip_address(host) in subtree.value  # type: ignore[operator]
    return not is_address(host) and (host == subtree.value or host.endswith(f".{subtree.value}"))


def _new_authority(key: ec.EllipticCurvePrivateKey, hosts: Sequence[str], now: datetime) -> x509.Certificate:
    names = dict.fromkeys([*INNER_NAMES, *(host for host in hosts if not is_address(host))])
    addresses = [ipaddress.ip_network(host) for host in hosts if is_address(host)]
    permitted: list[x509.GeneralName] = [x509.DNSName(name) for name in names]
    permitted += [x509.IPAddress(each) for each in [*map(ipaddress.ip_network, INNER_NETWORKS), *addresses]]
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kvorum"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Kvorum hall {hosts[0]} {now:%Y-%m-%d}"[:64]),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        _begun(subject, key.public_key(), now, AUTHORITY_LIFE)
        .issuer_name(subject)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .sign(key, hashes.SHA256())
    )


def _write_server(
    directory: Path,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    hosts: Sequence[str],
    now: datetime,
) -> None:
    """Write a new key and, last, the certificate for it: a start cut short between the two makes both anew."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.SubjectAlternativeName([_general(host) for host in hosts])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:64])])
    life = min(SERVER_LIFE, authority.not_valid_after_utc - now)
    certificate = (
        _begun(subject, key.public_key(), now, life)
        .issuer_name(authority.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(named, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    (directory / "server.pem").unlink(missing_ok=True)
    _write(directory / "server.key", _private(key), mode=0o600)
    _write(directory / "server.pem", certificate.public_bytes(serialization.Encoding.PEM), mode=0o644)


def _begun(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - TOLERANCE)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _general(host: str) -> x509.GeneralName:
    return x509.IPAddress(ipaddress.ip_address(host)) if is_address(host) else x509.DNSName(host)


def _read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, content: bytes, *, mode: int) -> None:
    """Write a file that is never seen half-written, nor, while it is written, by anybody else."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).chmod(mode)
    Path(draft).replace(path)
