"""Canonical JSON, entries, the Merkle tree, signed notes, the audit: no Django, no clock, no I/O."""
