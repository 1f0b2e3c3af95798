"""The hall as `make hall` serves it: over HTTPS only, on keys that stay, and nobody else's to read."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from stat import S_IMODE
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from kiosk.management.commands.hall import _is_static_stale
from tests.services import HallServer, RedisServer, Template, free_port
from tests.services.databases import manage

StartHall = Callable[..., HallServer]


@pytest.fixture
def start_hall(database_url: str, tmp_path: Path) -> Iterator[StartHall]:
    """Return what starts a hall on a fresh database; it stops after the test."""
    halls: list[HallServer] = []

    def start(**given: Any) -> HallServer:
        halls.append(HallServer(**{"database_url": database_url, "var": tmp_path / "var"} | given))
        halls[-1].start()
        return halls[-1]

    yield start
    for hall in halls:
        hall.stop()


@pytest.fixture(scope="module")
def hall(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallServer]:
    """Return a hall that nobody stops, started by somebody who would have errors shown."""
    url = template.copy()
    with HallServer(database_url=url, var=tmp_path_factory.mktemp("hall") / "var", KVORUM_DEBUG="1") as hall:
        yield hall
    template.drop(url)


def test_what_the_first_start_makes_is_nobody_elses(hall: HallServer) -> None:
    with hall.client() as client:
        client.get("/no/such/page/")  # what the log tells
    made = [path for path in hall.var.rglob("*") if path.is_file() and "static" not in path.parts]
    names = {path.name for path in made}
    assert {"secret-key", "ledger.pem", "authority.key", "server.key", "kvorum.log"} <= names
    modes = {path.name: S_IMODE(path.stat().st_mode) for path in made}
    shown = {"authority.pem", "server.pem"}  # certificates are for everybody, their directory is not
    assert {name for name, mode in modes.items() if mode & 0o077} <= shown
    assert S_IMODE((hall.var / "tls").stat().st_mode) == 0o700


def keys(hall: HallServer) -> dict[Path, bytes]:
    kept = ("secret-key", "keys/ledger.pem", "tls/authority.key", "tls/authority.pem", "tls/server.key")
    return {hall.var / name: (hall.var / name).read_bytes() for name in kept}


def test_after_a_kill_every_key_is_the_same_and_at_another_address_all_but_one(start_hall: StartHall) -> None:
    hall = start_hall()
    before = keys(hall)
    hall.kill()
    hall.start()
    assert keys(hall) == before
    hall.stop()
    hall.host = "127.0.0.2"
    hall.start()  # it waits until a client that trusts the same authority gets an answer
    after = keys(hall)
    assert {path.name for path in before if before[path] != after[path]} == {"server.key"}


def test_it_says_how_it_is_reached_and_by_what_its_authority_is_known(hall: HallServer) -> None:
    told = hall.log.read_text()
    authority = x509.load_pem_x509_certificate((hall.var / "tls" / "authority.pem").read_bytes())
    assert f"Kvorum is reached at  {hall.address}/" in told
    assert f"after following  {hall.plain_address}/trust/" in told
    (digest,) = re.findall(r"SHA-256 of its authority's certificate:  ([0-9A-F:]+)", told)
    page = httpx.get(f"{hall.plain_address}/trust/", timeout=60).text
    assert ":".join(re.findall(r"<span>([0-9A-F:]+)</span>", page)) == digest
    assert bytes.fromhex(digest.replace(":", "")) == authority.fingerprint(SHA256())


def test_plain_http_leads_to_https_and_gives_out_nothing_but_trust(hall: HallServer) -> None:
    for path in ("/", "/sign-in/", "/seat/?a=b"):
        answer = httpx.get(f"{hall.plain_address}{path}", timeout=60)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{hall.address}{path}")
    posted = httpx.post(
        f"{hall.plain_address}/sign-in/", data={"username": "chair", "password": "x"}, timeout=60
    )
    assert posted.status_code == 302
    assert not posted.cookies
    given = httpx.get(f"{hall.plain_address}/trust/kvorum-hall.crt", timeout=60)
    assert given.headers["Content-Type"] == "application/x-x509-ca-cert"
    kept = x509.load_pem_x509_certificate((hall.var / "tls" / "authority.pem").read_bytes())
    assert x509.load_der_x509_certificate(given.content) == kept
    for code in ("hall", "trust"):
        drawn = httpx.get(f"{hall.plain_address}/trust/{code}.svg", timeout=60)
        assert drawn.headers["Content-Type"] == "image/svg+xml"
        assert b"<svg" in drawn.content
    assert httpx.get(f"{hall.plain_address}/trust/other.svg", timeout=60).status_code == 404


def test_its_cookies_go_over_https_only_and_errors_are_not_shown(hall: HallServer) -> None:
    with hall.client() as client:
        (cookie,) = client.get("/sign-in/").headers.get_list("Set-Cookie")
        assert cookie.startswith("__Host-csrf=")
        assert "Secure" in cookie
        missing = client.get("/no/such/page/")
        assert missing.status_code == 404
        assert "DEBUG" not in missing.text


def test_a_port_in_use_is_told_before_anything_is_touched(hall: HallServer, tmp_path: Path) -> None:
    given = {"KVORUM_HTTPS_PORT": str(hall.https_port), "KVORUM_HTTP_PORT": str(free_port())}
    with pytest.raises(RuntimeError, match=f"Port {hall.https_port} cannot be listened at"):
        manage("hall", database_url=f"sqlite://{tmp_path}/other.sqlite3", var=tmp_path, variables=given)
    assert not (tmp_path / "tls").exists()


def test_what_it_serves_with_can_be_asked_for(hall: HallServer) -> None:
    told = dict(line.split("=", 1) for line in hall.manage("hall", "--print-settings").splitlines())
    assert told["KVORUM_ORIGINS"].startswith("https://")
    assert told["KVORUM_DEBUG"] == ""


def test_it_runs_with_redis_too(start_hall: StartHall, redis_server: RedisServer) -> None:
    with start_hall(KVORUM_REDIS_URL=redis_server.url).client() as client:
        assert client.get("/").status_code == 200


def test_static_files_of_a_new_release_are_collected_again(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    assert _is_static_stale()
    collected = tmp_path / "staticfiles.json"
    collected.touch()
    assert not _is_static_stale()
    os.utime(collected, (0, 0))
    assert _is_static_stale()
