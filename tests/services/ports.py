"""Free TCP ports for servers under test; the servers themselves live in the modules beside."""

import random
import socket

# Below Linux' ephemeral range (from 32768): a port taken from there could become the source port of one of a
# test's own connections between two starts of a server, which must come back on the same port.
LOWEST, HIGHEST = 20_000, 31_999

_given: set[int] = set()


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 on which nothing listens, never the same one twice in a run."""
    for _attempt in range(1000):
        port = random.SystemRandom().randint(LOWEST, HIGHEST)
        if port not in _given and _is_free(port):
            _given.add(port)
            return port
    raise OSError(f"no free port between {LOWEST} and {HIGHEST}")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
