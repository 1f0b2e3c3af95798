"""The ledger remembers: append-only logs, their trees, signed checkpoints. It knows no councils."""
