"""A made-up council to try Kvorum with; commands/demo.py starts it."""
