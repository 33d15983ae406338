"""Strict reading of a data set's files, YAML and CSV, with the place of everything."""
