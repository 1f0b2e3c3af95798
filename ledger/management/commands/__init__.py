"""Commands of the ledger for the operator's shell."""
