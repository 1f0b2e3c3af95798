"""The agenda proposes: meetings, items, motions, and who is there. It knows no votes."""
