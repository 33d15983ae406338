"""Whether the documents say what the records quote, and what no record covers yet."""
