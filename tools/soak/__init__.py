"""What must lose nothing, tried until it would: `python -m tools.soak`."""
