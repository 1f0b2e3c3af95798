"""Rules of the meeting and its items: quorum and stages, plain Python; rows and pages live elsewhere."""
