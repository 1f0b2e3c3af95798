"""By which names and addresses the other machines of the building reach this one."""

import fcntl
import ipaddress
import socket
import struct

SIOCGIFADDR = 0x8915  # Linux, netdevice(7)
# Networks inside this machine, of containers and virtual machines: nobody in the building is on them.
INSIDE = ("lo", "docker", "br-", "veth", "virbr")


def lan_addresses() -> list[str]:
    """Return this machine's IPv4 addresses in the building, one for each network card, in the cards' order."""
    cards = [name for _, name in socket.if_nameindex() if not name.startswith(INSIDE)]
    found = [address for name in cards if (address := _address_of(name))]
    return [address for address in found if not ipaddress.ip_address(address).is_loopback]


def lan_names() -> list[str]:
    """Return what this machine is called: its own name, and the one it has where names end in `.local` (RFC 6762)."""
    name = socket.gethostname().lower()
    return [name] if "." in name or name == "localhost" else [name, f"{name}.local"]


def is_address(host: str) -> bool:
    """Tell an IP address from a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _address_of(card: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            answer = fcntl.ioctl(asking, SIOCGIFADDR, struct.pack("256s", card.encode()[:15]))
        except OSError:  # the card has no IPv4 address
            return ""
    return socket.inet_ntoa(answer[20:24])
