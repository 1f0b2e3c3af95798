"""Runs the tests of JavaScript modules, written for `node --test`, as items of pytest."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ENDINGS = (".test.js", ".test.mjs")


class NodeFile(pytest.File):
    """A file of tests for `node --test`; one item, because Node tells about each test itself."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the one item."""
        yield NodeItem.from_parent(self, name="node")


class NodeItem(pytest.Item):
    """One run of `node --test` over a file; its output is the failure's text."""

    def runtest(self) -> None:
        """Run the file; NodeTestError if a test in it fails."""
        run = subprocess.run(
            ["node", "--test", self.path],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.config.rootpath,
        )
        if run.returncode:
            raise NodeTestError(run.stdout + run.stderr)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *style: Any, **named: Any) -> Any:
        """Return what Node printed, or pytest's own words for other failures."""
        return (
            str(excinfo.value)
            if isinstance(excinfo.value, NodeTestError)
            else super().repr_failure(excinfo, *style, **named)
        )

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the item is and what it is called."""
        return self.path, 0, self.path.name


class NodeTestError(Exception):
    """A JavaScript test failed."""
