"""Stage 3, mentions: titles of documents, in quotation marks or after "về"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.citations.view import View
from kg.extract.citations.vocabulary import Vocabulary

_OPENERS, _CLOSERS, _STRAIGHT = "“«", "”»", '"'
_BEFORE_OPENER = "(" + _OPENERS + _STRAIGHT
_QUOTES = re.compile(f"[{_OPENERS}{_CLOSERS}{_STRAIGHT}]")
#: a quotation that is longer was never closed
_LONGEST = 1200
_ABOUT = re.compile(r"\s*+(?:[,:]\s*+)?+(?:(?:V/v|về(?:\s++việc)?+)\s*+:?+\s*+)?+(?=[“«\"])", re.IGNORECASE)
_ABOUT_WORD = re.compile(r"\s*+,?+\s*+(?:V/v|về(?:\s++việc)?+)\s++", re.IGNORECASE)
_LEADING = re.compile(r"(?:V/v|về(?:\s++việc)?+)\s++", re.IGNORECASE)
#: a title in running text ends here; a comma is looked at closer
_STOP = re.compile(r"[;:|)]|\.(?=\s|$)|\s\(|,(?=\s)")
_LONGEST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Title:
    """A title: where it stands with its marks, and where without them."""

    end: int
    first: int
    last: int
    quoted: bool


def closing(text: str, opening: int) -> int | None:
    """Where the quotation that begins at ``opening`` is closed; quotations inside it are counted, whichever marks."""
    depth = 0
    for match in _QUOTES.finditer(text, opening, min(len(text), opening + _LONGEST)):
        depth += 1 if _opens(text, match.start()) else -1
        if depth == 0:
            return match.start()
    return None


def _opens(text: str, at: int) -> bool:
    if text[at] != _STRAIGHT:
        return text[at] in _OPENERS
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after.strip()) and (not before.strip() or before in _BEFORE_OPENER)


def quoted_at(text: str, at: int) -> Title | None:
    """The title in quotation marks that stands at ``at``, after a comma, a colon or "về"."""
    lead = _ABOUT.match(text, at)
    if not lead:
        return None
    end = closing(text, lead.end())
    if end is None:
        return None
    return without_about(text, lead.end() + 1, end, end + 1, True)


def about_at(view: View, at: int, stops: frozenset[int], vocabulary: Vocabulary) -> Title | None:
    """The title that follows "về". ``stops`` are the places where other documents are named: a title that names one
    has no clear end, unless it is the next of a list."""
    text = view.text
    lead = _ABOUT_WORD.match(text, at)
    if not lead:
        return None
    end = title_end(view, lead.end(), stops, vocabulary)
    return without_about(text, lead.end(), end, end, False) if end else None


def title_end(view: View, first: int, stops: frozenset[int], vocabulary: Vocabulary) -> int | None:
    """Where the title that begins at ``first`` ends, or None where that is not clear."""
    text = view.text
    i = view.index(first)
    for k in range(i, min(len(view), i + _LONGEST_WORDS)):
        gap = text[view.end(k) : view.start(k)] if k > i else ""
        if not all(_goes_on(view, k, first, m.group().strip(), stops, vocabulary) for m in _STOP.finditer(gap)):
            return view.end(k)
        if k > i and vocabulary.in_force.at(view, k):
            return _before_list_word(view, k, i) or view.end(k)
        if view.start(k) in stops or vocabulary.names_meeting(view, k):
            return _before_list_word(view, k, i)
    if i + _LONGEST_WORDS < len(view):
        return None
    end = len(text)
    while end > first and text[end - 1] in " .;:|,/":
        end -= 1
    return end if end > first else None


def _goes_on(view: View, k: int, first: int, mark: str, stops: frozenset[int], vocabulary: Vocabulary) -> bool:
    """Whether a title that began at ``first`` goes on after a comma or into a bracket before word ``k``."""
    if mark == "(":
        return not vocabulary.declares.at(view, k)
    if mark == ")":
        return view.text.count("(", first, view.start(k)) >= view.text.count(")", first, view.start(k))
    if mark != "," or view.start(k) in stops:
        return False
    if vocabulary.title_ends.at(view, k):
        return False
    capital = view.capital(k) and not view.shouts(k)
    return not (capital and (vocabulary.bodies.at(view, k) or vocabulary.types.at(view, k)))


def _before_list_word(view: View, k: int, first: int) -> int | None:
    """The title's end before the next document of a list ("và Quyết định số …"); None if the title names it."""
    return view.end(k - 1) if k - 1 > first and view.word(k - 1).lower() in ("và", "cùng") else None


def without_about(text: str, first: int, last: int, end: int, quoted: bool) -> Title | None:
    """The title between ``first`` and ``last`` without its "về"."""
    while first < last and text[first].isspace():
        first += 1
    lead = _LEADING.match(text, first, last)
    if lead:
        first = lead.end()
    while last > first and (text[last - 1].isspace() or text[last - 1] in ",;"):
        last -= 1
    return Title(end, first, last, quoted) if last > first else None
