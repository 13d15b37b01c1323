"""What is found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from kg.document import Alias, Relation
from kg.extract.citations.mention import Span
from kg.records import Citation


@dataclass(frozen=True, slots=True)
class Found:
    """The citations of one flow in the order of the text, with the relations and short names that it states.

    ``spans`` says for each citation where it stands in the flow; two citations may share one ("khóa XI, XII").
    """

    citations: tuple[Citation, ...] = ()
    relations: tuple[Relation, ...] = ()
    aliases: tuple[Alias, ...] = ()
    spans: tuple[Span, ...] = ()
