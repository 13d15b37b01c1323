"""What a check finds: facts beside what the draft prints, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.errors import Message
from kg.source import Source


class Level(StrEnum):
    """How much a finding says."""

    DIFFERS = "differs"  #: a source that was read says otherwise
    NOTE = "note"  #: all else: form, what is not sure, what is not known


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that a draft's author should see.

    ``printed`` is the mention word for word at ``source``; ``says`` the fact (days are ISO), ``fact_source`` where it
    stands and how sure it is, ``suggest`` the mention mended; what there is not is None. ``rule`` is one of the
    contract's, ``name`` the entry of data/check_rules.yaml, ``message`` says it all in words.
    """

    name: str
    rule: str
    level: Level
    printed: str
    says: str | None
    fact_source: Message | None
    suggest: str | None
    message: Message
    source: Source


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked draft: how many documents it names, of how many of them something is known here, and the findings in
    the order of the text. A document that several may be is neither known nor unknown."""

    file: str
    checked: int
    known: int
    unknown: int
    findings: tuple[Finding, ...]
