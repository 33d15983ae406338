"""A list of firms, and how many stand on each step of a ladder."""
