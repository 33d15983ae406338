"""Speeds compared in paired runs: `python -m bench`, `make bench`."""
