"""The command line: one thin file a command, built from the table in `czplan.cli.kit.tree`."""
