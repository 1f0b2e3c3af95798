"""By which names and addresses others reach this machine."""

import socket

import pytest

from kiosk.management.hall import addresses
from kiosk.management.hall.addresses import is_address, lan_addresses, lan_names


def test_loopback_and_networks_inside_the_machine_are_no_addresses_in_the_building(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cards = {"lo": "127.0.0.1", "docker0": "172.17.0.1", "enp3s0": "192.168.1.20", "wlan0": ""}
    monkeypatch.setattr(socket, "if_nameindex", lambda: list(enumerate(cards)))
    monkeypatch.setattr(addresses, "_address_of", cards.get)
    assert lan_addresses() == ["192.168.1.20"]


def test_the_kernel_tells_a_cards_address() -> None:
    assert addresses._address_of("lo") == "127.0.0.1"
    assert addresses._address_of("no-such") == ""


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Hall", ["hall", "hall.local"]),
        ("hall.council.example", ["hall.council.example"]),
        ("localhost", ["localhost"]),
    ],
)
def test_a_machines_name_is_also_found_under_local(
    monkeypatch: pytest.MonkeyPatch, name: str, names: list[str]
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: name)
    assert lan_names() == names


def test_addresses_are_told_from_names() -> None:
    assert [is_address(host) for host in ("10.0.0.1", "::1", "hall.lan", "10.0.0")] == [
        True,
        True,
        False,
        False,
    ]
