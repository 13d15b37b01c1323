"""Patterns out of the words of data/*.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(forms: Iterable[str]) -> str:
    """A pattern that matches any of ``forms``, the longest first, over any white space; none matches where there is none."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in ordered) or r"(?!)"
