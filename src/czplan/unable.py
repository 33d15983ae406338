"""What was asked can't be done, and why, in both languages: the kind of all such exceptions."""

from __future__ import annotations


class Unable(Exception):
    """Something can't be done; `zh` and `en` are what a person is told."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        """Return the English text."""
        return self.en
