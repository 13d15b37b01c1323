"""Patterns out of the words of data/*.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(forms: Iterable[str]) -> str:
    """A pattern for any of ``forms``, the longest first, over any white space; without forms nothing matches."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in ordered) or r"(?!)"
