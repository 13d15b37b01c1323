"""Documents that a text names: found, told apart and related, each with its place."""

from kg.extract.citations.finder import CitationFinder
from kg.extract.citations.found import Found
from kg.extract.citations.resolve import resolve_within

__all__ = ["CitationFinder", "Found", "resolve_within"]
