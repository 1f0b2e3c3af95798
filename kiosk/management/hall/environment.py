"""The settings with which the hall is served: what was given stands, the rest is seen from the machine."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.management.hall.addresses import lan_addresses, lan_names

HTTPS_PORT, HTTP_PORT = 8443, 8080  # below 1024 only root may listen; the unit in deploy/ is let to


@dataclass(frozen=True, slots=True)
class Hall:
    """How the hall is reached: all its hosts, the one given out first, and its two ports."""

    hosts: tuple[str, ...]
    https_port: int
    http_port: int

    @property
    def address(self) -> str:
        """The one address that is given out."""
        return f"https://{self.hosts[0]}{_port(self.https_port, 443)}/"

    @property
    def trust_address(self) -> str:
        """Where a device is told how to trust the hall; over plain HTTP, for it does not trust it yet."""
        return f"http://{self.hosts[0]}{_port(self.http_port, 80)}/trust/"

    def origins(self) -> list[str]:
        """Return the origins of all hosts."""
        return [f"https://{host}{_port(self.https_port, 443)}" for host in self.hosts]


def hall_of(given: Mapping[str, str]) -> Hall:
    """Return how the hall is reached, by `given` environment variables.

    KVORUM_HOSTS names it; without that its address in the building does, or `localhost` where it has none.
    """
    named = [name.strip().lower() for name in given.get("KVORUM_HOSTS", "").split(",")]
    named = [name for name in named if name and not name.startswith((".", "*"))]
    hosts = dict.fromkeys(
        [*named, *lan_addresses(), *([] if named else lan_names()), "localhost", "127.0.0.1"]
    )
    return Hall(
        tuple(hosts),
        int(given.get("KVORUM_HTTPS_PORT") or HTTPS_PORT),
        int(given.get("KVORUM_HTTP_PORT") or HTTP_PORT),
    )


def settings_of(hall: Hall, given: Mapping[str, str], var: Path) -> dict[str, str]:
    """Return the variables that the server is started with in addition to, or instead of, those given."""
    own = {
        "KVORUM_HOSTS": ",".join(hall.hosts),
        "KVORUM_ORIGINS": ",".join(hall.origins()),
        "KVORUM_HTTPS_PORT": str(hall.https_port),
        "KVORUM_HTTP_PORT": str(hall.http_port),
        "KVORUM_DEBUG": "",
    }
    # Where journald takes what is printed it also rotates it; elsewhere a file is kept, and rotated here.
    if not _is_journal(given) and "KVORUM_LOG_FILE" not in given:
        own["KVORUM_LOG_FILE"] = str(var / "log" / "kvorum.log")
    return own


def _is_journal(given: Mapping[str, str]) -> bool:
    """Tell whether journald takes what is printed: systemd.exec(5) names its stream, which a terminal may inherit."""
    printed = os.fstat(2)
    return given.get("JOURNAL_STREAM") == f"{printed.st_dev}:{printed.st_ino}"


def become(program: str, arguments: list[str], variables: Mapping[str, str]) -> None:
    """Replace this process, so that signals and exit status are the server's own."""
    os.execve(program, [program, *arguments], os.environ | variables)  # noqa: S606 -- our own command


def _port(port: int, usual: int) -> str:
    return "" if port == usual else f":{port}"
