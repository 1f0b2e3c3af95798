"""Voting decides: votes, their rolls and ballots, tallies and results."""
