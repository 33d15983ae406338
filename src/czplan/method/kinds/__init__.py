"""The sums of each family of kinds."""
