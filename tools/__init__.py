"""What the development of czplan needs and its users don't."""
