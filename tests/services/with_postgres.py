"""Runs a command with KVORUM_DATABASE_URL naming a private PostgreSQL cluster: the second pass of the tests.

python -m tests.services.with_postgres COMMAND ...
"""

import os
import subprocess
import sys

from tests.services.postgres import PostgresCluster


def main(command: list[str]) -> int:
    """Run `command` with a cluster that lives as long as it does; return its exit status."""
    with PostgresCluster() as cluster:
        environment = os.environ | {"KVORUM_DATABASE_URL": cluster.url()}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
