"""The settings with which the hall is served, from what was given and what the machine is."""

import os
from pathlib import Path

import pytest

from kiosk.management.hall import environment
from kiosk.management.hall.environment import Hall, hall_of, settings_of

VAR = Path("/var/lib/kvorum")
LAN, NAMES = ["192.168.1.20", "10.0.0.5"], ["hall", "hall.local"]


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine have two addresses in the building and a name."""
    monkeypatch.setattr(environment, "lan_addresses", lambda: LAN)
    monkeypatch.setattr(environment, "lan_names", lambda: NAMES)


def test_its_address_in_the_building_is_given_out_first() -> None:
    hall = hall_of({})
    assert hall.hosts == (*LAN, *NAMES, "localhost", "127.0.0.1")
    assert hall.address == "https://192.168.1.20:8443/"
    assert hall.trust_address == "http://192.168.1.20:8080/trust/"


def test_usual_ports_are_not_written() -> None:
    hall = hall_of({"KVORUM_HTTPS_PORT": "443", "KVORUM_HTTP_PORT": "80"})
    assert (hall.address, hall.trust_address) == ("https://192.168.1.20/", "http://192.168.1.20/trust/")


def test_a_name_given_stands_first_and_addresses_still_answer() -> None:
    hall = hall_of({"KVORUM_HOSTS": " Hall.council.example ,.wild.example,*"})
    assert hall.address == "https://hall.council.example:8443/"
    assert hall.hosts == ("hall.council.example", *LAN, "localhost", "127.0.0.1")


def test_a_machine_without_a_network_serves_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "lan_addresses", list)
    monkeypatch.setattr(environment, "lan_names", lambda: ["localhost"])
    assert hall_of({}).address == "https://localhost:8443/"


def test_it_is_served_over_https_alone_and_never_with_debug() -> None:
    own = settings_of(Hall(("hall.lan", "127.0.0.1"), 8443, 8080), {"KVORUM_DEBUG": "1"}, VAR)
    assert own["KVORUM_DEBUG"] == ""
    assert own["KVORUM_HOSTS"] == "hall.lan,127.0.0.1"
    assert own["KVORUM_ORIGINS"] == "https://hall.lan:8443,https://127.0.0.1:8443"
    assert (own["KVORUM_HTTPS_PORT"], own["KVORUM_HTTP_PORT"]) == ("8443", "8080")


def log_file(**given: str) -> str | None:
    return settings_of(hall_of({}), given, VAR).get("KVORUM_LOG_FILE")


def test_the_log_goes_to_a_file_unless_journald_takes_it() -> None:
    here = os.fstat(2)
    assert log_file() == "/var/lib/kvorum/log/kvorum.log"
    assert log_file(JOURNAL_STREAM=f"{here.st_dev}:{here.st_ino}") is None
    assert log_file(JOURNAL_STREAM="8:15") == "/var/lib/kvorum/log/kvorum.log"  # a terminal's parent's
    assert log_file(KVORUM_LOG_FILE="/elsewhere") is None  # the one given stands
