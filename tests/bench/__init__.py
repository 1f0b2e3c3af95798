"""Measures what docs/performance.md tells: fan-out, ballots, a whole chamber; run as `python -m tests.bench`."""
