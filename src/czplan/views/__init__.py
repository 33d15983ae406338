"""Rows and pictures for people: tables, cards, ladders and comparisons, in both languages."""
