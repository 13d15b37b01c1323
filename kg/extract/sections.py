"""What a section is about, by its heading: aims, or who is to do what."""

from __future__ import annotations

from enum import StrEnum

from kg.knowledge.model import SectionWords
from kg.text import marked_key


class SectionKind(StrEnum):
    """What stands below a heading."""

    PURPOSE = "purpose"  #: aims and views: nothing there is a task
    ORGANISATION = "organisation"  #: a sentence with units as its subject gives them work


class SectionKinds:
    """Knows sections by the words of data/sections.yaml."""

    def __init__(self, words: SectionWords) -> None:
        self._purpose = tuple(f"{marked_key(w)} " for w in words.purpose)
        self._organisation = tuple(f"{marked_key(w)} " for w in words.organisation)
        self._work = tuple(f" {marked_key(w)} " for w in words.work)

    def kind(self, heading: str) -> SectionKind | None:
        """The kind of the section under ``heading``: it opens with a known name of such sections."""
        key = f"{marked_key(heading)} "
        if key.startswith(self._organisation):
            return SectionKind.ORGANISATION
        if key.startswith(self._purpose) and not any(w in f" {key}" for w in self._work):
            return SectionKind.PURPOSE
        return None
