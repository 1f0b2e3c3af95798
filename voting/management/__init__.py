"""Commands of voting for the operator's shell."""
