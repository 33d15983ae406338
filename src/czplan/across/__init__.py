"""One indicator over many places: a year side by side, the years one after the other, the panel."""
