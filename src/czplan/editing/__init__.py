"""Changes to a data set of one's own: a new one, added figures; nothing lost on the way."""
