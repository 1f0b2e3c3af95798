"""The hall's certificates: what they cover and for how long, when they are made anew, and whose files they are."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from stat import S_IMODE

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.verification import PolicyBuilder, Store

from kiosk.management.hall import authority
from kiosk.management.hall.authority import NotCovered, Served, ensure_certificate

AT = datetime(2026, 11, 21, 7, 18, tzinfo=UTC)
HOSTS = ["192.168.1.20", "hall.lan", "localhost", "127.0.0.1"]
A_DAY = timedelta(days=1)


def read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def authority_key(directory: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key((directory / "authority.key").read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def is_trusted(served: Served, host: str, at: datetime) -> bool:
    """Tell whether a device that trusts the authority, and checks as RFC 5280 says, believes the server to be `host`."""
    assert served.authority
    name = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    verifier = PolicyBuilder().store(Store([served.authority])).time(at).build_server_verifier(name)
    try:
        verifier.verify(read(served.certificate), [])
    except x509.verification.VerificationError:
        return False
    return True


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "tls"


@pytest.mark.parametrize("host", HOSTS)
def test_a_device_that_trusts_the_authority_believes_each_address(directory: Path, host: str) -> None:
    served = ensure_certificate(directory, HOSTS, AT)
    assert is_trusted(served, host, AT)
    assert not is_trusted(served, "192.168.1.21", AT)
    assert (
        load_pem_private_key(served.key.read_bytes(), None).public_key()
        == read(served.certificate).public_key()
    )  # type: ignore[comparison-overlap]


def test_a_tablet_whose_clock_is_a_day_slow_believes_it_too(directory: Path) -> None:
    assert is_trusted(ensure_certificate(directory, HOSTS, AT), "hall.lan", AT - A_DAY + timedelta(minutes=1))


def test_private_keys_are_nobody_elses(directory: Path) -> None:
    ensure_certificate(directory, HOSTS, AT)
    assert S_IMODE(directory.stat().st_mode) == 0o700
    modes = {path.name: S_IMODE(path.stat().st_mode) for path in directory.iterdir()}
    assert modes == {
        "authority.key": 0o600,
        "authority.pem": 0o644,
        "server.key": 0o600,
        "server.pem": 0o644,
    }


def test_the_next_start_keeps_what_still_holds(directory: Path) -> None:
    ensure_certificate(directory, HOSTS, AT)
    before = {path: path.read_bytes() for path in directory.iterdir()}
    ensure_certificate(directory, HOSTS[1:], AT + 300 * A_DAY)
    assert {path: path.read_bytes() for path in directory.iterdir()} == before


def renewed(directory: Path, hosts: list[str], at: datetime) -> Served:
    """Make a certificate at AT, start again later, and return it if that made another under the same authority."""
    first = read(ensure_certificate(directory, HOSTS, AT).certificate)
    authority_before = read(directory / "authority.pem")
    served = ensure_certificate(directory, hosts, at)
    assert read(served.certificate).serial_number != first.serial_number
    assert served.authority == authority_before
    return served


def test_another_address_makes_a_certificate_for_it_under_the_same_authority(directory: Path) -> None:
    assert is_trusted(renewed(directory, ["10.20.30.40", *HOSTS[1:]], AT), "10.20.30.40", AT)


def test_one_that_nears_its_end_is_made_anew(directory: Path) -> None:
    later = AT + 308 * A_DAY
    served = renewed(directory, HOSTS, later)
    assert served.ends - later > 365 * A_DAY
    assert is_trusted(served, "hall.lan", later)


def test_one_made_by_a_clock_that_was_ahead_is_made_anew(directory: Path) -> None:
    ensure_certificate(directory, HOSTS, AT)
    ensure_certificate(directory, HOSTS, AT + 400 * A_DAY)
    assert is_trusted(ensure_certificate(directory, HOSTS, AT + A_DAY), "hall.lan", AT + A_DAY)


def test_none_outlives_its_authority(directory: Path) -> None:
    end = read(ensure_certificate(directory, HOSTS, AT).certificate.with_name("authority.pem"))
    late = end.not_valid_after_utc - 10 * A_DAY
    assert ensure_certificate(directory, HOSTS, late).ends == end.not_valid_after_utc
    with pytest.raises(NotCovered, match="ended on 2036"):
        ensure_certificate(directory, HOSTS, late + 11 * A_DAY)


def test_the_authority_can_vouch_for_nothing_outside_buildings(directory: Path) -> None:
    issuer = ensure_certificate(directory, HOSTS, AT).authority
    assert issuer
    authority._write_server(directory, issuer, authority_key(directory), ["bank.example", "8.8.8.8"], AT)
    stolen = authority._served(directory)
    assert stolen
    assert not is_trusted(stolen, "bank.example", AT)
    assert not is_trusted(stolen, "8.8.8.8", AT)


def test_a_name_for_which_the_authority_was_not_made_is_refused(directory: Path) -> None:
    ensure_certificate(directory, HOSTS, AT)
    with pytest.raises(NotCovered, match=r"was not made for hall\.council\.example"):
        ensure_certificate(directory, ["hall.council.example", *HOSTS], AT)


def test_a_name_given_at_the_first_start_is_covered(directory: Path) -> None:
    served = ensure_certificate(directory, ["hall.council.example", *HOSTS], AT)
    assert is_trusted(served, "hall.council.example", AT)


def bring(directory: Path, *hosts: str) -> bytes:
    """Put a certificate of another authority into the directory, as whoever installs would; return it."""
    other = directory.with_name("other")
    issuer = ensure_certificate(other, [host.removeprefix("*.") for host in hosts], AT).authority
    assert issuer
    authority._write_server(other, issuer, authority_key(other), hosts, AT)
    directory.mkdir()
    for name in ("server.pem", "server.key"):
        (other / name).rename(directory / name)
    return (directory / "server.pem").read_bytes()


def test_a_certificate_brought_along_is_left_alone(directory: Path) -> None:
    brought = bring(directory, "hall.council.example")
    served = ensure_certificate(directory, ["hall.council.example", "192.168.1.20"], AT + 380 * A_DAY)
    assert served.authority is None
    assert served.certificate.read_bytes() == brought
    assert not (directory / "authority.key").exists()


def test_one_brought_along_for_another_name_is_refused(directory: Path) -> None:
    bring(directory, "other.council.example")
    with pytest.raises(NotCovered, match=r"is not for hall\.council\.example"):
        ensure_certificate(directory, ["hall.council.example"], AT)


def test_one_for_all_names_of_a_domain_covers_one_of_them(directory: Path) -> None:
    bring(directory, "*.council.example")
    assert ensure_certificate(directory, ["hall.council.example"], AT).authority is None


def test_one_without_names_is_refused_in_words(directory: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    nobody = x509.Name([])
    nameless = authority._begun(nobody, key.public_key(), AT, A_DAY).issuer_name(nobody)
    directory.mkdir()
    shown = nameless.sign(key, authority.hashes.SHA256()).public_bytes(Encoding.PEM)
    (directory / "server.pem").write_bytes(shown)
    (directory / "server.key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    with pytest.raises(NotCovered, match="is not for hall"):
        ensure_certificate(directory, ["hall.lan"], AT)


def test_a_start_cut_short_between_key_and_certificate_is_made_good(directory: Path) -> None:
    served = ensure_certificate(directory, HOSTS, AT)
    served.certificate.unlink()
    assert is_trusted(ensure_certificate(directory, HOSTS, AT), "hall.lan", AT)
