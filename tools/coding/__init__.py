"""How far two readers agree who worked blind to each other: the figures in `data/README.md`."""
